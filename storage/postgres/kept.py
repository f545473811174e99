"""Rows that were read before, and that nobody has written since.

Exactly one process writes a county (``holding``), and it sends every statement itself: so it knows
whether what a query found still stands. A turn asks twenty times who somebody is, which quarter it
is and what a form holds; on PostgreSQL each is a round trip, and here most are none.

Kept is what a query found, by its text and its values, with the tables it reads. A write to a
table, or to one whose triggers or references lead there, ends what was kept of it; what an open
transaction has written is neither answered from here nor kept. A view is answered with what stood
at its moment. Nothing is answered while it is not certain that the county is still ours, and all
is forgotten when the line was broken. What is kept is bounded.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import asyncpg

from storage.engine import Row
from storage.postgres.habits import Habits

MOST_ROWS = 20_000
"""Rows that are kept of one county, all queries together."""
FEW = 200
"""A query that finds more is read again each time."""

_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_TEXT = re.compile(r"'(?:[^']|'')*'|--[^\n]*")
_TARGET = re.compile(r'\b(?:insert\s+into|delete\s+from|update)\s+"?([a-z_][a-z0-9_]*)')
_CONTROL = ("savepoint ", "release ", "rollback ")
_FLEETING = re.compile(r"\b(?:random|now|clock_timestamp|nextval|lastval|current_\w+|pg_\w+)\b")

_VERSION = "select version_num from alembic_version"
_TABLES = """
select c.relname from pg_class c
where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
"""
_TRIGGERS = """
select c.relname as at, p.prosrc as body from pg_trigger t
join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace
"""
_CASCADES = """
select p.relname as at, c.relname as to from pg_constraint k
join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
  and (k.confdeltype not in ('a', 'r') or k.confupdtype not in ('a', 'r'))
"""


@dataclass(frozen=True, slots=True)
class Nature:
    """What a statement does to which tables."""

    reads: frozenset[str]
    """Empty: what it finds is not for keeping."""
    writes: frozenset[str] | None
    """Empty: it writes nothing; None: nobody knows what."""


class Layout:
    """The tables of a county, and which others a write to one of them reaches."""

    def __init__(self, tables: frozenset[str], reach: Mapping[str, frozenset[str]]) -> None:
        self._tables = tables
        self._reach = reach
        self._natures: dict[str, Nature] = {}

    def nature(self, sql: str) -> Nature:
        """What a statement does; its text is read once."""
        found = self._natures.get(sql)
        if found is None:
            found = self._natures[sql] = self._read(sql)
        return found

    def _read(self, sql: str) -> Nature:
        text = _TEXT.sub(" ", sql.lower())
        targets = frozenset(_TARGET.findall(text)) & self._tables
        if targets:
            return Nature(frozenset(), frozenset().union(*(self._reach[one] for one in targets)))
        if text.lstrip().startswith(_CONTROL):
            return Nature(frozenset(), frozenset())
        if not text.lstrip(" (\n").startswith(("select", "with")):
            return Nature(frozenset(), None)
        if _FLEETING.search(text):
            return Nature(frozenset(), frozenset())
        return Nature(self._tables & frozenset(_WORD.findall(text)), frozenset())


_LAYOUTS: dict[str, Layout] = {}
"""By the version of the schema: counties of one version are alike, and to look takes a while."""


async def layout(connection: asyncpg.Connection) -> Layout:
    """The county's own, asked of the server where it is the first of its version."""
    version = str(await connection.fetchval(_VERSION))
    if version not in _LAYOUTS:
        _LAYOUTS[version] = await _asked(connection)
    return _LAYOUTS[version]


async def _asked(connection: asyncpg.Connection) -> Layout:
    tables = frozenset(row[0] for row in await connection.fetch(_TABLES))
    leads: dict[str, set[str]] = {table: {table} for table in tables}
    for at, body in await connection.fetch(_TRIGGERS):
        leads[at] |= set(_TARGET.findall(body.lower())) & tables
    for at, to in await connection.fetch(_CASCADES):
        leads[at].add(to)
    return Layout(tables, {table: _closed(leads, table) for table in tables})


def _closed(leads: Mapping[str, set[str]], table: str) -> frozenset[str]:
    found, left = {table}, [table]
    while left:
        for one in leads[left.pop()] - found:
            found.add(one)
            left.append(one)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody began to read, and which tables were being written then."""

    count: int
    unsettled: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    rows: Sequence[Row]
    tables: frozenset[str]
    count: int


class Kept:
    """What is kept of one county, for its writer and its views in whichever thread."""

    def __init__(self) -> None:
        self.habits = Habits()
        self._lock = threading.Lock()
        self._layout: Layout | None = None
        self._certain: Callable[[], bool] = lambda: False
        self._count = 0
        self._since = 0
        """What was read before is forgotten."""
        self._written: dict[str, int] = {}
        self._unsettled: set[str] = set()
        self._found: OrderedDict[Hashable, _Found] = OrderedDict()
        self._rows = 0

    def begin_anew(self, layout: Layout, certain: Callable[[], bool]) -> None:
        """A line was opened that writes the county; ``certain``: whether it still does."""
        with self._lock:
            self._layout, self._certain = layout, certain
            self._forget()
            self._unsettled.clear()

    def forget(self) -> None:
        """Somebody else has written: all is to be read again."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._count += 1
        self._since = self._count
        self._found.clear()
        self._rows = 0

    def moment(self) -> Moment:
        """To be taken before a view begins, or a transaction's query is asked."""
        with self._lock:
            return Moment(self._count, frozenset(self._unsettled))

    def writes(self, sql: str) -> None:
        """A statement is about to be sent by the writer."""
        if self._layout is None:
            return
        tables = self._layout.nature(sql).writes
        with self._lock:
            if tables is None:
                self._layout = None  # whatever it was: nothing is answered from here any more
            elif tables:
                self._mark(tables)
                self._unsettled |= tables

    def reads(self, sql: str) -> frozenset[str]:
        """The tables a query reads; empty: nobody knows, or it does more than read."""
        return self._layout.nature(sql).reads if self._layout is not None else frozenset()

    def written(self, sql: str) -> frozenset[str] | None:
        """The tables a statement writes, with those its triggers reach; None: nobody knows."""
        return self._layout.nature(sql).writes if self._layout is not None else None

    def settled(self) -> None:
        """The writer's transaction is over, one way or the other."""
        with self._lock:
            if self._unsettled:
                self._mark(self._unsettled)
                self._unsettled.clear()

    def _mark(self, tables: frozenset[str] | set[str]) -> None:
        self._count += 1
        for table in tables:
            self._written[table] = self._count

    def answer(self, key: Hashable, moment: Moment) -> Sequence[Row] | None:
        """What was found before, where it stood at that moment; None: nobody knows."""
        if self._layout is None or not self._certain():
            return None
        with self._lock:
            found = self._found.get(key)
            if found is None:
                return None
            if not self._stands(found.tables, found.count):
                self._drop(key)
                return None
            if not self._stood(found.tables, moment):
                return None
            self._found.move_to_end(key)
            return found.rows

    def keep(self, key: Hashable, sql: str, moment: Moment, rows: Sequence[Row]) -> None:
        """What was found by somebody who began to read at that moment."""
        if self._layout is None or len(rows) > FEW or not self._certain():
            return
        tables = self._layout.nature(sql).reads
        if not tables:
            return
        with self._lock:
            if not self._stood(tables, moment):
                return
            self._drop(key)
            self._found[key] = _Found(rows, tables, moment.count)
            self._rows += 1 + len(rows)
            while self._rows > MOST_ROWS:
                self._drop(next(iter(self._found)))

    def _drop(self, key: Hashable) -> None:
        found = self._found.pop(key, None)
        if found is not None:
            self._rows -= 1 + len(found.rows)

    def _stands(self, tables: frozenset[str], count: int) -> bool:
        """Nobody has written them since."""
        return count >= self._since and all(self._written.get(one, 0) <= count for one in tables)

    def _stood(self, tables: frozenset[str], moment: Moment) -> bool:
        """Nobody was writing them at that moment, nor has since."""
        return moment.unsettled.isdisjoint(tables) and self._stands(tables, moment.count)
