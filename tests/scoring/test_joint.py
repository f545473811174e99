"""`joint`: rows that count together, bounded by what all of them come to, worked out by hand."""

from decimal import Decimal

import pytest

from scoring.assess import _carefully, assess
from scoring.faults import SchemeError
from scoring.printing import print_scheme
from scoring.scheme import Scheme, loads
from scoring.sentence import result as said, rule
from tests.scoring.small import text

ADDS = 'add = [{ each = "甲", unit = "次", points = 1 }]\n'
TWO = """
["一.2"]
name = "后一行"
points = 5
{joint}
add = [{{ each = "乙", unit = "次", points = 1 }}]
"""
TAKES = 'deduct = [{ each = "甲", unit = "次", points = 1 }]\n'
LOST = """
["一.2"]
name = "后一行"
points = 3
joint = [{ with = ["一.1"], least = 1 }]
deduct = [{ each = "乙", unit = "次", points = 1 }]
"""


def both(joint: str = 'joint = [{ with = ["一.1"], most = 5 }]', full: str = "5") -> Scheme:
    body = ADDS + TWO.format(joint=joint)
    whole = text(body, points="5", full=full)
    return loads(whole.replace("points = 5\n", f"points = {full}\n", 1), "小表")


def lost() -> Scheme:
    head = text(TAKES + LOST, points="3", full="6")
    return loads(head.replace("points = 3\n", "points = 6\n", 1), "小表")


@pytest.mark.parametrize(
    ("first", "second", "points", "total"),
    [(2, 2, 2, 4), (2, 4, 3, 5), (5, 4, 0, 5), (9, 9, 0, 5), (0, 9, 5, 5)],
)
def test_what_is_beyond_the_most_is_cut_from_the_later_row(
    first: int, second: int, points: int, total: int
) -> None:
    found = assess(both(), {"一.1": {"甲": first}, "一.2": {"乙": second}})
    row = found.rows["一.2"]
    assert (row.points, found.total) == (points, total)
    assert sum(step.value for step in row.steps) == row.points


@pytest.mark.parametrize(
    ("first", "second", "points", "total"), [(1, 1, 2, 4), (3, 1, 2, 2), (3, 3, 1, 1), (0, 9, 0, 3)]
)
def test_what_two_rows_lose_together_has_an_end(
    first: int, second: int, points: int, total: int
) -> None:
    found = assess(lost(), {"一.1": {"甲": first}, "一.2": {"乙": second}})
    assert (found.rows["一.2"].points, found.total) == (points, total)


def test_rows_that_count_together_are_worth_together_what_their_section_prints() -> None:
    assert both().reachable == 5
    with pytest.raises(SchemeError, match="各行分值合计 10，标题写的是 5"):
        both(joint="")


def test_it_is_said_printed_back_and_explained() -> None:
    one = both()
    assert "和 一.1 合计最高 5 分，多出的从本行减" in rule(one.row("一.2"))
    assert "和 一.1 合计最低 1 分，再扣的不扣" in rule(lost().row("一.2"))
    assert loads(print_scheme(one), "again.toml") == one
    found = assess(one, {"一.1": {"甲": 3}, "一.2": {"乙": 4}})
    told = said(one.row("一.2"), found.rows["一.2"])
    assert "一.1、一.2 合计 7 分，最高计 5 分（-2 分）" in told


def test_what_is_remembered_is_what_is_worked_out() -> None:
    for one in (both(), lost()):
        for given in ({}, {"一.1": {"甲": 3}}, {"一.1": {"甲": 3}, "一.2": {"乙": 3}}):
            assert assess(one, given) == _carefully(one, given, "", "", {})


def test_who_says_nothing_is_not_lifted() -> None:
    """Silence brings no more than the worst that could be said."""
    silent = assess(lost(), {"一.1": {"甲": 3}})
    worst = assess(lost(), {"一.1": {"甲": 3}, "一.2": {"乙": 3}})
    assert (silent.total, silent.provisional, worst.total) == (Decimal(0), True, Decimal(1))


@pytest.mark.parametrize(
    ("joint", "sentence"),
    [
        ('joint = [{ with = ["一.9"], most = 5 }]', "没有“一.9”这一行"),
        ('joint = [{ with = ["一.2"], most = 5 }]', "要排在本行前面"),
        ('joint = [{ with = ["一.1"] }]', "要写明合计最多几分"),
        ("joint = [{ most = 5 }]", "和哪几行合在一起"),
        ('joint = [{ with = ["一.1"], most = 2, least = 3 }]', "不能比最多的还多"),
    ],
)
def test_what_makes_no_sense_is_said(joint: str, sentence: str) -> None:
    with pytest.raises(SchemeError, match=sentence):
        both(joint=joint)
