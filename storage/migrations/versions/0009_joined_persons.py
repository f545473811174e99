"""One person on several channels: invitations to a further account, and persons that are one.

What a join moved is kept beside it, so that it can be taken apart again.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _ref(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("persons.id"), nullable=False)


def upgrade() -> None:
    """Add the person of an invitation, and the joins."""
    # Written out: SQLite takes a reference with a new column, but not afterwards.
    op.execute("alter table invitations add column person_id integer references persons(id)")
    op.create_table(
        "person_joins",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("kept"),
        _ref("gone"),
        sa.Column("moved", sa.Text, nullable=False),
        _ref("by_person"),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undone_at", sa.Text, nullable=True),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Going back is a restore from a backup."""
    raise RuntimeError("退回旧版本请用备份恢复")
