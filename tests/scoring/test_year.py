"""A year from its quarters: worked out by hand, and said as one would write it."""

from decimal import Decimal

import pytest

from scoring.difference import comparable, difference
from scoring.printing import print_scheme
from scoring.scheme import Scheme, SchemeError, loads
from scoring.year import YearLine, ranked, said, total_of, working
from tests.scoring.small import text

ROW = 'add = [{ if = "好", points = 10 }]'
GRADES = 'grades = [["好", 9], ["中", 6], ["差", 0]]'


def of(year: str) -> Scheme:
    return loads(f"{text(ROW)}\n[year]\n{year}\n", "小表.toml")


def total(year: str, **quarters: str | None) -> Decimal | None:
    rule = of(year).year
    assert rule is not None
    return total_of(
        rule, {int(key[1]): None if one is None else Decimal(one) for key, one in quarters.items()}
    )


@pytest.mark.parametrize(
    ("year", "quarters", "found"),
    [
        ('compose = "mean"', {"q1": "90", "q2": "92.5", "q3": "88", "q4": "91.5"}, "90.5"),
        ('compose = "mean"', {"q1": "90", "q2": "91"}, "90.5"),
        ('compose = "mean"', {"q1": "90", "q2": None, "q3": "87"}, "88.5"),
        ('compose = "mean"\nmissing = "zero"', {"q1": "90", "q2": None, "q3": "87"}, "59"),
        ('compose = "mean"\nmissing = "none"', {"q1": "90", "q2": None}, None),
        ('compose = "mean"', {"q1": None}, None),
        ('compose = "sum"', {"q1": "20.5", "q2": "24", "q4": "-1"}, "43.5"),
        (
            'compose = "weighted"\nweights = [20, 20, 20, 40]',
            {"q1": "90", "q2": "80", "q3": "70", "q4": "95"},
            "86",
        ),
        ('compose = "weighted"\nweights = [20, 20, 20, 40]', {"q1": "90", "q4": "96"}, "94"),
        ('compose = "weighted"\nweights = [0, 0, 0, 100]', {"q1": "90"}, None),
    ],
)
def test_by_hand(year: str, quarters: dict[str, str | None], found: str | None) -> None:
    assert total(year, **quarters) == (None if found is None else Decimal(found))


def test_a_third_of_a_point_is_no_tie_broken_by_rounding() -> None:
    assert total('compose = "mean"', q1="1", q2="1", q3="2") == Decimal("1.33333333333333333333")


def test_ranks_are_shared_and_grades_are_the_years_own() -> None:
    scheme = of(f'compose = "mean"\n{GRADES}')
    lines = [YearLine(n, Decimal(t), None) for n, t in ((1, "8.9"), (2, "9"), (3, "8.9"), (4, "5"))]
    assert [(o.unit, o.rank, o.grade) for o in ranked(scheme, lines)] == [
        (2, 1, "好"), (1, 2, "中"), (3, 2, "中"), (4, 4, "差"),
    ]  # fmt: skip
    alone = ranked(of('compose = "sum"'), lines[:1])
    assert alone[0].grade == ""


def test_it_is_said_and_worked_out_as_one_would_write_it() -> None:
    rule = of('compose = "mean"').year
    weighted = of('compose = "weighted"\nweights = [20, 20, 20, 40]').year
    assert rule is not None
    assert weighted is not None
    some = {1: Decimal(90), 2: Decimal("92.5")}
    assert working(rule, some) == "（90 + 92.5）÷ 2"
    assert working(weighted, some) == "（90×20% + 92.5×20%）÷ 40%"
    assert working(weighted, some | {3: Decimal(1), 4: Decimal(2)}) == (
        "90×20% + 92.5×20% + 1×20% + 2×40%"
    )
    assert said(of(f'compose = "sum"\nmissing = "none"\n{GRADES}')) == (
        "全年得分是各季度得分相加；有季度没有参加的，不计全年；全年等次：好 9、中 6、差 0。"
    )


def test_printed_back_and_named_as_a_difference_that_leaves_quarters_comparable() -> None:
    scheme = of(f'compose = "weighted"\nweights = [10, 20, 30, 40]\nmissing = "zero"\n{GRADES}')
    assert loads(print_scheme(scheme), "printed") == scheme
    plain = loads(text(ROW), "小表.toml")
    assert [one.what for one in difference(plain, scheme)] == ["全年"]
    assert comparable(plain, scheme)


@pytest.mark.parametrize(
    ("year", "why"),
    [
        ('missing = "zero"', "compose：缺少，必须写"),
        ('compose = "平均"', "只能写 mean、sum、weighted"),
        ('compose = "weighted"', "依次写四个季度的权重"),
        ('compose = "weighted"\nweights = [20, 20, 20, 20]', "合计要是 100，现在是 80"),
        ('compose = "weighted"\nweights = [20, -20, 60, 40]', "依次写四个季度的权重"),
        ('compose = "mean"\nweights = [25, 25, 25, 25]', "只和 compose"),
        ('compose = "mean"\ngrades = [["好", 60]]', "分数线要写 0"),
        ('compose = "mean"\nmonths = 3', "不认识的键"),
    ],
)
def test_what_makes_no_sense_is_named(year: str, why: str) -> None:
    with pytest.raises(SchemeError) as caught:
        of(year)
    assert why in str(caught.value)
