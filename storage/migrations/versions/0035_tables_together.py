"""Several people at one draft: who looks at it, what each may take back, of which file it is.

Until now who looks at it was kept in memory, which another process does not see.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0035"
down_revision: str | None = "0034"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _ref(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Nobody looks yet, nothing can be taken back of what was written before."""
    digest = sa.Column("digest", sa.Text, nullable=False, server_default=sa.text("''"))
    op.add_column("scheme_drafts", digest)
    op.create_table(
        "scheme_lookers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("draft_id", "scheme_drafts"),
        _ref("person_id", "persons"),
        _text("at"),
        sa.UniqueConstraint("draft_id", "person_id", name=op.f("uq_scheme_lookers")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "scheme_steps",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _ref("draft_id", "scheme_drafts"),
        _ref("person_id", "persons"),
        sa.Column("turn", sa.Integer, nullable=False),
        _text("at"),
        _text("said"),
        _text("before"),
        _text("after"),
        sa.Column("undone", sa.Integer, nullable=False, server_default=sa.text("0")),
        sqlite_autoincrement=True,
    )
    columns = ["draft_id", "person_id", "id"]
    op.create_index(op.f("ix_scheme_steps_person"), "scheme_steps", columns)


def downgrade() -> None:
    """Only who looks and what could be taken back is lost."""
    for name in ("scheme_steps", "scheme_lookers"):
        op.drop_table(name)
    op.drop_column("scheme_drafts", "digest")
