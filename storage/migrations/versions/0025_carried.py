"""Answers and papers that were taken over from the quarter before say so."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """The quarter it comes from, as 2026Q3; nothing was taken over before."""
    for table in ("claims", "evidence"):
        op.add_column(table, sa.Column("carried", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Everything looks as if it had been said and sent anew."""
    for table in ("claims", "evidence"):
        op.drop_column(table, "carried")
