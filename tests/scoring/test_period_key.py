"""`period`: a scheme of the month, the half-year, the term, the year is read and said."""

from decimal import Decimal

import pytest

from scoring.difference import comparable, difference
from scoring.faults import SchemeError
from scoring.printing import print_scheme
from scoring.scheme import Scheme, loads
from scoring.sentence import total_rules
from scoring.year import said, total_of, working

SAID = "全年得分是各月得分的平均；没有参加的月份不算在内。"
HEAD = """
[scheme]
name = "小表"
group = "乡镇"
title = "小表"
document = "办法"
issued = 2026-01-05
in_force = 2026-01-05
{period}full = 10
grades = [["优秀", 9], ["不合格", 0]]
{year}
[section."一"]
name = "工作"
points = 10

["一.1"]
name = "活动"
points = 10
add = [{{ each = "活动", unit = "次", points = 2 }}]
"""


def of(period: str = "", year: str = "") -> Scheme:
    key = f'period = "{period}"\n' if period else ""
    return loads(HEAD.format(period=key, year=f"[year]\n{year}\n" if year else ""), "小表.toml")


@pytest.mark.parametrize(
    ("period", "rule"),
    [
        ("month", "每月考核一次。"),
        ("half", "每半年考核一次。"),
        ("term", "每学期考核一次。"),
        ("year", "每年度考核一次。"),
    ],
)
def test_a_scheme_says_how_long_its_periods_are(period: str, rule: str) -> None:
    scheme = of(period)
    assert scheme.period == period
    assert total_rules(scheme)[0] == rule
    again = loads(print_scheme(scheme), "again.toml")
    assert again == scheme


def test_a_quarter_is_what_is_not_said() -> None:
    assert of().period == of("quarter").period == "quarter"
    assert "period" not in print_scheme(of("quarter"))
    assert total_rules(of()) == ()


def test_another_length_is_a_change_that_counts() -> None:
    changes = difference(of(), of("month"))
    assert str(changes[0]) == "抬头 考核周期：季度 → 月"
    assert changes[0].counts
    assert not comparable(of(), of("month"))


@pytest.mark.parametrize(
    ("period", "year", "why"),
    [
        ("week", "", "只能写 month、quarter、half、term、year"),
        ("month", 'compose = "weighted"\nweights = [20, 20, 20, 40]', "依次写十二个月的权重"),
        ("half", 'compose = "weighted"\nweights = [20, 20, 20, 40]', "上半年、下半年的权重"),
        ("term", 'compose = "weighted"\nweights = [50, 40]', "合计要是 100，现在是 90"),
        ("year", 'compose = "mean"', "一年考核一次的，没有全年怎样合成"),
    ],
)
def test_what_makes_no_sense_is_named(period: str, year: str, why: str) -> None:
    with pytest.raises(SchemeError) as caught:
        of(period, year)
    assert why in str(caught.value)


def test_a_year_of_months() -> None:
    rule = of("month", 'compose = "mean"\nmissing = "zero"').year
    assert rule is not None
    totals = {101: Decimal(9), 102: None, 103: Decimal(6)}
    assert total_of(rule, totals) == Decimal(5)
    assert working(rule, totals) == "（9 + 0 + 6）÷ 3"
    assert said(of("month", 'compose = "mean"')) == SAID


def test_a_year_of_halves_by_weight() -> None:
    scheme = of("half", 'compose = "weighted"\nweights = [40, 60]\nmissing = "none"')
    assert scheme.year is not None
    assert total_of(scheme.year, {201: Decimal(8), 202: Decimal(9)}) == Decimal("8.6")
    assert working(scheme.year, {201: Decimal(8), 202: Decimal(9)}) == "8×40% + 9×60%"
    assert said(scheme) == (
        "全年得分按权重合成：上半年占 40%、下半年占 60%；有半年度没有参加的，不计全年。"
    )
