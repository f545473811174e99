"""Alembic's entry: runs the migrations on the connection that ``storage.migrating`` hands over.

No engine is made here and no address is read: the caller owns the connection, its transaction
and its foreign-key switch.
"""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=None,
    transactional_ddl=True,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
