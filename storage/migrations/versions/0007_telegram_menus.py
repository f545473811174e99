"""Which command menu each chat was last given, so that only changes are sent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "telegram_menus",
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("menu", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop it: nothing else refers to it."""
    op.drop_table("telegram_menus")
