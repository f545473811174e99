"""Ratios as people write them are read exactly, and a bare number is asked about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.speech.numbers import NumberFault
from bot.speech.ratios import rate, ratio


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "12.5%": "0.125",
        "１２．５％": "0.125",
        "12.5 %": "0.125",
        "百分之十二点五": "0.125",
        "0.125": "0.125",
        "零点一二五": "0.125",
        "-3%": "-0.03",
        "下降3%": "-0.03",
        "百分之负三": "-0.03",
        "负百分之三": "-0.03",
        "同比增长12.5%": "0.125",
        "翻一番": "1",
        "翻倍": "1",
        "翻两番": "3",
        "持平": "0",
        "百分之百": "1",
        "100%": "1",
        "5‰": "0.005",
        "三成": "0.3",
        "九成五": "0.95",
        "九成半": "0.95",
        "9成5": "0.95",
        "下降一成五": "-0.15",
        "百分百": "1",
        "百分之一百": "1",
        "0": "0",
    }.items(),
)
def test_a_ratio_is_exact(text: str, value: str) -> None:
    assert ratio(text) == Decimal(value)


def test_a_bare_number_is_not_guessed_to_be_a_percentage() -> None:
    for text, meant in {"12.5": "0.125", "1": "0.01", "-3": "-0.03", "十二": "0.12"}.items():
        with pytest.raises(NumberFault, match="吗？") as caught:
            ratio(text)
        assert caught.value.suggestion == Decimal(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    {
        "95个百分点": "0.95",
        "上升5.2个百分点": "0.052",
        "下降3个百分点": "-0.03",
        "提高0.5百分点": "0.005",
    }.items(),
)
def test_percentage_points_are_told_and_not_taken_for_a_percentage(text: str, meant: str) -> None:
    with pytest.raises(NumberFault, match="相差多少") as caught:
        ratio(text)
    assert caught.value.suggestion == Decimal(meant)


def test_a_rate_may_be_said_by_two_amounts() -> None:
    assert rate("去年1200万 今年1500万") == Decimal("0.25")
    assert rate("12.5%") == Decimal("0.125")
    for text in ("10%~12%", "百分之三到百分之五", "12.5"):
        with pytest.raises(NumberFault):
            rate(text)


@pytest.mark.parametrize(
    "text",
    ["", "很高", "NaN", "inf", "Infinity", "1e9%", "9999999%", "-150%", "10%~12%", "约3%", "%"],
)
def test_what_is_no_ratio_is_refused_without_a_suggestion(text: str) -> None:
    with pytest.raises(NumberFault) as caught:
        ratio(text)
    assert caught.value.suggestion is None


@pytest.mark.parametrize(
    "text",
    [
        "20家中19家完成",
        "应办20件，办结19件",
        "共20家，已完成19家",
        "19/20",
        "19:20",
        "19比20",
        "20个里面19个",
        "去年没有完成1200万，今年1500万",
    ],
)
def test_a_share_of_something_is_no_growth(text: str) -> None:
    """19 of 20 is 95 %, and once was −5 %: words that no year explains are asked about."""
    with pytest.raises(NumberFault, match="占比，还是两年的数"):
        rate(text)
