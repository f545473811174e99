"""`most_if` and `total_off`: what hangs on an event beside the terms, worked out by hand."""

from decimal import Decimal

import pytest

from scoring.assess import _carefully, assess, room
from scoring.drafting import samples
from scoring.faults import SchemeError
from scoring.printing import print_scheme
from scoring.scheme import loads
from scoring.sentence import result as said, rule
from tests.scoring.small import only, result, scheme, text, unit

MOST = """
add = [{ each = "活动", unit = "次", points = 3 }]
most_if = [{ when = "未完成计划", points = 5 }, { when = "活动 < 2", points = 2 }]
"""
OFF = """
zero_if = "被追责"
deduct = [{ each = "警告", unit = "人", points = 2 }]
total_off = [{ when = "被追责", points = 4 }]
"""


@pytest.mark.parametrize(
    ("body", "facts", "points"),
    [
        (MOST, {"活动": 3, "未完成计划": False}, "9"),
        (MOST, {"活动": 3, "未完成计划": True}, "5"),
        (MOST, {"活动": 9, "未完成计划": True}, "5"),  # 27, cut to 10 and then to 5
        (MOST, {"活动": 1, "未完成计划": True}, "2"),  # the lower of both
        (MOST, {"活动": 3}, "5"),  # whether the plan was met is not said: the worst of both
        (OFF, {"警告": 2, "被追责": False}, "6"),
        (OFF, {"警告": 2, "被追责": True}, "-4"),  # the row is 0 and the total loses 4
        (OFF, {"警告": 9, "被追责": False}, "0"),
        (OFF, {"警告": 2}, "0"),
        (OFF, {}, "0"),
    ],
)
def test_by_hand(body: str, facts: dict[str, object], points: str) -> None:
    found = result(body, facts)
    assert found.points == Decimal(points)
    assert sum(step.value for step in found.steps) == found.points


def test_who_says_nothing_is_placed_by_the_worst_it_may_be() -> None:
    silent, honest = unit(scheme(OFF), 一_1={"警告": 0}), unit(scheme(OFF), 一_1={"被追责": True})
    assert silent.least is not None
    assert silent.least.total == honest.total == Decimal(-4)
    assert result(OFF, {"被追责": True}).missing == ()


@pytest.mark.parametrize("body", [MOST, OFF])
def test_what_is_remembered_is_what_is_worked_out(body: str) -> None:
    one = scheme(body)
    names = [each.name for each in one.row("一.1").inputs]
    counted = next(name for name in names if name in ("活动", "警告"))
    for given in ({}, {counted: 3}, {counted: 1}):
        assert assess(one, {"一.1": given}) == _carefully(one, {"一.1": given}, "", "", {})


def test_it_is_said_in_the_words_of_the_document() -> None:
    assert "“未完成计划”的，本行最高 5 分；“活动”不到 2 次的，本行最高 2 分" in rule(only(MOST))
    assert "“被追责”的，另从总分中扣 4 分" in rule(only(OFF))
    worked = said(only(MOST), result(MOST, {"活动": 3, "未完成计划": True}))
    assert "有“未完成计划”，本行最高计 5 分" in worked
    worked = said(only(OFF), result(OFF, {"警告": 0, "被追责": True}))
    assert "有“被追责”，本行 0 分" in worked
    assert "另从总分中扣 4 分" in worked


@pytest.mark.parametrize("body", [MOST, OFF])
def test_it_is_printed_back(body: str) -> None:
    one = scheme(body)
    assert loads(print_scheme(one), "again.toml") == one


def test_nobody_is_advised_to_undo_a_fact() -> None:
    assert room(scheme(MOST), {"一.1": {"活动": 3, "未完成计划": True}}) == []
    assert room(scheme(OFF), {"一.1": {"警告": 0, "被追责": True}}) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('most_if = [{ when = "未完成", points = 10 }]', "低于分值"),
        ('most_if = [{ when = "未完成", points = -1 }]', "不低于最低分"),
        ('total_off = [{ when = "未完成", points = 0 }]', "要大于 0"),
        ("total_off = [{ points = 2 }]", "when"),
        ('most_if = [{ when = "未完成", points = 2, by = "x" }]', "不认识的键"),
    ],
)
def test_what_makes_no_sense_is_named(line: str, why: str) -> None:
    body = f'add = [{{ each = "活动", unit = "次", points = 2 }}]\n{line}\n'
    with pytest.raises(SchemeError, match=why):
        loads(text(body), "小表.toml")


@pytest.mark.parametrize(("body", "found"), [(MOST, ["10", "5", "0"]), (OFF, ["10", "6", "-4"])])
def test_an_example_shows_once_what_the_event_costs(body: str, found: list[str]) -> None:
    assert [one.points for one in samples(only(body))] == [Decimal(one) for one in found]
