"""In a group the question must be the last thing said to a person, or a tap confirms the answer."""

from __future__ import annotations

from pathlib import Path

from bot.corridor.draft_marks import bare
from bot.corridor.events import Message
from tests.stage import OFFICE, Stage, stage

_ASKS_FIRST = "heard/yes"


async def _asked(play: Stage, unit: int = 1) -> None:
    [(_, question)] = await play.send("赵主任", route=f"extend/1/{unit}", group=True)
    assert "延到哪一天" in question.text


def _routes(message: Message) -> list[str]:
    return [bare(one.route) for row in message.buttons for one in row]


async def test_what_others_are_answered_does_not_count(tmp_path: Path) -> None:
    """A colleague asked something in between: the day still answers the question."""
    async with stage(tmp_path, before=["colleague 孙宁 reviewer"]) as play:
        await _asked(play)
        await play.send("孙宁", "进度", group=True)
        [(_, said)] = await play.send("赵主任", "1月8日", group=True)
        assert _ASKS_FIRST not in _routes(said)
        assert "为什么延期" in said.text


async def test_a_notice_in_between_asks_for_a_tap(tmp_path: Path) -> None:
    """The group was told that another handed in: the day is shown for one tap, the form waits."""
    async with stage(tmp_path) as play:
        await _asked(play, 4)
        told = await play.send("李敏", route="submit/yes/1/1")
        assert OFFICE in [chat for chat, _ in told]
        [(chat, said)] = await play.send("赵主任", "1月8日", group=True)
        assert chat == OFFICE
        assert _ASKS_FIRST in _routes(said)


async def test_a_day_for_whom_has_handed_in_since_is_told_so(tmp_path: Path) -> None:
    """The unit that was asked about needs no more days."""
    async with stage(tmp_path) as play:
        await _asked(play)
        await play.send("李敏", route="submit/yes/1/1")
        [(_, said)] = await play.send("赵主任", "1月8日", group=True)
        assert "已经提交，不用延期" in said.text
        assert await play.query("select * from extensions") == []


async def test_a_polite_word_after_a_notice_is_no_answer(tmp_path: Path) -> None:
    """好的 after the notice is politeness; nothing is extended."""
    async with stage(tmp_path) as play:
        await _asked(play)
        await play.send("李敏", route="submit/yes/1/1")
        await play.send("赵主任", "好的", group=True)
        assert await play.query("select * from extensions") == []


async def test_what_the_person_asked_in_between_asks_for_a_tap(tmp_path: Path) -> None:
    """The person was answered something else since."""
    async with stage(tmp_path) as play:
        await _asked(play)
        await play.send("赵主任", "谁没报", group=True)
        [(_, said)] = await play.send("赵主任", "1月8日", group=True)
        assert _ASKS_FIRST in _routes(said)
