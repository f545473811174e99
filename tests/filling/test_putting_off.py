"""Words of somebody who does not know, or will come back: about the question that stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stage import stage

LIAISON = "李敏"


@pytest.mark.parametrize(
    "typed",
    [
        "跳过吧",
        "跳过这一题",
        "下一个",
        "等会再填",
        "回头填",
        "这题先放着",
        "先不填这个",
        "我问问同事再填",
        "这个先不填 下一个",
        "先放着，等会再填",
        "可能有吧 等主任回来问",
        "等科长来了再问问",
    ],
)
async def test_putting_off_skips_the_row_that_stands_there(tmp_path: Path, typed: str) -> None:
    """To the row behind it, not to the first one of the form; nothing is written."""
    async with stage(tmp_path) as play:
        await play.send(LIAISON, route="ask/1/1/三.1b/0")
        play.since(5)
        said = (await play.send(LIAISON, typed))[-1][1]
        assert "三.2" in said.title
        assert "先跳过 三.1b" in said.text
        assert not await play.query("select 1 from claims")


@pytest.mark.parametrize(
    "typed", ["不清楚", "记不清了", "忘了", "这个我不知道", "拿不准", "不知道填多少", "我不会"]
)
async def test_not_knowing_opens_the_help_of_the_row(tmp_path: Path, typed: str) -> None:
    """What counts, an example, whom to ask; the form still waits."""
    async with stage(tmp_path) as play:
        await play.send(LIAISON, route="ask/1/1/三.1b/0")
        play.since(5)
        said = (await play.send(LIAISON, typed))[-1][1]
        assert "怎么填" in said.title
        assert not await play.query("select 1 from claims")


@pytest.mark.parametrize("typed", ["返回上一步", "往回退一个", "回到上一个"])
async def test_going_back_is_no_figure(tmp_path: Path, typed: str) -> None:
    """一 in 往回退一个 counts nothing: the row before is opened."""
    async with stage(tmp_path) as play:
        await play.send(LIAISON, route="ask/1/1/三.1b/0")
        play.since(5)
        said = (await play.send(LIAISON, typed))[-1][1]
        assert "第 1 项" in said.title + said.text
        assert not await play.query("select 1 from claims")
