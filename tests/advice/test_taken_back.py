"""A question to the office that its asker takes back: shown first, and the office is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.questions.leans import takes_back_question
from tests.stage import stage


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("不用延了", True),
        ("算了不延了", True),
        ("延期撤了吧", True),
        ("问题撤回吧，不用问了", True),
        ("刚才的问题不用答了", True),
        ("不用问了，弄好了", True),
        ("撤回", False),
        ("不用延了吗", False),
        ("不用管", False),
        ("打印机撤了", False),
    ],
)
def test_what_takes_a_question_back(said: str, meant: bool) -> None:
    """撤回 alone is the form's, and what is asked takes nothing back."""
    assert takes_back_question(said) is meant


async def test_a_request_for_time_is_taken_back_by_the_tap(tmp_path: Path) -> None:
    """At an open question, too, which waits on; only what asks for time is offered."""
    async with stage(tmp_path) as play:
        await play.send("李敏", "问信用办 打印机算不算")
        await play.send("李敏", "问信用办 能给我们延两天吗")
        await play.send("李敏", route="put/1/1/四.1/0")
        play.since(20)
        ((_, asked),) = await play.send("李敏", "不用延了")
        assert "能给我们延两天吗" in asked.text
        assert "打印机" not in asked.text
        states = "select state from consultations order by id"
        assert [one["state"] for one in await play.query(states)] == ["asked", "asked"]
        play.since(20)
        letters = await play.send("李敏", press="撤回，不用答了")
        told = [message.text for who, message in letters if who != "李敏"]
        assert any("撤回了第 2 号问题" in text for text in told)
        assert [one["state"] for one in await play.query(states)] == ["asked", "answered"]
        play.since(20)
        ((_, asked),) = await play.send("李敏", "3")
        assert "四.1" in asked.text


async def test_nobody_takes_back_what_another_asked(tmp_path: Path) -> None:
    """The route of somebody else's question says that there is none."""
    async with stage(tmp_path) as play:
        await play.send("王强", "问信用办 能给我们延两天吗")
        ((_, said),) = await play.send("李敏", "不用延了")
        assert "没有发给信用办" in said.text
        play.since(20)
        ((_, said),) = await play.send("李敏", route="consult/back/1")
        assert "已经有答复" in said.text
        (one,) = await play.query("select state from consultations")
        assert one["state"] == "asked"
