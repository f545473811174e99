"""A figure is read exactly or not at all; no text does more than that to any reader of numbers."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings, strategies as st

from bot.speech.counts import count
from bot.speech.growth import growth
from bot.speech.marks import points
from bot.speech.numbers import NumberFault, figure
from bot.speech.ratios import ratio
from bot.speech.yes_no import yes_no


def test_two_numerals_in_a_row_are_not_one_figure() -> None:
    assert figure("三四") is None
    assert figure("一〇") == 10


_SIGNS = (
    "0123456789０９零一二两三四五六七八九十百千万亿廿点.．,，%％-－负 次家分半年去今约没有无倍番→"
)
_ANYTHING = st.one_of(st.text(max_size=500), st.text(_SIGNS, max_size=30))


def _said(read: Callable[[str], object], text: str) -> object:
    """What was read, or the sentence of the fault."""
    try:
        return read(text)
    except NumberFault as fault:
        return fault.sentence


@given(_ANYTHING)
@settings(max_examples=300, deadline=None)
def test_no_text_raises_anything_but_a_fault(text: str) -> None:
    for read in (count, ratio, growth, points):
        assert _said(read, text) != ""
    assert yes_no(text) in {True, False, None}


@given(_ANYTHING)
@settings(max_examples=200, deadline=None)
def test_a_count_is_never_outside_its_range(text: str) -> None:
    try:
        value = count(text, "次")
    except NumberFault:
        return
    assert type(value) is int
    assert 0 <= value < 100_000


def test_long_rows_of_digits_are_refused_at_once() -> None:
    """Split in every possible way, these would keep the reader busy until the county retires."""
    for signs in ("0", "1", "一", "1一", "1.", "1,", "12,345"):
        for ending in ("", "x", "%%", "点", " ", "分分"):
            for read in (count, ratio, growth, points):
                assert isinstance(_said(read, signs * 60 + ending), str)
