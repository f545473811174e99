"""What others wait while somebody asks: an answer sent 1 ms after it, at 80 and 10,000 units.

The answer is a liaison's press, kept, decided, audited and synced; alone it takes so long, beside
the question so much longer. As the product runs: one corridor for all, its settings of the
interpreter, results computed beside. Both counties are asked in turns, within one run.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.editions.freshening import Freshener
from bot.running import interpreter
from storage.database import stamp
from tests.bench.questions import LARGE, QUESTIONS, SMALL, county, living
from tests.stage import Stage, stage

TIMES = 7
ALONE = 10
MORE = (
    ("审核", "审核"),
    ("没有看懂", "今天天气怎么样"),
    ("首页", "首页"),
    ("留痕", "留痕"),
    ("试算", "试算"),
    ("没办完的", "没办完的"),
    ("单位名单", "单位"),
    ("年度汇总", "年度汇总"),
    ("公示", "公示"),
)
"""Beside the questions of the bench: what is typed for lists, reports and a release."""


@dataclass
class Office:
    """A county with one corridor, as a running bot has it."""

    play: Stage
    units: int
    asks: Intake
    freshener: Freshener
    quarter: int
    numbers: Iterable[int] = field(default_factory=itertools.count)

    async def answered(self) -> float:
        """Seconds that a liaison's answer takes, by button."""
        number = next(iter(self.numbers))
        started = time.perf_counter()
        done = asyncio.Event()

        async def carry(inbox_id: int, incoming: Incoming) -> None:
            await self.router.turn(inbox_id, incoming)
            done.set()

        intake = Intake(self.play.database, self.play.store, carry, lambda: self.play.now)
        route = f"put/{self.quarter}/1/三.1b/0/{number % 5}"
        await intake.receive(self._update("李敏", number, route=route))
        await done.wait()
        taken = time.perf_counter() - started
        await intake.idle()
        return taken

    @property
    def router(self) -> Router:
        """The road."""
        found = self.play
        return Router(
            found.database, found.world, lambda: found.now, lambda: "E",
            behind=self.freshener.wanted,
        )  # fmt: skip

    async def ask(self, text: str) -> None:
        """A question of the office, carried through."""
        number = next(iter(self.numbers))
        await self.asks.receive(self._update("赵主任", number, text=text))
        await self.asks.idle()

    def _update(self, who: str, number: int, text: str = "", route: str | None = None) -> Incoming:
        return Incoming(
            channel="web", update=f"o{number}", chat=who, sender=who, private=True,
            received=self.play.now, text=text, route=route,
        )  # fmt: skip


async def run() -> list[str]:
    """The lines of the report."""
    interpreter.settle()
    async with AsyncExitStack() as open_:
        offices = [await open_office(open_, units) for units in (SMALL, LARGE)]
        for office in offices:
            for _ in range(ALONE):
                await office.answered()
        lines = []
        for name, question in (*QUESTIONS, *MORE):
            told = [await _beside(office, question) for office in offices]
            lines.append(f"beside {name}“{question}”: {'; '.join(map(str, told))}")
        return lines


@dataclass
class Waits:
    """Seconds, one of each for every time a question was asked."""

    units: int
    alone: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)
    asker: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        alone, beside, asker = (
            statistics.median(one) * 1000 for one in (self.alone, self.beside, self.asker)
        )
        ratio = statistics.median(b / a for a, b in zip(self.alone, self.beside, strict=True))
        return (
            f"{self.units} units {beside:.1f} ms, alone {alone:.1f} ({ratio:.1f} ×),"
            f" the asker {asker:.0f} ms"
        )


async def _beside(office: Office, question: str) -> Waits:
    """What an answer takes that was sent 1 ms after a question; and, each time, one alone."""
    found = Waits(office.units)
    for _ in range(TIMES):
        found.alone.append(await office.answered())
        started = time.perf_counter()
        asking = asyncio.create_task(office.ask(question))
        await asyncio.sleep(0.001)
        found.beside.append(await office.answered())
        await asking
        found.asker.append(time.perf_counter() - started)
        letters = await office.play.letters()
        assert all("系统出了点问题" not in one.text for _, one in letters), question
        await asyncio.sleep(0.01)
    return found


async def open_office(open_: AsyncExitStack, units: int) -> Office:
    """A county of so many units."""
    folder = open_.enter_context(tempfile.TemporaryDirectory())
    play = await open_.enter_async_context(stage(Path(folder), quarter=False))
    async with play.database.transaction() as db:
        await county(db, play, units)
        quarter = await living(db)
        await db.execute(
            "insert into forms (quarter_id, unit_id, grp) select ?, id, grp from units"
            " where id < 1000",
            (quarter,),
        )
        await db.execute("update units set created_at = ?", (stamp(play.now),))
    freshener = Freshener(play.database)
    await freshener.freshen()
    freshener.start()
    open_.push_async_callback(freshener.stop)
    router = Router(
        play.database, play.world, lambda: play.now, lambda: "E", behind=freshener.wanted
    )
    asks = Intake(play.database, play.store, router.turn, lambda: play.now)
    return Office(play, units, asks, freshener, quarter)
