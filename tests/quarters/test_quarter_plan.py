"""The dates a quarter opens with: working days, in order, and the same after a walk in a route."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.corridor.door import Timetable
from bot.corridor.events import ROUTE_BYTES
from bot.quarters import plan as quarter_plan, said_dates
from bot.quarters.plan import Plan, fault, moved, proposed, read, warnings
from bot.questions.slots import Put
from bot.speech import workdays
from bot.speech.workdays import Calendar
from scoring.periods import beside, first_day, last_day

QUARTERS = st.tuples(st.integers(2024, 2030), st.integers(1, 4))
HOUR = 18


@given(QUARTERS, st.integers(-40, 200))
def test_proposals_are_in_order_on_working_days_and_can_be_confirmed(
    quarter: tuple[int, int], later: int
) -> None:
    """Whenever it is asked, the proposal needs no mending."""
    today = first_day(quarter) + timedelta(days=later)
    plan = proposed(quarter, Timetable(), today)
    assert plan.opens <= plan.deadline <= plan.review <= plan.appeal
    for day in (plan.deadline, plan.reports, plan.review, plan.appeal):
        assert workdays.works(day)[0]
    noon = datetime(today.year, today.month, today.day, 4, tzinfo=UTC)
    assert fault(plan, HOUR, noon) is None


@given(QUARTERS, st.integers(0, 90))
def test_a_plan_comes_back_from_its_route(quarter: tuple[int, int], later: int) -> None:
    """What is confirmed is what was shown, and the longest route fits a button."""
    plan = proposed(quarter, Timetable(), first_day(quarter) + timedelta(days=later))
    days = plan.route.rsplit("/", 1)[1]
    assert read(quarter, days) == plan
    assert len(f"{plan.route}/put/deadline".encode()) <= ROUTE_BYTES


@pytest.mark.parametrize("days", ["", "1-2-3", "a-b-c-d-e", "1-2-3-4-99999", "1-2-3-4-5-6", "-"])
def test_a_forged_route_carries_no_plan(days: str) -> None:
    """Then the proposal is shown instead."""
    assert read((2026, 4), days) is None


def test_the_fourth_quarter_of_2026_as_the_timetable_has_it() -> None:
    """Five days after 31 December at six in the evening, as the document's practice is."""
    plan = proposed((2026, 4), Timetable(), date(2026, 10, 1))
    assert plan.opens == date(2026, 10, 8), "the first working day after the national holiday"
    assert plan.deadline == date(2027, 1, 5)
    assert quarter_plan.moments(plan, HOUR).deadline == datetime(2027, 1, 5, 10, tzinfo=UTC)


def test_a_later_deadline_takes_what_follows_with_it() -> None:
    """Review and appeals keep their length; a day off is never proposed."""
    plan = proposed((2026, 4), Timetable(), date(2026, 11, 23))
    later = moved(plan, "deadline", plan.deadline + timedelta(days=7))
    assert later.reports == later.deadline
    assert (later.review, later.appeal) == (date(2027, 1, 22), date(2027, 1, 27))
    assert moved(plan, "appeal", date(2027, 2, 1)).deadline == plan.deadline


NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
GOOD = proposed((2026, 4), Timetable(), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("key", "day", "says"),
    [
        ("opens", date(2026, 9, 30), "季度第一天"),
        ("deadline", date(2026, 11, 22), "已经过去"),
        ("opens", date(2027, 1, 6), "不能早于开始填报"),
        ("review", date(2027, 1, 4), "不能早于填报截止"),
        ("appeal", date(2027, 1, 14), "不能早于审核截止"),
        ("appeal", date(2028, 3, 1), "超过一年"),
    ],
)
def test_dates_that_cannot_be_are_refused(key: str, day: date, says: str) -> None:
    """Each with its own sentence."""
    changed = Plan(GOOD.quarter, **(GOOD.dates | {key: day}))
    assert says in (fault(changed, HOUR, NOW) or "")


def test_a_deadline_of_today_is_over_once_the_hour_is() -> None:
    """At 17:59 it may still be chosen, at 18:00 not."""
    plan = Plan((2026, 4), *([date(2026, 11, 23)] * 5))
    assert fault(plan, HOUR, datetime(2026, 11, 23, 9, 59, tzinfo=UTC)) is None
    assert fault(plan, HOUR, datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) is not None


def test_what_may_be_but_looks_odd_is_pointed_out() -> None:
    """Unknown holidays, a day off, a deadline inside the quarter."""
    changed = Plan(GOOD.quarter, **(GOOD.dates | {"deadline": date(2026, 12, 26)}))
    said = "".join(warnings(changed))
    assert "2027年的放假安排还没有收录" in said
    assert "填报截止那天是休息日" in said
    assert "早于季度最后一天" in said
    early = proposed((2026, 2), Timetable(), date(2026, 4, 1))
    assert warnings(early) == []


@pytest.mark.parametrize(
    ("day", "expected", "known"),
    [
        (date(2026, 1, 4), True, True),  # a Sunday worked for 元旦
        (date(2026, 10, 1), False, True),
        (date(2026, 11, 21), False, True),
        (date(2027, 1, 1), False, False),
        (date(2027, 4, 5), False, False),  # 清明
        (date(2028, 4, 4), False, False),  # 清明
        (date(2027, 1, 5), True, False),
    ],
)
def test_working_days_as_the_state_council_and_the_sun_have_them(
    day: date, expected: bool, known: bool
) -> None:
    """Moved working days where they are announced; fixed feasts where they are not."""
    assert workdays.works(day) == (expected, known)


def test_the_formula_of_qingming_agrees_with_every_announced_year() -> None:
    """So it may be trusted for the years that are not announced yet."""
    import chinese_calendar

    for year in range(2008, 2027):  # a day off since 2008
        found = [
            date(year, 4, day)
            for day in range(3, 7)
            if chinese_calendar.get_holiday_detail(date(year, 4, day))[1] == "Tomb-sweeping Day"
        ]
        assert any(workdays.statutory(day) == "清明节" for day in found), year


def test_quarters_follow_one_another_across_the_year() -> None:
    """The day after the last is the first of the next."""
    for quarter in ((2026, 3), (2026, 4)):
        after = beside(quarter, 1)
        assert last_day(quarter) + timedelta(days=1) == first_day(after)
        assert beside(after, -1) == quarter


def test_the_offices_own_days_move_the_dates_proposed() -> None:
    """A day the office has off is passed over, a Saturday it works is not; and it is said."""
    own = Calendar(on=frozenset({date(2027, 1, 9)}), off=frozenset({date(2027, 1, 5)}))
    plan = proposed((2026, 4), Timetable(), date(2026, 11, 23), own)
    assert plan.deadline == date(2027, 1, 6)
    said = quarter_plan.put_off(plan, Timetable(), own)
    assert said["deadline"] == date(2027, 1, 5)
    assert warnings(plan, own) == [one for one in warnings(plan, own) if "休息日" not in one]
    later = moved(plan, "deadline", date(2027, 1, 9), own)
    assert "填报截止那天是休息日" not in "".join(warnings(later, own))
    assert "填报截止那天是休息日" in "".join(warnings(later))


PLAN = Plan(
    (2027, 1), date(2027, 1, 4), date(2027, 4, 6), date(2027, 4, 6), date(2027, 4, 16),
    date(2027, 4, 21),
)  # fmt: skip


@pytest.mark.parametrize(
    ("put", "wanted"),
    [
        (Put("stage", "4月8号", part="截止"), ("deadline", date(2027, 4, 8))),
        (Put("stage", "+两天", part="审核"), ("review", date(2027, 4, 18))),
        (Put("stage", "-1天", part="开始"), ("opens", date(2027, 1, 3))),
        (Put("stage", "7天", part="申诉"), ("appeal", date(2027, 4, 23))),
        (Put("stage", "18号", "16号"), ("review", date(2027, 4, 18))),
        (Put("stage", "8号", "6号"), None),  # two dates lie on that day
        (Put("stage", "4月8号"), None),
        (Put("stage", "+两天"), None),
    ],
)
def test_a_sentence_moves_the_date_it_names(put: Put, wanted: tuple[str, date] | None) -> None:
    """By its name, or by the day it stands on; which of five nobody guesses."""
    assert said_dates.said(PLAN, put, date(2026, 12, 16)) == wanted
