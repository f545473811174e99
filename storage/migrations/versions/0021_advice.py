"""Questions to the office and its answers, what it taught the bot, how it is reached."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _ref(name: str, table: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=null)


def _table(name: str, *columns: Any) -> None:
    number = sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)
    op.create_table(name, number, *columns, sqlite_autoincrement=True)


def upgrade() -> None:
    """Create the five tables; nothing is in them until somebody asks or the office writes."""
    _table(
        "consultations",
        _ref("person_id", "persons"),
        _ref("unit_id", "units", null=True),
        _ref("quarter_id", "quarters", null=True),
        sa.Column("row", sa.Text, nullable=True),
        _text("question"),
        _text("topic", ""),
        _text("state", "draft"),
        _text("asked_at"),
        _text("answer", ""),
        _ref("answered_by", "persons", null=True),
        sa.Column("answered_at", sa.Text, nullable=True),
    )
    op.create_index(
        op.f("uq_consultations_draft"),
        "consultations",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_index(op.f("ix_consultations_state"), "consultations", ["state", "id"])
    _table(
        "known_answers",
        _text("question"),
        _text("answer"),
        _text("topic", ""),
        _ref("by_person", "persons"),
        _text("at"),
        sa.Column("ended_at", sa.Text, nullable=True),
    )
    op.create_index(op.f("ix_known_answers_topic"), "known_answers", ["topic"])
    _table(
        "taught_phrasings",
        _text("said"),
        _text("topic", ""),
        _ref("answer_id", "known_answers", null=True),
        _ref("by_person", "persons"),
        _text("at"),
        sa.UniqueConstraint("said", name=op.f("uq_taught_phrasings")),
    )
    _table(
        "not_understood",
        _text("said"),
        _text("shown"),
        _text("side"),
        sa.Column("times", sa.Integer, nullable=False, server_default="1"),
        _text("first_at"),
        _text("last_at"),
        sa.Column("settled_at", sa.Text, nullable=True),
        sa.UniqueConstraint("said", "side", name=op.f("uq_not_understood")),
    )
    op.create_index(op.f("ix_not_understood_open"), "not_understood", ["settled_at", "times", "id"])
    _table("office_contacts", _text("contact"), _ref("by_person", "persons"), _text("at"))
    op.create_index(op.f("ix_persons_name"), "persons", ["name"])


def downgrade() -> None:
    """Nothing else refers to them."""
    op.drop_index(op.f("ix_persons_name"), "persons")
    for name in ("office_contacts", "not_understood", "taught_phrasings", "known_answers"):
        op.drop_table(name)
    op.drop_table("consultations")
