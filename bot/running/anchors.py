"""The ends of the audit chain, kept outside the database: ``anchors.log`` beside it, and more.

A line for each time the chain has grown: when, how many entries, their hash. Whoever takes the
newest entries out of the database, or the write-ahead log with the last seconds, leaves a line that
says so. Comparing is ``proofs``'; what an anchor is, ``storage.audit``'s.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.corridor.going import Going
from storage import audit
from storage.audit import Anchor
from storage.database import Database, stamp

log = structlog.get_logger(__name__)

FILE = "anchors.log"
PAUSE = 1.0
"""Seconds between two lines: what grows meanwhile has one."""
_END = 4096
"""Bytes in which the last line surely stands, also behind one that a power cut tore."""
DENSE = timedelta(days=3)
"""Every line is kept so long; of the days before that the last one."""


class Anchors(Going):
    """Writes a line whenever the chain has grown."""

    def __init__(self, database: Database, folder: Path, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._file = folder / FILE
        self._clock = clock
        self._grown = asyncio.Event()
        self._last = 0

    def posted(self) -> None:
        """The chain may have grown."""
        self._grown.set()

    def start(self) -> None:
        """Write from now on."""
        self._grown.set()
        super().start()

    async def stop(self) -> None:
        """Write the last one; of a county that was refused, nothing is written."""
        if self._task is None:
            return
        await super().stop()
        try:
            await self.write()
        except Exception:  # the process ends; the database itself keeps the chain
            log.exception("anchor not written")

    async def _run(self) -> None:
        while True:
            await self._grown.wait()
            self._grown.clear()
            try:
                await self.write()
            except Exception:  # the next one says as much
                log.exception("anchor not written")
            await asyncio.sleep(PAUSE)

    async def write(self) -> Anchor:
        """A line for the chain's end as it is now, if it has moved."""
        async with self._database.reading() as db:
            end = await audit.end(db)
        if end.number != self._last and end.number:
            line = f"{stamp(self._clock())} {end}\n"
            await asyncio.to_thread(_append, self._file, line)
            self._last = end.number
        return end

    async def thin(self) -> None:
        """Of the days long gone keep the last line each."""
        before = stamp(self._clock() - DENSE)
        await asyncio.to_thread(_thin, self._file, before)


def _append(file: Path, line: str) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _thin(file: Path, before: str) -> None:
    if not file.is_file():
        return
    kept: dict[str, str] = {}
    for line in file.read_text("utf-8").splitlines():
        kept[line[:10] if line < before else line] = line
    part = file.with_name(f"{file.name}.new")
    part.write_text("".join(f"{line}\n" for line in kept.values()), "utf-8")
    part.replace(file)


def newest(folder: Path) -> tuple[str, Anchor] | None:
    """The furthest anchor of that file, with its moment; of one of many days its end is read."""
    file = folder / FILE
    if not file.is_file():
        return None
    with file.open("rb") as lines:
        lines.seek(max(0, lines.seek(0, os.SEEK_END) - _END))
        found = list(_read(lines.read().decode("utf-8", errors="replace")))
    return max(found, key=lambda one: one[1].number, default=None)


def known(folder: Path) -> Iterator[tuple[str, Anchor]]:
    """Every anchor of the file beside the database, the oldest first, with its moment."""
    file = folder / FILE
    if not file.is_file():
        return
    yield from _read(file.read_text("utf-8", errors="replace"))


def _read(lines: str) -> Iterator[tuple[str, Anchor]]:
    for line in lines.splitlines():
        at, _, text = line.partition(" ")
        found = Anchor.read(text)
        if found is not None:
            yield at, found
