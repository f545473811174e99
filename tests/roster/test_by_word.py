"""A unit's field by a sentence: changed by the tap below it, and by no tap that comes later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.review.test_review import own
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as set_up:
        yield set_up


async def test_a_name_is_changed_by_the_tap_only(play: Stage) -> None:
    await play.send("赵主任", "财政局简称改成财金局")
    names = "select short from units where name = '县财政局'"
    assert [one["short"] for one in await play.query(names)] == ["财政局"]
    await play.send("赵主任", press="就这样改")
    assert [one["short"] for one in await play.query(names)] == ["财金局"]


async def test_quotation_marks_are_no_part_of_a_name(play: Stage) -> None:
    """By a sentence, and typed where the name is asked for."""
    names = "select short from units where name = '县财政局'"
    await play.send("赵主任", "把财政局的简称改成“财金局”")
    await play.send("赵主任", press="就这样改")
    assert [one["short"] for one in await play.query(names)] == ["财金局"]
    number = (await play.query("select id from units where name = '县财政局'"))[0]["id"]
    await play.send("赵主任", route=f"units/{number}/short")
    await play.send("赵主任", "「财局」")
    assert [one["short"] for one in await play.query(names)] == ["财局"]


async def test_a_name_that_another_unit_has_is_refused(play: Stage) -> None:
    await play.send("赵主任", "财政局简称改成教育局")
    answer = own(await play.send("赵主任", press="就这样改"), "赵主任")
    assert "教育局" in answer.text
    names = "select short from units where name = '县财政局'"
    assert [one["short"] for one in await play.query(names)] == ["财政局"]


async def test_a_tap_behind_something_else_changes_nothing(play: Stage) -> None:
    await play.send("赵主任", "财政局简称改成财金局")
    route = play.button("赵主任", "就这样改")
    await play.send("赵主任", "取消")
    await play.send("赵主任", route=route)
    names = "select short from units where name = '县财政局'"
    assert [one["short"] for one in await play.query(names)] == ["财政局"]


async def test_the_contact_keeps_its_other_parts(play: Stage) -> None:
    shown = own(await play.send("赵主任", "联系方式 张三 0375-1234567 工作日 8:30—17:30"), "赵主任")
    assert "还没有改" in shown.title
    await play.send("赵主任", press="就这样改")
    await play.send("赵主任", "信用办电话改成0375-5161234")
    answer = own(await play.send("赵主任", press="就这样改"), "赵主任")
    assert answer.text.startswith("张三 0375-5161234 工作日 8:30—17:30")
