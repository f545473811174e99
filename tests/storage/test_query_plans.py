"""No query that a turn asks reads a table from end to end, however much the years have put there.

Those that read widely are named below; they run in the connection's thread (``Session.wide``), or
read what stays small.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from storage.queries import load
from storage.sqlite.schema import migrate

FAMILIES = sorted(
    file.stem for file in (Path(__file__).parents[2] / "storage" / "queries").glob("*.sql")
)

WIDE = {
    "archive": {"roles", "trail"},
    "audit": {"as_written", "everything", "in_order", "newest", "of_actor"},
    "corridor": {"unfinished"},
    "forgetting": {"forgettable_letters", "forgettable_updates"},
    "papers": {"called", "digests", "drafts_with_files", "own_documents"},
    "people": {
        "last_used",
        "liaisons_ever",
        "live_roles",
        "logged_out",
        "names",
        "unreachable",
        "with_accounts",
    },
    "readings": {"ask_again", "ask_missing", "backlog", "reasons", "under_review"},
    "results": {"retry"},
    "review": {"uses"},
    "search": {"forget_all", "hits", "keep_all", "terms", "unlike"},
    "spoken": {"forgettable"},
    "understood": {"alike"},
    "telegram": {"forget_parts", "forget_pieces", "forget_places", "move_reasons", "roles_by_chat"},
    "roster": {"aliases", "contacts", "everyone", "not_bound", "sounds"},
    "wecom": {"forget_cards", "forget_choices", "forget_media_past", "forget_parts"},
    "web": {"forget_uploads", "payloads_with_anchors", "payloads_with_files", "upload_digests"},
}
"""What is read or cleared as a whole, in the connection's thread."""
SMALL = {
    "groups",
    "scheme_versions",
    "scheme_scans",
    "invitations",
    "quarters",
    "quarter_schemes",
    "extensions",
    "review_desks",
    "review_remits",
    "review_covers",
    "web_sessions",
    "person_joins",
    "telegram_menus",
    "roster_mark",
    "known_answers",
    "office_contacts",
    "notices",
    "json_each",
}
"""Tables that stay small: a county has so many groups, quarters, reviewers and phones.

``json_each`` is a list that was handed in."""
WAITING = (
    "ix_reviews_untold",
    "ix_telegram_pieces_open",
    "ix_outbox_waiting",
    "ix_form_results_stale",
    "ix_readings_waiting",
    "ix_reading_batches_open",
)
"""Indexes over what still waits: read from end to end, it is little."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    file = tmp_path_factory.mktemp("plans") / "xinkao.db"
    migrate(file)
    return sqlite3.connect(file)


def plan(db: sqlite3.Connection, sql: str) -> list[str]:
    values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
    return [row[3] for row in db.execute(f"explain query plan {sql}", values)]


def tables_of(sql: str) -> dict[str, str]:
    """The tables of a query by the names it gives them."""
    found = re.findall(r"(?:from|join|update|into)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?", sql, re.I)
    return {alias or table: table for table, alias in found} | {table: table for table, _ in found}


def scanned(sql: str, step: str) -> str | None:
    """The large table that a step of a plan reads from end to end; None: it reads none so."""
    read = re.match(r"SCAN (\w+)", step)
    if read is None or any(index in step for index in WAITING):
        return None
    table = tables_of(sql).get(read[1])  # None: a part of the query itself
    return table if table is not None and table not in SMALL else None


def test_no_trigger_reads_a_table_from_end_to_end(empty: sqlite3.Connection) -> None:
    """What is done at every change of a row would be done for every row of a list."""
    triggers = empty.execute("select name, sql from sqlite_master where type = 'trigger'")
    found = {}
    for name, sql in triggers.fetchall():
        body = re.sub(
            r"\b(new|old)\.(\"?)(\w+)\2",
            r":\1_\3",
            sql.partition(" begin ")[2].rpartition(" end")[0],
        )
        for statement in filter(str.strip, body.split(";")):
            for step in plan(empty, statement):
                if table := scanned(statement, step):
                    found[name] = table
    assert found == {}


@pytest.mark.parametrize("family", FAMILIES)
def test_only_what_is_named_reads_from_end_to_end(empty: sqlite3.Connection, family: str) -> None:
    """Every other query finds its rows by an index."""
    queries = load(family)
    wide = set()
    for name in queries.available_queries:
        if name.endswith("_cursor"):
            continue
        sql = getattr(queries, name).sql
        for step in plan(empty, sql):
            if scanned(sql, step):
                wide.add(name)
    assert wide <= WIDE.get(family, set()), "an index, or db.wide() and a name above"


@pytest.mark.parametrize(
    ("name", "index", "sorts"),
    [
        ("rungs_of_quarter", "ix_form_results_rungs", False),
        ("size_of_quarter", "ix_form_results_rungs", False),
        ("order_of_quarter", "ix_form_results_order", False),
        ("before_in_quarter", "ix_form_results_order", False),
        ("behind_of_quarter", "ix_form_results_behind", False),
        ("marks_of_quarter", "ix_form_results_marks", False),
        ("rungs_of_edition", "ix_edition_results_rungs", True),  # its groups, not its lines
        ("size_of_edition", "ix_edition_results_place", False),
        ("order_of_edition", "ix_edition_results_place", False),
    ],
)
def test_a_table_is_ranked_in_an_index(
    empty: sqlite3.Connection, name: str, index: str, sorts: bool
) -> None:
    """Ten thousand units are counted, and put in order, without a look at their points."""
    family = "frozen" if name.endswith("edition") else "results"
    steps = plan(empty, getattr(load(family), name).sql)
    assert any(f"INDEX {index}" in step for step in steps), steps
    assert any("TEMP B-TREE" in step for step in steps) is sorts, steps


@pytest.mark.parametrize(
    ("family", "name", "found_by"),
    [
        ("results", "lines_of_quarter", "unit_id=? AND quarter_id=?"),
        ("results", "progress_of_units", "unit_id=? AND quarter_id=?"),
        ("quarters", "forms_of_units", "unit_id=? AND quarter_id=?"),
        ("results", "states_of_marks", "quarter_id=? AND mark=?"),
        ("results", "lines_of_marks", "quarter_id=? AND mark=?"),
        ("results", "rows_of_marks", "quarter_id=? AND mark=?"),
    ],
)
def test_some_units_of_a_quarter_are_found_without_a_look_at_all_others(
    empty: sqlite3.Connection, family: str, name: str, found_by: str
) -> None:
    """A quarter has ten thousand forms; a page asks of ten."""
    steps = plan(empty, getattr(load(family), name).sql)
    assert any(found_by in step for step in steps), steps


def test_letters_that_wait_are_found_among_those_that_wait(empty: sqlite3.Connection) -> None:
    """In their order, without sorting a storm of them for each that goes."""
    queries = load("corridor")
    steps = plan(empty, queries.due.sql)
    assert "SCAN o USING INDEX ix_outbox_waiting" in steps
    assert not any("TEMP B-TREE" in step for step in steps)
    assert any("ix_outbox_chat (channel=? AND chat=? AND id<?)" in step for step in steps)
