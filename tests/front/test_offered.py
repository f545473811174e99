"""What is offered leads somewhere, also where a meaning is answered by no page of its own."""

from __future__ import annotations

from pathlib import Path

from tests.stage import OFFICE, stage


async def test_the_dates_are_offered_and_said(tmp_path: Path) -> None:
    """A meaning that is said on the spot is among the offers, and one tap says it."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", "最晚拖到几号交呀要", group=True)
        await play.send("赵主任", route="asked/topic/quarter_status", group=True)
        letters = play.shown[OFFICE]
        assert "填报截止" in letters[-1][1].text


async def test_the_last_day_is_no_place_of_a_ranking(tmp_path: Path) -> None:
    """最后一天 names a day, and not the last unit."""
    async with stage(tmp_path) as play:
        sent = await play.send("李敏", "今天是不是最后一天了")
        assert "填报截止" in sent[-1][1].text


async def test_a_greeting_before_a_question_is_no_part_of_it(tmp_path: Path) -> None:
    """你好 is no unit."""
    async with stage(tmp_path) as play:
        sent = await play.send("李敏", "你好，我还差什么")
        assert "你好" not in sent[-1][1].text
        assert "教育局" in sent[-1][1].title
