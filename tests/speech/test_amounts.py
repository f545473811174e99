"""A quantity with decimals, as people write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.speech.amounts import amount
from bot.speech.numbers import NumberFault


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("340.5", "万元", "340.5"),
        ("340.5万元", "万元", "340.5"),
        ("340.5万", "万元", "340.5"),
        ("3405000元", "万元", "340.5"),
        ("1.2亿元", "万元", "12000"),
        ("3.4万", "元", "34000"),
        ("三万五", "元", "35000"),
        ("1,200.75元", "元", "1200.75"),
        ("共 120 亩", "亩", "120"),
        ("2.5万亩", "万亩", "2.5"),
        ("两天半", "天", "2.5"),
        ("92.5分", "分", "92.5"),
        ("没有", "万元", "0"),
        ("0", "小时", "0"),
        ("改成3.5", "小时", "3.5"),
    ],
)
def test_reads(text: str, unit: str, value: str) -> None:
    assert amount(text, unit) == Decimal(value)


def test_below_zero_only_where_it_may_be() -> None:
    assert amount("-3.5万元", "万元", signed=True) == Decimal("-3.5")
    with pytest.raises(NumberFault, match="不能是负数"):
        amount("-3.5", "万元")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有收到数字"),
        ("12.5%", "不是百分比"),
        ("大约300", "确切的数"),
        ("去年300今年500", "不止一个数"),
        ("好的", "没有看懂"),
        ("120亩", "这里按“万元”报"),
    ],
)
def test_refuses_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(NumberFault) as fault:
        amount(text, "万元")
    assert said in fault.value.sentence


def test_another_unit_is_offered_as_what_was_meant() -> None:
    with pytest.raises(NumberFault) as fault:
        amount("120.50亩", "万元")
    assert fault.value.suggestion == Decimal("120.50")
    assert "就是 120.5 万元" in fault.value.sentence
