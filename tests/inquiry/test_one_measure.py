"""One word has one measure: what a unit is told agrees with what stands, in every state of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from bot.inquiry.conditions import _mean
from bot.inquiry.facts import County
from bot.questions.combined.query import Condition
from storage.queries import quarters
from tests.stage import Stage, stage

ADMIN: Final = "赵主任"
_FILLED: Final = "claim 县财政局 三.4 取得成效的应用 3"
_STATES: Final[dict[str, tuple[str, ...]]] = {
    "nothing": (),
    "filling": (_FILLED,),
    "handed in": (_FILLED, "submitted 县财政局"),
    "reviewed": (
        _FILLED, "submitted 县财政局", "state review",
        'accept 县财政局 三.4 {"取得成效的应用":3} 属实',
    ),
    "published": ("finished", "state review", "released 2026 4 published"),
}  # fmt: skip
_ASKED: Final = ("财政局核减了几项", "财政局核减了多少分", "财政局退回过几次", "财政局有几处疑点")
_UNTRUE: Final = ("还没有填报", "核减了 ", "少 ")


async def _said(play: Stage, text: str) -> str:
    (letter,) = [message for who, message in await play.send(ADMIN, text) if who == ADMIN]
    return f"{letter.title or ''}\n{letter.text}"


@pytest.mark.parametrize("state", list(_STATES))
async def test_an_item_that_nobody_cut_is_none_and_not_unfilled(tmp_path: Path, state: str) -> None:
    """还没有填报 is said of nobody who has filled anything in; a cut only where one stands."""
    async with stage(tmp_path, before=_STATES[state]) as play:
        cut = await play.query("select count(*) from reviews where decision = 'cut'")
        assert cut[0][0] == 0
        for text in _ASKED:
            said = await _said(play, text)
            assert not any(one in said for one in _UNTRUE), (state, text, said)
        said = await _said(play, "财政局核减了几项")
        assert "没有核减" in said, said
        assert ("还没有提交" in said) == (state in ("nothing", "filling")), said


async def test_a_cut_is_told_where_one_stands(tmp_path: Path) -> None:
    before = (
        _FILLED, "submitted 县财政局", "state review",
        'cut 县财政局 三.4 {"取得成效的应用":1} 缺照片',
    )  # fmt: skip
    async with stage(tmp_path, before=before) as play:
        assert "1 项：三.4" in await _said(play, "财政局核减了几项")


async def test_below_the_average_is_below_the_one_that_is_told(tmp_path: Path) -> None:
    """Who has said nothing has 0 in both."""
    before = (_FILLED, "submitted 县财政局", "state review")
    async with stage(tmp_path, before=before) as play:
        told = await _said(play, "县直平均多少分")
        listed = await _said(play, "县直低于平均分的有哪些")
        mean = told.split("平均 ")[1].split(" 分")[0]
        assert f"平均 {mean} 分" in listed
        async with play.database.reading() as db:
            at = County(db, await quarters.everyone(db), play.now).snapshot(
                (await quarters.everyone(db))[0]
            )
            boards = await at.boards()
            low = await _mean(Condition("mean", sign="<"), at)
            for board in boards:
                average = sum((one.total for one in board.lines), Decimal(0)) / len(board.lines)
                below = {one.unit for one in board.lines if one.total < average}
                assert below <= low
                assert not {one.unit for one in board.lines if one.total >= average} & low
