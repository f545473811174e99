"""A result that is being computed bears a mark, and a change meanwhile takes it away.

``stale`` was 0 or 1; a number above 1 says who computes it, beside the writer.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_INDEX = "ix_form_results_stale"


def upgrade() -> None:
    """Every trigger that makes stale overrides a mark; the index finds marked ones, too."""
    _change("where stale = 0 and", "where stale <> 1 and", "stale <> 0")


def downgrade() -> None:
    """Stale is stale."""
    op.execute("update form_results set stale = 1 where stale > 1")
    _change("where stale <> 1 and", "where stale = 0 and", "stale = 1")


def _change(old: str, new: str, indexed: str) -> None:
    words.change_triggers("_stales", old, new)
    op.drop_index(op.f(_INDEX), "form_results")
    where = sa.text(indexed)
    op.create_index(
        op.f(_INDEX), "form_results", ["form_id"], sqlite_where=where, postgresql_where=where
    )
