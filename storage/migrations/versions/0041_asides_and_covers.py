"""What a reviewer has set aside, and who does whose reviewing while somebody is away.

Both end rather than go: what was set aside is known to have been, and who stood in for whom.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0041"
down_revision: str | None = "0040"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _ref(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=False)


def _live(name: str, table: str, columns: list[str]) -> None:
    """One that has not ended, of each."""
    op.create_index(
        op.f(name),
        table,
        columns,
        unique=True,
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )


def upgrade() -> None:
    """Nothing is set aside, and everybody does the own work, as before."""
    op.create_table(
        "review_asides",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("person_id", "persons"),
        _ref("form_id", "forms"),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text, nullable=True),
        sqlite_autoincrement=True,
    )
    _live("uq_review_asides_live", "review_asides", ["form_id", "row", "person_id"])
    op.create_table(
        "review_covers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("person_id", "persons"),
        _ref("cover_id", "persons"),
        _ref("given_by", "persons"),
        sa.Column("given_at", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text, nullable=True),
        sqlite_autoincrement=True,
    )
    _live("uq_review_covers_live", "review_covers", ["person_id"])


def downgrade() -> None:
    """Nothing else refers to them."""
    op.drop_table("review_covers")
    op.drop_table("review_asides")
