"""Views of one moment, beside the writer: what is asked holds up nobody who answers.

A piece of reading runs from its first statement to its last in a thread of this pool, on a
connection of its own that cannot write; several run beside each other. What it sees is what was
durable when it began.

While a view is open the write-ahead log cannot begin anew, and where one view opens before the
other ends it never would. So beyond ``LOG`` bytes no new view is opened until those that are open
have ended and the log is folded into the file; one that takes longer than ``LIFE`` meanwhile is
broken off and begun again afterwards, once.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from storage.engine import Found, Work
from storage.faults import Undone
from storage.session import Session
from storage.sqlite.line import Here
from storage.sqlite.trouble import code_of, told

TOGETHER = 3
"""So many views are read at once."""
LOG = 16 * 1024 * 1024
"""Bytes of the write-ahead log after which it is folded in though people are reading."""
LIFE = 5.0
"""Seconds that a view may keep a log of that size from beginning anew."""
PAUSE = 1.0
"""Seconds between two foldings."""
TRIES = 20
_LOOK_AGAIN = 0.01


class _Reader:
    """A connection with a loop of its own, for the thread that holds it."""

    def __init__(self, path: Path, patience: float) -> None:
        self.line = Here(path, patience)
        self.loop = asyncio.new_event_loop()
        self.since: float | None = None
        """When the view that is open was opened."""
        self.kept = False
        """The view was broken off once already, and is not again."""

    def read(self, work: Work[Found]) -> Found:
        """One view, from its beginning to its end."""
        session = Session(self.line, reads_only=True)
        self.since = time.monotonic()
        self.line.execute("begin")
        try:
            found, fault = self.loop.run_until_complete(_tried(work(session)))
            if fault is not None:
                raise fault
            return found  # type: ignore[return-value] # there is one where there is no fault
        finally:
            fault = None  # what was raised would hold this frame, and this frame it
            session.end()
            if self.line.in_transaction:
                self.line.execute("rollback")
            self.since = None

    def close(self) -> None:
        """No more views."""
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        self.line.close()


async def _tried(work: Awaitable[Found]) -> tuple[Found | None, Exception | None]:
    """What it finds, or its fault: a task that fails is held by its own fault, with all it read."""
    try:
        return await work, None
    except Exception as fault:  # noqa: BLE001 -- raised by whoever asked
        return None, fault


class Readers:
    """The pool."""

    def __init__(self, path: Path, patience: float) -> None:
        self._path = path
        self._patience = patience
        self._log = path.with_name(f"{path.name}-wal")
        self._threads = ThreadPoolExecutor(TOGETHER, thread_name_prefix="reader")
        self._lock = threading.Lock()
        self._idle: list[_Reader] = []
        self._busy: set[_Reader] = set()
        self._door = asyncio.Event()
        self._door.set()
        self._folding: asyncio.Task[None] | None = None
        self._looked = 0.0

    async def read(self, work: Work[Found]) -> Found:
        """What ``work`` finds in a view of this moment.

        It awaits nothing that belongs to the caller's loop. Whoever is cancelled leaves it to its
        end: it writes nothing.
        """
        loop = asyncio.get_running_loop()
        for kept in (False, True):
            self.look_at_log()
            await self._door.wait()
            try:
                return await loop.run_in_executor(self._threads, self._read, work, kept)
            except Undone:
                if kept:
                    raise
        raise AssertionError("the second time it is not broken off")

    def look_at_log(self) -> None:
        """Have the log folded in where it has grown long."""
        now = time.monotonic()
        if now < self._looked + PAUSE or (self._folding and not self._folding.done()):
            return
        with contextlib.suppress(OSError):
            if os.stat(self._log).st_size > LOG:  # noqa: PTH116 -- asked before every question
                self._folding = asyncio.create_task(self._fold())

    def _read(self, work: Work[Found], kept: bool) -> Found:
        with self._lock:
            reader = self._idle.pop() if self._idle else None
        if reader is None:
            reader = _Reader(self._path, self._patience)
        reader.kept = kept
        with self._lock:
            self._busy.add(reader)
        try:
            return reader.read(work)
        finally:
            with self._lock:
                self._busy.discard(reader)
                self._idle.append(reader)

    async def _fold(self) -> None:
        """Let no new view begin, wait for those that are open, fold the log into the file."""
        self._door.clear()
        try:
            began = time.monotonic()
            while self._reading():
                if time.monotonic() - began > LIFE:
                    self._break_off()
                await asyncio.sleep(_LOOK_AGAIN)
            loop = asyncio.get_running_loop()
            for _ in range(TRIES):
                if await loop.run_in_executor(self._threads, _folded, self._path):
                    break
                await asyncio.sleep(_LOOK_AGAIN)
        finally:
            self._looked = time.monotonic()
            self._door.set()

    def _reading(self) -> bool:
        with self._lock:
            return bool(self._busy)

    def _break_off(self) -> None:
        with self._lock:
            for reader in self._busy:
                if not reader.kept:
                    reader.line.interrupt()

    async def close(self) -> None:
        """Break off what is read, and close."""
        if self._folding is not None:
            await asyncio.gather(self._folding, return_exceptions=True)
        with self._lock:
            for reader in self._busy:
                reader.line.interrupt()
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        self._threads.shutdown()
        for reader in self._idle:
            reader.close()
        self._idle.clear()


def _folded(path: Path) -> bool:
    """Fold the log into the file; False where somebody writes or reads just now.

    All but the last of it is done without keeping the writer out.
    """
    connection = sqlite3.connect(path, timeout=0)
    try:
        connection.execute("pragma wal_checkpoint(passive)").fetchall()
        ((busy, *_),) = connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    except sqlite3.OperationalError as fault:
        if code_of(fault) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise told(fault) from fault
        return False
    finally:
        connection.close()
    return not busy
