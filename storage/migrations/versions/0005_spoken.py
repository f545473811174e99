"""What became of messages that their sender may still change.

Kept for a few days only: afterwards no messenger lets a message be edited any more.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "spoken",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _text("channel"),
        _text("chat"),
        _text("message"),
        _text("bundle"),
        _text("route", ""),
        _text("became", ""),
        _text("mark", ""),
        _text("caption", ""),
        _text("file", ""),
        _text("wanted", ""),
        _text("at"),
        sa.UniqueConstraint("channel", "chat", "message", name=op.f("uq_spoken")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop it: nothing else refers to it."""
    op.drop_table("spoken")
