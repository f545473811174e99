"""Which edition counts, and who takes part in a quarter, is read from indexes alone.

An edition's text of ten thousand units is eighteen megabytes and stands in its row before its hash
and its time: whoever asked for these walked through all of it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0040"
down_revision: str | None = "0039"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the indexes."""
    op.create_index(
        "ix_publications_newest", "publications", ["quarter_id", "kind", "version", "hash", "at"]
    )
    op.create_index("ix_forms_members", "forms", ["quarter_id", "id", "unit_id", "grp"])


def downgrade() -> None:
    """Read the rows themselves again."""
    op.drop_index("ix_forms_members", "forms")
    op.drop_index("ix_publications_newest", "publications")
