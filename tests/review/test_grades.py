"""An award that chooses among grades: what a reviewer may say, and how it is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.forms.words import figures
from bot.review import typed_figure
from bot.review.words import asks
from bot.speech.numbers import NumberFault
from scoring.scheme import Input, Row, loads
from tests.scoring.small import text

BODY = 'add = [{ award = "评议", choice = [["好", 10], ["较好", 8], ["差", 0]] }]'


@pytest.fixture(scope="module")
def graded() -> tuple[Row, Input]:
    """The row, and its award."""
    row = loads(text(BODY), "小表").row("一.1")
    return row, row.inputs[0]


@pytest.mark.parametrize(
    ("said", "points"), [("好", "10"), ("较好", "8"), ("评为较好", "8"), ("差", "0"), ("8分", "8")]
)
def test_a_grade_is_said_by_its_word_or_its_points(
    graded: tuple[Row, Input], said: str, points: str
) -> None:
    row, one = graded
    raw = typed_figure.read(one, said)
    assert raw == points
    assert typed_figure.refused(row, one, raw) == ""


def test_other_points_are_refused_with_the_grades(graded: tuple[Row, Input]) -> None:
    row, one = graded
    assert "只能是好（10 分）、较好（8 分）、差（0 分）" in typed_figure.refused(row, one, "7")
    with pytest.raises(NumberFault):
        typed_figure.read(one, "中等")


def test_a_grade_is_asked_and_shown_in_words(graded: tuple[Row, Input]) -> None:
    _, one = graded
    assert asks.ask_figure(one, None, Decimal(10)) == (
        "评议评为哪一等？好 10 分、较好 8 分、差 0 分。"
    )
    assert asks.hint(one) == "请输入等次"
    assert figures.value(one, "8") == "较好（8 分）"
