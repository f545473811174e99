"""One county is flooded: what the people of two others wait, beside what they wait otherwise.

One of the others is served by another worker: it is only touched where cores are not free. The
other one shares its worker with the flooded county, and waits for a core with it.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.province.crowd import PEOPLE, Crowd, pattern
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
            first, second = (await running.shares()).values()
            lines = [f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"]
            for where, other in (("another worker", second[0]), ("the same worker", first[1])):
                lines.append(await _beside(running, first[0], other, where, seconds))
                print(lines[-1], flush=True)  # noqa: T201 -- it takes a while
            return lines


async def _beside(running: Workers, flooded: str, other: str, where: str, seconds: float) -> str:
    await _talk(running, other, seconds / 2)  # everything has been asked once
    await _flood(running, flooded, seconds / 2)
    rounds: list[tuple[list[float], list[float], int]] = []
    for _ in range(ROUNDS):
        alone = await _talk(running, other, seconds)
        both = asyncio.create_task(_flood(running, flooded, seconds + THINKS))
        rounds.append((alone, await _talk(running, other, seconds), await both))
    told = [f"a county on {where}:"]
    for what, part in (("p50", 0.5), ("p99", 0.99)):
        quiet, beside = (
            statistics.median(_at(one[side], part) for one in rounds)  # type: ignore[arg-type]
            for side in (0, 1)
        )
        told.append(f"{what} {1000 * quiet:.0f} ms, beside the flood {1000 * beside:.0f} ms"
                    f" ({beside / quiet:.2f} x),")  # fmt: skip
    flood = statistics.median(count for _, _, count in rounds) / (seconds + THINKS)
    return " ".join((*told, f"the flood {flood:.0f} answers a second"))


def _at(seconds: Sequence[float], part: float) -> float:
    return sorted(seconds)[int(len(seconds) * part)]


async def _talk(running: Workers, county: str, seconds: float) -> list[float]:
    crowd = Crowd(list(running.addresses.values()))
    await crowd.lives([f"{county}.test"], TALKING, THINKS, seconds)
    return crowd.seconds


async def _flood(running: Workers, county: str, seconds: float) -> int:
    crowd = Crowd(list(running.addresses.values()))
    await crowd.lives([f"{county}.test"], PEOPLE, 0.0, seconds)
    return len(crowd.seconds)
