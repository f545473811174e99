"""The text of all papers can be searched: a page of text a row, and an index of its trigrams."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations import words

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEPT_IN_STEP = (
    """
    create trigger reading_texts_new after insert on reading_texts begin
      insert into reading_search (rowid, text) values (new.id, new.text);
    end
    """,
    """
    create trigger reading_texts_gone after delete on reading_texts begin
      insert into reading_search (reading_search, rowid, text) values ('delete', old.id, old.text);
    end
    """,
    """
    create trigger reading_texts_other after update on reading_texts begin
      insert into reading_search (reading_search, rowid, text) values ('delete', old.id, old.text);
      insert into reading_search (rowid, text) values (new.id, new.text);
    end
    """,
)


def upgrade() -> None:
    """Create the index and fill it with what was read already."""
    op.create_table(
        "reading_texts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("sha256", sa.Text, sa.ForeignKey("readings.sha256"), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("sha256", "page", name=op.f("uq_reading_texts")),
        sqlite_autoincrement=True,
    )
    if not words.is_file():
        return  # a county's pages are looked through as they stand: tens of milliseconds
    op.execute(
        "create virtual table reading_search using fts5"
        " (text, content = 'reading_texts', content_rowid = 'id', tokenize = 'trigram')"
    )
    op.execute(
        "create virtual table reading_search_terms using fts5vocab ('reading_search', 'row')"
    )
    for one in _KEPT_IN_STEP:
        op.execute(one)
    # Two blanks behind: the last two letters of a page begin a trigram, too.
    op.execute("""
        insert into reading_texts (sha256, page, text)
        select sha256, page, group_concat(text_search, '') || '  ' from
          (select sha256, page, text_search from reading_lines order by sha256, page, line)
        group by sha256, page
        """)


def downgrade() -> None:
    """The text itself stays in ``reading_lines``."""
    for name in ("reading_texts_new", "reading_texts_gone", "reading_texts_other"):
        op.execute(f"drop trigger {name}")
    op.execute("drop table reading_search_terms")
    op.execute("drop table reading_search")
    op.drop_table("reading_texts")
