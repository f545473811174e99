"""`averaged`: the mean of what several have, worked out by hand."""

from decimal import Decimal

import pytest

from scoring.facts import FactsError
from scoring.printing import print_scheme
from scoring.scheme import loads
from scoring.sentence import rule
from tests.scoring.small import only, result, scheme

RATE = 'deduct = [{ rate = "发证率", averaged = "村", under = 0.9, per = 0.01, points = 1 }]\n'
MARK = 'add = [{ amount = "得分", unit = "分", averaged = "村", points = 0.1 }]\n'


@pytest.mark.parametrize(
    ("body", "value", "points"),
    [
        (RATE, ["95%", "85%"], "10"),
        (RATE, ["90%", "80%", "85%"], "5"),
        (RATE, "88%", "8"),
        (RATE, ["1", "0.5", "0.5"], "0"),  # 66.6667 %
        (MARK, [90, 80], "8.5"),
        (MARK, ["90", "91", "91"], "9.06667"),  # the mean is kept with four decimals
        (MARK, 75, "7.5"),
    ],
)
def test_by_hand(body: str, value: object, points: str) -> None:
    name = "发证率" if "发证率" in body else "得分"
    assert result(body, {name: value}).points == Decimal(points)


def test_it_is_asked_said_and_printed_back() -> None:
    row = only(RATE)
    assert "各村“发证率”的平均值不到 90%的差额" in rule(row)
    assert "各村的逐个发来，用顿号隔开" in row.inputs[0].ask
    for body in (RATE, MARK):
        one = scheme(body)
        assert loads(print_scheme(one), "again.toml") == one


@pytest.mark.parametrize("value", [[], ["95%", "多"], [True], ["-3%", "5%"]])
def test_what_is_no_list_of_figures_is_refused(value: object) -> None:
    with pytest.raises(FactsError):
        result(RATE, {"发证率": value})


def test_a_figure_that_is_no_mean_takes_no_list() -> None:
    with pytest.raises(FactsError):
        result(RATE.replace(' averaged = "村",', ""), {"发证率": ["95%", "85%"]})
