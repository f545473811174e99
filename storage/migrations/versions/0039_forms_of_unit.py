"""A unit's forms are found by the unit.

Whoever renames a unit marks its results as stale, by triggers: without this they looked through
every form of every quarter, for each line of a list that is taken over.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0039"
down_revision: str | None = "0038"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Find them by an index."""
    op.create_index("ix_forms_unit", "forms", ["unit_id", "quarter_id"])


def downgrade() -> None:
    """Look through all forms again."""
    op.drop_index("ix_forms_unit", "forms")
