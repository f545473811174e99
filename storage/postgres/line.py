"""One connection to PostgreSQL, as a session and the writer need it.

Statements are carried to their end although whoever asked is cancelled: the connection then serves
somebody else's transaction. Savepoints are not sent on their own: they go with what comes next,
since round trips are what a turn on PostgreSQL costs; and what was read before and still stands
(``kept``) is not asked again.
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
from storage.postgres.trouble import DRIVER, told

Result = TypeVar("Result")
AT_ONCE = 500
"""Rows that a walk reads per round trip."""
_WAITING = ("savepoint ", "release ")


class PostgresLine:
    """Whoever holds it holds it alone; one that only reads is this; ``place`` adds what writes."""

    def __init__(self, connection: asyncpg.Connection | None, kept: Kept | None = None) -> None:
        self._connection: Any = connection
        self._kept = kept
        self._moment: Moment | None = None
        self._waiting: list[str] = []
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
            return await self._read(text.sql, given)
        self._kept.writes(text.sql)  # some say what they wrote
        moment = self._reads_at(self._kept)
        key = (text.sql, *(tuple(one) if isinstance(one, list) else one for one in given))
        rows = self._kept.answer(key, moment)
        if rows is None:
            rows = await self._read(text.sql, given)
            self._kept.keep(key, text.sql, moment, rows)
        return rows

    async def _read(self, sql: str, given: Sequence[Any]) -> Sequence[Row]:
        return tuple(await self._asked(self._connection.fetch(sql, *given)))

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
        text = translated(sql)
        self._writes(text.sql)
        said = await self._asked(self._connection.execute(text.sql, *text.values(values)))
        return _touched(said)

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
        waiting, self._waiting = self._waiting, []
        await self._carried(self._connection.execute("; ".join((*waiting, sql))))

    async def _asked(self, work: Any) -> Any:
        """Send what waits, then this."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            try:
                await self._carried(self._connection.execute("; ".join(waiting)))
            except BaseException:
                if isinstance(work, Coroutine):
                    work.close()
                raise
        return await self._carried(work)

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
