"""What a typed sentence costs in the loop: processor time, at 80 and at 10,000 units.

Each sentence is understood several times in a turn that is rolled back; its figure is the least of
them, so that a neighbour on the machine does not count. Sentences: what nobody understands, a name
with a slip of the finger, everyday questions, questions put together, plain questions.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bot.front.understanding import understand
from storage.queries import people, roster
from tests.given import a_turn
from tests.stage import DEPARTMENTS, TOWNS, Stage, stage

_ROUNDS = 7
_SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "not understood": (
        "帮我订一张去郑州的高铁票", "今天中午食堂吃什么好呢", "领导让我明天去市里开个会咋请假",
        "打印机没墨了找谁换", "你们那个系统的颜色能不能换成绿的", "县里的文件什么时候下来啊",
    ),
    "misspelt unit": ("教育居排第几", "财正局得分", "交同运输局为什么扣分", "冢投镇三.4得分"),
    "everyday": ("照片太大发不上去怎么办", "抖音发的算不算媒体报道", "填错了还能改吗"),
    "put together": ("乡镇里谁没交总结而且上季度不合格", "比上季度退步最多的三个单位"),
    "plain": ("教育局得分", "排名 县直", "谁没报"),
}  # fmt: skip


async def run() -> list[str]:
    """The lines of the report."""
    lines = []
    for count in (80, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            async with stage(Path(folder)) as play:
                await _county(play, count)
                lines.append(f"{count} units:")
                lines += [await _measured(play, kind) for kind in _SENTENCES]
    return lines


async def _county(play: Stage, count: int) -> None:
    """As many units as that, named as units are."""
    have = len(await play.query("select 1 from units"))
    async with play.database.transaction() as db:
        for number in range(have, count):
            group = DEPARTMENTS if number % 2 else TOWNS
            stem = f"{_STEMS[number % len(_STEMS)]}政{_ENDS[number // len(_STEMS) % len(_ENDS)]}"
            kind = "局" if number % 2 else "镇"
            place = "" if number < len(_STEMS) * len(_ENDS) else f"{number}号"
            await roster.add(db, f"{place}{stem}{kind}", f"{place}{stem}", group, "", play.now)


_STEMS: Final = "民司审统水农林商文卫应保信档气税"
_ENDS: Final = ("", "一", "二", "东", "西", "南", "北", "中", "上", "下")


async def _measured(play: Stage, kind: str) -> str:
    costs = []
    for text in _SENTENCES[kind]:
        costs.append((await _least(play, text), text))
    costs.sort()
    middle, most = costs[len(costs) // 2], costs[-1]
    return f"  {kind}: median {middle[0]:.1f} ms, most {most[0]:.1f} ms ({most[1]})"


async def _least(play: Stage, text: str) -> float:
    """Milliseconds of processor time, the least of several; asked by the admin."""
    found = []
    for _ in range(_ROUNDS):
        async with play.database.transaction() as db, db.undoable():
            turn = await a_turn(db, play.now, play.world)
            turn.grants = tuple(await people.roles_of(db, turn.somebody.id))
            turn.text = text
            started = time.process_time()
            await understand(turn, text)
            found.append((time.process_time() - started) * 1000)
    return min(found)
