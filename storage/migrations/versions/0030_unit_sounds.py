"""How signs of a unit's name are read, where the office said it: 浚 is xun, 长桥 is chang."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0030"
down_revision: str | None = "0029"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """A syllable for a sign of a unit; whoever changes one has the names read again."""
    op.create_table(
        "unit_sounds",
        sa.Column("unit_id", sa.Integer, sa.ForeignKey("units.id"), primary_key=True),
        sa.Column("sign", sa.Text, primary_key=True),
        sa.Column("sound", sa.Text, nullable=False),
    )
    chance = "lower(hex(randomblob(16)))" if words.is_file() else "gen_random_uuid()::text"
    another = f"update roster_mark set mark = {chance}"  # noqa: S608 -- our own words
    for happening in ("insert", "update", "delete"):
        words.trigger(f"unit_sounds_{happening}_renames", f"{happening} on unit_sounds", another)


def downgrade() -> None:
    """Names are read by the dictionary alone."""
    op.drop_table("unit_sounds")
