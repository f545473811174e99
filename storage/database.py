"""Opening the embedded database, and its transactions.

One writer at a time (SQLite has one anyway), in WAL with ``synchronous=FULL``: what was committed
survives a power cut. Readers have a connection of their own and never wait for the writer. No
query lives here (``storage/queries``), no rule, no sentence for a liaison.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from storage.schema import migrate

Record = TypeVar("Record")


def stamp(moment: datetime) -> str:
    """A moment as stored text: UTC, microseconds, sortable as text.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a stored time needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@lru_cache(maxsize=4096)  # the same few deadlines are read thousands of times a second
def moment(text: str) -> datetime:
    """The aware UTC moment of a stored text."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


class Session:
    """A connection inside a transaction (or a reading); queries take it as their first word."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self.connection = connection

    async def rows(self, query: Any, **values: Any) -> list[aiosqlite.Row]:
        """Every row of a query, in one hop to the connection's thread.

        aiosql's own functions need four (execute, fetch, fetch again, close), and the hop is what
        an embedded query costs.
        """
        return list(await self.connection.execute_fetchall(query.sql, values))

    async def first(self, query: Any, **values: Any) -> aiosqlite.Row | None:
        """The first row of a query, or None."""
        rows = await self.rows(query, **values)
        return rows[0] if rows else None

    async def one(self, query: Any, into: type[Record], **values: Any) -> Record | None:
        """The first row of a query as a record, or None."""
        row = await self.first(query, **values)
        return None if row is None else into(**dict(row))

    async def all(self, query: Any, into: type[Record], **values: Any) -> list[Record]:
        """Every row of a query as records."""
        return [into(**dict(row)) for row in await self.rows(query, **values)]


class Database:
    """The database file; use ``Database.open``."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection):
        self.path = path
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock()
        self._read_turn = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Migrate and open; the folder is created.

        Raises:
            storage.schema.SchemaFault: a newer or damaged file.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(migrate, path)
        return cls(path, await _connect(path), await _connect(path))

    async def close(self) -> None:
        """Finish what is under way and close; the write-ahead log is folded into the file."""
        async with self._turn, self._read_turn:
            await self._reader.close()
            await self._writer.execute("pragma wal_checkpoint(truncate)")
            await self._writer.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with self._turn:
            try:
                await _certainly(self._writer.execute("begin immediate"))
                yield Session(self._writer)
                await _certainly(self._writer.execute("commit"))
            finally:
                # Whatever ended the block, the connection is handed on outside any transaction.
                if self._writer.in_transaction:
                    await _certainly(self._writer.execute("rollback"))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """One consistent view for reading, beside the writer."""
        async with self._read_turn:
            try:
                await _certainly(self._reader.execute("begin"))
                yield Session(self._reader)
            finally:
                if self._reader.in_transaction:
                    await _certainly(self._reader.execute("rollback"))


async def _certainly(statement: Awaitable[object]) -> None:
    """Carry a statement through although the task is cancelled meanwhile, then be cancelled.

    The connection's thread cannot be called back: a task that left while ``begin`` was under way
    would hand on a connection inside a transaction that nobody ends.
    """
    under_way = asyncio.ensure_future(statement)
    cancelled: asyncio.CancelledError | None = None
    while not under_way.done():
        try:
            await asyncio.wait([under_way])
        except asyncio.CancelledError as sign:
            cancelled = sign
    if cancelled is not None:
        raise cancelled
    under_way.result()


async def _connect(path: Path) -> aiosqlite.Connection:
    # No implicit transactions: ours are written out above. The statement cache holds every query.
    connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=512)
    connection.row_factory = aiosqlite.Row
    for pragma in (
        "journal_mode=wal",
        "synchronous=full",
        "foreign_keys=on",
        "busy_timeout=10000",
        "temp_store=memory",
        "cache_size=-32000",
    ):
        await connection.execute(f"pragma {pragma}")
    return connection
