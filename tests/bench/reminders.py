"""A reminder storm: 10,000 units that owe everything are enqueued at one beat.

Beside it, in the same run, the beat a minute later, which finds nothing new; and the same storm
written one transaction per unit would be the bare commits of ``turns``.
"""

from __future__ import annotations

import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.corridor.door import Reminding
from bot.reminders.due import remind
from storage.database import Session, stamp
from tests.stage import SHANGHAI, Stage, stage

UNITS = 10_000
BEAT = datetime(2026, 12, 21, 8, 30, tzinfo=SHANGHAI)


async def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder)) as play:
            async with play.database.transaction() as db:
                await _county(db, play)
            return await _measure(play)


async def _county(db: Session, play: Stage) -> None:
    """Units with a liaison each, written in bulk: the pages would take longer than the storm."""
    now, first = stamp(play.now), 1000
    numbers = range(first, first + UNITS)
    many = db.executemany
    await many(
        "insert into units (id, name, short, grp, created_at) values (?, ?, ?, '县直单位', ?)",
        [(n, f"第{n}中心", f"{n}", now) for n in numbers],
    )
    await many(
        "insert into forms (quarter_id, unit_id, grp) values (1, ?, '县直单位')",
        [(n,) for n in numbers],
    )
    await many(
        "insert into persons (id, name, created_at) values (?, ?, ?)",
        [(n, f"人{n}", now) for n in numbers],
    )
    await many(
        "insert into identities (person_id, channel, address, created_at) values (?, 'web', ?, ?)",
        [(n, f"c{n}", now) for n in numbers],
    )
    await many(
        "insert into roles (person_id, role, unit_id, given_at) values (?, 'liaison', ?, ?)",
        [(n, n, now) for n in numbers],
    )


async def _measure(play: Stage) -> list[str]:
    storm, letters = await _beat(play, BEAT)
    calm, none = await _beat(play, BEAT + timedelta(minutes=1))
    return [
        f"{letters} reminders enqueued in {storm:.1f} s ({letters / storm:.0f}/s)",
        f"the beat a minute later: {none} letters, {calm * 1000:.0f} ms",
    ]


async def _beat(play: Stage, at: datetime) -> tuple[float, int]:
    started = time.perf_counter()
    letters = await remind(play.database, at, Reminding())
    return time.perf_counter() - started, letters
