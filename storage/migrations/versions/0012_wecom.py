"""What the WeCom channel remembers between two moments and over a restart.

The cards that were sent (nobody else keeps them, and one has to be sent whole to be changed), what
the numbers stand for that people type in a group, under which number WeCom keeps a file for three
days, how far a letter of several parts has got, and when something was sent, because WeCom counts
by the minute and the hour.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Create the channel's own tables."""
    op.create_table(
        "wecom_cards",
        sa.Column("task", sa.Text, primary_key=True),
        _text("card"),
        _text("at"),
    )
    op.create_table(
        "wecom_choices",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _text("chat"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("letter", sa.Integer, nullable=False),
        _text("route"),
        _text("at"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wecom_choices"), "wecom_choices", ["chat", "number"])
    op.create_index(op.f("ix_wecom_choices_letter"), "wecom_choices", ["letter"])
    op.create_table(
        "wecom_media",
        sa.Column("bot", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("shape", sa.Text, primary_key=True),
        _text("media"),
        _text("until"),
    )
    op.create_table(
        "wecom_parts",
        sa.Column("letter", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        _text("state"),
        _text("message"),
        _text("at"),
    )
    op.create_table(
        "wecom_sent",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        _text("lane"),
        _text("at"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wecom_sent_at"), "wecom_sent", ["at"])


def downgrade() -> None:
    """Drop them: nothing else refers to them."""
    op.drop_index(op.f("ix_wecom_sent_at"), "wecom_sent")
    op.drop_index(op.f("ix_wecom_choices_letter"), "wecom_choices")
    op.drop_index(op.f("ix_wecom_choices"), "wecom_choices")
    for name in ("wecom_sent", "wecom_parts", "wecom_media", "wecom_choices", "wecom_cards"):
        op.drop_table(name)
