"""By which rules a paper was understood: others have it understood anew, from the lines it has."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """What was understood so far was understood by rules that nobody wrote down."""
    op.add_column("readings", sa.Column("rules", sa.Text, nullable=False, server_default=""))
    op.create_index(op.f("ix_readings_rules"), "readings", ["rules", "state"])


def downgrade() -> None:
    """Nobody asks."""
    op.drop_index(op.f("ix_readings_rules"), "readings")
    op.drop_column("readings", "rules")
