"""不归我们管 at a question: the row's help says what to answer; a bare number ticks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.questions.instead import is_not_ours
from tests.stage import stage

LIAISON = "李敏"


@pytest.mark.parametrize(
    "text",
    [
        "不归我们管",
        "这一项不归我们局管",
        "我们没有行政处罚",
        "我们乡镇没有执法权",
        "本单位不涉及这项业务",
        "这个活不是我们干的",
        "跟我们没关系",
        "不关我们的事",
        "我们没有这项职能",
        "不涉及",
    ],
)
def test_none_of_our_business(text: str) -> None:
    assert is_not_ours(text)


@pytest.mark.parametrize(
    "text",
    ["没有", "否", "我们有三次", "没搞过", "我们管的", "归我们管", "不是3次是4次", "我们没有问题"],
)
def test_an_answer_is_none(text: str) -> None:
    assert not is_not_ours(text)


@pytest.mark.parametrize("question", ["六.3/0", "三.1b/0", "五.3/0", "六.2/2"])
async def test_the_help_of_the_row_and_the_form_waits_on(tmp_path: Path, question: str) -> None:
    async with stage(tmp_path) as play:
        await play.send(LIAISON, route=f"ask/1/1/{question}")
        (_, said), *_ = await play.send(LIAISON, "我们没有行政处罚")
        assert said.title.endswith("怎么填")
        assert "不归我们管、没有做：照实" in said.text
        assert await play.query("select * from claims") == []
        (row,) = await play.query("select waiting from conversations where chat = ?", LIAISON)
        assert row["waiting"] == f"put/1/1/{question}"


async def test_how_many_is_not_which(tmp_path: Path) -> None:
    """2 at a list: two of them, or the second one? Asked; 2、3 are numbers of items."""
    async with stage(tmp_path) as play:
        await play.send(LIAISON, route="ask/1/1/五.3/0")
        (_, said), *_ = await play.send(LIAISON, "2")
        assert "“2”没有勾上：是说做到了 2 项吗？" in said.text
        assert await play.query("select * from claims") == []
        (_, said), *_ = await play.send(LIAISON, "9")
        assert "一共只有 3 项" in said.text
        await play.send(LIAISON, "2、3")
        assert len(await play.query("select * from claims where value = 'true'")) == 2
