"""Whether the wall's clock may be believed: what cannot be undone waits until it may.

Compared with the clock that only runs forward, and across restarts with the last beat that was
written down. A clock that jumps by more than ``MOST`` stops opening, closing, reminding and
forgetting; it is believed again when it is back where it should be, or when an admin says that it
is right. Who is told is ``watch``'s; what waits, the heartbeat's.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.speech.calendar import say_moment
from storage.database import Database, moment, stamp
from storage.queries import corridor, review

log = structlog.get_logger(__name__)

MOST = timedelta(hours=3)
"""A clock that is set right, or a summer time, moves by less."""
LONGEST_REST = timedelta(days=45)
"""A machine that was off for longer has to be asked whether that is the day."""
FAR = timedelta(days=1)
"""No letter waits so long, and no item lies so long before one reviewer."""
LAST = "clock:last"
"""The setting that keeps the last beat: the wall's time, the forward clock's, and of which boot."""
BELIEVED = "clock:believed"
"""The setting in which an admin says that the clock is right."""


def boot() -> str:
    """Which start of the machine this is; the forward clock counts from there."""
    file = Path("/proc/sys/kernel/random/boot_id")
    try:
        return file.read_text("ascii").strip()
    except OSError:
        return ""


def ticks() -> float:
    """Seconds that run forward, through the machine's sleep too."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@dataclass(frozen=True, slots=True)
class _Beat:
    wall: datetime
    ticks: float
    boot: str

    def dump(self) -> str:
        return json.dumps({"wall": stamp(self.wall), "ticks": self.ticks, "boot": self.boot})

    @classmethod
    def load(cls, text: str | None) -> _Beat | None:
        try:
            kept = json.loads(text or "")
            return cls(moment(kept["wall"]), float(kept["ticks"]), str(kept["boot"]))
        except (ValueError, TypeError, KeyError):
            return None


class Believable:
    """Watches the wall's clock from beat to beat."""

    def __init__(
        self,
        database: Database,
        forward: Callable[[], float] = ticks,
        boot_id: Callable[[], str] = boot,
    ) -> None:
        self._database = database
        self._forward = forward
        self._boot = boot_id
        self._last: _Beat | None = None
        self._looked = False
        self.halted = ""
        """Why the clock is not believed, for people; empty: it is."""

    async def look(self, now: datetime) -> bool:
        """Whether this time may be acted upon; what is believed is written down."""
        here = _Beat(now, self._forward(), self._boot())
        async with self._database.reading() as db:
            said = await corridor.setting(db, BELIEVED)
            last = self._last or _Beat.load(await corridor.setting(db, LAST))
        told = None if last is None else _jump(last, here)
        halts = told is not None and not _confirms(said, now)
        if halts != bool(self.halted) or not self._looked:
            await self._pull_in(now)
        self._looked = True
        if halts:
            if not self.halted:
                log.error("clock not believed", jump=told)
            self.halted = (
                f"服务器的时间从 {say_moment(last.wall, None) if last else ''} 突然变成"
                f" {say_moment(now, None)}，可能不对，开期、截止、提醒都先停住了。"
                "时间其实没错的话，请管理员发“时间没错”"
            )
            self._last = last
            return False
        self.halted = ""
        self._last = here
        async with self._database.transaction() as db:
            await corridor.set_setting(db, LAST, here.dump())
            if said is not None:
                await corridor.drop_setting(db, BELIEVED)
        return True

    async def _pull_in(self, now: datetime) -> None:
        """What a wrong clock has put off for a year, or what waits until it is over, goes now."""
        async with self._database.transaction() as db:
            await corridor.pull_in(db, now, now + FAR)
            await review.clear_far(db, now + FAR)


def _jump(last: _Beat, here: _Beat) -> str | None:
    """By how much the clock has jumped since the last beat that was believed; None: it has not."""
    passed = here.wall - last.wall
    if last.boot and last.boot == here.boot:
        off = passed - timedelta(seconds=here.ticks - last.ticks)
        return str(off) if abs(off) > MOST else None
    return str(passed) if passed < -MOST or passed > LONGEST_REST else None


def _confirms(said: str | None, now: datetime) -> bool:
    """An admin has said that the clock is right, as it stands now."""
    try:
        return said is not None and abs(moment(said) - now) < MOST
    except ValueError:
        return False
