"""What puts figures right that are shown and not written: one unit or one value."""

from __future__ import annotations

import pytest

from bot.supply.amended import Amended, amended
from tests.supply.test_spoken import ROSTER

TRAFFIC, FINANCE = 3, 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("弄错了 是交通运输局", Amended(unit=TRAFFIC)),
        ("说错了，应该是交通运输局", Amended(unit=TRAFFIC)),
        ("不是财政局，是交通运输局", Amended(unit=TRAFFIC, wrong=FINANCE)),
        ("是交通运输局，不是财政局", Amended(unit=TRAFFIC, wrong=FINANCE)),
        ("不是加2 是一共2条", Amended(said="2条")),
        ("财政局那个不要了", Amended(dropped=FINANCE)),
        ("财政局不录了", Amended(dropped=FINANCE)),
        ("去掉财政局", Amended(dropped=FINANCE)),
        ("不对，是3条", Amended(said="3条")),
        ("应该是两条", Amended(said="2条")),
        ("记错了，是95%", Amended(said="95%")),
        ("更正，是95%", Amended(said="95%")),
        ("更正，95%", Amended(said="95%")),
        ("更正一下 应该是交通运输局", Amended(unit=TRAFFIC)),
    ],
)
def test_what_is_right(text: str, wanted: Amended) -> None:
    """The unit or the value, and which unit it is not."""
    assert amended(text, ROSTER) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "是不是交通运输局", "财政局说弄错了，是交通运输局",
        "好像弄错了，是交通运输局", "弄错了", "财政局不要了吗", "食堂不要了",
        "弄错了，是交通运输局吗", "不是财政局", "弄错了，是照片没传", "交通运输局", "2条",
        "不是食堂，是交通运输局", "应该是交通运输局?",
        "应该是交通运输局吗", "应该是可能交通运输局",
        "弄错了，是听说交通运输局", "应该是谁",
        "如果弄错了，是交通运输局", "应该是2条吗", "应该是2条?",
        "更正财政局", "更正，95%吗",
    ],
)  # fmt: skip
def test_nothing_is_put_right(text: str) -> None:
    """A question, a rumour, a word too many, or no right one."""
    assert amended(text, ROSTER) is None
