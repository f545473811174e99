"""What answers wait while a large work goes on: imports, an archive, a release, a backup.

As ``others_wait``, at 80 and at 10,000 units; but such a work has many parts, so answers are sent
one after the other from 1 ms after its beginning until it is done, and the longest is told, too.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from contextlib import AsyncExitStack

from bot.running import interpreter
from tests.bench import _works
from tests.bench.others_wait import ALONE, Office, open_office
from tests.bench.questions import LARGE, SMALL

TIMES = int(os.environ.get("BENCH_TIMES", "3"))
LONG = float(os.environ.get("BENCH_LONG", "20"))
"""Seconds after which a work is not done once more: what is slow is measured once."""
ONLY = os.environ.get("BENCH_WORKS", "")
"""Names of works, where not all are to be measured."""


async def run() -> list[str]:
    """The lines of the report."""
    interpreter.settle()
    async with AsyncExitStack() as open_:
        offices = [await open_office(open_, units) for units in (SMALL, LARGE)]
        for office in offices:
            await _works.furnish(office)
            for _ in range(ALONE):
                await office.answered()
        lines = []
        for name, work in _works.WORKS.items():
            if not ONLY or name in ONLY:
                before = _works.BEFORE.get(name)
                told = [await _beside(office, work, before) for office in offices]
                lines.append(f"beside {name}: {'; '.join(told)}")
                sys.stderr.write(f"   … {lines[-1]}\n")  # all of it takes long: said as it goes
        return lines


async def _beside(office: Office, work: _works.Work, before: _works.Work | None) -> str:
    """What answers take while a work is done, and what as many take alone."""
    alone, beside, longest, seconds = [], [], [], []
    for _ in range(TIMES):
        if sum(seconds) > LONG:
            break
        if before is not None:
            await before(office)
        alone += [await office.answered() for _ in range(ALONE)]
        started = time.perf_counter()
        under_way = asyncio.create_task(work(office))
        await asyncio.sleep(0.001)
        waits = [await office.answered()]
        while not under_way.done():
            waits.append(await office.answered())
        await under_way
        seconds.append(time.perf_counter() - started)
        beside += waits
        longest.append(max(waits))
    usual, now = statistics.median(alone) * 1000, statistics.median(beside) * 1000
    most, took = statistics.median(longest) * 1000, statistics.median(seconds)
    return (
        f"{office.units} units {now:.1f} ms ({now / usual:.1f} ×), the longest {most:.0f} ms,"
        f" alone {usual:.1f} (the longest {max(alone) * 1000:.0f}); the work {took:.2f} s,"
        f" done {len(seconds)} times"
    )
