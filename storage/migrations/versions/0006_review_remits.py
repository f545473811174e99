"""What a reviewer reviews: rows of a body, sections, rows; a reviewer without any reviews all.

A remit that was changed or ended with its role is kept with the time it ended.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _ref(name: str, table: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=null)


def upgrade() -> None:
    """Create the remits; until one is given, every reviewer reviews all rows as before."""
    op.create_table(
        "review_remits",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("person_id", "persons"),
        sa.Column("part", sa.Text, nullable=False),
        _ref("given_by", "persons"),
        sa.Column("given_at", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("uq_review_remits_live"),
        "review_remits",
        ["person_id", "part"],
        unique=True,
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )


def downgrade() -> None:
    """Nothing else refers to them."""
    op.drop_table("review_remits")
