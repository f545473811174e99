"""What a bot holds after 10,000 and after 50,000 updates of many chats: answers, questions, texts.

The corridor on real storage in one process; memory is what the process holds then, not its peak.
"""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path

from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.running import interpreter
from tests.stage import Stage, stage

FIRST, ALL = 10_000, int(os.environ.get("BENCH_UPDATES", "50000"))
CHATS = 64
TYPED = ("首页", "我们排第几", "还差什么", "怎么扣的分", "今天天气怎么样", "三.1b")


async def run() -> list[str]:
    """The lines of the report."""
    interpreter.settle()
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder)) as play:
            router = Router(play.database, play.world, lambda: play.now, lambda: "E")
            intake = Intake(play.database, play.store, router.turn, lambda: play.now)
            ((unit,),) = await play.query("select id from units where name = '县教育局'")
            await _updates(play, intake, unit, 0, FIRST)
            first = _held()
            await _updates(play, intake, unit, FIRST, ALL)
            whole = _held()
    grown = (whole / first - 1) * 100
    return [f"after {FIRST} updates {first:.1f} MB, after {ALL} {whole:.1f} MB: {grown:+.1f} %"]


async def _updates(play: Stage, intake: Intake, unit: int, since: int, until: int) -> None:
    for number in range(since, until):
        chat = f"人{number % CHATS}" if number % 3 == 0 else "李敏"
        pressed = f"put/1/{unit}/三.1b/0/{number % 5}" if number % 3 == 1 else None
        text = "" if pressed else TYPED[number % len(TYPED)]
        await intake.receive(
            Incoming(
                channel="web", update=f"m{number}", chat=chat, sender=chat, private=True,
                received=play.now, route=pressed, text=text,
            )
        )  # fmt: skip
        if number % CHATS == 0:
            await intake.idle()
    await intake.idle()


def _held() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
