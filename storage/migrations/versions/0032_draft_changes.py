"""Who changed a row of a draft last, and when: two people at one table are told of each other."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0032"
down_revision: str | None = "0031"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Nobody is named for rows that were changed before."""
    op.add_column("scheme_draft_rows", sa.Column("changed_by", sa.Integer, nullable=True))
    op.add_column("scheme_draft_rows", sa.Column("changed_at", sa.Text, nullable=True))


def downgrade() -> None:
    """Nobody is named."""
    with op.batch_alter_table("scheme_draft_rows") as table:
        table.drop_column("changed_at")
        table.drop_column("changed_by")
