"""What other units reported of a row that compares units is told to no liaison, in whatever way.

Two counties differ in nothing but the others' figures, of the same place and the same mean. What a
liaison asks, and every page of the office opened by its address, says the same in both, the files
that come with it included.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corridor.events import Message
from tests.stage import Stage, render_message, stage

ADMIN, LIAISON = "赵主任", "李敏"
TERMS = {
    "places": "places = [[1, 5], [2, 3]], otherwise = 1",
    "mean": 'mean = "above", points = 5',
}
OTHERS = {"one": ("500", "100"), "other": ("450", "150")}
ASKED = (
    "得分", "为什么四.1", "四.1", "提分建议", "财政局得分", "财政局为什么四.1", "排名",
    "四.1谁最高", "比较教育局和财政局", "四.1各单位多少", "第一名是谁", "看结果", "申诉 四.1",
    "材料包", "找 引资额",
)  # fmt: skip
OFFICE = ("为什么 财政局 四.1", "财政局得分", "四.1各单位多少", "财政局材料包", "排名", "审核")
_MOST = 60


def _before(kind: str, state: str, figures: tuple[str, str]) -> tuple[str, ...]:
    rule = (
        'rule 县直单位 四.1 points = 5 | text = "和其他单位比。" |'
        f' add = [{{ among = "引资额", unit = "万元", {TERMS[kind]} }}]'
    )
    others = zip(("县财政局", "县交通运输局"), figures, strict=True)
    said = [(f'claim {who} 四.1 引资额 "{figure}"', who, figure) for who, figure in others]
    seen = [f'accept {who} 四.1 {{"引资额":"{figure}"}} 属实' for _, who, figure in said]
    ends = {"open": (), "announced": ("state review", "released 2026 4 announced")}[state]
    claims = ('claim 县教育局 四.1 引资额 "320"', *(claim for claim, _, _ in said))
    return (rule, *claims, *seen, *ends)


def _whole(message: Message) -> str:
    """A message with what its files are made of."""
    return f"{render_message(message)} {[(one.label, one.recipe) for one in message.files]}"


async def _ask(play: Stage, who: str, text: str, route: str = "") -> list[Message]:
    letters = await play.send(who, text, route=route or None)
    return [message for chat, message in letters if chat == who]


async def _pages(play: Stage) -> list[str]:
    """Addresses that the office's answers lead to."""
    found: dict[str, None] = {}
    for question in OFFICE:
        for message in await _ask(play, ADMIN, question):
            found |= dict.fromkeys(one.route for row in message.buttons for one in row)
    return list(found)[:_MOST]


@pytest.mark.parametrize(("kind", "state"), [("places", "open"), ("mean", "announced")])
async def test_nothing_of_others_figures_is_told(tmp_path: Path, kind: str, state: str) -> None:
    heard, office, pages = [], [], list[str]()
    for name, figures in OTHERS.items():
        async with stage(tmp_path / name, before=_before(kind, state, figures)) as play:
            why = await _ask(play, ADMIN, OFFICE[0])
            office.append([_whole(one) for one in why])
            pages = pages or await _pages(play)
            asked = [(one, "") for one in ASKED] + [("", one) for one in pages]
            heard.append(
                {one: [_whole(said) for said in await _ask(play, LIAISON, *one)] for one in asked}
            )
    assert office[0] != office[1], "the office sees whom a unit is held against"
    assert len(pages) > 10
    for one, said in heard[0].items():
        assert said == heard[1][one], one


async def test_a_mean_is_not_told_while_reports_come_in(tmp_path: Path) -> None:
    """Read before and after somebody reported, it would tell what that was."""
    async with stage(tmp_path, before=_before("mean", "open", OTHERS["one"])) as play:
        said = "".join(_whole(one) for one in await _ask(play, LIAISON, "为什么四.1"))
    assert "高于平均值" in said
    assert "家平均" not in said
