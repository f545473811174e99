"""Two units set side by side: a difference that decides is seen, never “高 0 分” or “3 : 3”."""

from __future__ import annotations

from decimal import Decimal

from bot.results.words.compare import Difference, _row
from bot.results.words.history import PastQuarter, _points
from scoring.scheme import Scheme, load


def test_rows_that_differ_are_printed_differently() -> None:
    scheme: Scheme = load("县直单位")
    row = scheme.row("三.1a")
    shown = _row(Difference(row, Decimal("2.9995"), Decimal("2.9996")))
    assert shown.endswith("2.9995 : 2.9996")
    assert _row(Difference(row, Decimal("3"), Decimal("2.5"))).endswith("3 : 2.5")


def past(total: str) -> PastQuarter:
    """A quarter with this total; nothing else of it is looked at."""
    found = object.__new__(PastQuarter)
    object.__setattr__(found, "total", Decimal(total))
    return found


def test_a_quarter_is_never_higher_by_nothing() -> None:
    assert _points(past("0.4286"), past("0.4285")) == "高 0.0001 分"
    assert _points(past("82.5"), past("80")) == "高 2.5 分"
    assert _points(past("80"), past("80")) == "得分不变"
