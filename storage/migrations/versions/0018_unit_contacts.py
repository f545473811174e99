"""Whom the list of units names as liaison: known before anybody is bound, for invitations."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """A name and a telephone number for a unit."""
    op.create_table(
        "unit_contacts",
        sa.Column("unit_id", sa.Integer, sa.ForeignKey("units.id"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, server_default=""),
        sa.Column("phone", sa.Text, nullable=False, server_default=""),
        sa.Column("changed_at", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Nobody is known before binding."""
    op.drop_table("unit_contacts")
