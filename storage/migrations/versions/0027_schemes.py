"""The office's own tables of indicators: drafts, row by row, and what was released."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str, default: str | None = None, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, server_default=default)


def _ref(name: str, table: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=null)


def _table(name: str, *columns: Any) -> None:
    number = sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)
    op.create_table(name, number, *columns, sqlite_autoincrement=True)


def upgrade() -> None:
    """Create the three tables; the files of the settings go on counting until one is released."""
    _table(
        "scheme_drafts",
        _text("group_name"),
        _text("title"),
        _text("header"),
        _text("sections"),
        _text("doubts", "[]"),
        _text("source"),
        _text("state", "open"),
        _text("mark", ""),
        _ref("by_person", "persons"),
        _text("at"),
        _ref("proposed_by", "persons", null=True),
        _text("proposed_at", null=True),
        _text("settled_at", null=True),
    )
    op.create_index(op.f("ix_scheme_drafts_state"), "scheme_drafts", ["state", "id"])
    _table(
        "scheme_draft_rows",
        _ref("draft_id", "scheme_drafts"),
        sa.Column("place", sa.Integer, nullable=False),
        _text("row"),
        _text("section"),
        _text("cells"),
        _text("clause"),
        _text("body", ""),
        _text("doubts", "[]"),
        _text("own", ""),
        _ref("confirmed_by", "persons", null=True),
        _text("confirmed_at", null=True),
        sa.UniqueConstraint("draft_id", "place", name=op.f("uq_scheme_draft_rows")),
    )
    _table(
        "scheme_versions",
        _ref("draft_id", "scheme_drafts"),
        _text("group_name"),
        _text("name"),
        _text("digest"),
        _text("text"),
        _text("in_force"),
        _ref("proposed_by", "persons"),
        _ref("confirmed_by", "persons"),
        _text("at"),
        _text("ended_at", null=True),
    )
    op.create_index(op.f("ix_scheme_versions_group"), "scheme_versions", ["group_name", "id"])


def downgrade() -> None:
    """The files of the settings count again."""
    for name in ("scheme_versions", "scheme_draft_rows", "scheme_drafts"):
        op.drop_table(name)
