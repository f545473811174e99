"""What was done stands in the index beside what it was done to.

Checking a county asks six times which change of a thing was the last of its kind; with the action
in the index the rows themselves need not be read.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0031"
down_revision: str | None = "0030"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_NAME = "ix_audit_subject"


def upgrade() -> None:
    """The same index, a column wider."""
    op.drop_index(op.f(_NAME), "audit")
    op.create_index(op.f(_NAME), "audit", ["subject", "action"])


def downgrade() -> None:
    """Nothing but time is lost."""
    op.drop_index(op.f(_NAME), "audit")
    op.create_index(op.f(_NAME), "audit", ["subject"])
