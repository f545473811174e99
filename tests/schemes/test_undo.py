"""Whatever is changed in a draft can be taken back and done again, by who did it, after a reload.

And two processes on one database: who is there is seen, nothing is overwritten unseen.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.corridor.events import table_room
from bot.corridor.routes import link
from bot.schemes.desk import SchemeDesk
from bot.schemes.words.cells import REFUSED, WRITTEN
from storage.database import Database
from storage.queries import schemes
from tests.desk.browsing import Browsing, Sits, browsing
from tests.desk.desk_stage import Served
from tests.schemes.drafted import drafted, whole


@pytest.fixture
async def county(tmp_path: Path) -> AsyncIterator[Served]:
    async with drafted(tmp_path, ("role 王强 admin",)) as made:
        yield made


@pytest.fixture
async def sits(county: Served) -> AsyncIterator[Sits]:
    async with browsing(county, "schemes", table_room) as sit:
        yield sit


async def said(page: Browsing) -> tuple[Any, ...]:
    """What the table says, without who changed it when."""
    found = await whole(page)
    rows = [(one["row"], one["mark"], bool(one["confirmed"])) for one in found["rows"]]
    return found["head"]["lines"], found["group"], found["faults"], rows


async def step(page: Browsing, which: str) -> dict[str, Any]:
    """Take back, or do again, as the page's button would."""
    shown = (await whole(page))[which]
    assert shown is not None
    return await page.answer(f"schemes/{which}/1/{shown['id']}")


async def row(page: Browsing, place: int) -> dict[str, Any]:
    return next(dict(one) for one in (await whole(page))["rows"] if one["place"] == place)


async def cell(page: Browsing, place: int, key: str, text: str) -> dict[str, Any]:
    mark = (await row(page, place))["mark"]
    return await page.answer(f"schemes/cell/1/{place}/{key}/{mark}", text)


async def act(page: Browsing, kind: str) -> None:
    """One change of each kind that the desk has."""
    if ":" in kind:
        place, key, text = kind.split(":")
        assert (await cell(page, int(place), key, text))["title"] == WRITTEN
    elif kind in ("sure", "unsure"):
        mark = (await row(page, 1))["mark"]
        assert (await page.answer(f"schemes/{kind}/1/1/{mark}"))["title"] == WRITTEN
    elif kind == "head":
        mark = (await whole(page))["head"]["mark"]
        assert (await page.answer(f"schemes/above/1/{mark}", "满分：120"))["title"] == WRITTEN
    elif kind == "group":
        await page.answer("schemes/group/1/2")
    elif kind == "drop":
        await page.answer("schemes/row/1/2/drop/yes")
    else:
        assert kind == "declare"
        await page.answer((await whole(page))["faults"][0]["route"])


KINDS = {
    "name": ["1:name:诚信宣传"],
    "points": ["1:points:8"],
    "a term": ["1:add0p:2"],
    "own words": ["2:own:每篇得 1 分，最高 6 分"],
    "a reviewer's": ["2:award:"],
    "a reading": ["3:read2:"],
    "who": ["1:by:县委宣传部"],
    "named": ["1:named:表彰：国家级 5，省级 3，最多 8"],
    "confirmed": ["sure"],
    "not confirmed": ["sure", "unsure"],
    "changed after it was confirmed": ["sure", "1:add0p:2"],
    "the header": ["head"],
    "whom it is for": ["group"],
    "a row left out": ["drop"],
    "as printed": ["2:own:每篇得 1 分，最高 10 分", "3:read1:", "declare"],
}


@pytest.mark.parametrize("kinds", KINDS.values(), ids=KINDS)
async def test_every_change_is_taken_back_and_done_again(
    sits: Sits, county: Served, kinds: list[str]
) -> None:
    page = await sits("赵主任")
    before = [await said(page)]
    for one in kinds:
        await act(page, one)
        before.append(await said(page))
        assert before[-1] != before[-2]
    page = await sits("赵主任")  # the page is loaded anew
    for was in reversed(before[:-1]):
        answer = await step(page, "undo")
        assert answer["title"] == WRITTEN
        assert answer["text"].startswith("撤销了：")
        assert await said(page) == was
    assert (await whole(page))["undo"] is None
    for now in before[1:]:
        assert (await step(page, "redo"))["title"] == WRITTEN
        assert await said(page) == now
    assert (await whole(page))["redo"] is None


async def test_everybody_takes_back_what_is_their_own(sits: Sits, county: Served) -> None:
    first, second = await sits("赵主任"), await sits("王强")
    await cell(first, 1, "add0p", "2")
    await cell(first, 3, "read1", "")
    assert (await whole(second))["undo"] is None
    await cell(second, 1, "add0p", "3")
    assert (await whole(first))["undo"]["said"] == "改 二.1"
    assert (await step(first, "undo"))["title"] == WRITTEN
    answer = await step(first, "undo")
    assert answer["title"] == REFUSED
    assert "王强又改过同一处" in answer["text"]
    assert "每次得 3 分" in (await row(first, 1))["sentence"]
    assert (await whole(first))["undo"] is None
    assert (await step(second, "undo"))["title"] == WRITTEN
    assert "每次得 2 分" in (await row(first, 1))["sentence"]


async def test_button_of_before_takes_nothing_back(sits: Sits, county: Served) -> None:
    page = await sits("赵主任")
    await cell(page, 1, "add0p", "2")
    shown = (await whole(page))["undo"]["id"]
    await cell(page, 1, "add0p", "3")
    for number in (shown, 99):
        answer = await page.answer(f"schemes/undo/1/{number}")
        assert answer["title"] == REFUSED
    assert "每次得 3 分" in (await row(page, 1))["sentence"]
    await step(page, "undo")
    await cell(page, 1, "add0p", "4")  # another way: what was taken back is gone for good
    assert (await whole(page))["redo"] is None


async def test_what_waits_for_the_second_admin_is_void_when_a_step_is_taken_back(
    sits: Sits, county: Served
) -> None:
    page = await sits("赵主任")
    await cell(page, 1, "add0p", "2")
    async with county.play.database.transaction() as db:
        await schemes.propose(db, 1, "mark", 1, county.play.now)
    assert (await whole(page))["proposed"]
    await step(page, "undo")
    assert not (await whole(page))["proposed"]


async def test_two_processes_see_each_other_and_overwrite_nothing(
    sits: Sits, county: Served
) -> None:
    page, now = await sits("赵主任"), [county.clock()]
    file = county.play.database
    other = await Database.open(file.path)
    try:
        here, there = (SchemeDesk(one, lambda: now[0]) for one in (file, other))
        shown = await here.table("赵主任", 1)
        assert shown is not None
        assert shown["others"] == []
        seen = await there.table("王强", 1)
        assert seen is not None
        assert seen["others"] == ["赵主任"]
        state = await here.state("赵主任", 1)
        assert state is not None
        assert state["others"] == ["王强"]
        await cell(page, 1, "add0p", "2")  # the one process writes what the other has not seen
        after = await there.state("王强", 1)
        assert after is not None
        assert after["mark"] != seen["mark"]
        second = await sits("王强")
        old = seen["rows"][0]["mark"]
        answer = await second.answer(link("schemes/cell", 1, 1, "add0p", old), "5")
        assert answer["title"] == REFUSED
        assert "赵主任在" in answer["text"]
        await there.leave("王强", 1)
        now[0] += timedelta(seconds=11)
        state = await here.state("赵主任", 1)
        assert state is not None
        assert state["others"] == []
        await there.table("王强", 1)
        now[0] += timedelta(seconds=31)
        state = await here.state("赵主任", 1)
        assert state is not None
        assert state["others"] == []
    finally:
        await other.close()
