"""Rules that came as scans or photos: their pages as they are read, and where each row stands."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0043"
down_revision: str | None = "0042"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _number(name: str, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=default)


def _ref(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=False)


def upgrade() -> None:
    """Nothing was read by eyes before."""
    op.create_table(
        "scheme_scans",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("person_id", "persons"),
        _text("channel"),
        _text("chat"),
        _text("label"),
        _text("state"),
        _number("told", "0"),
        _text("at"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "scheme_scan_pages",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("scan_id", "scheme_scans"),
        _number("place"),
        _text("digest"),
        _text("kind"),
        _number("page"),
        _text("seen", ""),
        _text("picture", ""),
        _text("why", ""),
        _number("attempts", "0"),
        sa.UniqueConstraint("scan_id", "place", name=op.f("uq_scheme_scan_pages_place")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "scheme_row_places",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("draft_id", "scheme_drafts"),
        _number("place"),
        _text("picture"),
        _number("page"),
        *(_number(one) for one in ("left_edge", "top_edge", "right_edge", "bottom_edge")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_scheme_row_places_row"), "scheme_row_places", ["draft_id", "place"])


def downgrade() -> None:
    """Nothing else refers to them."""
    op.drop_table("scheme_row_places")
    op.drop_table("scheme_scan_pages")
    op.drop_table("scheme_scans")
