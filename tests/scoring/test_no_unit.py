"""A figure that has no unit: an index, a coefficient; nothing is printed where none was written."""

from decimal import Decimal

from scoring.printing import print_scheme
from scoring.scheme import loads
from scoring.sentence import rule
from tests.scoring.small import only, result, scheme

BODY = 'deduct = [{ amount = "利用系数", under = 0.65, per = 0.01, points = 0.5 }]'


def test_an_amount_needs_no_unit() -> None:
    assert rule(only(BODY)) == (
        "从 10 分起，“利用系数”不到 0.65 的差额每 0.01 扣 0.5 分；扣到 0 分为止。"
    )
    assert result(BODY, {"利用系数": "0.63"}).points == Decimal(9)


def test_it_is_printed_back_without_one() -> None:
    printed = print_scheme(scheme(BODY))
    assert "unit" not in printed
    assert loads(printed, "小表.toml") == scheme(BODY)


def test_each_whole_one_of_a_figure_without_a_unit() -> None:
    row = only('add = [{ amount = "指数", points = 2 }]')
    assert rule(row) == "“指数”每 1 得 2 分；本行最高 10 分。"
