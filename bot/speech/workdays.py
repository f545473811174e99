"""Working days: when a date that falls on a rest day moves on, and whether that is known.

The calendar of holidays and moved working days (调休) comes from chinesecalendar, which knows a
year only after the State Council announced it. For other years weekends and the feasts of the sun
calendar are taken as in the years before, and the caller must say so. What the office sets down
in its settings (``Calendar``) goes before both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar


def works(day: date) -> tuple[bool, bool]:
    """Whether people work on a day, and whether that is known rather than taken by weekday."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5 and not _feast(day), False


def _feast(day: date) -> bool:
    """元旦, 清明, 劳动节 and 国庆节, with the days off that have gone with them since 2020."""
    # The day of 清明 by the usual formula, right for 2001 to 2099.
    years = day.year % 100
    bright = date(day.year, 4, int(years * 0.2422 + 4.81) - years // 4)
    usual = {(1, 1), *((5, one) for one in range(1, 6)), *((10, one) for one in range(1, 8))}
    return day == bright or (day.month, day.day) in usual


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days with the office's own days on and off above them."""

    on: frozenset[date] = field(default_factory=frozenset)
    off: frozenset[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        """Whether people work on a day."""
        return day in self.on or (day not in self.off and works(day)[0])

    def before(self, day: date) -> date:
        """The day itself when it is a working day, else the last one before it."""
        while not self.works(day):
            day -= timedelta(days=1)
        return day

    def after(self, day: date) -> date:
        """The day itself when it is a working day, else the next one."""
        while not self.works(day):
            day += timedelta(days=1)
        return day
