"""Many at the same time, whatever they press and type: nothing is lost, doubled or our fault.

Three processes over one database carry what two to four people did in the same moment: the same
thing, their own buttons, buttons shown to others, words. Nobody reads of a fault, every update is
carried through, and no promise about the data is broken.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.corridor.events import Incoming, Message
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.invariants import beyond, broken_invariants
from storage.database import Database
from tests.front.test_office_random import GIVEN, ROUTES, TEXTS
from tests.patience import LONG
from tests.stage import SHANGHAI, Stage, stage
from tests.written_down import write_down

pytestmark = pytest.mark.slow
PEOPLE = (
    "liaison 周红 县教育局",
    "liaison 周平 县交通运输局",
    "role 周平 admin",
    "colleague 张三 reviewer",
    "colleague 钱观 observer",
    "liaison 孙审 县财政局",
    "role 孙审 reviewer",
)
FILLING = (
    "填报", "三.4", "3", "0", "2", "提交", "撤回", "首页", "报送", "是", "无", "四.1", "得分",
    "进度", "截止", "公示", "审核", "延期 财政局 1月20日 系统故障", "交接", "人员", "邀请 教育局",
    "邀请 审核员", "退出所有设备", "另一个手机", "单位", "试算", "开期", "公布", "申诉 三.4",
    "材料",
)  # fmt: skip
CAST = ("赵主任", "周平", "张三", "孙审", "钱观", "李敏", "周红", "王强")
PROCESSES = 3
ROUNDS = 40


class Doors:
    """What the processes take in, at once."""

    def __init__(self, play: Stage, databases: list[Database]) -> None:
        self._play = play
        numbers = itertools.count(1)
        self._doors = [
            Intake(
                database,
                play.store,
                Router(database, play.world, lambda: play.now, lambda: f"E{next(numbers)}").turn,
                lambda: play.now,
            )
            for database in databases
        ]

    async def carry(self, batch: list[Incoming]) -> list[tuple[str, Message]]:
        """All of it is on disk before any of it is carried through."""
        doors = list(itertools.islice(itertools.cycle(self._doors), len(batch)))
        numbers = [await door.keep(one) for door, one in zip(doors, batch, strict=True)]
        for door, number, one in zip(doors, numbers, batch, strict=True):
            assert number is not None
            door.carry(number, one)
        async with asyncio.timeout(LONG):
            await asyncio.gather(*(door.idle() for door in self._doors))
        return await self._play.letters()


def _batch(play: Stage, chance: Random, texts: tuple[str, ...], routes: tuple[str, ...],
           numbers: Iterator[int]) -> list[Incoming]:  # fmt: skip
    """What some people do in this moment; one does the same as another more often than not."""
    found: list[Incoming] = []
    text, route = "", None
    for who in chance.sample(CAST, chance.choice((2, 3, 4))):
        own = _shown(play, (who,))
        if not found or chance.random() < 0.5:
            text, route = _did(chance, own, _shown(play, tuple(play.shown)), texts, routes)
        found.append(
            Incoming(
                channel="web",
                update=f"at-once-{next(numbers)}",
                chat=who,
                sender=who,
                private=True,
                received=play.now,
                route=route,
                text=text,
            )
        )
    return found


def _shown(play: Stage, chats: tuple[str, ...]) -> list[str]:
    last = [message for chat in chats for _, message in play.shown.get(chat, [])[-2:]]
    return [button.route for one in last for row in one.buttons for button in row]


def _did(
    chance: Random,
    own: list[str],
    all_: list[str],
    texts: tuple[str, ...],
    routes: tuple[str, ...],
) -> tuple[str, str | None]:
    """A text, or a route."""
    luck = chance.random()
    for most, offered in ((0.6, own), (0.7, all_), (0.78, list(routes))):
        if offered and luck < most:
            return "", chance.choice(offered)
    return chance.choice(texts), None


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("reviewing", [False, True])
async def test_what_many_do_at_once_is_done_once_each(
    tmp_path: Path, seed: int, reviewing: bool
) -> None:
    """While forms are filled in, and while they are reviewed."""
    chance, numbers = Random(seed), itertools.count(1)
    before = (*GIVEN, "liaison 周红 县教育局") if reviewing else PEOPLE
    texts, routes = ((*TEXTS, *FILLING), ROUTES) if reviewing else (FILLING, ())
    async with stage(tmp_path, before=before) as play:
        if reviewing:
            play.now = datetime(2027, 1, 11, 9, 0, tzinfo=SHANGHAI)
        async with play.database.transaction() as db:
            await write_down(db, play.now)  # so that a new name makes no old finding a new one
        given = await broken_invariants(play.database, play.store)
        databases = [await Database.open(play.database.path) for _ in range(PROCESSES)]
        doors = Doors(play, databases)
        try:
            for _ in range(ROUNDS):
                play.now += timedelta(seconds=chance.choice((2, 30, 600, 3600)))
                batch = _batch(play, chance, texts, routes, numbers)
                letters = await doors.carry(batch)
                did = [(one.chat, one.text or one.route) for one in batch]
                assert not [m.text for _, m in letters if "编号 E" in m.text], did
        finally:
            for database in databases:
                await database.close()
        assert await play.query("select 1 from inbox where state != 'done'") == []
        assert beyond(given, await broken_invariants(play.database, play.store)) == []
