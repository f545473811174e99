"""`grouped`: terms of one row bounded by what they come to together, worked out by hand."""

from decimal import Decimal

import pytest

from scoring.assess import assess, room
from scoring.checks import reachable
from scoring.faults import SchemeError
from scoring.printing import print_scheme
from scoring.scheme import Scheme, loads
from scoring.sentence import result as said, rule
from tests.scoring.small import text

ADDS = """add = [{ each = "活动", unit = "次", points = 1 },
       { each = "人数不足的", unit = "次", points = 0.5 },
       { items = ["方案", "总结"], list = "资料", points = 1 }]
"""
GROUP = 'grouped = [{ of = ["活动", "人数不足的"], most = 6 }]\n'
PARTS = """start = 3
add = [{ each = "采用", unit = "篇", points = 1 }]
deduct = [{ each = "缺少的篇数", unit = "篇", points = 0.5 },
          { each = "迟报", unit = "次", points = 1 }]
grouped = [{ of = ["缺少的篇数", "迟报"], loses = 3 }, { of = ["采用"], most = 5 }]
"""


def scheme(body: str, points: str = "8") -> Scheme:
    return loads(
        text(body, points=points, full=points).replace("points = 10", "points = 8"), "小表"
    )


def given(activities: int, small: int, *have: str) -> dict[str, dict[str, object]]:
    flags = {one: one in have for one in ("方案", "总结")}
    return {"一.1": {"活动": activities, "人数不足的": small, **flags}}


@pytest.mark.parametrize(
    ("activities", "small", "have", "points"),
    [
        (5, 1, ("方案", "总结"), "7.5"),  # 5 + 0.5, and 2
        (6, 4, (), "6"),  # 8 of at most 6
        (9, 0, ("方案",), "7"),
        (0, 20, ("方案", "总结"), "8"),
    ],
)
def test_what_a_part_brings_stays_within_its_own_points(
    activities: int, small: int, have: tuple[str, ...], points: str
) -> None:
    row = assess(scheme(ADDS + GROUP), given(activities, small, *have)).rows["一.1"]
    assert row.points == Decimal(points)
    assert sum(step.value for step in row.steps) == row.points


def test_what_a_part_loses_ends_with_its_own_points_and_takes_of_no_other() -> None:
    body = PARTS.replace(', { of = ["采用"], most = 5 }', "")
    found = scheme(body)
    facts = {"一.1": {"采用": 2, "缺少的篇数": 6, "迟报": 4}}
    assert assess(found, facts).rows["一.1"].points == 2  # 3 + 2 - 3, and not 3 + 2 - 7
    told = said(found.by_id["一.1"], assess(found, facts).rows["一.1"])
    assert "“缺少的篇数、迟报”合计扣 7 分，最多扣 3 分（+4 分）" in told


def test_a_group_is_said_kept_in_print_and_bounds_what_can_be_reached() -> None:
    found = scheme(ADDS + GROUP)
    assert "其中“活动”“人数不足的”合计最多得 6 分" in rule(found.by_id["一.1"])
    assert loads(print_scheme(found), "小表").by_id["一.1"] == found.by_id["一.1"]
    assert reachable(found) == 8
    with pytest.raises(SchemeError, match="最多只能得 7 分"):
        scheme(ADDS + GROUP.replace("6", "5"))


def test_no_more_is_advised_of_a_group_that_has_all_it_can_bring() -> None:
    found = scheme(ADDS + GROUP)
    advised = {one.row: one for one in room(found, given(6, 0))}
    assert advised["一.1"].points == 2
    assert advised["一.1"].inputs == ("方案", "总结")
    fewer = {one.row: one for one in room(found, given(5, 0, "方案", "总结"))}
    assert fewer["一.1"].inputs == ("活动", "人数不足的")


def test_what_is_open_neither_brings_nor_lifts_what_others_lost() -> None:
    body = PARTS.replace(', { of = ["采用"], most = 5 }', "")
    row = assess(scheme(body), {"一.1": {"采用": 2, "缺少的篇数": 6}}).rows["一.1"]
    assert row.points == 2
    open_ = assess(scheme(body), {"一.1": {"采用": 2, "缺少的篇数": 1}}).rows["一.1"]
    assert (open_.points, open_.least) == (2, None)  # 3 + 2 - 0.5, less at most 2.5 still open


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (ADDS + 'grouped = [{ of = ["活动", "别的"], most = 6 }]', "没有“别的”"),
        (ADDS + 'grouped = [{ of = ["活动", "人数不足的"] }]', "合计最多得几分"),
        (ADDS + 'grouped = [{ of = ["活动"], most = 6 }]', "写在这一项里"),
        (ADDS + 'grouped = [{ of = ["活动", "资料"], loses = -1 }]', "不能是负数"),
        (
            ADDS + 'grouped = [{ of = ["活动", "资料"], most = 6 },'
            ' { of = ["活动", "人数不足的"], most = 6 }]',
            "写在两处",
        ),
        (ADDS + GROUP + "highest = true", "不能再写 grouped"),
        (ADDS + GROUP + 'factors = [{ when = "再犯", times = 2 }]', "不能再写 grouped"),
    ],
)
def test_what_makes_no_sense_is_refused(body: str, why: str) -> None:
    with pytest.raises(SchemeError, match=why):
        scheme(body)
