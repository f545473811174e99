"""Rows in which units are held against each other: one unit's figure makes all results stale.

A scheme may count a place or a mean of what the units reported. ``compared_rows`` says of which
rows that is so in a quarter, and triggers mark everybody's result of the table when such a figure
changes, when somebody joins or leaves, and when the quarter goes on.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0034"
down_revision: str | None = "0033"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_STALE = "update form_results set stale = 1 where stale <> 1 and form_id in"
_OF_ROW = (
    "(select o.id from forms f join compared_rows c on c.quarter_id = f.quarter_id"
    " and c.grp = f.grp"
    ' and c."row" = {0}."row" join forms o on o.quarter_id = f.quarter_id and o.grp = f.grp'
    " where f.id = {0}.form_id)"
)
_OF_GROUP = (
    "(select o.id from forms o join compared_rows c on c.quarter_id = o.quarter_id"
    " and c.grp = o.grp where o.quarter_id = {0}.quarter_id and o.grp = {0}.grp)"
)
_OF_QUARTER = (
    "(select o.id from forms o join compared_rows c on c.quarter_id = o.quarter_id"
    " and c.grp = o.grp where o.quarter_id = new.id)"
)
_BEARING = {
    "claims": "value",
    "supplied": "value",
    "reviews": "decision, accepted, superseded_at, closed_at",
}


def upgrade() -> None:
    """No scheme compared anything before, so the table begins empty."""
    op.create_table(
        "compared_rows",
        sa.Column("quarter_id", sa.Integer, sa.ForeignKey("quarters.id"), nullable=False),
        sa.Column("grp", sa.Text, nullable=False),
        sa.Column("row", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("quarter_id", "grp", "row", name=op.f("pk_compared_rows")),
    )
    for table, bearing in _BEARING.items():
        for happening, when, side in (
            ("insert", "insert", "new"),
            ("update", f"update of {bearing}", "new"),
            ("delete", "delete", "old"),
        ):
            body = f"{_STALE} {_OF_ROW.format(side)}"
            words.trigger(f"{table}_{happening}_compared_stales", f"{when} on {table}", body)
    for happening, when, side in (
        ("insert", "insert", "new"),
        ("update", "update of grp, classification", "new"),
        ("delete", "delete", "old"),
    ):
        body = f"{_STALE} {_OF_GROUP.format(side)}"
        words.trigger(f"forms_{happening}_compared_stales", f"{when} on forms", body)
    words.trigger(
        "quarters_state_compared_stales",
        "update of state on quarters",
        f"{_STALE} {_OF_QUARTER}",
    )


def downgrade() -> None:
    """Going back is a restore from a backup."""
    raise RuntimeError("退回旧版本请用备份恢复")
