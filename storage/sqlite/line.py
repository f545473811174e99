"""One connection to the database file, with two ways to use it.

What is memory's work (a row by its key, an insert) runs at once, in the loop's thread: a few
microseconds, where a hop to another thread costs seventy. What may wait for the disk or read the
whole county runs in the connection's own thread, which aiosqlite keeps. Never both at one time.
A connection that only reads and is used in one thread throughout needs neither hop (``Here``).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from pathlib import Path
from typing import TypeVar

import aiosqlite

from storage.engine import Values
from storage.faults import Busy, StorageFault
from storage.sqlite.trouble import telling, told

Result = TypeVar("Result")

_PRAGMAS = (
    "journal_mode=wal",
    "synchronous=full",
    "foreign_keys=on",
    "temp_store=memory",
    # What a burst has made long is given back to the disk once it is folded in.
    "journal_size_limit=4194304",
    # What is forgotten is overwritten, so that it is in no backup of the file either.
    "secure_delete=on",
)
_WRITER = ("cache_size=-16000",)
"""What a turn touches lies in a few hundred pages; the rest of the file is the system's to keep."""
_READER = ("cache_size=-8000", "query_only=on")
_CHUNK = 64
"""aiosqlite's own default: rows per hop when a cursor is walked; ours are fetched whole."""
BREATH = 100
"""Statements at once after which the loop serves others: a turn has a third of that, a list of
units that is taken over has thousands."""
PATIENCE = 5.0
"""Seconds to wait for another process that writes; then it is said who waits for what."""
_LOOK_AGAIN = 0.02
AT_ONCE = 500
"""Rows that a walk reads per hop."""


class Connection:
    """Use ``Connection.open``. Whoever holds it holds it alone (``storage.database``)."""

    def __init__(self, thread: aiosqlite.Connection, connection: sqlite3.Connection) -> None:
        self._thread = thread
        self._connection = connection
        self._away = False
        self._at_once = 0
        """Statements since others were served."""
        self._lasting = True

    @classmethod
    async def open(cls, path: Path, patience: float, *, reads_only: bool = False) -> Connection:
        """Connect; ``patience``: seconds SQLite itself waits for another process's lock."""
        made: list[sqlite3.Connection] = []

        def connector() -> sqlite3.Connection:
            made.append(_connect(path, patience, _READER if reads_only else _WRITER))
            return made[0]

        thread = aiosqlite.Connection(connector, _CHUNK)
        # A process that ends does not wait for it: whatever it is at was acknowledged to nobody.
        thread._thread.daemon = True  # noqa: SLF001 -- aiosqlite has no public word for it
        return cls(await thread, made[0])

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    def execute(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run a statement at once.

        Raises:
            RuntimeError: the connection's thread is at work (a fault of ours).
        """
        if self._away:
            raise RuntimeError("the connection is in its thread's hands")
        self._at_once += 1
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as fault:
            raise told(fault) from fault

    async def fetched(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """Every row of a query that reads a handful, at once."""
        if self._at_once >= BREATH:
            await self._breathe()
        try:
            return self.execute(sql, values).fetchall()
        except sqlite3.Error as fault:
            raise told(fault) from fault

    async def done(self, sql: str, values: Values = ()) -> int:
        """Run a statement at once; how many rows it touched."""
        # Savepoints and what takes them back have no values: nothing may come in between there.
        if values and self._at_once >= BREATH:
            await self._breathe()
        return self.execute(sql, values).rowcount

    async def ahead(self, sql: str, values: Values) -> None:
        """Nothing: to ask costs nothing here."""

    async def later(self, sql: str, values: Values) -> None:
        """At once: here nothing is gained by waiting."""
        if self._at_once >= BREATH:
            await self._breathe()
        self.execute(sql, values)

    async def _breathe(self) -> None:
        """Let the loop serve those who do not write; whoever holds the connection holds it on."""
        self._at_once = 0
        await asyncio.sleep(0)

    async def soon(self, sql: str, values: Values) -> Callable[[], Sequence[sqlite3.Row]]:
        """At once, too."""
        rows = await self.fetched(sql, values)
        return lambda: rows

    async def usual(self, who: Hashable) -> None:
        """Nothing: to ask costs nothing here."""

    def savepoint(self, number: int) -> str:
        """One name for all: they follow each other; the first is the transaction itself."""
        return "one" if number else ""

    async def ended(self, savepoint: str, tell: Callable[[StorageFault], None]) -> None:  # noqa: ARG002 -- nothing was put off
        """Leave a transaction that shares a commit."""
        if savepoint:
            self.execute(f"release {savepoint}")

    async def taken_back(self, savepoint: str) -> None:
        """Undo what a transaction has written so far; it goes on."""
        if savepoint:
            self.execute(f"rollback to {savepoint}")
        else:
            self.execute("rollback")
            await self.begin(lasting=self._lasting)

    async def begin(self, *, lasting: bool = True) -> None:
        """Open a transaction as the only writer; waits for another process, the loop going on."""
        if lasting != self._lasting:
            self.execute(f"pragma synchronous = {'full' if lasting else 'normal'}")
            self._lasting = lasting
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        while True:
            try:
                self.execute("begin immediate")
            except Busy:
                if loop.time() > until:
                    raise
                await asyncio.sleep(_LOOK_AGAIN)
            else:
                return

    async def commit(self, durable: Callable[[], None]) -> None:
        """Commit and sync, to its end although cancelled; ``durable`` is called when it is done."""

        async def commit(thread: aiosqlite.Connection) -> None:
            await thread.commit()
            durable()

        await self.away(commit)

    async def rollback(self) -> None:
        """Take back the whole transaction."""
        await self.away(lambda thread: thread.rollback())

    @property
    def unsure_for(self) -> float:
        """Nobody takes a file over: who serves its folder serves it to the end."""
        return 0.0

    async def lost(self) -> StorageFault:
        """Never."""
        await asyncio.Event().wait()
        raise AssertionError

    def let_go(self) -> None:
        """Nobody waits for long: there is no machine between."""

    async def away(self, work: Callable[[aiosqlite.Connection], Awaitable[Result]]) -> Result:
        """Have the connection's thread do something, to its end, although we are cancelled.

        The thread cannot be called back: a task that left meanwhile would hand on a connection
        that is still at work.
        """
        if self._away:
            raise RuntimeError("the connection is in its thread's hands")
        self._away = True
        under_way = asyncio.ensure_future(work(self._thread))
        cancelled: asyncio.CancelledError | None = None
        while not under_way.done():
            try:
                await asyncio.wait([under_way])
            except asyncio.CancelledError as sign:
                cancelled = sign
        # Were the work itself taken down with the loop, the thread may still be at it: stay away.
        self._away = under_way.cancelled()
        if cancelled is not None:
            raise cancelled
        try:
            return under_way.result()
        except sqlite3.Error as fault:
            raise told(fault) from fault

    async def gathered(self, sql: str, values: Values) -> list[sqlite3.Row]:
        """Every row of a query over the whole county, read while other work goes on."""
        return list(await self.away(lambda thread: thread.execute_fetchall(sql, values)))

    async def walked(self, sql: str, values: Values) -> AsyncIterator[list[sqlite3.Row]]:
        """The rows of a query over all there is, some at a time, read while other work goes on."""
        cursor = await self.away(lambda thread: thread.execute(sql, values))
        while rows := await self.away(lambda _: cursor.fetchmany(AT_ONCE)):
            yield list(rows)

    async def changed(self, sql: str, values: Values) -> int:
        """Write wherever a query over all there is finds something; how many rows it touched."""
        done = await self.away(lambda thread: thread.execute(sql, values))
        return int(done.rowcount)

    async def changed_many(self, sql: str, many: Sequence[Values]) -> None:
        """Write the same statement for very many values."""
        await self.away(lambda thread: thread.executemany(sql, many))

    async def finish(self) -> None:
        """Fold the write-ahead log into the file and close; what could not be is read from it."""
        try:
            await self.away(
                lambda thread: thread.execute_fetchall("pragma wal_checkpoint(truncate)")
            )
        finally:
            await self.close()

    async def close(self) -> None:
        """Close, and end the thread."""
        with telling():
            await self._thread.close()


class Here:
    """A connection that only reads, for whichever thread holds it; nothing hops."""

    def __init__(self, path: Path, patience: float) -> None:
        self._connection = _connect(path, patience, _READER)

    @property
    def in_transaction(self) -> bool:
        """Whether a view is open."""
        return self._connection.in_transaction

    def execute(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run a statement."""
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as fault:
            raise told(fault) from fault

    async def fetched(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """Every row of a query."""
        with telling():
            return self._connection.execute(sql, values).fetchall()

    async def done(self, sql: str, values: Values = ()) -> int:
        """Write, which SQLite refuses here."""
        return self.execute(sql, values).rowcount

    async def ahead(self, sql: str, values: Values) -> None:
        """Nothing: to ask costs nothing here."""

    async def later(self, sql: str, values: Values) -> None:
        """Write, which SQLite refuses here."""
        self.execute(sql, values)

    async def soon(self, sql: str, values: Values) -> Callable[[], Sequence[sqlite3.Row]]:
        """Write, which SQLite refuses here."""
        rows = await self.fetched(sql, values)
        return lambda: rows

    async def usual(self, who: Hashable) -> None:
        """Nothing: to ask costs nothing here."""

    gathered = fetched
    changed = done

    async def walked(self, sql: str, values: Values) -> AsyncIterator[list[sqlite3.Row]]:
        """The rows of a query over all there is, some at a time."""
        with telling():
            cursor = self._connection.execute(sql, values)
            while rows := cursor.fetchmany(AT_ONCE):
                yield rows

    async def changed_many(self, sql: str, many: Sequence[Values]) -> None:
        """Write, which SQLite refuses here."""
        with telling():
            self._connection.executemany(sql, many)

    def interrupt(self) -> None:
        """Break off the statement that runs, from another thread."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close."""
        self._connection.close()


_OPENING = 5.0
"""Seconds that an opening waits: another process may be reading the log of one that was killed, or
folding its own in, and locks everybody out while it does."""


def _connect(path: Path, patience: float, more: Sequence[str]) -> sqlite3.Connection:
    with telling():
        connection = sqlite3.connect(
            path,
            timeout=max(patience, _OPENING),
            isolation_level=None,  # no implicit transactions: ours are written out
            cached_statements=512,  # every query we have
            check_same_thread=False,
        )
    connection.row_factory = sqlite3.Row
    try:
        for pragma in (*_PRAGMAS, *more, f"busy_timeout = {int(patience * 1000)}"):
            connection.execute(f"pragma {pragma}").fetchall()
    except sqlite3.Error as fault:
        connection.close()
        raise told(fault) from fault
    return connection
