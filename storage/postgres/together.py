"""Statements that go to the server together: each prepared once, then told with its values.

The driver sends one statement with values at a time and waits for it. What a server has prepared
can be told as text as well (``execute its_name('…', 3)``), and several such in one message, in
their order. Only texts, whole numbers and truths are told so; where anything else is among the
values, the statement goes by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import asyncpg

_WHOLE = {"int2", "int4", "int8"}
_TEXTS = {"text", "varchar"}


def _text(value: Any) -> str | None:
    """A text between quotes; the line's settings see to it that nothing else in it is special."""
    if not isinstance(value, str) or "\0" in value:
        return None
    return "'" + value.replace("'", "''") + "'"


def _whole(value: Any) -> str | None:
    return str(int(value)) if isinstance(value, int) else None


def _truth(value: Any) -> str | None:
    return str(value).lower() if isinstance(value, bool) else None


def _never(_: Any) -> None:
    return None


Way = Callable[[Any], str | None]


def _way(kind: str) -> Way:
    if kind in _TEXTS:
        return _text
    if kind in _WHOLE:
        return _whole
    return _truth if kind == "bool" else _never


class Together:
    """The statements that one connection has prepared to be told together."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self._known: dict[str, tuple[Any, str, tuple[Way, ...]]] = {}

    def knows(self, sql: str) -> bool:
        """Whether it is prepared."""
        return sql in self._known

    async def prepare(self, sql: str) -> None:
        """Have the server read it, once.

        The driver's question leaves the session in the middle of an exchange: the server waits
        for ever and ends no silent holder; a word more ends it.
        """
        made = await self.connection.prepare(sql)
        await self.connection.execute("select 1")
        ways = tuple(_way(one.name) for one in made.get_parameters())
        self._known[sql] = (made, made.get_name(), ways)  # it lives as long as it is kept

    def said(self, sql: str, values: Sequence[Any]) -> str | None:
        """The statement with its values; None: it has to go by itself."""
        _, name, ways = self._known[sql]
        if len(values) != len(ways):
            return None
        told = [
            "null" if value is None else way(value) for way, value in zip(ways, values, strict=True)
        ]
        if any(one is None for one in told):
            return None
        return f"execute {name}({', '.join(map(str, told))})" if told else f"execute {name}"
