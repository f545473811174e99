"""Every kind of page that was just shown × every sentence that leans on it.

Each cell is answered of exactly what stood there, or it is truly said that it cannot be; none is
taken for another matter, and nothing is done. The pages: lists of the grammar and of fixed
wordings, one unit, two units, what an order would do. The sentences: how many of a table, the
lowest of them, their telephones, one more condition, a file, and the orders over all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.corridor.events import Message
from storage.queries import inquiries, people, roster
from tests.bench._heard_county import ADMIN, county
from tests.stage import Stage, render_message

_LISTS: Final = (
    "已经审完的单位有哪些", "谁没报", "被退回的单位有哪些", "没交总结的有谁", "逾期没交的",
    "哪些单位没有联络员", "七.1得分高于0分的单位", "得分最低的五个单位", "优秀的单位有哪些",
    "延期的有哪些单位", "已经提交的单位", "二.4没拿满的单位", "没报的乡镇",
)  # fmt: skip
_ONE: Final = ("教育局多少分", "教育局三.4", "教育局什么时候交的", "教育局历次得分")
_TWO: Final = ("教育局和公安局比一比", "比较教育局和公安局", "教育局和公安局哪个高")
_NOTHING_SHOWN: Final = ("现在是什么阶段", "首页", "发过的通知", "平均分")
_ACTS: Final = {
    "林业局延期三天": "延期到 12月19日", "催一下没报的乡镇": "要催：",
    "给全体联络员发个通知：周五下午开会": "还没有发", "明天上午九点提醒一下没交的": "计划提醒",
}  # fmt: skip
_OFFERED: Final = "您是想问这个吗"
_FOR_NOBODY: Final = (
    "没有这样的单位", "没有联络员", "没有可以", "没有要催", "都已经提交", "没有人能收到",
    "没有要提醒", "都已经有联络员",
)  # fmt: skip
"""What is truly said where an order has nobody to be for."""


class _Table:
    """The county, and what of each cell was not right."""

    def __init__(self, play: Stage) -> None:
        self.play = play
        self.wrong: list[str] = []
        self.tables: dict[int, str] = {}
        self.short: dict[int, str] = {}
        self.bound: set[int] = set()

    async def known(self) -> None:
        """Units with their tables, and who has a liaison."""
        async with self.play.database.reading() as db:
            for one in await roster.everyone(db):
                self.tables[one.id], self.short[one.id] = one.group, one.short or one.name
            every = await people.with_role(db, "liaison")
        self.bound = {one.unit_id for one in every if one.unit_id is not None}

    async def shown(self) -> list[int]:
        """The units of the list that was asked for last, all of them."""
        (row,) = await self.play.query(
            "select said, units from inquiries where sender = ? order by id desc limit 1", ADMIN
        )
        one = inquiries.Inquiry(0, row["said"], row["units"], "")
        return list(dict.fromkeys(one.shown))

    async def after(self, page: str, said: str) -> tuple[Message, str]:
        """What is answered to a sentence behind a page, as it is read; to nobody else."""
        self.play.now += timedelta(minutes=20)
        await self.play.send(ADMIN, "首页")
        await self.play.send(ADMIN, page)
        letters = await self.play.send(ADMIN, said)
        self.check(page, said, all(who == ADMIN for who, _ in letters), "went to others")
        message = letters[-1][1]
        return message, render_message(message)

    def check(self, page: str, said: str, holds: object, why: str) -> None:
        """Keep what does not hold."""
        if not holds:
            self.wrong.append(f"{page} » {said}: {why}")


def _count(text: str) -> int | None:
    """How many units an answer says there are."""
    if "没有这样的单位" in text:
        return 0
    found = re.search(r"：(\d+) 个单位", text) or re.search(
        r"(?:没有提交|被退回|逾期没提交|没有联络员|已延期|已提交) (\d+) 个", text
    )
    return int(found[1]) if found else None


_OF_A_TABLE: Final = {
    "乡镇有几个": "乡镇街道", "县直占几个": "县直单位", "其中乡镇几家": "乡镇街道",
    "里面有没有乡镇": "乡镇街道", "这里头县直有多少": "县直单位",
}  # fmt: skip


async def _how_many(table: _Table, page: str, units: list[int]) -> None:
    for said, group in _OF_A_TABLE.items():
        _, text = await table.after(page, said)
        wanted = sum(table.tables[one] == group for one in units)
        table.check(page, said, _count(text) == wanted, f"{wanted} wanted: {text[:90]}")
    _, text = await table.after(page, "县直乡镇各几个")
    for group in ("县直单位", "乡镇街道"):
        if page == "没报的乡镇":
            continue  # of both tables then
        wanted = sum(table.tables[one] == group for one in units)
        only = f"都是{group}的" in text if wanted else "都是" in text or "没有这样的单位" in text
        right = f"{group} {wanted}/" in text or only
        table.check(page, "县直乡镇各几个", right, f"{group} {wanted}: {text[:160]}")


async def _who_of_them(table: _Table, page: str, units: list[int]) -> None:
    _, text = await table.after(page, "里头分最低的是谁")
    named = [short for one, short in table.short.items() if f". {short}　" in text]
    among = set(named) <= {table.short[one] for one in units}
    table.check(page, "里头分最低的是谁", _OFFERED not in text and among, text[:120])
    for said in ("他们的电话给我", "联络员都是谁"):
        _, text = await table.after(page, said)
        table.check(page, said, _count(text) == len(units), f"{len(units)}: {text[:120]}")
    _, text = await table.after(page, "里头没交总结的有几家")
    table.check(page, "里头没交总结的有几家", _OFFERED not in text, text[:120])
    message, text = await table.after(page, "发我表格")
    table.check(page, "发我表格", message.files or "名单是空的" in text, text[:120])


async def _over_all(table: _Table, page: str, units: list[int]) -> None:
    for said in ("都催一遍", "给他们发个通知：明天开会", "他们都延两天", "都邀请一遍"):
        _, text = await table.after(page, said)
        nobody = any(one in text for one in _FOR_NOBODY)
        table.check(page, said, _OFFERED not in text, text[:120])
        if said == "都邀请一遍" and not nobody:
            lacking = [table.short[one] for one in units if one not in table.bound]
            table.check(page, said, all(one in text for one in lacking), text[:160])
        elif said.startswith("给他们") and not nobody:
            table.check(page, said, f"要发给 {len(units)} 个单位" in text, text[:120])


async def _of_one(table: _Table, page: str) -> None:
    for said in ("它差在哪一项", "它排第几", "跟上季度比呢", "电话", "催一下它", "哪项丢得最多"):
        _, text = await table.after(page, said)
        table.check(page, said, _OFFERED not in text and "教育局" in text, text[:120])
    for said, told in (("零分的有哪几项", "得零分的项"), ("没拿满的有哪几项", "没拿满的")):
        _, text = await table.after(page, said)
        table.check(page, said, "教育局" in text and told in text, text[:120])


async def _of_two(table: _Table, page: str) -> None:
    for said in ("差在哪一项", "差多少", "上个季度呢"):
        _, text = await table.after(page, said)
        right = _OFFERED not in text and "教育局" in text and "公安局" in text
        table.check(page, said, right, text[:120])


async def _of_an_act(table: _Table, page: str, shown: str) -> None:
    for said in ("算了不弄了", "先搁着吧 不办"):
        _, text = await table.after(page, said)
        table.check(page, said, re.search(r"没有(?:办|发|定)|还没有延", text), text[:120])
    _, text = await table.after(page, "再加上水利局")
    table.check(
        page, "再加上水利局", "计划" in page or shown in text or "水利局" in text, text[:120]
    )
    for said in ("再加上水利局行吗", "没说要加上水利局"):
        _, text = await table.after(page, said)
        changed = "水利局" in text.partition("[")[0].partition("收件人")[0].replace(said, "")
        same = "没有动" in text or "不会动它" in text or _OFFERED in text
        table.check(page, said, same or not changed, text[:160])


async def _behind_nothing(table: _Table, page: str) -> None:
    for said in ("其中乡镇几家", "里头分最低的是谁", "都催一遍", "差在哪一项", "他们的电话给我"):
        _, text = await table.after(page, said)
        table.check(page, said, _count(text) is None, text[:120])


_EACH: Final[tuple[Callable[..., object], ...]] = (_how_many, _who_of_them, _over_all)


@pytest.mark.slow
async def test_every_leaning_sentence_behind_every_page(tmp_path: Path) -> None:
    """Each cell, and not one thing written by any of them."""
    async with county(tmp_path) as play:
        table = _Table(play)
        await table.known()
        before = await _written(play)
        for page in _LISTS:
            await play.send(ADMIN, "首页")
            await play.send(ADMIN, page)
            units = await table.shown()
            for each in (_how_many, _who_of_them, _over_all):
                await each(table, page, units)
        for page in _ONE:
            await _of_one(table, page)
        for page in _TWO:
            await _of_two(table, page)
        for page, shown in _ACTS.items():
            await _of_an_act(table, page, shown)
        for page in _NOTHING_SHOWN:
            await _behind_nothing(table, page)
        assert not table.wrong, "\n".join(table.wrong)
        assert await _written(play) == before


async def _written(play: Stage) -> list[int]:
    """How much there is of what an order would write."""
    counts = []
    for name in ("audit", "notices", "reviews", "planned_reminders", "nudges", "invitations"):
        rows = await play.query(
            "select count(*) as n from sqlite_master where type = 'table' and name = ?", name
        )
        if rows[0]["n"]:
            (row,) = await play.query(f"select count(*) as n from {name}")
            counts.append(row["n"])
    return counts
