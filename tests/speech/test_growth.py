"""Two amounts give their growth, exactly, or are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.speech.growth import growth
from bot.speech.numbers import NumberFault


@pytest.mark.parametrize(
    "text",
    [
        "去年1200万 今年1500万",
        "1200 1500",
        "1200→1500",
        "上年1.2亿，本年1.5亿",
        "今年1500万，去年1200万",
        "去年1,200万元，今年1,500万元",
        "1200-1500",
        "1200,1500",
        "2025年1200万，2026年1500万",
        "2026年1500万，2025年1200万",
        "去年一千二百万今年一千五百万",
        "去年8000元 今年1万元",
    ],
)
def test_two_amounts_give_their_growth(text: str) -> None:
    assert growth(text).ratio == Decimal("0.25")


def test_growth_is_exact_to_28_digits_and_keeps_both_amounts() -> None:
    read = growth("去年3 今年4")
    assert (read.before, read.now) == (Decimal(3), Decimal(4))
    assert str(read.ratio) == "0." + "3" * 27


@pytest.mark.parametrize(
    ("text", "part"),
    {
        "0 5": "审核员核定",
        "5": "收到了 1 个",
        "1 2 3": "收到了 3 个",
        "": "收到了 0 个",
        "12%": "不是百分比",
        "去年-5 今年3": "不能是负数",
        "去年5 去年6": "同一年",
        "1200 1500万": "单位不一样",
        "约1200 1500": "确切",
    }.items(),
)
def test_amounts_without_a_growth_are_refused(text: str, part: str) -> None:
    with pytest.raises(NumberFault, match=part):
        growth(text)
