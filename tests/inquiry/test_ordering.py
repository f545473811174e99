"""The order of a list: a few of many are found as if all of them had been put in order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.inquiry.listed import Figure, Figures
from bot.inquiry.ordering import ordered
from bot.questions.combined.query import Query


def _of(**values: int) -> tuple[list[int], Figures]:
    """Units u1, u2, …; those that are named have a figure."""
    units = [1, 2, 3, 4, 5]
    return units, Figures({int(key[1:]): Decimal(one) for key, one in values.items()}, str)


@pytest.mark.parametrize(
    ("first", "down", "wanted"),
    [
        (1, False, [2]),
        (2, False, [2, 3, 5]),  # 5 equals the second of them
        (4, False, [2, 3, 5, 4]),
        (1, True, [1]),
        (3, True, [1, 4, 3, 5]),
        (0, True, [1, 4, 3, 5, 2]),
        (9, False, [2, 3, 5, 4, 1]),
    ],
)
def test_the_first_few_and_who_equals_the_last(first: int, down: bool, wanted: list[int]) -> None:
    units, figured = _of(u1=9, u2=1, u3=4, u4=7, u5=4)
    query = Query(measure="total", first=first, descending=down)
    assert ordered(query, units, figured) == wanted


def test_of_equal_figures_more_comes_first_and_the_figure_stays() -> None:
    """Of as many points more rows; what is told and summed are the points."""
    units, figured = (
        [1, 2, 3],
        Figures.of(
            {one: Figure(Decimal(2), "", more=one) for one in (1, 2)} | {3: Figure(Decimal(3), "")}
        ),
    )
    query = Query(measure="cut", descending=True)
    assert ordered(query, units, figured) == [3, 2, 1]
    assert sum(figured.values.values()) == 7
    nothing = Figures.of({1: Figure(Decimal(0), "", more=1), 2: Figure(Decimal(0), "")})
    assert [nothing.has(one) for one in (1, 2, 3)] == [True, False, False]


def test_who_has_no_figure_equals_nobody() -> None:
    """Behind the last figure they are taken in the order they come, as many as were asked for."""
    units, figured = _of(u2=3, u5=8)
    query = Query(measure="papers", first=3, descending=True)
    assert ordered(query, units, figured) == [5, 2, 1]
    query = Query(measure="papers", first=2, descending=False)
    assert ordered(query, units, figured) == [1, 3]
