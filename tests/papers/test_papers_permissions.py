"""Forged and stale routes to the pages of papers, reports, score and submission."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.corridor.pages import PAGES, Declared
from tests.sample_papers import PAPERS
from tests.stage import OFFICE, Stage, stage

ROOMS = {
    "bot.papers.pages.row",
    "bot.papers.pages.piece",
    "bot.papers.pages.unfiled",
    "bot.reports.pages.ledger",
    "bot.reports.pages.one",
    "bot.filling.pages.overview",
    "bot.filling.pages.hand_in",
    "bot.filling.pages.supplement",
    "bot.results.pages.score",
    "bot.results.pages.why",
    "bot.forms.pages.receipts",
}
BEFORE = ("claim 县教育局 三.4 取得成效的应用 3", "claim 县教育局 三.4 仅有通知或文件的应用 0")
TABLES = ("claims", "evidence", "work_reports", "receipts", "reviews", "audit", "forms")


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        await set_up.send("李敏", route="proof/1/1/三.4")
        await set_up.send("李敏", files=[("活动照片1.jpg", PAPERS["活动照片1.jpg"]())])
        await set_up.send("李敏", route="reports/add/1/1/0")
        await set_up.send("李敏", files=[("工作方案.pdf", PAPERS["工作方案.pdf"]())])
        yield set_up


def ours() -> list[Declared]:
    found = [one for one in PAGES if one.page.__module__ in ROOMS]
    assert len(found) > 30
    return found


def route(one: Declared, *, unit: int = 1, number: int = 1, text: str = "三.4") -> str:
    """A route of a page with every place filled in."""
    values = {"unit": str(unit), "quarter": "1"}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return values.get(name, str(number) if match[2] else text)

    return re.sub(r"\{(\w+)(:int)?\}\??", value, one.pattern)


async def everything(play: Stage) -> list[object]:
    return [tuple(map(tuple, await play.query(f"select * from {table}"))) for table in TABLES]


async def test_no_page_shows_or_changes_another_unit(play: Stage) -> None:
    """The liaison of 冢头镇 opens every route of 县教育局: refused each time, nothing changes."""
    before = await everything(play)
    for one in ours():
        if "{unit" not in one.pattern:
            continue
        [(_, answer)] = await play.send("王强", route=route(one))
        refused = "这是别的单位的" if "liaison" in one.roles else "没有这个权限"
        assert refused in answer.text, one.pattern
    assert await everything(play) == before


async def test_other_units_papers_are_out_of_reach_behind_the_own_unit(play: Stage) -> None:
    """With the own unit in the route and the other's paper behind it, nothing is found."""
    before = await everything(play)
    for one in ours():
        names = ("{evidence", "{report:", "{receipt")
        if not any(name in one.pattern for name in names):
            continue
        forged = route(one, unit=4, text="R261123-0001")
        letters = await play.send("王强", route=forged)
        said = " ".join(message.text for _, message in letters)
        assert "活动照片" not in said, forged
        assert "工作方案" not in said, forged
        assert not any(file.digest for _, message in letters for file in message.files), forged
    assert await everything(play) == before


@pytest.mark.parametrize(("number", "text"), [(999, "九.9"), (0, "R000000-0000"), (99999999, "%")])
async def test_stale_routes_are_answered_kindly(play: Stage, number: int, text: str) -> None:
    """No route, however old or odd, is a fault of ours."""
    for one in ours():
        for letter in await play.send("李敏", route=route(one, number=number, text=text)):
            assert "系统出了点问题" not in letter[1].text, one.pattern
            assert letter[1].buttons, one.pattern


async def test_an_unknown_quarter_is_answered_kindly(play: Stage) -> None:
    """A quarter that the unit takes no part in."""
    for one in ours():
        if "{quarter" in one.pattern:
            forged = route(one).replace("/1/1", "/77/1", 1)
            [(_, answer)] = await play.send("李敏", route=forged)
            assert "没有参加" in answer.text, forged


async def test_the_office_looks_but_does_not_touch(play: Stage) -> None:
    """An admin opens what may be read; what changes papers is the liaison's alone."""
    before = await everything(play)
    opened = 0
    for one in ours():
        if "{unit" not in one.pattern:
            continue
        [(_, answer)] = await play.send("赵主任", route=route(one))
        if "admin" in one.roles:
            opened += 1
            assert "给本单位用的" not in answer.text, one.pattern
            assert "没有这个权限" not in answer.text, one.pattern
        else:
            assert "给本单位用的" in answer.text, one.pattern
    assert opened >= 8
    assert await everything(play) == before


async def test_liaisons_pages_stay_out_of_groups(play: Stage) -> None:
    """Nothing of a unit's form is shown in the office's group by a liaison's page."""
    for one in ours():
        if one.roles == ("liaison",):
            [(chat, answer)] = await play.send("李敏", route=route(one), group=True)
            assert chat == OFFICE
            assert "私聊" in answer.text, one.pattern
