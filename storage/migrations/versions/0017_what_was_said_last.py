"""A conversation knows its newest letter, the letter that asked, and what was pressed last.

So a word can be told that answers a question from one that answers a notice in between, and a
second touch of the same thumb from a press.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Nothing is known of what was said before."""
    for name in ("letter", "asked"):
        column = sa.Column(name, sa.Integer, nullable=False, server_default="0")
        op.add_column("conversations", column)
    op.add_column("conversations", sa.Column("press", sa.Text, nullable=False, server_default="{}"))
    op.create_index(op.f("ix_outbox_room"), "outbox", ["channel", "chat", "id"])


def downgrade() -> None:
    """A question is then the last word again, whatever was said since."""
    op.drop_index(op.f("ix_outbox_room"), "outbox")
    for name in ("press", "asked", "letter"):
        op.drop_column("conversations", name)
