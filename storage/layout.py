"""Which tables a statement reads, and which a write reaches.

What was found stands as long as nobody has written its tables, and a write reaches what its
triggers and references lead to.

Where a layout is asked of an engine, and what is kept by it, is ``postgres.kept``'s and
``sqlite.remembered``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_TEXT = re.compile(r"'(?:[^']|'')*'|--[^\n]*")
_TARGET = re.compile(r'\b(?:insert\s+into|delete\s+from|update)\s+"?([a-z_][a-z0-9_]*)')
_CONTROL = ("savepoint ", "release ", "rollback", "begin", "commit", "pragma ")
_FLEETING = re.compile(
    r"\b(?:random|randomblob|changes|last_insert_rowid|now|clock_timestamp|nextval|lastval|current_\w+|pg_\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Nature:
    """What a statement does to which tables."""

    reads: frozenset[str]
    """Empty: what it finds is not for keeping."""
    writes: frozenset[str] | None
    """Empty: it writes nothing; None: nobody knows what."""


class Layout:
    """The tables of a county, and which others a write to one of them reaches."""

    def __init__(
        self,
        tables: frozenset[str],
        reach: Mapping[str, frozenset[str]],
        opaque: frozenset[str] = frozenset(),
    ) -> None:
        self._tables = tables
        self._reach = reach
        self._opaque = opaque
        self._natures: dict[str, Nature] = {}

    @classmethod
    def of(
        cls,
        tables: frozenset[str],
        leads: Iterable[tuple[str, str]],
        opaque: frozenset[str] = frozenset(),
    ) -> Layout:
        """The layout of these tables; ``leads``: a write to the first is one to the second, too.

        ``opaque``: what changes without a write to it; what is found there is not for keeping.
        """
        to: dict[str, set[str]] = {table: {table} for table in tables}
        for at, other in leads:
            if other in tables:
                to[at].add(other)
        return cls(tables, {table: _closed(to, table) for table in tables}, opaque)

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
        words = frozenset(_WORD.findall(text))
        if _FLEETING.search(text) or words & self._opaque:
            return Nature(frozenset(), frozenset())
        return Nature(self._tables & words, frozenset())


def targets(body: str) -> list[str]:
    """What the body of a trigger writes to."""
    return _TARGET.findall(body.lower())


def _closed(leads: Mapping[str, set[str]], table: str) -> frozenset[str]:
    found, left = {table}, [table]
    while left:
        for one in leads[left.pop()] - found:
            found.add(one)
            left.append(one)
    return frozenset(found)
