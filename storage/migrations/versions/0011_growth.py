"""Indexes for what is asked in every turn and grows with the years.

What went out, what was changed and who holds which role are looked up by key, however much of it
there is; ``tests/storage/test_query_plans.py`` holds that.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_INDEXES: tuple[tuple[str, str, list[str], str | None], ...] = (
    ("ix_identities_person", "identities", ["person_id"], None),
    ("ix_roles_unit", "roles", ["unit_id"], "ended_at is null"),
    ("ix_roles_role", "roles", ["role"], "ended_at is null"),
    ("ix_audit_subject", "audit", ["subject"], None),
    ("ix_evidence_receipt", "evidence", ["receipt"], None),
    ("ix_work_reports_digest", "work_reports", ["digest"], None),
    ("ix_reviews_form", "reviews", ["form_id", "row"], None),
    ("ix_reviews_untold", "reviews", ["form_id"], "told_at is null"),
    ("ix_reminders_unit", "reminders", ["quarter_id", "unit_id"], None),
    ("ix_outbox_waiting", "outbox", ["id"], "state = 'new'"),
    ("ix_outbox_chat", "outbox", ["channel", "chat", "id"], "state = 'new'"),
    ("ix_outbox_given_up", "outbox", ["state", "id"], "state in ('failed', 'gone')"),
    ("ix_outbox_inbox", "outbox", ["inbox_id"], None),
    ("ix_telegram_pieces_album", "telegram_pieces", ["chat", "sender", "album"], None),
    ("ix_telegram_pieces_gathered", "telegram_pieces", ["gathered"], None),
    ("ix_telegram_pieces_open", "telegram_pieces", ["number"], "done = 0"),
)
"""Name, table, columns, and the rows it is limited to."""


def upgrade() -> None:
    """Create them; letters that have gone leave the index of those that wait."""
    op.drop_index(op.f("ix_outbox_state"), "outbox")
    for name, table, columns, where in _INDEXES:
        limit = None if where is None else sa.text(where)
        op.create_index(op.f(name), table, columns, sqlite_where=limit, postgresql_where=limit)


def downgrade() -> None:
    """Nothing but time is lost."""
    for name, table, _, _ in reversed(_INDEXES):
        op.drop_index(op.f(name), table)
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state", "channel", "chat", "id"])
