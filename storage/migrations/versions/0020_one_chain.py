"""Every entry of the audit chain is numbered over all streams and linked to the one before it.

So the end of the whole chain is one number and one hash, which can be kept elsewhere.
"""

import hashlib
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Link what there is, in the order in which it was written."""
    op.add_column("audit", sa.Column("number", sa.Integer, nullable=False, server_default="0"))
    op.add_column("audit", sa.Column("chain", sa.Text, nullable=False, server_default=""))
    db, chain = op.get_bind(), ""
    links = []
    for number, row in enumerate(db.execute(sa.text("select id, hash from audit order by id")), 1):
        chain = hashlib.sha256(f"{chain}\n{number}\n{row.hash}".encode()).hexdigest()
        links.append({"id": row.id, "number": number, "chain": chain})
    if links:
        sql = "update audit set number = :number, chain = :chain where id = :id"
        db.execute(sa.text(sql), links)
    op.create_index("ix_audit_number", "audit", ["number"])


def downgrade() -> None:
    """The streams' own links stay."""
    op.drop_index("ix_audit_number", "audit")
    op.drop_column("audit", "chain")
    op.drop_column("audit", "number")
