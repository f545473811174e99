"""Printed totals say what the ranks and grades beside them say."""

from decimal import Decimal

import pytest

from scoring.exact import plain
from scoring.ranking import Standing
from scoring.scheme import Scheme
from scoring.shown import digits_apart, figure_in, figure_of, figures
from tests.scoring.small import scheme

ADD = 'add = [{ rate = "比", points = 100 }]'


def lines(*totals: str, of: str | None = None) -> list[Standing]:
    return [
        Standing("甲", Decimal(one), "", 1, provisional=False, classification=of) for one in totals
    ]


def printed(one: Scheme, *totals: str) -> list[str]:
    return [plain(figure) for figure in figures(one, lines(*totals))]


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (("91", "83", "83"), ["91", "83", "83"]),
        (("83.5", "83.25"), ["83.5", "83.25"]),
        (("82.9965", "82.999996"), ["82.997", "83"]),
        (
            ("82.9965", "82.999996", "82.99999999999999999999"),
            ["82.9965", "82.999996", "83"],
        ),
        (("0.4286", "0.4285"), ["0.4286", "0.4285"]),
        (("83.0004", "83.0001", "83.00005"), ["83.0004", "83.0001", "83.00005"]),
        (("90", "89.996"), ["90", "89.996"]),
        (("79.99999",), ["79.99999"]),
        (("79.994",), ["79.99"]),
        (("-0.001",), ["0"]),
    ],
)
def test_figures_have_as_many_decimals_as_rank_and_grade_need(
    departments: Scheme, totals: tuple[str, ...], said: list[str]
) -> None:
    assert printed(departments, *totals) == said


def test_the_figures_may_keep_their_zeros() -> None:
    found = figures(scheme(ADD, points="100"), lines("83.5", "83.25"))
    assert [str(one) for one in found] == ["83.50", "83.25"]


def test_what_is_ranked_by_the_shown_figure_needs_no_more() -> None:
    one = scheme(ADD + '\n[ranking]\ncompare = "shown"\ndigits = 1', points="100")
    assert printed(one, "82.96", "82.99", "79.96") == ["83", "83", "80"]


def test_classes_ranked_apart_are_printed_apart(departments: Scheme) -> None:
    found = figures(departments, lines("82.9965", of="一类") + lines("82.999996", of="二类"))
    assert [plain(one) for one in found] == ["83", "83"]


def test_one_total_beside_its_grade(departments: Scheme) -> None:
    assert figure_of(departments, Decimal("89.9999")) == "89.9999"
    assert figure_of(departments, Decimal("82.9965")) == "83"


def test_two_rows_and_their_difference_can_be_told_apart() -> None:
    assert digits_apart([Decimal("0.4285"), Decimal("0.4286")]) == 4
    assert digits_apart([Decimal(3), Decimal(3)]) == 2
    assert digits_apart([Decimal("2.999"), Decimal(3)]) == 3
    assert digits_apart([]) == 2


def test_a_line_is_printed_as_its_table_needs(departments: Scheme) -> None:
    table = tuple(lines("82.9965", "82.999996", "71"))
    assert [plain(figure_in(departments, table, one)) for one in table] == ["82.997", "83", "71"]
    (alone,) = lines("79.99999")
    assert plain(figure_in(departments, table, alone)) == "79.99999"
    many = tuple(lines(*["82.9965", "82.999996"] * 600, *(str(n) for n in range(60))))
    assert [plain(figure_in(departments, many, one)) for one in many[:2]] == ["82.997", "83"]


def test_a_line_is_printed_as_its_class_needs_where_classes_are_apart(departments: Scheme) -> None:
    """What nearly equals it in another class does not lengthen it; what does in its own, does."""
    first, second = lines("82.9965", "71", of="一类"), lines("82.999996", "82.9999", of="二类")
    table = (*first, *second)
    assert (
        [plain(figure_in(departments, table, one)) for one in table]
        == [
            *(plain(one) for one in figures(departments, first)),
            *(plain(one) for one in figures(departments, second)),
        ]
        == ["83", "71", "83", "82.9999"]
    )


def test_a_dense_table_is_told_apart_without_a_tail_of_digits(departments: Scheme) -> None:
    """Two thousand totals a hundred-thousandth apart: each prints as itself, none with more."""
    totals = [Decimal(80) + Decimal(step) / 100_000 for step in range(2000)][::-1]
    lines = [
        Standing(str(n), total, "", n + 1, provisional=False) for n, total in enumerate(totals)
    ]
    found = figures(departments, lines)
    assert found == sorted(set(found), reverse=True)
    assert all(-5 <= int(one.as_tuple().exponent) <= -2 for one in found)
