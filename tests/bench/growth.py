"""How the cost of every main operation grows: units, quarters, chats and papers doubled twice.

What is fitted is the exponent of what grows: with costs a, b and c at one, two and four times the
size it is the binary logarithm of (c - b) / (b - a), so that what every operation costs anyway does
not count. Costs that hardly differ are flat. Above ``MOST`` is marked; over more years a question
is flat. Costs of what is asked are functions called and steps of SQLite, counted once: they are the
same on any machine. Beside them, and for the commands, stands processor time, the least of several
rounds, all sizes in turn within one round; fitted are differences, so only a quiet machine tells
the truth there.
"""

from __future__ import annotations

import asyncio
import math
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.running import interpreter
from storage.queries import people, roster
from tests.bench import county, questions
from tests.bench._work import Work
from tests.stage import DEPARTMENTS, Stage, open_quarter, stage

TIMES = (1, 2, 4)
UNITS, QUARTERS, CHATS, PAPERS = 500, 8, 64, 0.1
"""Of the smallest: units over ``SOME`` quarters, quarters of ``FEW`` units, chats, a share."""
SOME, FEW = 3, 100
ROUNDS, COMMANDS_ROUNDS = 7, 3
MOST, FLAT = 1.1, 1.25

_WORK = Work()
Ask = Callable[[], Awaitable[object]]


async def run() -> list[str]:
    """The lines of the report."""
    interpreter.settle()
    with _WORK.watching():
        return await _everything()


async def _everything() -> list[str]:
    lines = await _questions("units", [(UNITS * n, SOME) for n in TIMES])
    lines += await _questions("quarters", [(FEW, QUARTERS * n) for n in TIMES])
    lines += await _chats()
    return [*lines, *await asyncio.to_thread(_papers)]


async def _questions(what: str, sizes: Sequence[tuple[int, int]]) -> list[str]:
    """Every question of the bench, asked in counties of these units and past quarters."""
    async with AsyncExitStack() as open_:
        counties = [await _county(open_, units, past) for units, past in sizes]
        lines = []
        for name, question in questions.QUESTIONS:
            text = question.replace("1042", "1010").replace("1044", "1012")
            asks = [lambda play=play, text=text: play.send("赵主任", text) for play in counties]
            lines.append(await _asked(f"{what}: {name}", asks))
        return lines


async def _county(open_: AsyncExitStack, units: int, past: int) -> Stage:
    folder = open_.enter_context(tempfile.TemporaryDirectory())
    play = await open_.enter_async_context(stage(Path(folder), quarter=False))
    kept, questions.PAST = questions.PAST, past
    try:
        async with play.database.transaction() as db:
            await questions.county(db, play, units)
    finally:
        questions.PAST = kept
    await questions._freshen(play)
    return play


async def _chats() -> list[str]:
    """An answer of every liaison at once."""
    async with AsyncExitStack() as open_:
        asks = [await _answers(open_, CHATS * n) for n in TIMES]
        return [await _asked("chats: an answer in each", asks)]


async def _answers(open_: AsyncExitStack, chats: int) -> Ask:
    folder = open_.enter_context(tempfile.TemporaryDirectory())
    play = await open_.enter_async_context(stage(Path(folder), quarter=False))
    async with play.database.transaction() as db:
        units = []
        for n in range(chats):
            units.append(await roster.add(db, f"单位{n}", f"单{n}", DEPARTMENTS, "", play.now))
            person = await people.add_person(db, f"人{n}", "", play.now)
            await people.add_identity(db, person.id, "web", f"人{n}", play.now)
            await people.give_role(db, person.id, "liaison", units[n].id, None, play.now)
        await open_quarter(db, play, 2026, 4)
    router = Router(play.database, play.world, lambda: play.now, lambda: "E")
    intake = Intake(play.database, play.store, router.turn, lambda: play.now)
    turn = 0

    async def answer() -> None:
        nonlocal turn
        turn += 1
        for n, unit in enumerate(units):
            route = f"put/1/{unit.id}/三.1b/0/{turn % 5}"
            await intake.receive(
                Incoming(
                    channel="web", update=f"g{turn}-{n}", chat=f"人{n}", sender=f"人{n}",
                    private=True, received=play.now, route=route,
                )
            )  # fmt: skip
        await intake.idle()

    return answer


def _papers() -> list[str]:
    """The commands over a county of more and more papers and audit rows."""
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place) / str(n) for n in TIMES]
        for n, folder in zip(TIMES, folders, strict=True):
            county.found(folder, PAPERS * n)
        lines = []
        for name, words in county.COMMANDS:
            command = [sys.executable, "-m", "bot", *words]
            rounds = [
                [county.spent(folder, command)[0] for folder in folders]
                for _ in range(COMMANDS_ROUNDS)
            ]
            least = [min(each) for each in zip(*rounds, strict=True)]
            lines.append(f"papers: {name} {_told(least)}")
        return lines


async def _asked(name: str, asks: Sequence[Ask]) -> str:
    """What asking comes to at the three sizes: counted, and timed."""
    least = await _least(asks)
    counted = [await _WORK.of(ask) for ask in asks]
    kinds = zip(("calls", "SQLite's steps"), zip(*counted, strict=True), strict=True)
    told = [f"{kind} {', '.join(map(str, each))}: {_grows(each)}" for kind, each in kinds]
    return f"{name}: {'; '.join(told)}; {', '.join(f'{one * 1000:.1f}' for one in least)} ms"


async def _least(asks: Sequence[Ask]) -> list[float]:
    """The least processor seconds of each, in rounds of all."""
    least = [math.inf] * len(asks)
    for _ in range(ROUNDS):
        for place, ask in enumerate(asks):
            started = time.process_time()
            await ask()
            least[place] = min(least[place], time.process_time() - started)
    return least


def _told(costs: Sequence[float]) -> str:
    return f"{', '.join(f'{one * 1000:.1f}' for one in costs)} ms: {_grows(costs)}"


def _grows(costs: Sequence[float]) -> str:
    """By which power costs grow with the size."""
    once, twice, four = costs
    if four < FLAT * once:
        return "flat"
    if twice <= once:
        return "not to be told"
    found = math.log2(max(four - twice, 1e-9) / (twice - once))
    return f"exponent {found:.2f}{' ABOVE' if found > MOST else ''}"
