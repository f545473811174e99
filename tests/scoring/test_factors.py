"""`factors`: 加倍, 减半, 难度系数, worked out by hand; what is not reported earns nothing."""

from decimal import Decimal

import pytest

from scoring.assess import _carefully, assess, room
from scoring.faults import SchemeError
from scoring.printing import print_scheme
from scoring.scheme import loads
from scoring.sentence import result as said, rule
from tests.scoring.small import only, result, scheme, text

TWICE = """
deduct = [{ each = "问题", unit = "个", points = 2 }]
factors = [{ when = "屡查屡犯", times = 2 }]
"""
HALF = """
start = 0
add = [{ each = "活动", unit = "次", points = 3 }]
deduct = [{ each = "错报", unit = "条", points = 1 }]
factors = [{ when = "错报 >= 3", times = 0.5, of = "add" }]
"""
HARD = """
by = "考核办"
add = [{ each = "任务", unit = "项", points = 4 }]
factors = [{ figure = "难度系数", from = 0.8, to = 1.5 }]
"""

WORSE = """
start = 0
add = [{ each = "活动", unit = "次", points = 3 }]
deduct = [{ each = "错报", unit = "条", points = 1 }]
factors = [{ when = "屡查屡犯", times = 2, of = "deduct" }]
"""


@pytest.mark.parametrize(
    ("body", "facts", "points"),
    [
        (TWICE, {"问题": 2, "屡查屡犯": False}, "6"),
        (TWICE, {"问题": 2, "屡查屡犯": True}, "2"),
        (TWICE, {"问题": 4, "屡查屡犯": True}, "0"),
        (TWICE, {"问题": 2}, "2"),  # whether it is the second time is not said: the worst of both
        (TWICE, {"屡查屡犯": True}, "0"),
        (TWICE, {}, "0"),
        (HALF, {"活动": 3, "错报": 2}, "7"),
        (HALF, {"活动": 3, "错报": 3}, "1.5"),
        (HALF, {"活动": 9, "错报": 3}, "10"),  # 13.5 － 3, cut to 10 after the factor
        (WORSE, {"活动": 3, "错报": 3, "屡查屡犯": False}, "6"),
        (WORSE, {"活动": 3, "错报": 3}, "3"),  # what was lost counts twice, what was earned once
        (HARD, {"任务": 2, "难度系数": "1.2"}, "9.6"),
        (HARD, {"任务": 2, "难度系数": "1.5"}, "10"),
        (HARD, {"任务": 2}, "6.4"),
        (HARD, {"难度系数": "1.5"}, "0"),
    ],
)
def test_by_hand(body: str, facts: dict[str, object], points: str) -> None:
    found = result(body, facts)
    assert found.points == Decimal(points)
    assert sum(step.value for step in found.steps) == found.points


@pytest.mark.parametrize("body", [TWICE, HALF, WORSE, HARD])
def test_what_is_remembered_is_what_is_worked_out(body: str) -> None:
    one = scheme(body)
    names = [each.name for each in one.row("一.1").inputs]
    for given in ({}, dict.fromkeys(names[:1], 1), {names[0]: 3}):
        facts = {"一.1": given}
        assert assess(one, facts) == _carefully(one, facts, "", "", {})
        assert assess(one, facts) == assess(one, facts)


def test_it_is_said_in_the_words_of_the_document() -> None:
    assert "“屡查屡犯”的，扣分乘以 2" in rule(only(TWICE))
    assert "加分乘以 0.5" in rule(only(HALF))
    assert "加分再乘以“难度系数”（0.8 到 1.5）" in rule(only(HARD))
    row = only(TWICE)
    worked = said(row, result(TWICE, {"问题": 2, "屡查屡犯": True}))
    assert "屡查屡犯，扣分乘以 2（再减 4 分）" in worked


@pytest.mark.parametrize("body", [TWICE, HALF, WORSE, HARD])
def test_it_is_printed_back(body: str) -> None:
    one = scheme(body)
    assert loads(print_scheme(one), "again.toml") == one


def test_nobody_is_advised_to_undo_a_fact() -> None:
    assert room(scheme(TWICE), {"一.1": {"问题": 1, "屡查屡犯": True}}) == []
    found = room(scheme(HARD), {"一.1": {"任务": 1, "难度系数": "1"}})
    assert [(one.points, one.inputs) for one in found] == [(Decimal(6), ("任务",))]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"任务": 1, "难度系数": "2"}, "要在 0.8 到 1.5 之间"),
        ({"任务": 1, "难度系数": "0"}, "要在 0.8 到 1.5 之间"),
    ],
)
def test_a_figure_lies_between_its_ends(facts: dict[str, object], why: str) -> None:
    with pytest.raises(Exception, match=why):
        result(HARD, facts)


ADD = 'add = [{ each = "活动", unit = "次", points = 2 }]\n'


@pytest.mark.parametrize(
    ("factors", "why"),
    [
        ('[{ when = "加倍" }]', "times"),
        ("[{ times = 2 }]", "写一个，也只写一个"),
        ('[{ when = "加倍", figure = "系数", times = 2 }]', "写一个，也只写一个"),
        ('[{ when = "加倍", times = 0 }]', "要大于 0"),
        ('[{ figure = "系数", from = 2, to = 1 }]', "要不小于 from"),
        ('[{ when = "加倍", times = 2, of = "deduct" }]', "管的扣分，本行没有"),
        ('[{ figure = "活动", from = 1, to = 2 }]', "要另起一个名字"),
        ('[{ when = "加倍", times = 2, by = "x" }]', "不认识的键"),
    ],
)
def test_what_makes_no_sense_is_named(factors: str, why: str) -> None:
    with pytest.raises(SchemeError, match=why):
        loads(text(f"{ADD}factors = {factors}\n"), "小表.toml")
