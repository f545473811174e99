"""`joint`: rows that count together, bounded by what all of them come to, worked out by hand."""

from decimal import Decimal

import pytest

from scoring.assess import _carefully, assess, room
from scoring.faults import SchemeError
from scoring.joint import short
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


@pytest.mark.parametrize(
    ("facts", "brings"),
    [
        ({"一.1": {"甲": 0}, "一.2": {"乙": 0}}, {"一.1": 5}),
        ({"一.1": {"甲": 3}, "一.2": {"乙": 0}}, {"一.1": 2}),
        ({"一.1": {"甲": 1}, "一.2": {"乙": 3}}, {"一.1": 1}),
        ({"一.1": {"甲": 4}, "一.2": {"乙": 4}}, {}),
    ],
)
def test_advice_promises_no_more_than_rows_bring_together(
    facts: dict[str, dict[str, int]], brings: dict[str, int]
) -> None:
    assert {one.row: one.points for one in room(both(), facts)} == brings


def test_advice_shares_out_what_two_rows_have_left() -> None:
    """Three from the one, and of the other only the two that five leave."""
    body = both('joint = [{ with = ["一.1"], most = 8 }]', "8")
    found = room(body, {"一.1": {"甲": 2}, "一.2": {"乙": 1}})
    assert {one.row: one.points for one in found} == {"一.1": 3, "一.2": 2}


@pytest.mark.parametrize(
    ("first", "second", "short_of"),
    [(3, 2, (0, 0)), (5, 0, (0, 0)), (1, 3, (1, 1)), (0, 0, (5, 5)), (4, 0, (1, 1))],
)
def test_nothing_is_lost_where_rows_have_all_that_they_bring_together(
    first: int, second: int, short_of: tuple[int, int]
) -> None:
    one = both()
    points = {"一.1": Decimal(first), "一.2": Decimal(second)}
    assert tuple(short(one, row, points) for row in one.rows) == short_of


def test_a_row_without_company_lacks_what_it_lacks() -> None:
    one = lost()
    points = {"一.1": Decimal(1), "一.2": Decimal(3)}
    assert [short(one, row, points) for row in one.rows] == [2, 0]


def test_rows_of_two_sections_together_leave_so_much_to_be_reached() -> None:
    other = TWO.replace("一.2", "二.1").format(joint='joint = [{ with = ["一.1"], most = 6 }]')
    body = f'{ADDS}[section."二"]\nname = "另一节"\npoints = 5\n{other}'
    assert loads(text(body, points="5", full="10"), "小表").reachable == 6
