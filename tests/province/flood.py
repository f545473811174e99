"""One county is flooded: what the people of two others wait, beside what they wait otherwise.

One of the others is served by another worker, the other one by the same. People come in by any
worker, as behind a proxy that takes turns: a part of what is said to the other worker's county
passes through the flooded one, and a part of the flood through the other worker. Once more
everybody comes straight to the worker that serves them, as behind a proxy that knows it: then the
other worker is only touched where cores are not free. How many came by which worker is counted.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.province.crowd import PEOPLE, Crowd, pattern
from tests.province.load import spent
from tests.province.workers import Workers, multiply, settle, workers
from tests.storage.standby import pair

ROUNDS = 3
TALKING = 6
THINKS = 0.5


async def run(seconds: float, logs: Path) -> list[str]:
    """The lines of the report. What each worker says is kept in ``logs``."""
    names = [f"county{number}" for number in range(4)]
    with tempfile.TemporaryDirectory() as place, pair() as db:
        folder = Path(place)
        await settle(folder, url=db.url, names=names[:1], pattern=pattern)
        await asyncio.to_thread(multiply, folder, db, names)
        async with workers(folder, names, logs=logs) as running:
            for name in ("one", "two"):
                await running.start(name)
            await running.shared(2, 2)
            shares = await running.shares()
            (one, first), (two, second) = shares.items()
            every = list(running.addresses.values())
            told = {
                "another worker": _Beside(second[0], two, every, every),
                "another worker, all come straight": _Beside(
                    second[0], two, [running.addresses[two]], [running.addresses[one]]
                ),
                "the same worker": _Beside(first[1], one, every, every),
            }
            lines = [f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"]
            for where, beside in told.items():
                lines.append(
                    f"a county on {where}: {await beside.said(running, first[0], seconds)}"
                )
                print(lines[-1], flush=True)  # noqa: T201 -- it takes a while
            return lines


@dataclass(frozen=True)
class _Beside:
    """A county beside the flooded one."""

    county: str
    worker: str
    """Who serves it."""
    comes_by: Sequence[str]
    """The workers by which its people come in."""
    flood_comes_by: Sequence[str]

    async def said(self, running: Workers, flooded: str, seconds: float) -> str:
        """What its people wait, alone and beside the flood; what passed through which worker."""
        process = running.processes[self.worker].pid
        mine = running.addresses[self.worker]
        await self._talk(seconds / 2)  # everything has been asked once
        await self._flood(flooded, seconds / 2)
        alone, beside, floods = [], [], []
        used: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            before = spent(process)
            alone.append(await self._talk(seconds))
            between = spent(process)
            both = asyncio.create_task(self._flood(flooded, seconds))
            beside.append(await self._talk(seconds))
            floods.append(await both)
            used.append((between - before, spent(process) - between))
        told = []
        for what, part in (("p50", 0.5), ("p99", 0.99)):
            quiet = statistics.median(_at(one.every, part) for one in alone)
            loud = statistics.median(_at(one.every, part) for one in beside)
            told.append(f"{what} {1000 * quiet:.0f} ms, beside the flood {1000 * loud:.0f} ms"
                        f" ({loud / quiet:.2f} x),")  # fmt: skip
        its, theirs = (
            f"{sum(one.by[mine] for one in them)} of {sum(len(one.every) for one in them)}"
            for them in (beside, floods)
        )
        told.append(
            f"{its} answers and {theirs} of the flood's came in by the county's own worker,"
        )
        quiet, loud = map(sum, zip(*used, strict=True))
        told.append(f"whose processor time was {quiet:.1f} s, beside the flood {loud:.1f} s")
        return " ".join(told)

    async def _talk(self, seconds: float) -> Crowd:
        crowd = Crowd(self.comes_by)
        await crowd.lives([f"{self.county}.test"], TALKING, THINKS, seconds)
        return crowd

    async def _flood(self, county: str, seconds: float) -> Crowd:
        crowd = Crowd(self.flood_comes_by)
        await crowd.lives([f"{county}.test"], PEOPLE, 0.0, seconds)
        return crowd


def _at(seconds: Sequence[float], part: float) -> float:
    return sorted(seconds)[int(len(seconds) * part)]
