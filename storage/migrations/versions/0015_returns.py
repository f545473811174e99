"""A return that is never supplemented can be ended, and counts as the scheme says.

Results worked out before rested on the unit's claim; where a return stands they are worked out
anew.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """No return is ended yet."""
    op.add_column("reviews", sa.Column("closed_at", sa.Text, nullable=True))
    op.execute(
        "update form_results set stale = 1 where form_id in (select form_id from reviews"
        " where decision = 'return' and superseded_at is null)"
    )


def downgrade() -> None:
    """The return itself stays."""
    op.drop_column("reviews", "closed_at")
