"""A county in one schema of a PostgreSQL database, and views of it for reading."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from storage.engine import Found, Work
from storage.postgres import holding, replacing, schema
from storage.postgres.address import Address
from storage.postgres.copying import copy_out
from storage.postgres.guest import GuestLine
from storage.postgres.kept import Kept
from storage.postgres.line import PostgresLine
from storage.postgres.trouble import DRIVER, told
from storage.postgres.writing import WritingLine
from storage.session import Session
from storage.sqlite.line import Here

VIEWS = 4
"""Views that are open in the loop at once; who wants one more waits."""
TOGETHER = 3
"""Views that are read at once in threads of their own."""
_VIEW = "begin isolation level repeatable read read only"
"""The view is of the moment of its first query."""


class PostgresPlace:
    """The schema as a place for a county's rows."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._kept = Kept()

    async def migrate(self) -> None:
        """Bring it to this version's schema; make it where it is not there."""
        await schema.migrate(self.address)

    def __str__(self) -> str:
        return str(self.address)

    async def exists(self) -> bool:
        """Whether the schema was made."""
        return await schema.version(self.address) is not None

    async def is_held(self) -> bool:
        """Whether a process serves it, on whichever machine."""
        connection = await self.address.connect()
        try:
            return await holding.is_held(connection, self.address.schema)
        except DRIVER as fault:
            raise told(fault) from fault
        finally:
            await connection.close()

    async def shape(self) -> str:
        """The version of its structure."""
        return await schema.version(self.address) or ""

    async def copy_to(self, file: Path) -> None:
        """Row by row, in one view."""
        await copy_out(self.address, file)

    async def make_way(self, *, overwrite: bool) -> None:
        """Whether another county's rows may be put here now."""
        async with self._held() as line:
            await replacing.look(line, self.address, overwrite=overwrite)

    async def put(self, file: Path, *, overwrite: bool) -> str | None:
        """Fill a schema beside it, then change names in one transaction."""
        async with self._held() as line:
            return await replacing.replace(line, self.address, file, overwrite=overwrite)

    @asynccontextmanager
    async def _held(self) -> AsyncIterator[WritingLine]:
        """The county, for whoever puts something in its place: nobody else may write it."""
        line = WritingLine(self.address)
        try:
            await line.begin()
            await line.rollback()
            yield line
        finally:
            await line.close()

    async def writer(self) -> WritingLine:
        """The one connection that writes: the county is taken by its first transaction."""
        return WritingLine(self.address, self._kept)

    async def guest(self) -> GuestLine:
        """One that writes beside whoever holds the county."""
        return GuestLine(self.address)

    async def views(self) -> PostgresViews:
        """Views beside it."""
        return PostgresViews(self.address, self._kept)


class _Reader:
    """A connection with a loop of its own, for the thread that holds it."""

    def __init__(self, address: Address, kept: Kept) -> None:
        self._address, self._kept = address, kept
        self.loop = asyncio.new_event_loop()
        self.line: PostgresLine | None = None

    def read(self, work: Work[Found]) -> Found:
        """One view, from its beginning to its end."""
        return self.loop.run_until_complete(self._read(work))

    async def _read(self, work: Work[Found]) -> Found:
        self.line = await _opened(self._address, self._kept, self.line)
        async with _view(self.line) as session:
            return await work(session)

    def break_off(self) -> None:
        """End what is read, from another thread."""
        if self.line is not None and self.loop.is_running():
            self.loop.call_soon_threadsafe(self.line.terminate)

    def close(self) -> None:
        """No more views."""
        if self.line is not None:
            self.loop.run_until_complete(self.line.close())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()


class PostgresViews:
    """Views in the loop, and in threads."""

    def __init__(self, address: Address, kept: Kept) -> None:
        self._address, self._kept = address, kept
        self._idle: list[PostgresLine] = []
        self._room = asyncio.Semaphore(VIEWS)
        self._threads = ThreadPoolExecutor(TOGETHER, thread_name_prefix="reader")
        self._lock = threading.Lock()
        self._free: list[_Reader] = []
        self._busy: set[_Reader] = set()

    async def beside(self, work: Work[Found]) -> Found:
        """What ``work`` finds in one view, in a thread of its own, for any length."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._read, work)

    def _read(self, work: Work[Found]) -> Found:
        with self._lock:
            reader = self._free.pop() if self._free else _Reader(self._address, self._kept)
            self._busy.add(reader)
        try:
            return reader.read(work)
        finally:
            with self._lock:
                self._busy.discard(reader)
                self._free.append(reader)

    @asynccontextmanager
    async def reading(self, *, once: bool = False) -> AsyncIterator[Session]:
        """A view for a few rows, in the loop."""
        async with self._room:
            idle = self._idle.pop() if self._idle else None
            line = await _opened(self._address, self._kept, idle)
            try:
                async with _view(line, once=once) as session:
                    yield session
            finally:
                self._idle.append(line)

    @asynccontextmanager
    async def inspected(self) -> AsyncIterator[Session]:
        """A copy of the whole county in a file, of this moment, that is thrown away again."""
        with tempfile.TemporaryDirectory(prefix="xinkao-look-") as folder:
            file = Path(folder) / "county.db"
            await copy_out(self._address, file)
            line = Here(file, 0)
            session = Session(line, reads_only=True)
            try:
                yield session
            finally:
                session.end()
                line.close()

    async def rescue(self, file: Path) -> None:
        """Copy the county to a file."""
        await copy_out(self._address, file)

    async def close(self) -> None:
        """Break off what is read, and close."""
        with self._lock:
            for reader in self._busy:
                reader.break_off()
        await asyncio.to_thread(self._end)
        for _ in range(VIEWS):
            await self._room.acquire()
        for line in self._idle:
            await line.close()

    def _end(self) -> None:
        self._threads.shutdown()
        for reader in self._free:
            reader.close()


async def _opened(address: Address, kept: Kept, line: PostgresLine | None) -> PostgresLine:
    """The line, or another one where it is closed."""
    if line is not None and line.is_open:
        return line
    connection = await address.connect(client_min_messages="notice")
    line = PostgresLine(connection, kept)
    await line.listen(connection)
    return line


@asynccontextmanager
async def _view(line: PostgresLine, *, once: bool = False) -> AsyncIterator[Session]:
    session = Session(line, reads_only=True, once=once)
    try:
        line.view("" if once else _VIEW)
        yield session
    finally:
        session.end()
        await line.leave()
