"""等次 on the exact total, 名次 shared and skipped, and what a scheme may rule otherwise."""

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring.assess import assess
from scoring.model import Ranking
from scoring.parts import EffectKind
from scoring.ranking import apart, class_order, grade, grade_of, rank, show
from scoring.result import Assessment
from scoring.scheme import Scheme


def unit(
    name: str, total: str, *effects: EffectKind, section: str = "0", of: str = ""
) -> Assessment:
    """A result of this total; only what ranking looks at is filled in."""
    return Assessment(
        unit=name,
        total=Decimal(total),
        provisional=False,
        missing=(),
        rows={},
        sections={"一": Decimal(section)},
        regular=Decimal(total),
        bonus=Decimal(0),
        effects=effects,
        classification=of or None,
    )


def ruled(scheme: Scheme, **rules: object) -> Scheme:
    return replace(scheme, ranking=Ranking(**rules))  # type: ignore[arg-type]  # by name


def places(scheme: Scheme, *units: Assessment) -> list[tuple[str, int]]:
    return [(one.unit, one.rank) for one in rank(scheme, units)]


@pytest.mark.parametrize(
    ("total", "name"),
    [
        ("100", "优秀"),
        ("90", "优秀"),
        ("89.996", "良好"),
        ("80", "良好"),
        ("79.9999", "合格"),
        ("60", "合格"),
        ("59.999999", "不合格"),
        ("0", "不合格"),
        ("-3", "不合格"),
    ],
)
def test_a_grade_is_decided_on_the_exact_total(departments: Scheme, total: str, name: str) -> None:
    assert grade(departments, Decimal(total)) == name


def test_equal_totals_share_a_rank_and_the_next_is_skipped(departments: Scheme) -> None:
    units = [unit("丙", "80"), unit("甲", "90"), unit("丁", "70.5"), unit("乙", "80.0")]
    assert places(departments, *units) == [("甲", 1), ("丙", 2), ("乙", 2), ("丁", 4)]


def test_totals_that_only_look_equal_rank_apart(departments: Scheme) -> None:
    units = [unit("甲", "80.001"), unit("乙", "80.004")]
    assert places(departments, *units) == [("乙", 1), ("甲", 2)]
    assert show(units[0].total) == show(units[1].total) == "80"


def test_a_scheme_may_compare_what_is_shown(departments: Scheme) -> None:
    scheme = ruled(departments, compare="shown", digits=1)
    assert grade(scheme, Decimal("89.95")) == "优秀"
    assert places(scheme, unit("甲", "80.04"), unit("乙", "80.01")) == [("乙", 1), ("甲", 1)]


def test_a_scheme_may_number_without_gaps(departments: Scheme) -> None:
    scheme = ruled(departments, ties="dense")
    units = [unit("甲", "90"), unit("乙", "90"), unit("丙", "80")]
    assert [number for _, number in places(scheme, *units)] == [1, 1, 2]


def test_a_scheme_may_break_ties_by_a_section(departments: Scheme) -> None:
    scheme = ruled(departments, break_by=("一",))
    units = [
        unit("甲", "90", section="3"),
        unit("乙", "90", section="5"),
        unit("丙", "90", section="3"),
    ]
    assert places(scheme, *units) == [("乙", 1), ("丙", 2), ("甲", 2)]


def test_classes_may_be_ranked_apart(departments: Scheme) -> None:
    units = [unit("甲", "90", of="一类"), unit("乙", "95", of="二类"), unit("丙", "80", of="一类")]
    assert places(ruled(departments, per_class=True), *units) == [("甲", 1), ("丙", 2), ("乙", 1)]
    together = ruled(departments, per_class=False)
    assert places(together, *units) == [("乙", 1), ("甲", 2), ("丙", 3)]


def test_classes_that_a_scheme_does_not_know_are_there_to_be_ranked_apart(
    departments: Scheme,
) -> None:
    """An office gave them; the scheme says nothing. 一、二、三 as people count, no class last."""
    units = [
        unit("丁", "99"),
        unit("丙", "70", of="三类"),
        unit("乙", "95", of="二类"),
        unit("甲", "90", of="一类"),
    ]
    assert places(departments, *units) == [("甲", 1), ("乙", 1), ("丙", 1), ("丁", 1)]
    assert places(departments, *units[:1], unit("戊", "1")) == [("丁", 1), ("戊", 2)]
    assert apart(departments, ["", "一类"])
    assert not apart(departments, ["", None])


def test_classes_that_decide_which_rows_apply_do_not_divide_the_ranking(
    departments: Scheme,
) -> None:
    """Unless the scheme says so."""
    knowing = replace(departments, classes=(("一类", ("甲",)), ("二类", ())))
    assert not apart(knowing, ["一类", "二类"])
    assert class_order(knowing, ["二类", "一类", ""]) == ["一类", "二类", ""]


@pytest.mark.parametrize(
    ("total", "effects", "name"),
    [
        ("95", ("veto",), "不合格"),
        ("95", ("bar",), "良好"),
        ("85", ("bar",), "良好"),
        ("95", ("drop",), "良好"),
        ("95", ("drop", "drop"), "合格"),
        ("95", ("drop", "bar"), "良好"),
        ("50", ("drop",), "不合格"),
        ("95", ("bar_two",), "合格"),
        ("85", ("bar_two", "bar"), "合格"),
        ("65", ("bar_two",), "合格"),
        ("85", ("drop", "bar_two"), "合格"),
        ("95", ("bar_two", "veto"), "不合格"),
        ("95", ("bar", "veto"), "不合格"),
    ],
)
def test_veto_bar_and_drop_are_three_things(
    departments: Scheme, total: str, effects: tuple[EffectKind, ...], name: str
) -> None:
    assert grade_of(departments, unit("甲", total, *effects)) == name


def test_a_vetoed_unit_comes_last_unless_the_scheme_says_otherwise(departments: Scheme) -> None:
    units = [unit("甲", "95", "veto"), unit("乙", "60")]
    assert places(departments, *units) == [("乙", 1), ("甲", 2)]
    assert places(ruled(departments, vetoed="by_total"), *units) == [("甲", 1), ("乙", 2)]


def test_a_provisional_unit_is_ranked_and_marked(departments: Scheme) -> None:
    assert rank(departments, [assess(departments, {}, "甲")])[0].provisional


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ("7.5", "7.5"),
        ("92.00", "92"),
        ("89.994", "89.99"),
        ("89.995", "90"),
        ("89.985", "89.99"),
        ("0.005", "0.01"),
        ("-0.001", "0"),
        ("-0.005", "-0.01"),
        ("1E+2", "100"),
        ("100", "100"),
    ],
)
def test_one_way_to_show_points(points: str, shown: str) -> None:
    assert show(Decimal(points)) == shown
