"""Which two quarters the sample county shows on a day: one published, the next being filled.

The quarter before last is taken where the last one cannot have been published yet, as in the first
weeks of January. Nothing is written here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.corridor.door import Reminding, Timetable
from bot.quarters import plan as quarter_plan
from bot.quarters.plan import Plan
from bot.speech.calendar import Quarter, in_china, quarter_of
from bot.speech.workdays import Calendar
from scoring.periods import beside, first_day

LEFT = timedelta(days=2)
"""Less than this before the deadline there is nothing to be looked at any more."""
PUT_OFF = timedelta(days=5)


def shown(now: datetime, table: Timetable, reminding: Reminding) -> tuple[Plan, Plan]:
    """The dates of the published quarter, all over by now, and of the one that is being filled."""
    calendar = reminding.calendar
    current = quarter_of(in_china(now).date())
    past = beside(current, -1)
    while (
        quarter_plan.moments(_usual(past, table, calendar), table.deadline_hour).appeal_until > now
    ):
        current, past = past, beside(past, -1)
    plan = _usual(current, table, calendar)
    if quarter_plan.at(plan.deadline, table.deadline_hour) - now < LEFT:
        later = calendar.after((in_china(now) + PUT_OFF).date())
        plan = quarter_plan.moved(plan, "deadline", later, calendar)
    return _usual(past, table, calendar), plan


def _over(plan: Plan, table: Timetable) -> datetime:
    return quarter_plan.moments(plan, table.deadline_hour).appeal_until


def _usual(quarter: Quarter, table: Timetable, calendar: Calendar) -> Plan:
    return quarter_plan.proposed(quarter, table, first_day(quarter), calendar)
