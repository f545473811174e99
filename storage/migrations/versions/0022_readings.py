"""What the bot read in the papers: pages, lines, what they mean, and the doubts they raise."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str, default: str | None = None, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, server_default=default)


def _number(name: str, default: str | None = None, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null, server_default=default)


def _ref(name: str, table: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=null)


def _of_reading() -> sa.Column[str]:
    return sa.Column("sha256", sa.Text, sa.ForeignKey("readings.sha256"), nullable=False)


def _table(name: str, *columns: Any) -> None:
    number = sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)
    op.create_table(name, number, *columns, sqlite_autoincrement=True)


def upgrade() -> None:
    """Create the tables; what is filed already is found by the running bot, a little at a time."""
    _read()
    _understood()


def _read() -> None:
    op.create_table(
        "readings",
        sa.Column("sha256", sa.Text, sa.ForeignKey("blobs.digest"), primary_key=True),
        _text("kind"),
        _text("state", "waiting"),
        _text("unread", ""),
        _number("partly", "0"),
        _number("attempts", "0"),
        _text("asked_at"),
        _text("read_at", null=True),
        _number("pages", "0"),
        _number("pictures", "0"),
        _text("taken_at", null=True),
        _number("cpu_ms", "0"),
        _text("reader", ""),
    )
    op.create_index(
        op.f("ix_readings_waiting"),
        "readings",
        ["attempts", "asked_at", "sha256"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "reading_pages",
        _of_reading(),
        _number("page"),
        _number("width", "0"),
        _number("height", "0"),
        _number("turned", "0"),
        _number("pictures", "0"),
        sa.PrimaryKeyConstraint("sha256", "page"),
    )
    _table(
        "reading_lines",
        _of_reading(),
        _number("page"),
        _number("line"),
        _text("text"),
        _text("text_search"),
        *(_number(name, null=True) for name in ("x0", "y0", "x1", "y1")),
        _text("source"),
        _number("score"),
        sa.UniqueConstraint("sha256", "page", "line", name=op.f("uq_reading_lines")),
    )


def _understood() -> None:
    _table(
        "reading_facts",
        _of_reading(),
        _text("kind"),
        _text("value"),
        _text("shown"),
        _number("page"),
        _number("line", null=True),
        _number("sure", "1"),
    )
    op.create_index(op.f("ix_reading_facts_sha256"), "reading_facts", ["sha256"])
    op.create_index(op.f("ix_reading_facts_kind_value"), "reading_facts", ["kind", "value"])
    _table(
        "paper_doubts",
        _ref("evidence_id", "evidence"),
        _text("kind"),
        _text("reason", "{}"),
        _text("quote", ""),
        _number("page", null=True),
        _number("line", null=True),
        _ref("other_evidence_id", "evidence", null=True),
        _text("state", "open"),
        _text("found_at"),
    )
    op.create_index(op.f("ix_paper_doubts_evidence"), "paper_doubts", ["evidence_id"])
    op.create_index(op.f("ix_paper_doubts_other"), "paper_doubts", ["other_evidence_id"])
    op.create_index(op.f("ix_paper_doubts_kind_state"), "paper_doubts", ["kind", "state"])
    _table(
        "doubt_waivers",
        _ref("quarter_id", "quarters"),
        _text("kind"),
        _text("row", null=True),
        _ref("by_person", "persons"),
        _text("at"),
        _text("why", ""),
    )
    op.create_index(op.f("ix_doubt_waivers_quarter"), "doubt_waivers", ["quarter_id", "kind"])


def downgrade() -> None:
    """What was read can be read again; nothing else refers to it."""
    for name in ("doubt_waivers", "paper_doubts", "reading_facts", "reading_lines"):
        op.drop_table(name)
    op.drop_table("reading_pages")
    op.drop_table("readings")
