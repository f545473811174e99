"""What is asked of a row behind its answer, of last quarter's, and of who supplies it."""

from __future__ import annotations

import pytest

from bot.filling.which_row import Asked, asked_of
from tests.bench import _heard_liaison as liaisons


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("这题得几分", Asked("points", before=False)),
        ("这一条给几分", Asked("points", before=False)),
        ("刚才那题得了几分", Asked("points", before=True)),
        ("上一题得几分", Asked("points", before=True)),
        ("这项还要传啥材料", Asked("papers", before=False)),
        ("要交什么材料", Asked("papers", before=False)),
        ("要交什么左证？", Asked("papers", before=False)),
        ("这一项要什么材料", Asked("papers", before=False)),
        ("记上了吗", Asked("kept", before=True)),
        ("存了没", Asked("kept", before=True)),
        ("这题怎么填", None),  # of the one that stands open
        ("这题满分几分", None),
        ("几分", None),
        ("交了没", None),
        ("上季度填的几次", None),
    ],
)
def test_which_of_two_rows_is_meant(text: str, asked: Asked | None) -> None:
    assert asked_of(text) == asked


@pytest.mark.parametrize(
    ("sign", "said", "told", "other"),
    [
        ("[数]", "2 ⇒ 这题得几分", "这一项得 1 分（满分 5 分）", "[五.3 怎么填]"),
        ("[数]", "2 ⇒ 刚才那题得了几分", "这一项得 1 分（满分 5 分）", ""),
        ("[数]", "2 ⇒ 这项还要传啥材料", "要交的材料：", "[五.3 怎么填]"),
        ("[数]", "2 ⇒ 记上了吗", "记下了：宣传活动 2 次", ""),
        ("[是否]", "是 ⇒ 这一条给几分", "三.2 制定信用产品应用实施办法，记下了", "[三.3 怎么填]"),
    ],
)
async def test_points_are_of_the_row_just_answered(
    sign: str, said: str, told: str, other: str
) -> None:
    """They were told of the row that had just come; where both are possible, both are there."""
    async with liaisons.before(sign, "县教育局") as liaison:
        answer = await liaison.says(said)
    assert told in answer
    assert ("[五.3 怎么填]" in answer or "[三.3 怎么填]" in answer) is bool(other)
    assert other in answer
    assert "⇢" not in answer


async def test_nothing_was_answered_just_now() -> None:
    """这题得几分, before any answer: of the one that stands open."""
    async with liaisons.before("[数]", "县教育局") as liaison:
        answer = await liaison.says("这题得几分")
    assert "四.1 宣传活动（5 分） · 怎么填" in answer
    assert "到 10 次就封顶" in answer


async def test_an_answer_of_an_hour_ago_is_not_the_one_just_given() -> None:
    """Whoever comes back later asks of what stands there."""
    async with liaisons.before("[数]", "县教育局") as liaison:
        await liaison.says("2")
        liaison.play.since(3600)
        answer = await liaison.says("这题得几分")
    assert "五.3 政府守信践诺（3 分） · 怎么填" in answer


@pytest.mark.parametrize(
    ("sign", "said", "told"),
    [
        ("[无]", "上季度四.1填的几次", "宣传活动：5 次"),
        ("[数]", "从哪能查到上季度填的几次", "宣传活动：5 次"),
        ("[无]", "上季度四.1填的几次 ⇒ 当时传了什么材料", "没有留下佐证材料"),
        ("[无]", "上季度三.2填的什么", "这一项没有填"),
        ("[无]", "五.2是谁给我们填的", "由县工信局提供数据"),
        ("[无]", "五.2为什么没让我填 ⇒ 那是谁填的", "由县工信局提供数据"),
    ],
)
async def test_last_quarter_and_who_supplies_it(sign: str, said: str, told: str) -> None:
    async with liaisons.before(sign, "县教育局") as liaison:
        answer = await liaison.says(said)
    assert told in answer
    assert "⇢" not in answer
