"""Whether the bot works, and if not, why: what ``/health`` and whoever watches are told.

Only looks. Each trouble has a code and a sentence for the officer, without names or addresses; it
is gone by itself when its cause is. Who is told of it is ``watch``'s.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.running.belongings import Belongings
from bot.running.machine import DATABASE_FILES
from storage import complaints
from storage.database import Database, moment, stamp
from storage.faults import Busy, StorageFault, is_database_trouble
from storage.queries import corridor

SEEN = "running:seen"
"""The setting that says when a running bot last wrote: the clock's own trace."""
LETTER_AGE = timedelta(minutes=15)
STANDING_AGE = timedelta(seconds=30)
BEAT_AGE = 300.0
CHANNEL_AGE = timedelta(minutes=10)
_ANSWERS = 6.0
"""Seconds after which whoever asks is told that the database is held, however many wait for it."""
_FRESH = 3.0
"""Seconds that a look is good for: many who ask at once are answered by one."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that does not work: its code, and a sentence."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class State:
    """How the bot stands at one moment."""

    at: datetime
    troubles: tuple[Trouble, ...] = ()
    letters: int = 0
    writable: bool = True

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.troubles

    def told(self) -> Mapping[str, Any]:
        """As ``/health`` answers."""
        reasons = [{"code": one.code, "sentence": one.sentence} for one in self.troubles]
        return {"ok": self.well, "letters_waiting": self.letters, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked at beside database and disk; each says since when it does not work."""

    standing_since: Callable[[], datetime | None]
    beaten_at: Callable[[], float | None]
    """By the clock that only runs forward: one that is set stops no beat."""
    channels: Callable[[], Mapping[str, datetime | None]]
    """Names of the channels beside the web chat, and since when each is down."""
    halted: Callable[[], str] = lambda: ""
    """Why nothing is opened, closed or reminded by the clock; empty: all is."""
    papers_down: Callable[[], datetime | None] = lambda: None
    """Since when the papers' store does not answer."""


class Health:
    """Looks, and remembers the last look for a moment."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        reserve: int,
        watched: Watched,
        clock: Callable[[], datetime],
        ticks: Callable[[], float],
        explain: Callable[[StorageFault], str],
    ) -> None:
        self._database = database
        self._folder = folder
        self._reserve = reserve
        self._watched = watched
        self._clock = clock
        self._ticks = ticks
        self._explain = explain
        self.belongings = Belongings(folder)
        self._turn = asyncio.Lock()
        self._last: tuple[float, State] | None = None

    async def state(self) -> State:
        """How the bot stands now."""
        async with self._turn:
            if self._last is None or self._ticks() - self._last[0] > _FRESH:
                self._last = (self._ticks(), await self._look())
            return self._last[1]

    async def _look(self) -> State:
        now = self._clock()
        database, letters, oldest = await self._database_state(now)
        found = [*await asyncio.to_thread(self._disk), *database]
        # A moment that has not come yet was said by a wrong clock: it is longer ago than it looks.
        if oldest is not None and abs(now - oldest) > LETTER_AGE:
            minutes = round(abs(now - oldest) / timedelta(minutes=1))
            found.append(Trouble("outbox", f"有消息等了 {minutes} 分钟还没有发出去"))
        if self._watched.papers_down() is not None:
            found.append(Trouble("papers", "材料存储（S3）连不上，新材料先排着队，连上以后接着收"))
        found += self._standing(now)
        if halted := self._watched.halted():
            found.append(Trouble("clock", halted))
        return State(now, tuple(found), letters, writable=not database)

    def _disk(self) -> list[Trouble]:
        try:
            disk = os.statvfs(self._folder)  # raises where the folder itself is gone
            closed = self._closed()
        except OSError as fault:
            return [Trouble("disk", f"数据文件夹读不到（{complaints.said(fault)}）")]
        if closed is not None:
            return [closed]
        free = disk.f_bavail * disk.f_frsize
        if free > self._reserve and (disk.f_favail or not disk.f_files):
            return []
        return [Trouble("disk", f"磁盘只剩 {free >> 20} MB，已少于保留的 {self._reserve >> 20} MB")]

    def _closed(self) -> Trouble | None:
        """Whether data or papers lie where nothing can be written any more, full or not."""
        if gone := self.belongings.gone():
            return Trouble("gone", gone)
        places = (self._folder, self._folder / "evidence", self._folder / "evidence" / "incoming")
        for place in places:
            if not place.exists():
                continue
            if os.statvfs(place).f_flag & os.ST_RDONLY:
                return Trouble("readonly", f"{place} 所在的磁盘变成只读了，新材料存不下")
            if not os.access(place, os.W_OK | os.X_OK):
                return Trouble("rights", f"{place} 现在不能写了，请检查它的权限和属于哪个用户")
        for file in (self._folder / name for name in DATABASE_FILES):
            # What is open goes on; a restart would find it closed.
            if file.exists() and not os.access(file, os.R_OK | os.W_OK):
                return Trouble("rights", f"{file} 现在没有读写权限，请改回来：重新启动会打不开它")
        return None

    async def _database_state(self, now: datetime) -> tuple[list[Trouble], int, datetime | None]:
        """Whether it can be written, how many letters wait, and since when the oldest does."""
        try:
            async with asyncio.timeout(_ANSWERS), self._database.transaction() as db:
                await corridor.set_setting(db, SEEN, stamp(now))
                letters = await corridor.waiting_letters(db)
                oldest = await corridor.oldest_waiting(db)
        except StorageFault as fault:
            if not is_database_trouble(fault):
                raise
            return [Trouble("database", self._explain(fault))], 0, None
        except TimeoutError:  # behind others who wait for the same
            return [Trouble("database", self._explain(Busy()))], 0, None
        return [], letters, moment(oldest) if oldest else None

    def _standing(self, now: datetime) -> list[Trouble]:
        found = []
        since = self._watched.standing_since()
        if since is not None and abs(now - since) > STANDING_AGE:
            found.append(Trouble("chat", "有会话停住了：消息已收下，一直没能处理"))
        beaten = self._watched.beaten_at()
        if beaten is not None and self._ticks() - beaten > BEAT_AGE:
            found.append(Trouble("beat", "定时的事（开期、截止、提醒）停了五分钟以上"))
        for name, down in self._watched.channels().items():
            if down is not None and abs(now - down) > CHANNEL_AGE:
                found.append(Trouble(f"channel:{name}", f"{_NAMES.get(name, name)}连不上"))
        return found


_NAMES = {"telegram": "Telegram", "wecom": "企业微信"}
