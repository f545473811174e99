"""Wrong invitation codes are counted, so that nobody finds one by trying.

Here: the count of one sender in one channel, kept with the settings. Not here: what is said, and
the throttle per remote address that the web chat keeps in front of this one.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from storage.database import Session, moment, stamp
from storage.queries import corridor

MOST = 5
"""Wrong codes in a row before somebody waits."""
PAUSE = timedelta(minutes=10)


async def paused(db: Session, channel: str, sender: str, now: datetime) -> int:
    """Minutes this sender still waits, rounded up; 0 when a code may be tried."""
    _, until = await _read(db, channel, sender)
    if until is None or until <= now:
        return 0
    return -(-int((until - now).total_seconds()) // 60) or 1


async def wrong(db: Session, channel: str, sender: str, now: datetime) -> int:
    """Count a wrong code; how many more may be tried before the pause begins."""
    count, until = await _read(db, channel, sender)
    count = 1 if until is not None else count + 1
    pause = stamp(now + PAUSE) if count >= MOST else None
    await corridor.set_setting(db, _key(channel, sender), json.dumps([count, pause]))
    return MOST - count


async def right(db: Session, channel: str, sender: str) -> None:
    """A code was right: earlier slips are forgotten."""
    if (await _read(db, channel, sender))[0]:
        await corridor.set_setting(db, _key(channel, sender), json.dumps([0, None]))


async def _read(db: Session, channel: str, sender: str) -> tuple[int, datetime | None]:
    kept = await corridor.setting(db, _key(channel, sender))
    if kept is None:
        return 0, None
    count, until = json.loads(kept)
    return count, moment(until) if until else None


def _key(channel: str, sender: str) -> str:
    return f"guesses:{channel}:{sender}"
