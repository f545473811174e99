"""One connection to the database file, with two ways to use it.

What is memory's work (a row by its key, an insert) runs at once, in the loop's thread: a few
microseconds, where a hop to another thread costs seventy. What may wait for the disk or read the
whole county runs in the connection's own thread, which aiosqlite keeps. Never both at one time.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

Values = Sequence[Any] | Mapping[str, Any]
Result = TypeVar("Result")

_PRAGMAS = (
    "journal_mode=wal",
    "synchronous=full",
    "foreign_keys=on",
    "temp_store=memory",
    "cache_size=-32000",
    # What is forgotten is overwritten, so that it is in no backup of the file either.
    "secure_delete=on",
)
_CHUNK = 64
"""aiosqlite's own default: rows per hop when a cursor is walked; ours are fetched whole."""


class Connection:
    """Use ``Connection.open``. Whoever holds it holds it alone (``storage.database``)."""

    def __init__(self, thread: aiosqlite.Connection, connection: sqlite3.Connection) -> None:
        self._thread = thread
        self._connection = connection
        self._away = False

    @classmethod
    async def open(cls, path: Path, patience: float) -> Connection:
        """Connect; ``patience``: seconds SQLite itself waits for another process's lock."""
        made: list[sqlite3.Connection] = []

        def connector() -> sqlite3.Connection:
            made.append(_connect(path, patience))
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
        return self._connection.execute(sql, values)

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
        return under_way.result()

    async def close(self) -> None:
        """Close, and end the thread."""
        await self._thread.close()


def _connect(path: Path, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path,
        timeout=patience,
        isolation_level=None,  # no implicit transactions: ours are written out
        cached_statements=512,  # every query we have
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"pragma {pragma}").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
