"""A province under load: how many messages a second, how long an answer takes, what it costs.

PostgreSQL, workers and counties start from nothing. The last evening is taken to be this: a fifth
of 40,000 liaisons within the busiest hour, thirty messages each, 67 a second over all counties.
First one county on a file is asked by itself, for its processor time per message; then the province
with 1, 2, 4 … workers, each time with the same crowd; at last a worker is killed under load.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientError

from tests.patience import LONG
from tests.program import environment
from tests.province.crowd import COLD, Crowd, pattern
from tests.province.phones import Phones, emulators
from tests.province.workers import Workers, multiply, settle, workers
from tests.storage.standby import Pair, pair
from tests.telegram_emulator import Emulator

THINKS = 3.0
KILLS = 5
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE_KB = 1024


def spent(process: int) -> float:
    """Seconds of processor time of a process so far."""
    words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / _TICK


def memory(process: int) -> float:
    """Megabytes that are a process's own."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.findall(r"^Private_\w+:\s+(\d+) kB", text, re.MULTILINE)
    return sum(map(int, found)) / _PAGE_KB


@dataclass(frozen=True)
class Plan:
    """How much of everything."""

    counties: int
    workers: Sequence[int]
    persons: int
    """At web chats at once."""
    seconds: float
    telegrams: int
    """Counties whose people are on Telegram as well, at the same time."""


async def run(plan: Plan, logs: Path) -> list[str]:
    """The lines of the report, each said as soon as it is known; the workers' go to ``logs``."""
    lines = _Lines()
    names = [f"county{number:03}" for number in range(plan.counties)]
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        db = stack.enter_context(pair(f"max_connections={plan.counties * 9 + 50}"))
        telegrams = await stack.enter_async_context(emulators(names[1 : 1 + plan.telegrams]))
        began = time.monotonic()
        await settle(folder, url=db.url, names=names[:1], pattern=pattern)
        await asyncio.to_thread(multiply, folder, db, names, telegrams)
        lines.add(f"load average at the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        lines.add(f"{plan.counties} counties settled in {time.monotonic() - began:.0f} s")
        lines.add(await _alone(folder, plan.persons, plan.seconds))
        for size in plan.workers:
            async with workers(folder, names, logs=logs) as running:
                try:
                    await _with(running, db, telegrams, size, plan, lines)
                except (AssertionError, ClientError) as fault:
                    raise RuntimeError(running.ended() or "everybody is there") from fault
    return lines.said


class _Lines:
    """A report that is said while it is made."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def add(self, line: str) -> None:
        """The next line."""
        self.said.append(line)
        print(line, flush=True)  # noqa: T201 -- it takes a while


async def _alone(folder: Path, persons: int, seconds: float) -> str:
    """One county on a file, by the command for one county."""
    home = folder / "alone"
    shutil.copytree(folder / "pattern", home)
    (home / "config.toml").write_text(
        "[data]\nreserve_megabytes = 0\n[web]\nport = 0\n[reading]\npapers = false\n"
    )
    said = home / "said"
    with said.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=home, env=environment(NO_COLOR="1"), stdout=out, stderr=out,
        )  # fmt: skip
    try:
        address = await _address(said)
        before = spent(process.pid)
        crowd = Crowd([address])
        await crowd.lives([address], min(persons, 12), THINKS / 6, seconds)
        return _told("one county on a file, one process", crowd, spent(process.pid) - before)
    finally:
        process.kill()
        await process.wait()


async def _address(said: Path) -> str:
    until = time.monotonic() + LONG
    while not (found := re.search(r"http://([\d.]+:\d+)", said.read_text())):
        assert time.monotonic() < until, said.read_text()
        await asyncio.sleep(0.1)
    return found[1]


async def _with(
    running: Workers,
    db: Pair,
    telegrams: Mapping[str, Emulator],
    size: int,
    plan: Plan,
    lines: _Lines,
) -> None:
    began = time.monotonic()
    for number in range(size):
        await running.start(f"with{size}-{number}")
    await _served(running, size)
    started = time.monotonic() - began
    processes = [running.processes[name].pid for name in running.addresses]
    idle = sum(map(memory, processes))
    counties = len(running.names)
    lines.add(f"{size} workers: all {counties} counties served after {started:.0f} s")
    lines.add(
        f"  idle {idle:.0f} MB, {idle / counties:.1f} a county; {db.ask(_CONNECTIONS)} connections"
    )
    crowd, phones = Crowd(list(running.addresses.values())), Phones()
    before, served = sum(map(spent, processes)), _served_by(db)
    hosts = [f"{name}.test" for name in running.names]
    await asyncio.gather(
        crowd.lives(hosts, plan.persons, THINKS, plan.seconds),
        phones.live(telegrams, THINKS, plan.seconds),
    )
    used = sum(map(spent, processes)) - before
    lines.add(
        _told(f"{size} workers", crowd, used, len(phones.seconds) + len(phones.first))
        + f", PostgreSQL {_served_by(db) - served:.0f} s"
    )
    if telegrams:
        lines.add(_heard(phones))
    busy = sum(map(memory, processes))
    lines.add(f"  {busy:.0f} MB afterwards, {busy / counties:.1f} a county")
    if size == plan.workers[-1] and size > 1:
        lines.add(await _killed(running, hosts, plan.persons, KILLS))


def _heard(phones: Phones) -> str:
    seconds = sorted(phones.seconds)
    if not seconds:
        return f"  on Telegram nobody was answered, of {phones.sent}"
    worst = seconds[int(len(seconds) * 0.99)]
    answered = len(seconds) + len(phones.first)
    return (
        f"  on Telegram {answered} of {phones.sent} answered,"
        f" p50 {1000 * statistics.median(seconds):.0f} ms, p99 {1000 * worst:.0f} ms"
        f"{_at_first(phones.first)}"
    )


def _at_first(seconds: Sequence[float]) -> str:
    """What everybody's first answers took, while all the counties woke up at once."""
    if not seconds:
        return ""
    half, worst = 1000 * statistics.median(seconds), 1000 * max(seconds)
    return f" (the first {COLD} each: p50 {half:.0f} ms, worst {worst:.0f} ms)"


_CONNECTIONS = "select count(*) from pg_stat_activity where application_name like 'xinkao%'"


def _served_by(db: Pair) -> float:
    """Seconds of processor time of the whole database server, of sessions that ended too."""
    main = int((db.folder / "primary" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    ended = Path(f"/proc/{main}/stat").read_text().rpartition(")")[2].split()
    used = sum(map(int, ended[13:15])) / _TICK
    for one in (main, *children):
        with contextlib.suppress(OSError):  # it has ended, and counts with those that ended
            used += spent(int(one))
    return used


async def _served(running: Workers, size: int) -> None:
    """Until every county is served, evenly but for one or two."""
    until = time.monotonic() + 900
    share = -(-len(running.names) // size)
    while True:
        shares = await running.shares()
        found = [len(its) for its in shares.values()]
        if sum(found) == len(running.names) and max(found) <= share:
            return
        assert time.monotonic() < until, found
        await asyncio.sleep(0.5)


async def _killed(running: Workers, hosts: Sequence[str], persons: int, times: int) -> str:
    """A worker dies under load, and another comes: how long until the others serve everything."""
    took: list[float] = []
    its: list[int] = []
    crowd = Crowd(running.addresses.values())
    living = asyncio.create_task(crowd.lives(hosts, persons, THINKS, times * 600))
    await asyncio.sleep(5)
    for number in range(times):
        name = sorted(running.addresses)[0]
        its.append(len((await running.shares())[name]))
        os.kill(running.processes[name].pid, signal.SIGKILL)
        began = time.monotonic()
        await running.gone(name)
        while sum(map(len, (await running.shares()).values())) < len(running.names):
            await asyncio.sleep(0.2)
        took.append(time.monotonic() - began)
        await running.start(f"with{len(running.addresses) + 1}-instead{number}")
        await _served(running, len(running.addresses))
    living.cancel()
    await asyncio.gather(living, return_exceptions=True)
    return (
        f"killed under load {times} times: its {min(its)} to {max(its)} counties were served again"
        f" after {statistics.median(took):.1f} s (median), {max(took):.1f} s (worst),"
        f" load {os.getloadavg()[0]:.1f}; {len(crowd.faults)} broken lines,"
        f" {len(crowd.seconds) + len(crowd.first)} of {crowd.sent} answered at once"
    )


def _told(what: str, crowd: Crowd, used: float, others: int = 0) -> str:
    """``others``: answers that were given elsewhere by the same processes."""
    seconds = sorted(crowd.seconds)
    if not seconds:
        return f"{what}: nobody was answered ({crowd.faults[:3]})"
    worst = seconds[int(len(seconds) * 0.99)]
    answers = len(seconds) + len(crowd.first)
    each = 1000 * used / (answers + others)
    return (
        f"{what}: {answers} answers, {each:.1f} ms of processor time each,"
        f" p50 {1000 * statistics.median(seconds):.0f} ms, p99 {1000 * worst:.0f} ms"
        f"{_at_first(crowd.first)}, {len(crowd.faults)} faults, load {os.getloadavg()[0]:.1f}"
    )
