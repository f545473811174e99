"""A waiting figure or sheet swallows nothing: commands and questions first, and it still waits."""

from __future__ import annotations

from tests.stage import Stage
from tests.supply.test_supply import play, supplied

__all__ = ["play"]


async def test_a_figure_that_waits_is_taken_back_in_words(play: Stage) -> None:
    await play.send("赵主任", "录入 教育局 迟报、错报 3")
    said = (await play.send("赵主任", "录错了 撤回"))[-1][1].text
    assert "没有写入" in said
    assert "没有看懂" not in said
    assert await supplied(play) == {}


async def test_a_question_at_a_figure_is_answered_and_the_figure_waits(play: Stage) -> None:
    await play.send("赵主任", "录入 教育局 迟报、错报 3")
    said = (await play.send("赵主任", "教育局和财政局谁的信易贷多"))[-1][1]
    assert "请只填数字" not in said.text
    await play.send("赵主任", press="确认 3 条")
    assert await supplied(play) == {(1, "二.1", "迟报、错报"): 3}


async def test_figures_told_while_a_sheet_is_waited_for_are_heard(play: Stage) -> None:
    await play.send("赵主任", route="supply/book/1")
    said = (await play.send("赵主任", "排名"))[-1][1]
    assert "正在等您的表格" not in said.text
    (row,) = await play.query("select waiting from conversations where waiting like 'supply/file%'")
    assert row[0] == "supply/file/1"
    said = (await play.send("赵主任", "市信用办报来：教育局三.1c 8家，财政局三.1c 9家"))[-1][1]
    assert "正在等您的表格" not in said.text
