"""A figure is read exactly or not at all; no text does more than that to any reader of numbers."""

from __future__ import annotations

from collections.abc import Callable

from bot.speech.counts import count
from bot.speech.growth import growth
from bot.speech.marks import points
from bot.speech.numbers import NumberFault, figure
from bot.speech.ratios import ratio


def test_two_numerals_in_a_row_are_not_one_figure() -> None:
    assert figure("三四") is None
    assert figure("一〇") == 10


def said(read: Callable[[str], object], text: str) -> object:
    """What was read, or the sentence of the fault."""
    try:
        return read(text)
    except NumberFault as fault:
        return fault.sentence


def test_long_rows_of_digits_are_refused_at_once() -> None:
    """Split in every possible way, these would keep the reader busy until the county retires."""
    for signs in ("0", "1", "一", "1一", "1.", "1,", "12,345"):
        for ending in ("", "x", "%%", "点", " ", "分分"):
            for read in (count, ratio, growth, points):
                assert isinstance(said(read, signs * 60 + ending), str)
