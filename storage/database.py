"""Opening the embedded database, and its transactions.

One writer at a time (SQLite has one anyway), in WAL with ``synchronous=FULL``: what was committed
survives a power cut; transactions of the same moment share one sync (``storage.writer``). Readers
have connections of their own and never wait for the writer, nor for each other: ``reading`` for a
few rows in the loop, ``beside`` for what reads or works much, in a thread (``storage.readers``). No
query lives here (``storage/queries``), no rule, no sentence for a liaison.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from storage.line import Connection
from storage.readers import Readers, Work
from storage.schema import migrate
from storage.session import Session
from storage.writer import PATIENCE, Writer

Found = TypeVar("Found")

VIEWS = 8
"""Views that are open in the loop at once; who wants one more waits."""

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
        self._idle = [reader]
        self._room = asyncio.Semaphore(VIEWS)
        self._readers = Readers(path, PATIENCE)

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
            reader = await Connection.open(path, patience=PATIENCE, reads_only=True)
        except BaseException:
            await first.close()
            raise
        return cls(path, Writer(first), reader)

    async def close(self) -> None:
        """Finish what is under way and close; the write-ahead log is folded into the file."""
        try:
            await self._readers.close()
            for _ in range(VIEWS):
                await self._room.acquire()
            for reader in self._idle:
                await reader.close()
        finally:
            await self._writer.close()

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """One transaction: durable when the block has been left, gone when it raised."""
        return self._writer.transaction()

    async def beside(self, work: Work[Found]) -> Found:
        """What ``work`` finds in one consistent view, in a thread of its own, for any length.

        It awaits only its session, and nothing that belongs to this loop.
        """
        return await self._readers.read(work)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """One consistent view for reading, beside the writer: only what is durable."""
        self._readers.look_at_log()
        async with self._room:
            reader = self._idle.pop() if self._idle else await self._another()
            session = Session(reader, reads_only=True)
            try:
                reader.execute("begin")
                yield session
            finally:
                session.end()
                if reader.in_transaction:
                    reader.execute("rollback")
                self._idle.append(reader)

    async def _another(self) -> Connection:
        return await Connection.open(self.path, patience=PATIENCE, reads_only=True)
