"""How a line of a Word file is set: size of its letters, bold, in the middle or at the right.

What was read before has none of it; the readers have another version, so that it is read again.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0033"
down_revision: str | None = "0032"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Nothing is known of lines that were read before."""
    for name in ("size", "bold"):
        number = sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))
        op.add_column("reading_lines", number)
    place = sa.Column("place", sa.Text, nullable=False, server_default=sa.text("''"))
    op.add_column("reading_lines", place)


def downgrade() -> None:
    """What was read can be read again."""
    for name in ("place", "bold", "size"):
        op.drop_column("reading_lines", name)
