"""The tables of a whole quarter, from the roster to the published edition.

Times are ISO-8601 UTC text, dates ISO text in Asia/Shanghai, points exact decimal text, structured
values JSON text. Nothing is deleted that somebody once relied on: rows are ended or superseded.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _id() -> sa.Column[int]:
    # Integer, not BigInteger: only then SQLite makes it the rowid and numbers it by itself.
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _ref(name: str, table: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=null)


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=True)


def _number(name: str, default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default=default)


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    # AUTOINCREMENT: a number once given is never given again, not even after a deletion.
    op.create_table(name, *parts, sqlite_autoincrement=True)


def upgrade() -> None:
    """Create everything."""
    _people()
    _quarters()
    _answers()
    _results()
    _corridor()
    _web()


def _people() -> None:
    _table(
        "units",
        _id(),
        _text("name"),
        _text("short"),
        _text("grp"),
        _text("classification", ""),
        _number("active", "1"),
        _text("created_at"),
        sa.UniqueConstraint("name", name=op.f("uq_units_name")),
    )
    _table(
        "unit_aliases",
        _id(),
        _ref("unit_id", "units"),
        _text("alias"),
        sa.UniqueConstraint("unit_id", "alias", name=op.f("uq_unit_aliases")),
    )
    _table("persons", _id(), _text("name"), _text("phone", ""), _text("created_at"))
    _table(
        "identities",
        _id(),
        _ref("person_id", "persons"),
        _text("channel"),
        _text("address"),
        _text("state", "ok"),
        _text("created_at"),
        sa.UniqueConstraint("channel", "address", name=op.f("uq_identities")),
    )
    _table(
        "roles",
        _id(),
        _ref("person_id", "persons"),
        _text("role"),
        _ref("unit_id", "units", null=True),
        _ref("given_by", "persons", null=True),
        _text("given_at"),
        _maybe("ended_at"),
    )
    # One live grant of a role to a person (for a unit) at a time.
    op.create_index(
        op.f("uq_roles_live"),
        "roles",
        ["person_id", "role", sa.text("coalesce(unit_id, 0)")],
        unique=True,
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )
    _table(
        "groups",
        _id(),
        _text("channel"),
        _text("address"),
        _text("title", ""),
        _text("purpose"),
        _text("claimed_at"),
        _maybe("ended_at"),
        sa.UniqueConstraint("channel", "address", name=op.f("uq_groups")),
    )
    _table(
        "invitations",
        _id(),
        _text("code_hash"),
        _text("role"),
        _ref("unit_id", "units", null=True),
        _ref("created_by", "persons", null=True),
        _text("created_at"),
        _text("expires_at"),
        _ref("used_by", "persons", null=True),
        _maybe("used_at"),
        _maybe("revoked_at"),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitations_code")),
    )


def _quarters() -> None:
    _table(
        "quarters",
        _id(),
        _number("year"),
        _number("number"),
        _text("state"),
        _text("opens_on"),
        _text("deadline_at"),
        _text("work_report_due_at"),
        _text("review_until"),
        _text("appeal_until"),
        _text("created_at"),
        sa.UniqueConstraint("year", "number", name=op.f("uq_quarters")),
    )
    _table(
        "quarter_schemes",
        _id(),
        _ref("quarter_id", "quarters"),
        _text("grp"),
        _text("name"),
        _text("digest"),
        _text("text"),
        sa.UniqueConstraint("quarter_id", "grp", name=op.f("uq_quarter_schemes")),
    )
    _table(
        "forms",
        _id(),
        _ref("quarter_id", "quarters"),
        _ref("unit_id", "units"),
        _text("grp"),
        _text("state", "filling"),
        _maybe("submitted_at"),
        _ref("submitted_by", "persons", null=True),
        _maybe("extended_to"),
        _text("extension_reason", ""),
        sa.UniqueConstraint("quarter_id", "unit_id", name=op.f("uq_forms")),
    )
    _table(
        "extensions",
        _id(),
        _ref("quarter_id", "quarters"),
        _ref("unit_id", "units", null=True),
        _text("until"),
        _text("reason"),
        _ref("by_person", "persons", null=True),
        _text("at"),
    )


def _answers() -> None:
    for name, more in (
        ("claims", ()),
        ("supplied", (_text("source", ""), _maybe("file_digest"))),
    ):
        _table(
            name,
            _id(),
            _ref("form_id", "forms"),
            _text("row"),
            _text("input"),
            _text("value"),
            _number("version", "1"),
            _ref("by_person", "persons", null=True),
            _text("at"),
            *more,
            sa.UniqueConstraint("form_id", "row", "input", name=op.f(f"uq_{name}")),
        )
    _table(
        "reviews",
        _id(),
        _ref("form_id", "forms"),
        _text("row"),
        _text("decision"),
        _text("accepted", "{}"),
        _text("reason", ""),
        _maybe("due_at"),
        _ref("by_person", "persons", null=True),
        _text("at"),
        _maybe("superseded_at"),
    )
    op.create_index(
        op.f("uq_reviews_live"),
        "reviews",
        ["form_id", "row"],
        unique=True,
        sqlite_where=sa.text("superseded_at is null"),
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.create_table(
        "blobs",
        sa.Column("digest", sa.Text, primary_key=True),
        _number("size"),
        _text("kind"),
        _maybe("likeness"),
        _text("created_at"),
    )
    _table(
        "evidence",
        _id(),
        _ref("form_id", "forms"),
        _maybe("row"),
        sa.Column("digest", sa.Text, sa.ForeignKey("blobs.digest"), nullable=True),
        _maybe("url"),
        _text("label"),
        _text("caption", ""),
        _text("receipt"),
        _ref("by_person", "persons", null=True),
        _text("at"),
        _maybe("removed_at"),
    )
    op.create_index(op.f("ix_evidence_form"), "evidence", ["form_id", "row"])
    op.create_index(op.f("ix_evidence_digest"), "evidence", ["digest"])
    _table(
        "work_reports",
        _id(),
        _ref("form_id", "forms"),
        _text("kind"),
        _text("title"),
        sa.Column("digest", sa.Text, sa.ForeignKey("blobs.digest"), nullable=True),
        _text("label", ""),
        _text("received_at"),
        _text("due_at"),
        _number("on_time"),
        _text("receipt"),
        _ref("by_person", "persons", null=True),
        _maybe("withdrawn_at"),
    )
    op.create_index(op.f("ix_work_reports_form"), "work_reports", ["form_id"])
    op.create_table(
        "receipts",
        sa.Column("number", sa.Text, primary_key=True),
        _ref("form_id", "forms"),
        _text("kind"),
        _text("hash"),
        _text("body"),
        _text("at"),
        _ref("by_person", "persons", null=True),
    )
    op.create_index(op.f("ix_receipts_form"), "receipts", ["form_id"])


def _results() -> None:
    _table(
        "audit",
        _id(),
        _text("stream"),
        _number("seq"),
        _text("at"),
        _ref("actor", "persons", null=True),
        _text("action"),
        _text("subject"),
        _text("before"),
        _text("after"),
        _text("why", ""),
        _text("previous"),
        _text("hash"),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_audit")),
    )
    _table(
        "publications",
        _id(),
        _ref("quarter_id", "quarters"),
        _text("kind"),
        _number("version"),
        _text("snapshot"),
        _text("hash"),
        _text("reason", ""),
        _ref("proposed_by", "persons", null=True),
        _ref("confirmed_by", "persons", null=True),
        _text("at"),
        sa.UniqueConstraint("quarter_id", "kind", "version", name=op.f("uq_publications")),
    )
    _table(
        "appeals",
        _id(),
        _ref("form_id", "forms"),
        _text("row"),
        _text("text"),
        _text("state", "open"),
        _text("answer", ""),
        _ref("by_person", "persons", null=True),
        _text("at"),
        _ref("answered_by", "persons", null=True),
        _maybe("answered_at"),
    )
    _table(
        "reminders",
        _id(),
        _text("key"),
        _ref("quarter_id", "quarters"),
        _ref("unit_id", "units"),
        _ref("person_id", "persons", null=True),
        _text("milestone"),
        _text("state"),
        _text("reason", ""),
        _text("at"),
        sa.UniqueConstraint("key", name=op.f("uq_reminders_key")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Text, primary_key=True),
        _text("value"),
    )


def _corridor() -> None:
    _table(
        "conversations",
        _id(),
        _text("channel"),
        _text("chat"),
        _text("sender"),
        _ref("unit_id", "units", null=True),
        _maybe("waiting"),
        _text("draft", "{}"),
        _text("choices", "[]"),
        _maybe("place"),
        _text("changed_at"),
        sa.UniqueConstraint("channel", "chat", "sender", name=op.f("uq_conversations")),
    )
    _table(
        "inbox",
        _id(),
        _text("channel"),
        _text("update_key"),
        _text("chat"),
        _text("payload"),
        _text("received_at"),
        _text("state", "new"),
        _text("reference", ""),
        _number("attempts", "0"),
        sa.UniqueConstraint("channel", "update_key", name=op.f("uq_inbox")),
    )
    op.create_index(op.f("ix_inbox_state"), "inbox", ["state", "id"])
    _table(
        "outbox",
        _id(),
        _ref("inbox_id", "inbox", null=True),
        _text("channel"),
        _text("chat"),
        _text("payload"),
        _maybe("replaces"),
        _maybe("reason"),
        _text("state", "new"),
        _number("attempts", "0"),
        _text("not_before"),
        _text("created_at"),
        _maybe("sent_at"),
        _maybe("external"),
        _text("error", ""),
        sa.UniqueConstraint("reason", name=op.f("uq_outbox_reason")),
    )
    op.create_index(op.f("ix_outbox_state"), "outbox", ["state", "channel", "chat", "id"])


def _web() -> None:
    _table(
        "web_sessions",
        _id(),
        _text("public"),
        _text("token_hash"),
        _text("address"),
        _text("person_name", ""),
        _text("created_at"),
        _text("seen_at"),
        _text("expires_at"),
        _maybe("ended_at"),
        sa.UniqueConstraint("public", name=op.f("uq_web_sessions_public")),
    )
    op.create_table(
        "web_rooms",
        sa.Column("chat", sa.Text, primary_key=True),
        _text("title"),
        _number("private"),
        _text("created_at"),
    )
    _table(
        "web_members",
        _id(),
        _text("chat"),
        _text("address"),
        _text("joined_at"),
        sa.UniqueConstraint("chat", "address", name=op.f("uq_web_members")),
    )
    _table(
        "web_log",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        _text("chat"),
        _text("direction"),
        _text("key"),
        _text("author", ""),
        _text("author_name", ""),
        sa.Column("replaces", sa.Integer, nullable=True),
        _text("payload"),
        _text("at"),
        sa.UniqueConstraint("key", name=op.f("uq_web_log_key")),
    )
    op.create_index(op.f("ix_web_log_chat"), "web_log", ["chat", "seq"])
    op.create_index(op.f("ix_web_log_replaces"), "web_log", ["replaces"])
    op.create_index(op.f("ix_web_log_at"), "web_log", ["direction", "at"])
    op.create_index(op.f("ix_web_members_address"), "web_members", ["address"])
    op.create_table(
        "web_uploads",
        sa.Column("id", sa.Text, primary_key=True),
        _text("address"),
        _text("label"),
        _maybe("digest"),
        _number("size"),
        _text("kind"),
        _maybe("refused"),
        _text("created_at"),
        _maybe("used_at"),
    )
    op.create_index(op.f("ix_web_uploads_address"), "web_uploads", ["address", "created_at"])


def downgrade() -> None:
    """There is nothing before the first version: going back is a restore from a backup."""
    raise RuntimeError("退回旧版本请用备份恢复")
