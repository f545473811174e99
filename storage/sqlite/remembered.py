"""Rows that were read before on the one connection that writes, and that nobody has written since.

A turn asks who somebody is, which quarter it is, what the form holds, and some of it several times.
The connection sends every write itself, so it knows whether what a query found still stands: a
write to a table, or to one whose triggers or references lead there, ends what was found of it
(``storage.layout``), and what is undone ends all. Another process may write to the file: SQLite
says so by a number at the next beginning, and then all is read anew. What is kept is bounded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Mapping

from storage.engine import Values
from storage.layout import Layout, targets

MOST_ROWS = 2_000
"""Rows that are kept, all queries together."""
FEW = 100
"""A query that finds more is read again each time."""

_LONG = frozenset(("inbox", "outbox", "publications", "web_log"))
"""Tables whose rows may be megabytes, or are read once: what is found there is not kept."""

Found = list[sqlite3.Row]
_LAYOUTS: dict[str, Layout] = {}
"""By the version of the schema: files of one version are alike."""


class Remembered:
    """What one connection has read."""

    def __init__(self, layout: Layout | None) -> None:
        self._layout = layout
        self._found: dict[Hashable, tuple[Found, frozenset[str], int]] = {}
        self._rows = 0
        self._count = 0
        self._written: dict[str, int] = {}
        self._version: int | None = None

    def begin(self, version: int) -> None:
        """A transaction begins; ``version``: SQLite's number of what others have written."""
        if version != self._version:
            self.forget()
            self._version = version

    def forget(self) -> None:
        """Something was undone, or nobody knows what was written: all is to be read again."""
        self._found.clear()
        self._rows = 0

    def sent(self, sql: str) -> None:
        """A statement is about to be run."""
        if self._layout is None:
            return
        writes = self._layout.nature(sql).writes
        if writes is None or sql.startswith("rollback"):
            self.forget()
        elif writes:
            self._count += 1
            for table in writes:
                self._written[table] = self._count

    def answer(self, sql: str, values: Values) -> Found | None:
        """What was found before, where it still stands."""
        known = self._found.get(key := _key(sql, values))
        if known is None:
            return None
        rows, tables, count = known
        if any(self._written.get(one, 0) > count for one in tables):
            self._drop(key)
            return None
        return rows

    def keep(self, sql: str, values: Values, rows: Found) -> None:
        """What a query has found just now."""
        if self._layout is None or len(rows) > FEW:
            return
        if not (tables := self._layout.nature(sql).reads):
            return
        self._drop(key := _key(sql, values))
        self._found[key] = (rows, tables, self._count)
        self._rows += 1 + len(rows)
        while self._rows > MOST_ROWS:
            self._drop(next(iter(self._found)))

    def _drop(self, key: Hashable) -> None:
        if (known := self._found.pop(key, None)) is not None:
            self._rows -= 1 + len(known[0])


def _key(sql: str, values: Values) -> Hashable:
    return (sql, *(values.values() if isinstance(values, Mapping) else values))


def layout_of(connection: sqlite3.Connection) -> Layout | None:
    """The layout of the file; None: it has none of ours."""
    known = "select sql from sqlite_master where name = 'alembic_version'"
    if not connection.execute(known).fetchall():
        return None
    ((version,),) = connection.execute("select version_num from alembic_version").fetchall()
    if version not in _LAYOUTS:
        _LAYOUTS[version] = _asked(connection)
    return _LAYOUTS[version]


def _asked(connection: sqlite3.Connection) -> Layout:
    master = connection.execute("select type, name, tbl_name, sql from sqlite_master").fetchall()
    every = {name: sql.lower() for kind, name, _, sql in master if kind == "table" and sql}
    virtual = [name for name, sql in every.items() if sql.startswith("create virtual")]
    # What lies behind an index of texts changes with it, under names of its own.
    beside = frozenset(one for one in every if one.startswith(tuple(virtual) or ("\0",)))
    tables = frozenset(every) - beside
    opaque = beside | _LONG
    leads = [(at, to) for kind, _, at, sql in master if kind == "trigger" for to in targets(sql)]
    for table in tables:
        references = connection.execute(f'pragma foreign_key_list("{table}")').fetchall()
        leads += [
            (row["table"], table)
            for row in references
            if {row["on_update"], row["on_delete"]} - {"NO ACTION", "RESTRICT"}
        ]
    return Layout.of(tables, leads, opaque)
