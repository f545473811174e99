"""When reminders are due: days around a deadline, on working days, at decent hours. Pure.

Each deadline of a unit (its form, its work report where that is due another day, rows that were
sent back) has milestones. One that falls on a day off moves to the working day before; one that
belongs after the deadline moves to the working day after, never before the deadline it mourns.
Who still owes something, and what is then sent, are not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.corridor.door import Reminding
from bot.speech.calendar import CHINA, in_china

Kind = Literal["form", "report", "return", "snooze"]
_OF_A_RETURN = (-1, 0, 1)
"""A row that was sent back has a short time of its own, so it has few milestones."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A deadline, and since when the unit has known of it: nothing was due before that."""

    kind: Kind
    last: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Milestone:
    """One reminder's place in time; ``name`` is unique within a quarter and unit."""

    due: datetime
    """From this moment on it may be sent."""
    days: int
    """From the deadline."""
    kind: Kind
    last: date
    """The day of the deadline."""
    usual: date
    """Where it would be if every day were a working day."""

    @property
    def name(self) -> str:
        """``form:20270105:-3``: the date is in it, so that a moved deadline reminds anew."""
        if self.kind == "snooze":
            return snooze_name(self.last)
        return f"{self.kind}:{self.last:%Y%m%d}:{self.days}"

    @property
    def moved(self) -> bool:
        """Whether a day off moved it."""
        return in_china(self.due).date() != self.usual


def milestones(line: Timeline, rules: Reminding) -> tuple[Milestone, ...]:
    """The milestones of a deadline, earliest first."""
    last = in_china(line.last).date()
    found = []
    for days in sorted(_OF_A_RETURN if line.kind == "return" else set(rules.days)):
        usual = last + timedelta(days=days)
        to_work = rules.calendar.after if days > 0 else rules.calendar.before
        due = begin(to_work(usual), rules)
        if due > line.since:
            found.append(Milestone(due, days, line.kind, last, usual))
    return tuple(found)


def opening_name(day: date) -> str:
    """The ledger's name of what was said with the opening of the next quarter on a day."""
    return f"opening:{day:%Y%m%d}"


def snooze_name(day: date) -> str:
    """The name of the reminder somebody asked for on a day."""
    return f"snooze:{day.isoformat()}"


def snoozed(day: date, rules: Reminding) -> Milestone:
    """The reminder somebody asked for on this day."""
    return Milestone(begin(day, rules), 0, "snooze", day, day)


def begin(day: date, rules: Reminding) -> datetime:
    """The first decent moment of a day."""
    return datetime.combine(day, rules.hours[0][0], CHINA)


def passed(line: Sequence[Milestone], now: datetime) -> list[Milestone]:
    """Those that are due, earliest first; of one moment the one nearest its deadline last."""
    return sorted((one for one in line if one.due <= now), key=lambda one: (one.due, one.days))


def decent(now: datetime, rules: Reminding) -> bool:
    """Whether people may be written to: a working day, in one of the spans of hours."""
    local = in_china(now)
    at_work = any(start <= local.time() < end for start, end in rules.hours)
    return at_work and rules.calendar.works(local.date())


def next_decent(now: datetime, rules: Reminding) -> datetime:
    """The next moment at which people may be written to; now where it is one."""
    if decent(now, rules):
        return now
    local = in_china(now)
    if rules.calendar.works(local.date()):
        for start, _ in rules.hours:
            if local.time() < start:
                return datetime.combine(local.date(), start, CHINA)
    return begin(rules.calendar.after(local.date() + timedelta(days=1)), rules)


def tomorrow(now: datetime, last: datetime, rules: Reminding) -> date | None:
    """The day 明天再提醒我 means: the next working day; None where that is past the deadline."""
    day = rules.calendar.after(in_china(now).date() + timedelta(days=1))
    return day if begin(day, rules) < last else None
