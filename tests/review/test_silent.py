"""Units that have not handed in: named in the review, and their forms are not read for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.review.hall import read_hall
from storage.queries import quarters
from tests.stage import Stage, stage

BEFORE = (
    "role 赵主任 reviewer",
    "liaison 钱进 县财政局",
    "role 钱进 reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县财政局 三.2 已出台实施办法 true",
    "submitted 县教育局",
    "state review",
)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


async def test_forms_of_which_nothing_is_reviewed_are_read_only_when_asked_about(
    play: Stage,
) -> None:
    ids = {name: unit for unit, name in await play.query("select id, name from units")}
    async with play.database.reading() as db:
        (quarter,) = await quarters.everyone(db)
        found = await read_hall(db, quarter, play.now)
        asked = await read_hall(db, quarter, play.now, also=[ids["县财政局"]])
    assert [one.unit.name for one in found.forms] == ["县教育局"]
    assert {one.unit.name for one in asked.forms} == {"县教育局", "县财政局"}


async def test_a_decision_keeps_the_form_in_the_review_after_it_was_taken_back(play: Stage) -> None:
    await play.send("赵主任", route="review/see/1/1/三.4")
    await play.send("赵主任", press="通过")
    async with play.database.transaction() as db:
        await db.execute("update forms set state = 'filling' where unit_id = 1")
    async with play.database.reading() as db:
        (quarter,) = await quarters.everyone(db)
        found = await read_hall(db, quarter, play.now)
    assert [one.unit.name for one in found.forms] == ["县教育局"]


async def test_they_are_listed_counted_and_said_to_be_missing(play: Stage) -> None:
    ((many,),) = await play.query("select count(*) from forms where state <> 'submitted'")
    ((silent,),) = await play.query("select id from units where name = '冢头镇'")
    assert f"{many} 个单位没有提交。" in (await play.send("赵主任", "审核"))[-1][1].text
    listed = (await play.send("赵主任", route="review/units/1/1"))[-1][1].text
    assert listed.startswith("1. 教育局，待审")
    assert "冢头，没有提交" in listed
    own = (await play.send("钱进", route="review/units/1/1"))[-1][1].text
    assert "财政局，由别的审核员审" in own
    for page in (f"review/unit/1/{silent}/1", f"review/see/1/{silent}/三.4"):
        assert "还没有提交" in (await play.send("赵主任", route=page))[-1][1].text, page
