"""What was asked last in a chat, reminders that are planned, and notices with who has read them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def upgrade() -> None:
    """Create the four tables."""
    op.create_table(
        "inquiries",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _text("channel"),
        _text("chat"),
        _text("sender"),
        _text("said"),
        _text("units", "[]"),
        _text("at"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_inquiries_chat"), "inquiries", ["channel", "chat", "sender", "id"])
    op.create_table(
        "planned_reminders",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("quarter_id", sa.Integer, sa.ForeignKey("quarters.id"), nullable=False),
        _text("whom"),
        _text("due_at"),
        _text("state", "waiting"),
        sa.Column("by_person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        _text("at"),
        sa.Column("told", sa.Integer, nullable=False, server_default="0"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_planned_reminders"), "planned_reminders", ["state", "due_at"])
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _text("text"),
        _text("grp", ""),
        sa.Column("by_person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        _text("at"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "notice_readers",
        sa.Column("notice_id", sa.Integer, sa.ForeignKey("notices.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        _text("state", "sent"),
        sa.Column("read_at", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("notice_id", "person_id", name=op.f("pk_notice_readers")),
    )
    op.create_index(op.f("ix_notice_readers_person"), "notice_readers", ["person_id"])


def downgrade() -> None:
    """Nothing else refers to them."""
    for table in ("notice_readers", "notices", "planned_reminders", "inquiries"):
        op.drop_table(table)
