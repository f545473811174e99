"""A county in one SQLite file: opening it, and its views for reading.

One writer at a time, in WAL with ``synchronous=FULL``: what was committed survives a power cut.
Readers have connections of their own and never wait for the writer, nor for each other.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from storage.engine import Found, Work
from storage.faults import Unopened
from storage.session import Session
from storage.sqlite.line import PATIENCE, Connection
from storage.sqlite.readers import Readers
from storage.sqlite.schema import migrate, shape

VIEWS = 8
"""Views that are open in the loop at once; who wants one more waits."""


class SqliteFile:
    """The file as a place for a county's rows."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def migrate(self) -> None:
        """Bring it to this version's schema; the folder is created."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(migrate, self.path)

    def __str__(self) -> str:
        return str(self.path)

    async def exists(self) -> bool:
        """Whether the file is there."""
        return await asyncio.to_thread(self.path.is_file)

    async def is_held(self) -> bool:
        """Never known here: the data folder's own lock says it."""
        return False

    async def shape(self) -> str:
        """The version of its structure."""
        return await asyncio.to_thread(shape, self.path)

    async def copy_to(self, file: Path) -> None:
        """By SQLite's own means: one consistent moment."""
        from storage.sqlite.copying import copy_database  # it knows backups, which know us

        await asyncio.to_thread(copy_database, self.path, file)

    async def make_way(self, *, overwrite: bool) -> None:
        """Whether another file may take its place; the log of this one is folded in."""
        from storage.sqlite.copying import close_down

        if self.path.exists() and not overwrite:
            raise FileExistsError(str(self))
        await asyncio.to_thread(close_down, self.path)

    async def put(self, file: Path, *, overwrite: bool) -> str | None:
        """Give the file this name in one step; it has to lie on the same disk."""
        from storage.sqlite.copying import swap

        await self.make_way(overwrite=overwrite)
        kept = await asyncio.to_thread(swap, file, self.path)
        return None if kept is None else str(kept)

    async def writer(self) -> Connection:
        """The one connection that writes."""
        return await Connection.open(self.path, patience=0)

    async def guest(self) -> Connection:
        """As the one that writes: the file itself lets one write after the other."""
        return await self.writer()

    async def views(self) -> SqliteViews:
        """Views beside it; one connection is open from the beginning."""
        return SqliteViews(self.path, await _reader(self.path))


class SqliteViews:
    """Views in the loop, and in threads (``storage.sqlite.readers``)."""

    def __init__(self, path: Path, reader: Connection) -> None:
        self._path = path
        self._idle = [reader]
        self._room = asyncio.Semaphore(VIEWS)
        self._readers = Readers(path, PATIENCE)

    async def beside(self, work: Work[Found]) -> Found:
        """What ``work`` finds in one view, in a thread of its own, for any length."""
        return await self._readers.read(work)

    @asynccontextmanager
    async def reading(self, *, once: bool = False) -> AsyncIterator[Session]:
        """A view for a few rows, in the loop."""
        self._readers.look_at_log()
        async with self._room:
            reader = self._idle.pop() if self._idle else await _reader(self._path)
            session = Session(reader, reads_only=True, once=once)
            try:
                reader.execute("begin")
                yield session
            finally:
                session.end()
                if reader.in_transaction:
                    reader.execute("rollback")
                self._idle.append(reader)

    def inspected(self) -> AbstractAsyncContextManager[Session]:
        """The file itself."""
        return self.reading()

    async def rescue(self, file: Path) -> None:
        """Copy the open file; whatever its path leads to now, the oldest view still has it."""
        async with self._room:
            if not self._idle:
                raise Unopened(str(self._path))
            reader = self._idle.pop(0)
            try:
                with contextlib.closing(sqlite3.connect(file, check_same_thread=False)) as target:
                    await reader.away(lambda thread: thread.backup(target))
            finally:
                self._idle.insert(0, reader)

    async def close(self) -> None:
        """Break off what is read, and close."""
        await self._readers.close()
        for _ in range(VIEWS):
            await self._room.acquire()
        for reader in self._idle:
            await reader.close()


async def _reader(path: Path) -> Connection:
    return await Connection.open(path, patience=PATIENCE, reads_only=True)
