"""What a release needs beside the editions: proposals that wait for a second person, papers.

One proposal waits for a quarter at a time; a settled one is kept with its outcome. The papers of an
appeal are its own: evidence of the form stays as it was handed in.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _ref(name: str, table: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=null)


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def upgrade() -> None:
    """Create proposals and appeals' papers."""
    op.create_table(
        "release_proposals",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("quarter_id", "quarters"),
        _text("kind"),
        _text("mark"),
        _text("payload", "{}"),
        _ref("proposed_by", "persons"),
        _text("at"),
        _text("outcome", ""),
        _ref("settled_by", "persons", null=True),
        sa.Column("settled_at", sa.Text, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("uq_release_proposals_live"),
        "release_proposals",
        ["quarter_id"],
        unique=True,
        sqlite_where=sa.text("settled_at is null"),
        postgresql_where=sa.text("settled_at is null"),
    )
    op.create_table(
        "appeal_papers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("appeal_id", "appeals"),
        sa.Column("digest", sa.Text, sa.ForeignKey("blobs.digest"), nullable=False),
        _text("label"),
        _ref("by_person", "persons"),
        _text("at"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_appeal_papers_appeal"), "appeal_papers", ["appeal_id"])
    op.create_index(op.f("ix_appeals_form"), "appeals", ["form_id"])


def downgrade() -> None:
    """Nothing else refers to them."""
    op.drop_index(op.f("ix_appeals_form"), "appeals")
    op.drop_table("appeal_papers")
    op.drop_table("release_proposals")
