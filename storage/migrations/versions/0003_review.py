"""What a review needs beside the decisions: whose desk an item lies on, doubts, who was told.

An item lies on one desk at a time and leaves it by itself after a while. A doubt hands an item to
another reviewer. ``told_at`` is when the unit was told of a decision, so that several are told of
in one message.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _ref(name: str, table: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=null)


def upgrade() -> None:
    """Create desks and doubts; decisions that are there already count as told."""
    op.create_table(
        "review_desks",
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("persons.id"),
            primary_key=True,
            autoincrement=False,
        ),
        _ref("quarter_id", "quarters"),
        sa.Column("scope", sa.Text, nullable=False),
        _ref("form_id", "forms", null=True),
        sa.Column("row", sa.Text, nullable=True),
        sa.Column("until", sa.Text, nullable=True),
        sa.UniqueConstraint("form_id", "row", name=op.f("uq_review_desks_item")),
    )
    op.create_table(
        "review_doubts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("form_id", "forms"),
        sa.Column("row", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        _ref("by_person", "persons"),
        _ref("to_person", "persons", null=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("settled_at", sa.Text, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_doubts_form"), "review_doubts", ["form_id", "row"])
    op.add_column("reviews", sa.Column("told_at", sa.Text, nullable=True))
    op.execute(sa.text("update reviews set told_at = at"))


def downgrade() -> None:
    """Nothing else refers to them."""
    op.drop_table("review_doubts")
    op.drop_table("review_desks")
    op.drop_column("reviews", "told_at")
