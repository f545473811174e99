"""One connection to PostgreSQL, as a session and the writer need it.

Statements are carried to their end although whoever asked is cancelled: the connection then serves
somebody else's transaction. Round trips are what a turn on PostgreSQL costs. So savepoints, and
writes of which nobody asks how many rows they touched (``later``), are not sent on their own: they
go with the next write or the commit, or before a query that reads what they have written; and what
was read before and still stands (``kept``) is not asked again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Hashable, Sequence
from typing import Any, TypeVar

import asyncpg

from storage.engine import Row, Values
from storage.faults import Lost
from storage.postgres.carrying import carried
from storage.postgres.habits import Turn
from storage.postgres.kept import Kept, Moment
from storage.postgres.saying import Ask, Asked, Saying, may
from storage.postgres.sending import Ends, Told, sent
from storage.postgres.text import translated
from storage.postgres.together import Together
from storage.postgres.trouble import DRIVER, told

Result = TypeVar("Result")
AT_ONCE = 500
"""Rows that a walk reads per round trip."""
_WAITING = ("savepoint ", "release ")
_BACK = "rollback to "
_LOOK = "select 1"


class PostgresLine:
    """Whoever holds it holds it alone; one that only reads is this; ``place`` adds what writes."""

    def __init__(self, connection: asyncpg.Connection | None, kept: Kept | None = None) -> None:
        self._connection: Any = connection
        self._kept = kept
        self._moment: Moment | None = None
        """What a view shows; None: it has not begun, or this is no view."""
        self._waiting: list[str | Asked] = []
        self._put_off: set[str] | None = set()
        """The tables that what waits will write; None: nobody knows."""
        self._together: Together | None = None
        self._saying: Saying | None = None
        """None: the server says no rows with other statements."""
        self._turn = asyncio.Lock()
        self._whose = Turn()

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
        self._writes(text.sql)  # some say what they wrote
        key = _key(text.sql, given)
        if self._begins() and self._kept.answer(key, self._kept.moment()) is not None:
            self._waiting.append(_LOOK)  # or the view would be of a later moment
            await self._send_waiting()
        moment = self._reads_at(self._kept)
        rows = None if self._begins() else self._kept.answer(key, moment)
        self._whose.asks(key, text.sql, given, known=rows is not None)
        if rows is None:
            rows = await self._known(key)
        if rows is None:
            rows = await self._found(key, text.sql, given, moment)
            self._kept.keep(key, text.sql, moment, rows)
        return rows

    async def ahead(self, sql: str, values: Values) -> None:
        """Ask with what is sent next, where the answer is not known."""
        text = translated(sql)
        given = text.values(values)
        await self._ask_ahead(_key(text.sql, given), text.sql, given)

    async def _ask_ahead(self, key: Hashable, sql: str, given: Sequence[Any]) -> None:
        if self._kept is None or self._saying is None:
            return
        moment = self._reads_at(self._kept)
        known = self._saying.known(key) or self._kept.answer(key, moment)
        if known is None and self._kept.reads(sql):
            ask = await self._askable(key, sql, given, moment)
            if ask is not None:
                self._saying.expect(self._saying.put(ask, self._waiting))

    async def usual(self, who: Hashable) -> None:
        """Ask ahead what the last turns of the same chat had to ask."""
        if self._kept is not None:
            for key, (sql, given) in self._whose.begin(self._kept.habits, who).items():
                await self._ask_ahead(key, sql, given)

    async def _known(self, key: Hashable) -> Sequence[Row] | None:
        """What was asked ahead and still stands."""
        ask = self._saying.known(key) if self._saying is not None else None
        if ask is not None and ask.rows is None:
            await self._send_waiting()
        return ask.rows if ask is not None else None

    async def _found(
        self, key: Hashable, sql: str, given: Sequence[Any], moment: Moment
    ) -> Sequence[Row]:
        """Ask now: with what waits, in one message, where that can be."""
        if not self._apart(sql):
            ask = await self._askable(key, sql, given, moment) if self._waiting else None
            if ask is not None and self._saying is not None:
                self._saying.put(ask, self._waiting)
            await self._send_waiting()
            if ask is not None and ask.rows is not None:
                return ask.rows
        return await self._read(sql, given)

    async def _askable(
        self, key: Hashable, sql: str, given: Sequence[Any], moment: Moment
    ) -> Ask | None:
        """A query so that it can go with others; None: it cannot, or it is the first time."""
        if self._saying is None or self._kept is None or not self._prepared().worth(sql):
            return None
        said = await self._said(sql, given)
        names = self._prepared().finds(sql)
        if said is None or not names:
            return None
        return Ask(key, sql, said, names, self._kept.reads(sql), moment)

    def _arrived(self, ask: Ask) -> None:
        if self._kept is not None and ask.rows is not None and ask.reads:
            self._kept.keep(ask.key, ask.sql, ask.moment, ask.rows)

    async def listen(self, connection: asyncpg.Connection) -> None:
        """Hear what the server says; have it say rows with other statements, where it does."""
        connection.add_log_listener(self._heard)
        self._saying = Saying(self._arrived) if await may(connection) else None

    def _heard(self, _: object, message: Any) -> None:
        """The server says something."""
        if self._saying is not None:
            self._saying.heard(str(message.message))

    async def _read(self, sql: str, given: Sequence[Any]) -> Sequence[Row]:
        return tuple(await self._carried(self._connection.fetch(sql, *given)))

    def _apart(self, sql: str) -> bool:
        """Whether a query finds the same before what waits has been sent as after it."""
        if self._kept is None or self._put_off is None or self._begins():
            return False
        if any(isinstance(one, Ends) for one in self._waiting):
            return False  # of whoever has left nothing may be seen that is undone afterwards
        reads = self._kept.reads(sql)
        return bool(reads) and self._put_off.isdisjoint(reads)

    def _reads_at(self, kept: Kept) -> Moment:
        """The moment of which rows are told: of a view its beginning."""
        return self._moment or kept.moment()

    def _begins(self) -> bool:
        """Whether a transaction or a view was asked for, and nobody has told the server yet."""
        return str(self._waiting[0]).startswith("begin") if self._waiting else False

    def view(self, sql: str) -> None:
        """Begin a view of the moment of its first query, with that; empty: it is for one query."""
        self._forget()
        self._taken_up()
        self._moment = None
        if sql:
            self._waiting.append(sql)

    async def leave(self) -> None:
        """End a view."""
        self._whose.over()
        self._forget()
        if self._begins():
            self._taken_up()
        elif self.in_transaction:
            await self.told("rollback")

    async def done(self, sql: str, values: Values = ()) -> int:
        """Run a statement; how many rows it touched."""
        if not values and sql.startswith(_WAITING):
            self._wait_with(sql)
            return 0
        if sql.startswith(_BACK):
            self._forget()
            if self._cut_back(sql):
                return 0
            self._taken_up()  # it stands behind the savepoint, and nobody wants it any more
        text = translated(sql)
        self._writes(text.sql)
        given = text.values(values)
        said = await self._said(text.sql, given) if self._waiting and given else None
        if said is None:
            return _touched(await self._asked(self._connection.execute(text.sql, *given)))
        return _touched(await self._carried(self._sent(said)))

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
        self._puts_off(text.sql)

    async def soon(self, sql: str, values: Values) -> Callable[[], Sequence[Row]]:
        """Write with what is sent next; by then it is known what it says."""
        text = translated(sql)
        given = text.values(values)
        said = await self._said(text.sql, given) if self._saying is not None else None
        names = self._prepared().finds(text.sql) if said is not None else ()
        if self._saying is None or self._kept is None or said is None or not names:
            rows = await self.fetched(sql, values)
            return lambda: rows
        self._writes(text.sql)
        moment = self._reads_at(self._kept)
        ask = Ask(object(), text.sql, said, names, frozenset(), moment)
        self._saying.put(ask, self._waiting)
        self._puts_off(text.sql)
        return ask.found

    def _puts_off(self, sql: str) -> None:
        tables = self._kept.written(sql) if self._kept is not None else None
        if tables is None or self._put_off is None:
            self._put_off = None
        else:
            self._put_off |= tables

    def savepoint(self, number: int) -> str:
        """Each has a name of its own: by it the server tells whose fault something is."""
        return f"one{number}"

    async def taken_back(self, savepoint: str) -> None:
        """Undo what a transaction that shares a commit has written so far; it goes on."""
        await self.done(f"{_BACK}{savepoint}")

    async def ended(self, savepoint: str, tell: Told) -> None:
        """Leave a transaction that shares a commit: what it put off goes with what comes next."""
        self._whose.over()
        self._forget()
        if self._waiting and self._waiting[-1] == f"savepoint {savepoint}":
            self._waiting.pop()
        else:
            self._waiting.append(Ends.of(savepoint, tell))

    async def _said(self, sql: str, given: Sequence[Any]) -> str | None:
        """A statement so that it can go with others; None: it cannot."""
        together = self._prepared()
        if not together.knows(sql):
            await self._carried(together.prepare(sql))
        return together.said(sql, given)

    def _prepared(self) -> Together:
        if self._together is None or self._together.connection is not self._connection:
            self._together = Together(self._connection)
        return self._together

    async def _sent(self, *more: str) -> str:
        """Send what waits and statements behind it, in one message."""
        if self._begins() and self._kept is not None:
            self._moment = self._kept.moment() if self._waiting[0] != "begin" else None
        waiting = self._taken_up()
        self._sending(waiting)
        return await sent(self._connection, waiting, more, self._sending)

    def _sending(self, waiting: Sequence[Any]) -> None:
        if self._saying is not None:
            self._saying.sending(waiting)

    def _taken_up(self) -> list[str | Asked]:
        waiting, self._waiting, self._put_off = self._waiting, [], set()
        return waiting

    def _forget(self) -> None:
        """What was asked ahead is no answer any more."""
        if self._saying is not None:
            self._saying.forget()

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
            if self._saying is not None:
                self._saying.written(self._kept.written(sql))

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
        await self._carried(self._sent(sql))

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
            await self._carried(self._sent())

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


def _key(sql: str, given: Sequence[Any]) -> Hashable:
    return (sql, *(tuple(one) if isinstance(one, list) else one for one in given))


def _touched(said: str) -> int:
    """Rows by the server's word for what it did: ``UPDATE 3``."""
    last = said.rpartition(" ")[2]
    return int(last) if last.isdigit() else 0
