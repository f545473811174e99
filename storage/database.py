"""Opening the embedded database, and its transactions.

One writer at a time (SQLite has one anyway), in WAL with ``synchronous=FULL``: what was committed
survives a power cut; transactions of the same moment share one sync (``storage.writer``). Readers
have a connection of their own and never wait for the writer. No query lives here
(``storage/queries``), no rule, no sentence for a liaison.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from storage.line import Connection
from storage.schema import migrate
from storage.session import Session
from storage.writer import PATIENCE, Writer

__all__ = ["Database", "Session", "moment", "stamp"]


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


class Database:
    """The database file; use ``Database.open``."""

    def __init__(self, path: Path, writer: Writer, reader: Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._read_turn = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Migrate and open; the folder is created.

        Raises:
            storage.schema.SchemaFault: a newer or damaged file.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(migrate, path)
        first = await Connection.open(path, patience=0)
        try:
            reader = await Connection.open(path, patience=PATIENCE)
        except BaseException:
            await first.close()
            raise
        return cls(path, Writer(first), reader)

    async def close(self) -> None:
        """Finish what is under way and close; the write-ahead log is folded into the file."""
        try:
            async with self._read_turn:
                await self._reader.close()
        finally:
            await self._writer.close()

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """One transaction: durable when the block has been left, gone when it raised."""
        return self._writer.transaction()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """One consistent view for reading, beside the writer: only what is durable."""
        async with self._read_turn:
            session = Session(self._reader)
            self._reader.execute("begin")
            try:
                yield session
            finally:
                session.end()
                if self._reader.in_transaction:
                    self._reader.execute("rollback")
