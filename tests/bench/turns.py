"""Turns through the corridor on real SQLite (FULL), beside bare aiosqlite commits.

A turn is a liaison's answer: inbox row, page, claim, audit row, conversation, letter, in two
commits (kept, carried through). Beside it, in the same run and in turns with it, the same number
of bare one-row commits on a second file.
"""

from __future__ import annotations

import gc
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import aiosqlite

from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from tests.stage import Stage, stage

ROUNDS = 9
TURNS = 100
MEMORY_TURNS = 10_000


async def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder)) as play:
            return await _measure(play, Path(folder))


async def _measure(play: Stage, folder: Path) -> list[str]:
    bare = await aiosqlite.connect(folder / "bare.db", isolation_level=None)
    await bare.execute("pragma journal_mode=wal")
    await bare.execute("pragma synchronous=full")
    await bare.execute("create table t (id integer primary key, text text)")
    router = Router(play.database, play.world, lambda: play.now, lambda: "E")
    intake = Intake(play.database, play.store, router.turn, lambda: play.now)
    await _turns(play, intake, "warm", 20)
    pairs = []
    for number in range(ROUNDS):
        turn = await _turns(play, intake, f"r{number}", TURNS)
        pairs.append((turn, await _commits(bare, TURNS)))
    await bare.close()
    turn = statistics.median(pair[0] for pair in pairs)
    commit = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    before = _memory()
    await _turns(play, intake, "memory", MEMORY_TURNS)
    return [
        f"answers carried through: {1 / turn:.0f}/s ({turn * 1000:.2f} ms each, one chat)",
        f"bare one-row commits:    {1 / commit:.0f}/s ({commit * 1000:.2f} ms each)",
        f"an answer costs {ratio:.1f} bare commits (it makes two)",
        f"memory: {before:.0f} MB before, {_memory():.0f} MB after {MEMORY_TURNS} more turns",
    ]


async def _turns(play: Stage, intake: Intake, name: str, count: int) -> float:
    """Seconds per answer; every other answer differs, so each writes a claim."""
    unit = (await play.query("select id from units where name = '县教育局'"))[0][0]
    started = time.perf_counter()
    for number in range(count):
        route = f"put/1/{unit}/三.1b/0/{number % 5}"
        await intake.receive(
            Incoming(
                channel="web",
                update=f"{name}-{number}",
                chat="李敏",
                sender="李敏",
                private=True,
                received=play.now,
                route=route,
            )
        )
        await intake.idle()
    return (time.perf_counter() - started) / count


async def _commits(bare: aiosqlite.Connection, count: int) -> float:
    started = time.perf_counter()
    for number in range(count):
        await bare.execute("begin immediate")
        await bare.execute("insert into t (text) values (?)", (str(number),))
        await bare.execute("commit")
    return (time.perf_counter() - started) / count


def _memory() -> float:
    """The largest this process has been, in megabytes."""
    gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
