"""Second marking: what each of two reviewers finds of an item, apart from the other."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_LIVE = "settled_at is null"


def upgrade() -> None:
    """Nobody has given an opinion yet."""
    op.create_table(
        "review_opinions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("form_id", sa.Integer, sa.ForeignKey("forms.id"), nullable=False),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("drawn", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("accepted", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("by_person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False, server_default=""),
        sa.Column("settled_at", sa.Text, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("uq_review_opinions_live"),
        "review_opinions",
        ["form_id", "row", "by_person"],
        unique=True,
        sqlite_where=sa.text(_LIVE),
        postgresql_where=sa.text(_LIVE),
    )
    op.create_index(op.f("ix_review_opinions_item"), "review_opinions", ["form_id", "row", "id"])


def downgrade() -> None:
    """Nothing else refers to it."""
    op.drop_table("review_opinions")
