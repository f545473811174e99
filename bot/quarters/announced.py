"""What follows from a notice of holidays: dates of living quarters that it puts on a day off.

A date never moves forward in the year's course nor over another one: each goes to the next working
day. Found here, written and told by the page. Not here: the calendar itself (``bot.speech``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.corridor.door import Reminding
from bot.quarters.plan import at
from bot.reminders.milestones import Timeline, milestones
from bot.speech.calendar import in_china
from bot.speech.workdays import Calendar
from storage.database import moment
from storage.queries.quarters import Dates, Form, Quarter

LIVING = ("planned", "open", "review", "announced")


@dataclass(frozen=True, slots=True)
class Moved:
    """A quarter whose dates move: by key, the day before and after. ``forms``: extended ones."""

    quarter: Quarter
    days: dict[str, tuple[date, date]]
    forms: tuple[tuple[Form, date], ...] = ()
    reminders: tuple[tuple[date, date], ...] = ()
    """Days on which the units are reminded by themselves: as planned before, and now."""

    @property
    def reporting(self) -> bool:
        """Whether units that report now have other dates than they were told."""
        return self.quarter.state == "open" and bool({"deadline", "reports"} & set(self.days))

    def __bool__(self) -> bool:
        return bool(self.days or self.forms or self.reminders)

    def dates(self, hour: int) -> Dates:
        """The five dates as they are from now on."""
        kept = moments_of(self.quarter)

        def of(key: str) -> datetime:
            return at(self.days[key][1], hour) if key in self.days else kept[key]

        return Dates(
            opens=self.days["opens"][1] if "opens" in self.days else self.quarter.opens,
            deadline=of("deadline"),
            work_report_due=of("reports"),
            review_until=of("review"),
            appeal_until=of("appeal"),
        )


def moments_of(quarter: Quarter) -> dict[str, datetime]:
    """The four closing moments of a quarter by the keys of its plan."""
    return {
        "deadline": quarter.deadline,
        "reports": quarter.work_report_due,
        "review": moment(quarter.review_until),
        "appeal": moment(quarter.appeal_until),
    }


def moved(
    quarter: Quarter, forms: Iterable[Form], before: Reminding, after: Reminding, now: datetime
) -> Moved:
    """What of a quarter lies on a day off by the rules ``after``, and where it goes."""
    today, calendar = in_china(now).date(), after.calendar
    planned = {key: in_china(one).date() for key, one in moments_of(quarter).items()}
    if quarter.state == "planned":
        planned = {"opens": quarter.opens, **planned}
    days = {key: both for key, one in planned.items() if (both := _next(one, today, calendar))}
    everybody = days["deadline"][1] if "deadline" in days else in_china(quarter.deadline).date()
    extended = [
        (form, new)
        for form in forms
        if form.extended_to
        and (new := _granted(moment(form.extended_to), everybody, now, calendar))
    ]
    found = Moved(quarter, days, tuple(extended))
    reminders = (
        _reminders(found, before, after, now) if quarter.state in ("planned", "open") else ()
    )
    return Moved(quarter, days, tuple(extended), reminders)


def _next(day: date, today: date, calendar: Calendar) -> tuple[date, date] | None:
    return None if day <= today or calendar.works(day) else (day, calendar.after(day))


def _granted(until: datetime, everybody: date, now: datetime, calendar: Calendar) -> date | None:
    """Where a longer time that a unit was granted ends: later than everybody's; None: as it was."""
    day = in_china(until).date()
    if until <= now:
        return None
    new = calendar.after(max(day, everybody + timedelta(days=1)))
    return None if new == day else new


def _reminders(
    found: Moved, before: Reminding, after: Reminding, now: datetime
) -> tuple[tuple[date, date], ...]:
    """Reminders of the quarter's deadline that are still to come, on another day than planned."""
    last = found.quarter.deadline
    new = at(found.days["deadline"][1], in_china(last).hour) if "deadline" in found.days else last
    planned = {one.days: one.due for one in milestones(Timeline("form", last, now), before)}
    coming = {one.days: one.due for one in milestones(Timeline("form", new, now), after)}
    both = {(planned[n], due) for n, due in coming.items() if n in planned and planned[n] != due}
    return tuple((in_china(one).date(), in_china(other).date()) for one, other in sorted(both))
