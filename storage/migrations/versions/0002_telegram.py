"""What the Telegram channel remembers between two moments and over a restart.

Pieces of an album until all have come, where in a group somebody asked, how far a long letter has
got, and under which number Telegram keeps a file that was sent before.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Create the channel's own tables."""
    op.create_table(
        "telegram_pieces",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        _text("update_key"),
        _text("chat"),
        _text("sender"),
        _text("album"),
        _text("payload"),
        _text("at"),
        sa.Column("gathered", sa.Text, nullable=True),
        sa.Column("done", sa.Integer, nullable=False, server_default="0"),
        sa.UniqueConstraint("update_key", name=op.f("uq_telegram_pieces")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "telegram_places",
        sa.Column("update_key", sa.Text, primary_key=True),
        sa.Column("thread", sa.Integer, nullable=True),
        sa.Column("message", sa.Integer, nullable=True),
        _text("at"),
    )
    op.create_table(
        "telegram_parts",
        sa.Column("letter", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        _text("message"),
        _text("at"),
    )
    op.create_table(
        "telegram_files",
        sa.Column("bot", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("shape", sa.Text, primary_key=True),
        _text("file_id"),
    )


def downgrade() -> None:
    """Drop them: nothing else refers to them."""
    for name in ("telegram_files", "telegram_parts", "telegram_places", "telegram_pieces"):
        op.drop_table(name)
