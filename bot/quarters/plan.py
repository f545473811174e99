"""The dates of a quarter that is about to be opened: proposed, changed, checked.

Pure: today and the timetable come in. The dates travel in a route, as days from the quarter's
first day, so that what is confirmed is what was shown. Nothing is written and nothing said here
but the sentence of a fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.corridor.door import Timetable
from bot.corridor.routes import link
from bot.quarters.words import open as words
from bot.speech import workdays
from bot.speech.calendar import CHINA, Quarter, in_china
from bot.speech.workdays import Calendar
from scoring.periods import first_day, last_day
from storage.queries.quarters import Dates

_LONGEST = timedelta(days=366)
EVERYWHERE = Calendar()
"""The calendar of the whole country, without an office's own days."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A quarter with the five dates of its life."""

    quarter: Quarter
    opens: date
    deadline: date
    reports: date
    review: date
    appeal: date

    @property
    def dates(self) -> dict[str, date]:
        """The dates by their keys."""
        return {key: getattr(self, key) for key in words.DATES}

    @property
    def route(self) -> str:
        """The route that shows this plan."""
        first = first_day(self.quarter)
        days = "-".join(str((one - first).days) for one in self.dates.values())
        return link("open", *self.quarter, days)


def read(quarter: Quarter, days: str) -> Plan | None:
    """The plan a route carries; None where it carries none that makes sense."""
    offsets = [int(one) for one in days.split("-") if one.isdecimal() and len(one) < 5]
    if len(offsets) != len(words.DATES):
        return None
    first = first_day(quarter)
    return Plan(quarter, *(first + timedelta(days=offset) for offset in offsets))


def proposed(
    quarter: Quarter, table: Timetable, today: date, calendar: Calendar = EVERYWHERE
) -> Plan:
    """Dates by the timetable, each moved on to a working day of the office, none of them over.

    The document and its readings say nothing of a deadline on a day off; by the custom of public
    business it is the next working day, and the page says so.
    """
    end = last_day(quarter)
    opens = max(calendar.after(first_day(quarter)), today)
    soonest = today + timedelta(days=1)

    def due(start: date, days: int) -> date:
        return calendar.after(max(start + timedelta(days=days), soonest))

    deadline = max(due(end, table.report_after_end), opens)
    review = due(deadline, table.review_days)
    appeal = due(review, table.appeal_days)
    reports = due(end, table.work_report_after_end)
    return Plan(quarter, opens, deadline, reports, review, appeal)


def put_off(plan: Plan, table: Timetable, calendar: Calendar) -> dict[str, date]:
    """The dates that stand where they do because the day they would be is a day off."""
    end = last_day(plan.quarter)
    usual = {
        "opens": first_day(plan.quarter),
        "deadline": end + timedelta(days=table.report_after_end),
        "reports": end + timedelta(days=table.work_report_after_end),
        "review": plan.deadline + timedelta(days=table.review_days),
        "appeal": plan.review + timedelta(days=table.appeal_days),
    }
    return {
        key: day
        for key, day in usual.items()
        if not calendar.works(day) and calendar.after(day) == plan.dates[key]
    }


def moved(plan: Plan, key: str, chosen: date, calendar: Calendar = EVERYWHERE) -> Plan:
    """The plan with one date changed; what follows a deadline moves with it."""
    dates = plan.dates | {key: chosen}
    if key == "deadline":
        by = chosen - plan.deadline
        if plan.reports == plan.deadline:
            dates["reports"] = chosen
        for later in ("review", "appeal"):
            dates[later] = calendar.after(dates[later] + by)
    return Plan(plan.quarter, **dates)


def fault(plan: Plan, hour: int, now: datetime) -> str | None:
    """Why dates cannot be so, in a sentence; or None."""
    today = in_china(now).date()
    if plan.opens < first_day(plan.quarter):
        return words.too_early(first_day(plan.quarter), today)
    for key in ("deadline", "reports"):
        if at(plan.dates[key], hour) <= now:
            return words.past(key)
    orders = (
        ("deadline", "opens"),
        ("reports", "opens"),
        ("review", "deadline"),
        ("appeal", "review"),
    )
    for key, other in orders:
        if plan.dates[key] < plan.dates[other]:
            return words.bad_order(key, other, plan.dates[other], today)
    for key, one in plan.dates.items():
        if one - last_day(plan.quarter) > _LONGEST:
            return words.too_late(key)
    return None


def warnings(plan: Plan, calendar: Calendar = EVERYWHERE) -> list[str]:
    """What the admin should look at twice, though it may be so."""
    found = []
    years = {one.year for one in plan.dates.values() if not calendar.knows(one)}
    if years:
        found.append(words.unknown_calendar(sorted(years)))
    for key, label in words.DATES.items():
        if not calendar.works(plan.dates[key]):
            feast = workdays.statutory(plan.dates[key])
            found.append(words.feast(label, feast) if feast else words.rest_day(label))
    if plan.deadline < last_day(plan.quarter):
        found.append(words.before_the_end(words.DATES["deadline"]))
    return found


def of_a_day(day: date, calendar: Calendar = EVERYWHERE) -> list[str]:
    """What is to be said of a day that somebody chose: a day off, a feast, a year not announced."""
    found = []
    if not calendar.works(day):
        feast = workdays.statutory(day)
        found.append(words.feast("", feast) if feast else words.rest_day(""))
    if not calendar.knows(day):
        found.append(words.unknown_calendar([day.year]))
    return [f"{one}。" for one in found]


def at(one: date, hour: int) -> datetime:
    """The moment of a day's end of work, in China."""
    return datetime.combine(one, time(hour), CHINA)


def moments(plan: Plan, hour: int) -> Dates:
    """The dates as the database keeps them."""
    return Dates(
        opens=plan.opens,
        deadline=at(plan.deadline, hour),
        work_report_due=at(plan.reports, hour),
        review_until=at(plan.review, hour),
        appeal_until=at(plan.appeal, hour),
    )
