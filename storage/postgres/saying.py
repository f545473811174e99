"""Queries that go to the server with other statements, in one message, and what they find.

A message of several statements brings the driver no rows. So the server says them: a function of
ours (``holding``) runs what is prepared and tells what it found as a notice, in JSON. Only texts,
whole numbers and truths are told so. It is done where nothing of a notice is kept by the server's
own log, since they hold what people wrote.

What will be asked for soon (``Session.ahead``) goes along as well. It is an answer as long as
nothing has been written, in this transaction, to the tables it was read from.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from storage.engine import Row
from storage.postgres.kept import Moment
from storage.postgres.together import quoted
from storage.postgres.trouble import DRIVER

OWN = "xinkao_lease"
"""The schema of ours that belongs to no county."""
SAY = f"""
create or replace function {OWN}.say(which bigint, asked text[]) returns void
language plpgsql as $$
declare one text; line record; rows json[]; every json[] := '{{}}';
begin
  foreach one in array asked loop
    rows := '{{}}';
    for line in execute one loop rows := rows || row_to_json(line); end loop;
    every := every || array_to_json(rows);
  end loop;
  raise notice 'xinkao rows % %', which, array_to_json(every);
end $$;
"""
_MAY = f"""
select to_regprocedure('{OWN}.say(bigint, text[])') is not null
  and current_setting('log_min_messages') in ('warning', 'error', 'log', 'fatal', 'panic')
"""
_PREFIX = "xinkao rows "


class Said:
    """A row as the server said it."""

    __slots__ = ("_names", "_values")

    def __init__(self, names: Sequence[str], values: Sequence[Any]) -> None:
        self._names, self._values = names, values

    def __getitem__(self, key: Any, /) -> Any:
        return self._values[self._names.index(key) if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def keys(self) -> Iterable[str]:
        """The names in their order."""
        return self._names


@dataclass(eq=False, slots=True)
class Ask:
    """A query that waits to be sent, and then what it found."""

    key: Hashable
    sql: str
    said: str
    """As it is told to the server."""
    names: tuple[str, ...]
    reads: frozenset[str]
    moment: Moment
    rows: Sequence[Row] | None = None
    """None: it was not sent yet."""

    def found(self) -> Sequence[Row]:
        """What the server said, once it was asked."""
        if self.rows is None:
            raise LookupError("it was not sent yet")
        return self.rows


@dataclass(eq=False, slots=True)
class Asked:
    """Some of them, at their place among the statements that wait."""

    number: int
    asks: list[Ask] = field(default_factory=list)

    def __str__(self) -> str:
        every = ", ".join(quoted(one.said) for one in self.asks)
        return f"select {OWN}.say({self.number}, array[{every}])"


async def may(connection: asyncpg.Connection) -> bool:
    """Whether the server says rows to us, and to nobody else."""
    try:
        return bool(await connection.fetchval(_MAY))
    except DRIVER:
        return False


class Saying:
    """What one connection has asked in this way."""

    def __init__(self, arrived: Callable[[Ask], None]) -> None:
        self._arrived = arrived
        self._numbers = itertools.count(1)
        self._sent: dict[int, Asked] = {}
        self._known: dict[Hashable, Ask] = {}

    def put(self, ask: Ask, waiting: list[Any]) -> Ask:
        """At the end of what waits; together with what is asked there already."""
        if not waiting or not isinstance(waiting[-1], Asked):
            waiting.append(Asked(next(self._numbers)))
        waiting[-1].asks.append(ask)
        return ask

    def expect(self, ask: Ask) -> None:
        """It is an answer, until something is written."""
        self._known[ask.key] = ask

    def known(self, key: Hashable) -> Ask | None:
        """What was asked ahead, and still stands."""
        return self._known.get(key)

    def sending(self, waiting: Iterable[Any]) -> None:
        """These are sent now."""
        for one in waiting:
            if isinstance(one, Asked):
                self._sent[one.number] = one

    def heard(self, notice: str) -> bool:
        """Whether the server has said rows; if so, they are where they were asked for."""
        if not notice.startswith(_PREFIX):
            return False
        number, _, every = notice.removeprefix(_PREFIX).partition(" ")
        asked = self._sent.pop(int(number), None)
        if asked is not None:
            for ask, rows in zip(asked.asks, json.loads(every), strict=True):
                ask.rows = tuple(Said(ask.names, tuple(row.values())) for row in rows)
                self._arrived(ask)
        return True

    def written(self, tables: frozenset[str] | None) -> None:
        """Something is being written to these; None: nobody knows to which."""
        if self._known and tables != frozenset():
            self._known = {
                key: ask
                for key, ask in self._known.items()
                if tables is not None and ask.reads.isdisjoint(tables)
            }

    def forget(self) -> None:
        """A transaction ends, or a part of it is undone."""
        self._known.clear()
        self._sent.clear()
