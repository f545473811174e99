"""What the bot works with lies where it lay: database, papers, key; and what is done if not.

A file that is deleted or moved while it is open goes on being written, and nobody notices until
the next start finds nothing. So each is known by its number on the disk. The database that is still
open is copied beside, before it is lost for good. Not here: who is told (``watch``).
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Final

import structlog

from bot.running.machine import MachineFault
from storage.database import Database
from storage.faults import StorageFault

log = structlog.get_logger(__name__)

DATABASE: Final = "xinkao.db"
RESCUED: Final = "xinkao.db.rescued"
_OPEN: Final = (DATABASE, "xinkao.db-wal", "xinkao.db-shm")
_AGAIN = 300.0
"""Seconds between two copies of a database that is going to be lost."""
Mark = tuple[int, int]


class Belongings:
    """Remembers what lay there, from the first time it was seen."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marks: dict[Path, Mark] = {}
        self._kept: set[Path] = set()
        self._saved: float | None = None
        self.gone()

    def gone(self) -> str:
        """What is not there any more, as a sentence for the officer; empty: all of it is."""
        if lost := self._lost():
            return (
                f"{lost} 被移走、删掉或换过了，机器人还开着原来的，别重新启动：先把原来的移回来。"
                f"移不回来就停下机器人，用同一文件夹里的 {RESCUED} 改名顶上"
            )
        papers = (self._folder / "evidence", self._folder / "evidence" / "incoming")
        for place in papers:
            if place.exists():
                self._kept.add(place)
            elif place in self._kept:
                return f"{place} 不见了，材料存不下也看不到，请马上移回来"
        key = self._folder / "secret.key"
        if key.exists():
            self._kept.add(key)
        elif key in self._kept:
            return f"{key} 不见了，请移回来：重新启动会换一把新的，没用过的邀请码就都作废了"
        return ""

    def _lost(self) -> Path | None:
        """A file of the database that is another one than before, or none."""
        for file in (self._folder / name for name in _OPEN):
            mark = _mark(file)
            known = self._marks.get(file)
            if known is None and mark is not None:
                self._marks[file] = mark
            elif known is not None and mark != known:
                return file
        return None

    async def save(self, database: Database, *, last: bool = False) -> None:
        """Copy the database that is open, where its files are gone; ``last``: at the end."""
        if self._lost() is None:
            return
        now = time.monotonic()
        if not last and self._saved is not None and now - self._saved < _AGAIN:
            return
        self._saved = now
        target = self._folder / RESCUED
        fresh = target.with_name(f"{RESCUED}.part")
        try:
            fresh.unlink(missing_ok=True)
            await database.rescue(fresh)
            fresh.replace(target)
        except (OSError, StorageFault):
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            log.exception("database not rescued")
        else:
            log.error("database rescued", file=RESCUED)


def look(folder: Path, remembers: Path) -> None:
    """Before a start: a county that was there is not begun anew where its database is gone.

    ``remembers``: a file that only a county has which lived.

    Raises:
        MachineFault: the database is gone, and something of it is left.
    """
    file, rescued = folder / DATABASE, folder / RESCUED
    if file.exists():
        return
    if rescued.exists():
        raise MachineFault(
            f"数据库 {file} 不在了。停下以前保住的一份在 {rescued}：把它改名为 {DATABASE} 再启动。"
        )
    if remembers.exists():
        raise MachineFault(
            f"数据库 {file} 不在了，这个文件夹里却有它的留痕锚（{remembers.name}）。"
            "请把数据库移回来，或者用备份恢复：.venv/bin/python -m bot restore 备份文件。"
            f"确实要从头开始，请换一个空的文件夹。"
        )


def _mark(file: Path) -> Mark | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
