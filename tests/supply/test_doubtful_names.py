"""Sheets and lines with names that may be another unit's: asked, and the rest waits unharmed."""

from __future__ import annotations

import pytest

from tests.stage import OFFICE, Stage
from tests.supply.test_supply import OVERDUE, play, send_file, supplied

__all__ = ["play"]


async def test_a_sheet_that_nobody_asked_for_is_answered_in_the_group_too(play: Stage) -> None:
    """Somebody's own table with our headings; a list of units or of names stays unanswered."""
    roster = "单位名称,简称\n县教育局,教育局\n".encode()
    assert not await play.send("赵主任", files=[("名单.csv", roster)], group=True)
    table = "单位,违约拖欠中小微企业款项\n教育局,否\n".encode("gb18030")
    answers = await play.send("赵主任", files=[("工信局.csv", table)], group=True)
    assert [chat for chat, _ in answers] == [OFFICE]
    assert "请核对，还没有写入" in (answers[0][1].title or "")


async def test_a_doubtful_name_is_one_question_and_the_rest_of_the_sheet_waits(play: Stage) -> None:
    """审批局 may be another bureau: a button for each candidate, and one to leave the row out."""
    table = f"单位,{OVERDUE}\n教育局,否\n财务局,是\n供电公司,是\n".encode("gb18030")
    assert "“财务局”不在本季度的名单里。是县财政局吗？" in await send_file(
        play, "赵主任", table, "a.csv"
    )
    first = play.button("赵主任", "是县财政局")
    last = (await play.send("赵主任", press="是县财政局"))[-1][1]
    assert "第 4 行" in (last.title or "")
    assert [one.label for one in last.buttons[0]] == ["跳过这一行"]
    # The button of the first name, pressed again, settles nothing else.
    again = await play.send("赵主任", route=first)
    assert "第 4 行" in (again[-1][1].title or "") or "换过" in again[-1][1].text
    await send_file(play, "赵主任", table, "a.csv")
    await play.send("赵主任", press="是县财政局")
    shown = (await play.send("赵主任", press="跳过这一行"))[-1][1]
    assert "第 3 行“财务局”认作县财政局" in shown.text
    assert "第 4 行“供电公司”跳过了" in shown.text
    assert await supplied(play) == {}
    await play.send("赵主任", press="确认写入 2 个数")
    assert await supplied(play) == {(1, "五.2", OVERDUE): False, (2, "五.2", OVERDUE): True}


async def test_a_typed_figure_is_shown_first_and_the_same_again_changes_nothing(
    play: Stage,
) -> None:
    shown = (await play.send("赵主任", "录入 教育局 迟报、错报 3"))[-1][1]
    assert "要写成“3 条”吗？还没有写。" in shown.text
    assert await supplied(play) == {}
    await play.send("赵主任", press="确认 3 条")
    assert await supplied(play) == {(1, "二.1", "迟报、错报"): 3}
    again = (await play.send("赵主任", "录入 教育局 迟报、错报 3"))[-1][1]
    assert "本来就是 3 条，没有改" in again.text


async def test_a_name_that_may_be_another_units_is_no_fact(play: Stage) -> None:
    """财务局 is asked about, with what would be written; nothing is 认作."""
    asked = (await play.send("赵主任", "录入 财务局 迟报、错报 3"))[-1][1]
    assert "“财务局”不在本季度的名单里。是县财政局吗？" in asked.text
    assert "要录的：二.1 迟报、错报 3。还没有录。" in asked.text
    assert await supplied(play) == {}
    await play.send("赵主任", press="是县财政局")
    assert await supplied(play) == {(2, "二.1", "迟报、错报"): 3}


@pytest.mark.parametrize("named", ["市财政局", "叶县财政局", "平顶山市财政局", "省财政局"])
async def test_another_bodys_figure_opens_no_entry_of_ours(play: Stage, named: str) -> None:
    """录入 叶县财政局 opened 县财政局's question with “叶 3” as its answer."""
    asked = (await play.send("赵主任", f"录入 {named} 迟报、错报 3"))[-1][1]
    assert f"“{named}”不在本季度的名单里。是县财政局吗？" in asked.text
    table = f"单位,{OVERDUE}\n{named},否\n".encode("gb18030")
    assert f"“{named}”不在本季度的名单里" in await send_file(play, "赵主任", table, "a.csv")
    assert await supplied(play) == {}


@pytest.mark.parametrize(
    "said", ["录入 县财政局", "录入 郏县财政局", "录入县财政局", "录入 给县财政局"]
)
async def test_our_own_name_with_or_without_the_county_is_taken(play: Stage, said: str) -> None:
    asked = (await play.send("赵主任", f"{said} 迟报、错报 3"))[-1][1]
    assert "县财政局 · 二.1" in (asked.title or "")
