"""What a migration says differently to each engine: triggers, and what only one of them has.

A county on PostgreSQL begins empty with every migration in a row, so steps that mend what older
files hold have nothing to do there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def is_file() -> bool:
    """Whether this is an SQLite file, which has what is SQLite's own."""
    return op.get_bind().dialect.name == "sqlite"


def trigger(name: str, happening: str, body: str) -> None:
    """For each row that something happened to (``after``), one statement."""
    if is_file():
        op.execute(f"create trigger {name} after {happening} begin {body}; end")
        return
    op.execute(
        f"create function {name}() returns trigger language plpgsql as"
        f" $$ begin {body}; return null; end $$"
    )
    op.execute(f"create trigger {name} after {happening} for each row execute function {name}()")


def drop_trigger(name: str, table: str) -> None:
    """A trigger of that table, and on PostgreSQL the function of its name."""
    if is_file():
        op.execute(f"drop trigger {name}")
        return
    op.execute(f"drop trigger {name} on {table}")
    op.execute(f"drop function {name}()")


def change_triggers(ending: str, old: str, new: str) -> None:
    """Other words in the body of every trigger whose name ends so."""
    bind = op.get_bind()
    if is_file():
        known = bind.execute(sa.text("select name, sql from sqlite_master where type = 'trigger'"))
        for name, sql in known.fetchall():
            if name.endswith(ending):
                op.execute(sa.text(f"drop trigger {name}"))
                bind.exec_driver_sql(sql.replace(old, new))
        return
    known = bind.execute(
        sa.text(
            "select proname, pg_get_functiondef(oid) from pg_proc"
            " where pronamespace = current_schema()::regnamespace"
        )
    )
    for name, sql in known.fetchall():
        if name.endswith(ending):
            bind.exec_driver_sql(sql.replace(old, new))
