"""What papers have in common, what was filed together, and what a unit was told of its papers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _text(name: str, default: str | None = None, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, server_default=default)


def upgrade() -> None:
    """Create the tables; what is read already is understood when it is read anew."""
    op.create_table(
        "reading_samples",
        sa.Column("sha256", sa.Text, sa.ForeignKey("readings.sha256"), nullable=False),
        sa.Column("mark", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("mark", "sha256"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_reading_samples_sha256"), "reading_samples", ["sha256"])
    op.create_table(
        "reading_batches",
        sa.Column("receipt", sa.Text, sa.ForeignKey("receipts.number"), nullable=False),
        sa.Column("form_id", sa.Integer, sa.ForeignKey("forms.id"), nullable=False),
        _text("row"),
        _text("channel"),
        _text("chat"),
        _text("sender"),
        sa.Column("inbox_id", sa.Integer, nullable=True),
        _text("said", ""),
        _text("filed_at"),
        _text("told_at", null=True),
        sa.PrimaryKeyConstraint("receipt", "row"),
    )
    op.create_index(
        op.f("ix_reading_batches_open"),
        "reading_batches",
        ["filed_at"],
        sqlite_where=sa.text("told_at is null"),
        postgresql_where=sa.text("told_at is null"),
    )
    op.create_index(op.f("ix_reading_batches_form"), "reading_batches", ["form_id"])
    op.create_table(
        "reading_told",
        sa.Column("form_id", sa.Integer, sa.ForeignKey("forms.id"), nullable=False),
        _text("row"),
        _text("what"),
        _text("at"),
        sa.PrimaryKeyConstraint("form_id", "row", "what"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """What was read can be understood again; nothing else refers to it."""
    for name in ("reading_told", "reading_batches", "reading_samples"):
        op.drop_table(name)
