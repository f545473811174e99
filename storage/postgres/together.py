"""Statements that go to the server together: each prepared once, then told with its values.

The driver sends one statement with values at a time and waits for it. What a server has prepared
can be told as text as well (``execute its_name('…', 3)``), and several such in one message, in
their order. Only texts, whole numbers and truths are told so; where anything else is among the
values, the statement goes by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

_WHOLE = {"int2", "int4", "int8"}
_TEXTS = {"text", "varchar"}
MOST = 1000
"""So many statements are prepared at most: what is made up as it goes is not."""


def quoted(text: str) -> str:
    """A text between quotes; the line's settings see to it that nothing else in it is special."""
    return "'" + text.replace("'", "''") + "'"


def _text(value: Any) -> str | None:
    return quoted(value) if isinstance(value, str) and "\0" not in value else None


def _whole(value: Any) -> str | None:
    return str(int(value)) if isinstance(value, int) else None


def _truth(value: Any) -> str | None:
    return str(value).lower() if isinstance(value, bool) else None


def _never(_: Any) -> None:
    return None


def _columns(found: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    names = tuple(name for name, _ in found)
    told = all(kind in _WHOLE | _TEXTS | {"bool"} for _, kind in found)
    return names if told and len(set(names)) == len(names) else ()


Way = Callable[[Any], str | None]


def _way(kind: str) -> Way:
    if kind in _TEXTS:
        return _text
    if kind in _WHOLE:
        return _whole
    return _truth if kind == "bool" else _never


@dataclass(frozen=True, slots=True)
class _Prepared:
    made: Any
    """It lives as long as it is kept."""
    name: str
    ways: tuple[Way, ...]
    finds: tuple[str, ...]
    """The columns of its rows; empty: they cannot be told as text."""


class Together:
    """The statements that one connection has prepared to be told together."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self._known: dict[str, _Prepared] = {}
        self._met: set[str] = set()

    def knows(self, sql: str) -> bool:
        """Whether it is prepared."""
        return sql in self._known

    def worth(self, sql: str) -> bool:
        """Whether a query is asked often enough to be prepared: this is not its first time."""
        if sql in self._known or len(self._known) >= MOST:
            return sql in self._known
        if sql in self._met:
            return True
        if len(self._met) < MOST:
            self._met.add(sql)
        return False

    def finds(self, sql: str) -> tuple[str, ...]:
        """The columns of a query that is prepared; empty: its rows cannot be told as text."""
        return self._known[sql].finds

    async def prepare(self, sql: str) -> None:
        """Have the server read it, once.

        The driver's question leaves the session in the middle of an exchange: the server waits
        for ever and ends no silent holder; a word more ends it.
        """
        made = await self.connection.prepare(sql)
        await self.connection.execute("select 1")
        self._known[sql] = _Prepared(
            made,
            made.get_name(),
            tuple(_way(one.name) for one in made.get_parameters()),
            _columns([(one.name, one.type.name) for one in made.get_attributes()]),
        )

    def said(self, sql: str, values: Sequence[Any]) -> str | None:
        """The statement with its values; None: it has to go by itself."""
        name, ways = self._known[sql].name, self._known[sql].ways
        if len(values) != len(ways):
            return None
        told = [
            "null" if value is None else way(value) for way, value in zip(ways, values, strict=True)
        ]
        if any(one is None for one in told):
            return None
        return f"execute {name}({', '.join(map(str, told))})" if told else f"execute {name}"
