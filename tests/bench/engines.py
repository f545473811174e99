"""A county on PostgreSQL beside the same county on a file, in turns with each other in one run.

One chat, 32 chats of one county, eight counties at once; and one chat with a network of 0.7 ms in
between. Told are ratios of this process's processor time and of the wall, since machines differ.
Both wait for the disk at each commit. What the two drivers alone cost, with as many messages and
commits as an update of one chat made here, is measured in the same run (``_floor``).
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.running import interpreter
from tests import messages, postgres
from tests.bench._floor import floor
from tests.stage import Stage, stage

ROUNDS = 7
TURNS = 48
CHATS = 32
COUNTIES = 8
NETWORK = 0.7
"""Milliseconds there and back."""
_KINDS = ("首页", "put/1/1/三.1b/0/{}", "得分", "put/1/1/三.1b/0/{}")


class County:
    """One county's road."""

    def __init__(self, play: Stage) -> None:
        self._play = play
        self._number = 0
        router = Router(play.database, play.world, lambda: play.now, lambda: "E")
        self._intake = Intake(play.database, play.store, router.turn, lambda: play.now)

    async def turns(self, chats: int, count: int) -> None:
        """So many turns, in so many chats beside one another."""
        await asyncio.gather(*(self._chat(f"chat{n}", count // chats) for n in range(chats)))

    async def _chat(self, chat: str, count: int) -> None:
        for _ in range(count):
            self._number += 1
            said = _KINDS[self._number % len(_KINDS)].format(self._number % 5)
            pressed = said if "/" in said else None
            await self._intake.receive(
                Incoming(
                    channel="web",
                    update=f"u{self._number}",
                    chat=chat,
                    sender="李敏",
                    private=True,
                    received=self._play.now,
                    route=pressed,
                    text="" if pressed else said,
                )
            )
            await self._intake.idle()


async def run() -> list[str]:
    """The lines of the report."""
    interpreter.settle()
    synced = postgres.started(fsync="on")
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr("tests.postgres.server", lambda: synced)
        async with AsyncExitStack() as scene:
            file = [await scene.enter_async_context(_county(Path(folder))) for _ in range(COUNTIES)]
            with postgres.instead():
                schema = [
                    await scene.enter_async_context(_county(Path(folder))) for _ in range(COUNTIES)
                ]
            lines = [
                await _beside("one chat", file[:1], schema[:1], 1),
                await _beside(f"{CHATS} chats, one county", file[:1], schema[:1], CHATS),
                await _beside(f"{COUNTIES} counties, a chat each", file, schema, 1),
            ]
            far = await scene.enter_async_context(_far(Path(folder)))
            lines.append(await _beside(f"one chat, {NETWORK} ms of network", file[:1], [far], 1))
            return [*lines, await _bare(schema[0])]


async def _bare(county: County) -> str:
    """The drivers alone, with as many messages and commits as one chat's updates made."""
    with pytest.MonkeyPatch.context() as patch:
        sent = messages.counted(patch)
        await county.turns(1, TURNS)
    commits = max(1, round(sum("commit" in one for one in sent) / TURNS))
    counted = len(sent) / TURNS
    asked = round(counted)
    async with floor() as bare:
        await bare.beside(TURNS, asked, commits)  # warm
        rounds = [await bare.beside(TURNS, asked, commits) for _ in range(ROUNDS)]
    one, used, other, spent = (statistics.median(found) for found in zip(*rounds, strict=True))
    return (
        f"the drivers alone, {asked} messages and {commits} commits an update"
        f" ({counted:.1f} messages counted): file {one:.2f} ms, PostgreSQL {other:.2f} ms;"
        f" wall {other / one:.2f} x, processor time {used:.2f} and {spent:.2f} ms"
    )


@asynccontextmanager
async def _county(folder: Path) -> AsyncIterator[County]:
    async with stage(Path(tempfile.mkdtemp(dir=folder))) as play:
        yield County(play)


@asynccontextmanager
async def _far(folder: Path) -> AsyncIterator[County]:
    """A county behind a slow line, as in another machine."""
    server = postgres.server()
    with tempfile.TemporaryDirectory() as short:
        name = ".s.PGSQL.5432"
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench._slow_line",
             server / name, Path(short) / name, str(NETWORK / 2)],
            stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            process.stdout.readline()
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("tests.postgres.server", lambda: short)
                with postgres.instead():
                    scene = stage(Path(tempfile.mkdtemp(dir=folder)))
                    play = await scene.__aenter__()
            try:
                yield County(play)
            finally:
                await scene.__aexit__(None, None, None)
        finally:
            process.kill()
            process.wait()


async def _beside(what: str, file: Sequence[County], far: Sequence[County], chats: int) -> str:
    for one in (file, far):
        await _measured(one, chats)  # warm
    pairs = [(await _measured(file, chats), await _measured(far, chats)) for _ in range(ROUNDS)]
    wall, cpu = (
        statistics.median(on_schema[place] / on_file[place] for on_file, on_schema in pairs)
        for place in (0, 1)
    )
    one, other = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    used, spent = (statistics.median(pair[side][1] for pair in pairs) for side in (0, 1))
    return (
        f"{what}: file {one:.2f} ms ({1000 / one:.0f}/s), PostgreSQL {other:.2f} ms"
        f" ({1000 / other:.0f}/s) an update; wall {wall:.2f} x, rate {1 / wall:.2f} x,"
        f" processor time {used:.2f} and {spent:.2f} ms, {cpu:.2f} x"
    )


async def _measured(counties: Sequence[County], chats: int) -> tuple[float, float]:
    """Milliseconds an update: of the wall, and of this process's processor time."""
    count = max(TURNS, 4 * chats)
    began, used = time.perf_counter(), time.process_time()
    await asyncio.gather(*(one.turns(chats, count) for one in counties))
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    done = count * len(counties) / 1000
    return wall / done, cpu / done
