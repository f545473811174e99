"""Log-ins say where they are; a role that ends takes with it what was said before."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Of log-ins from before it is not known where they are."""
    for name in ("agent", "remote"):
        op.add_column("web_sessions", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column(
        "web_members", sa.Column("after_seq", sa.Integer, nullable=False, server_default="0")
    )


def downgrade() -> None:
    """What was hidden is seen again."""
    op.drop_column("web_members", "after_seq")
    for name in ("remote", "agent"):
        op.drop_column("web_sessions", name)
