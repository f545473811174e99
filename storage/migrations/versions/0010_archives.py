"""Downloads of evidence: who asked for what, until when it may be begun, and how often it was."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Create the downloads."""
    op.create_table(
        "archives",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("quarter_id", sa.Integer, sa.ForeignKey("quarters.id"), nullable=False),
        sa.Column("unit_id", sa.Integer, sa.ForeignKey("units.id"), nullable=True),
        sa.Column("by_person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
        sa.Column("starts", sa.Integer, nullable=False, server_default="0"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Nothing else refers to them."""
    op.drop_table("archives")
