"""A decision said in a sentence: what may not be decided is refused, and only what was shown is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.review.test_review import decisions, own
from tests.stage import OFFICE, Stage, stage

BEFORE = (
    "colleague 周平 reviewer",
    "claim 县教育局 三.4 取得成效的应用 3",
    "claim 县教育局 三.4 仅有通知或文件的应用 2",
    "claim 县教育局 三.2 已出台实施办法 true",
    "submitted 县教育局",
    "state review",
)
CUT = "教育局三.4取得成效的核成2项，理由有一项没有证明"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as set_up:
        yield set_up


async def test_a_row_of_another_reviewers_part_is_refused(play: Stage) -> None:
    """Whoever reviews the first section decides nothing of the third by saying its number."""
    await play.send("赵主任", "审核 周平 第一节", group=True)
    part = own(await play.send("赵主任", "审核分工", group=True), OFFICE).text
    assert "周平" in part, part
    assert "周平：全部指标" not in part, part
    said = own(await play.send("周平", CUT), "周平")
    assert "得分从" not in said.text, said.text
    assert await decisions(play) == []


async def test_an_item_on_a_colleagues_desk_is_refused(play: Stage) -> None:
    """Two people never decide one item."""
    quarter = 1
    await play.send("赵主任", route=f"review/see/{quarter}/1/三.4")
    said = own(await play.send("周平", CUT), "周平")
    assert "赵主任" in said.text, said.text
    assert "得分从" not in said.text, said.text
    assert await decisions(play) == []


async def test_what_was_decided_meanwhile_is_shown_again_before_the_tap_counts(play: Stage) -> None:
    """The button decides only on what its page showed."""
    await play.send("周平", CUT)
    held = play.button("周平", "核减")
    await play.send("赵主任", "教育局三.4取得成效的核成1项，理由两项没有证明")
    await play.send("赵主任", press="核减")
    before = await decisions(play)
    said = own(await play.send("周平", route=held), "周平")
    assert await decisions(play) == before
    assert "还没有定" in said.text, said.text


@pytest.mark.parametrize("word", ["核减 教育局 三.4", "核减"])
async def test_the_buttons_own_word_typed_decides_nothing(play: Stage, word: str) -> None:
    """Typed words never decide."""
    await play.send("周平", CUT)
    await play.send("周平", word)
    assert await decisions(play) == []


@pytest.mark.parametrize("word", ["确认", "是的", "好", "就这样定", "对"])
async def test_a_yes_is_no_reason(play: Stage, word: str) -> None:
    """Where a reason is lacking, agreeing gives none."""
    await play.send("周平", "教育局三.4取得成效的核成2项")
    await play.send("周平", word)
    assert await decisions(play) == []
    shown = own(await play.send("周平", "理由：有一项没有证明"), "周平")
    assert "理由：有一项没有证明" in shown.text, shown.text
