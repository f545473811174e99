"""`absolute`: how far a figure is from 0 counts, on whichever side."""

from decimal import Decimal

import pytest

from scoring.assess import room
from scoring.printing import print_scheme
from scoring.scheme import loads
from scoring.sentence import result as said, rule
from tests.scoring.small import only, result, scheme

BANDS = (
    'add = [{ rate = "偏差率", upto = [[0.02, 10], [0.05, 6]], otherwise = 1, absolute = true }]\n'
)
STEPS = 'deduct = [{ rate = "偏差率", over = 0.05, per = 0.01, points = 1, absolute = true }]\n'
DAYS = 'deduct = [{ amount = "误差", unit = "毫米", points = 2, absolute = true }]\n'


@pytest.mark.parametrize(
    ("body", "value", "points"),
    [
        (BANDS, "2%", "10"),
        (BANDS, "-2%", "10"),
        (BANDS, "-3.5%", "6"),
        (BANDS, "5%", "6"),
        (BANDS, "-5.01%", "1"),
        (BANDS, "0", "10"),
        (STEPS, "-8%", "7"),
        (STEPS, "8%", "7"),
        (STEPS, "-5%", "10"),
        (STEPS, "-40%", "0"),
        (DAYS, "-1.5", "7"),
        (DAYS, "1.5", "7"),
    ],
)
def test_by_hand(body: str, value: str, points: str) -> None:
    name = "误差" if "误差" in body else "偏差率"
    found = result(body, {name: value})
    assert found.points == Decimal(points)
    assert sum(step.value for step in found.steps) == found.points


@pytest.mark.parametrize("body", [BANDS, STEPS, DAYS])
def test_it_is_said_and_printed_back(body: str) -> None:
    assert "的绝对值" in rule(only(body))
    one = scheme(body)
    assert loads(print_scheme(one), "again.toml") == one
    assert "absolute = true" in print_scheme(one)
    assert "signed" not in print_scheme(one)


def test_the_worked_sum_says_so() -> None:
    row = only(DAYS)
    assert "误差的绝对值 1.5 毫米" in said(row, result(DAYS, {"误差": "-1.5"}))


def test_what_is_not_reported_earns_nothing() -> None:
    assert result(BANDS, {}).points == 0
    assert result(STEPS, {}).points == 0
    assert room(scheme(BANDS), {"一.1": {}})[0].points == 10
