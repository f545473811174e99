"""What is settled, what waits and what is away add up, on every page the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.forms.loading import load
from bot.review.queue import decidable
from bot.review.standing import Standing, standing
from bot.review.words.standing import beside_unreviewed, said
from tests.stage import Stage, render, stage

_BEFORE = ("finished", "state review", "return 县教育局 六.3 看不清", "return 县教育局 四.1 看不清")


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=_BEFORE) as set_up:
        yield set_up


async def _stands(play: Stage) -> tuple[Standing, int]:
    async with play.database.reading() as db:
        form = await load(db, 1, 1)
    assert form is not None
    return standing([form], play.now), len(decidable(form))


async def test_what_was_sent_back_is_neither_settled_nor_waiting(play: Stage) -> None:
    found, rows = await _stands(play)
    assert found.returned == 2
    assert found.settled + found.waiting + found.returned == rows
    answer = render(await play.send("赵主任", "审核进度"), "赵主任")
    assert "退回等补正 2 项" in answer


async def test_what_was_not_mended_in_time_waits_again_and_is_said_everywhere(play: Stage) -> None:
    async with play.database.transaction() as db:
        await db.execute(
            "update reviews set due_at = ? where decision = 'return'",
            ("2026-11-01T00:00:00.000000Z",),
        )
    found, _ = await _stands(play)
    assert (found.lapsed, found.returned) == (2, 0)
    waiting = f"{found.waiting} 项"
    progress = render(await play.send("赵主任", "审核进度"), "赵主任")
    assert f"还有 {waiting}待审（其中退回到期没补正的 2 项）" in progress
    open_ = render(await play.send("赵主任", "没办完的"), "赵主任")
    assert f"审核里待审的一共 {waiting}：" in open_
    assert "退回到期没补正的 2 项" in open_
    assert f"待审 {waiting}" in render(await play.send("赵主任", "审核"), "赵主任")


def test_the_sentence_says_only_what_there_is() -> None:
    assert said(Standing()) == "审定 0 项，还有 0 项待审。"
    assert said(Standing(3, 1)) == "审定 3 项（占 75%），还有 1 项待审。"
    assert said(Standing(199, 1)).startswith("审定 199 项（占 99%）")
    assert beside_unreviewed(Standing(waiting=5), 4, 1) == ""
    more = beside_unreviewed(Standing(waiting=3, unwritten=1), 1, 1)
    assert more.startswith("审核里待审的一共 3 项：没审核的 1 项、双审还没定的 1 项、")
    assert more.endswith("等打分的 1 项。")
