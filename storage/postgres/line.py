"""One connection to PostgreSQL, as a session and the writer need it.

Statements are carried to their end although whoever asked is cancelled: the connection then serves
somebody else's transaction. Round trips are what a turn on PostgreSQL costs. So savepoints, and
writes of which nobody asks how many rows they touched (``later``), are not sent on their own: they
go with the next write or the commit, or before a query that reads what they have written; and what
was read before and still stands (``kept``) is not asked again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import Any, TypeVar

import asyncpg

from storage.engine import Row, Values
from storage.faults import Lost
from storage.postgres.carrying import carried
from storage.postgres.kept import Kept, Moment
from storage.postgres.text import translated
from storage.postgres.together import Together
from storage.postgres.trouble import DRIVER, told

Result = TypeVar("Result")
AT_ONCE = 500
"""Rows that a walk reads per round trip."""
_WAITING = ("savepoint ", "release ")
_BACK = "rollback to "


class PostgresLine:
    """Whoever holds it holds it alone; one that only reads is this; ``place`` adds what writes."""

    def __init__(self, connection: asyncpg.Connection | None, kept: Kept | None = None) -> None:
        self._connection: Any = connection
        self._kept = kept
        self._moment: Moment | None = None
        self._waiting: list[str] = []
        self._put_off: set[str] | None = set()
        """The tables that what waits will write; None: nobody knows."""
        self._together: Together | None = None
        self._turn = asyncio.Lock()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        if not self.is_open:
            return False
        return bool(self._waiting) or self._connection.is_in_transaction()

    @property
    def is_open(self) -> bool:
        """Whether it still leads to the server."""
        return self._connection is not None and not self._connection.is_closed()

    async def fetched(self, sql: str, values: Values = ()) -> Sequence[Row]:
        """Every row of a query."""
        text = translated(sql)
        given = text.values(values)
        if self._kept is None:
            await self._send_waiting()
            return await self._read(text.sql, given)
        self._kept.writes(text.sql)  # some say what they wrote
        moment = self._reads_at(self._kept)
        key = (text.sql, *(tuple(one) if isinstance(one, list) else one for one in given))
        rows = self._kept.answer(key, moment)
        if rows is None:
            if not self._apart(text.sql):
                await self._send_waiting()
            rows = await self._read(text.sql, given)
            self._kept.keep(key, text.sql, moment, rows)
        return rows

    async def _read(self, sql: str, given: Sequence[Any]) -> Sequence[Row]:
        return tuple(await self._carried(self._connection.fetch(sql, *given)))

    def _apart(self, sql: str) -> bool:
        """Whether a query finds the same before what waits has been sent as after it."""
        if self._kept is None or self._put_off is None or "begin" in self._waiting[:1]:
            return False
        reads = self._kept.reads(sql)
        return bool(reads) and self._put_off.isdisjoint(reads)

    def _reads_at(self, kept: Kept) -> Moment:
        """The moment of which rows are told: of a view its beginning."""
        return self._moment or kept.moment()

    async def view(self, sql: str) -> None:
        """Begin a view, with all it takes to see what stands at this moment."""
        self._moment = self._kept.moment() if self._kept is not None else None
        await self.told(sql)

    async def done(self, sql: str, values: Values = ()) -> int:
        """Run a statement; how many rows it touched."""
        if not values and sql.startswith(_WAITING):
            self._wait_with(sql)
            return 0
        if sql.startswith(_BACK) and self._cut_back(sql):
            return 0
        text = translated(sql)
        self._writes(text.sql)
        given = text.values(values)
        said = await self._said(text.sql, given) if self._waiting and given else None
        if said is None:
            return _touched(await self._asked(self._connection.execute(text.sql, *given)))
        return _touched(await self._carried(self._connection.execute(self._with(said))))

    async def later(self, sql: str, values: Values) -> None:
        """Write with what is sent next; the latest with the commit."""
        text = translated(sql)
        given = text.values(values)
        said = await self._said(text.sql, given)
        if said is None:
            await self.done(sql, values)
            return
        self._writes(text.sql)
        self._waiting.append(said)
        tables = self._kept.written(text.sql) if self._kept is not None else None
        if tables is None or self._put_off is None:
            self._put_off = None
        else:
            self._put_off |= tables

    async def send(self) -> None:
        """Send what was put off, if there is any: its fault is told here."""
        if self._put_off is None or self._put_off:
            await self._send_waiting()

    async def _said(self, sql: str, given: Sequence[Any]) -> str | None:
        """A statement so that it can go with others; None: it cannot."""
        if self._together is None or self._together.connection is not self._connection:
            self._together = Together(self._connection)
        if not self._together.knows(sql):
            await self._carried(self._together.prepare(sql))
        return self._together.said(sql, given)

    def _with(self, sql: str) -> str:
        """A statement behind what waits, which is sent by this."""
        return "; ".join((*self._taken_up(), sql))

    def _taken_up(self) -> list[str]:
        waiting, self._waiting, self._put_off = self._waiting, [], set()
        return waiting

    def _cut_back(self, sql: str) -> bool:
        """Drop what waits behind a savepoint that was not even sent; False: it was."""
        savepoint = f"savepoint {sql.removeprefix(_BACK)}"
        if savepoint not in self._waiting:
            return False
        last = len(self._waiting) - self._waiting[::-1].index(savepoint)
        del self._waiting[last:]
        return True

    def _wait_with(self, sql: str) -> None:
        """A savepoint goes with what comes next; one that nothing came into does not go."""
        word, _, name = sql.partition(" ")
        if word == "release" and self._waiting and self._waiting[-1] == f"savepoint {name}":
            self._waiting.pop()
        else:
            self._waiting.append(sql)

    def _writes(self, sql: str) -> None:
        if self._kept is not None:
            self._kept.writes(sql)

    async def gathered(self, sql: str, values: Values) -> Sequence[Row]:
        """Every row of a query over the whole county."""
        return await self.fetched(sql, values)

    async def walked(self, sql: str, values: Values) -> AsyncIterator[Sequence[Row]]:
        """The rows of a query over all there is, some at a time."""
        text = translated(sql)
        cursor = await self._asked(self._connection.cursor(text.sql, *text.values(values)))
        while rows := await self._asked(cursor.fetch(AT_ONCE)):
            yield rows

    async def changed(self, sql: str, values: Values) -> int:
        """Write wherever a query finds something; how many rows."""
        return await self.done(sql, values)

    async def changed_many(self, sql: str, many: Sequence[Values]) -> None:
        """Write the same statement for very many values, in one go."""
        text = translated(sql)
        self._writes(text.sql)
        await self._asked(
            self._connection.executemany(text.sql, [text.values(one) for one in many])
        )

    async def close(self) -> None:
        """Close."""
        try:
            await self._connection.close(timeout=5)
        except (*DRIVER, TimeoutError):
            self._connection.terminate()

    def terminate(self) -> None:
        """Close without a word, from any thread of its loop."""
        self._connection.terminate()

    async def told(self, sql: str) -> None:
        """Control statements, with whatever waits to be sent, in one round trip."""
        await self._carried(self._connection.execute(self._with(sql)))

    async def _asked(self, work: Any) -> Any:
        """Send what waits, then this."""
        try:
            await self._send_waiting()
        except BaseException:
            if isinstance(work, Coroutine):
                work.close()
            raise
        return await self._carried(work)

    async def _send_waiting(self) -> None:
        if self._waiting:
            await self._carried(self._connection.execute("; ".join(self._taken_up())))

    async def _carried(self, work: Any) -> Any:
        """Wait for it to its end, although we are cancelled meanwhile."""
        try:
            return await carried(self._alone(work))
        except (*DRIVER, asyncpg.InternalClientError) as fault:
            raise told(fault) from fault

    async def _alone(self, work: Any) -> Any:
        async with self._turn:
            if self._connection.is_closed():
                if isinstance(work, Coroutine):
                    work.close()
                raise Lost("the line to the database is closed")
            return await work


def _touched(said: str) -> int:
    """Rows by the server's word for what it did: ``UPDATE 3``."""
    last = said.rpartition(" ")[2]
    return int(last) if last.isdigit() else 0
