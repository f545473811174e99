"""Working days: when a date that falls on a rest day moves on, and whether that is known.

The calendar of holidays and moved working days (调休) comes from chinesecalendar, which knows a
year only after the State Council announced it; a notice that the office pasted (``Announced``) goes
before it, and what the office sets down in its settings before both. For a year that none of them
knows, weekends and the feasts are taken as in the years before, and the caller must say so. Days
that the regulation on holidays names are days off in any year.
Not here: how a notice is read (``bot.speech.holidays``), where it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from borax.calendars.lunardate import LunarDate

_REVISED = 2025
_LATEST = 2099
"""The lunar calendar of ``borax`` ends with 2100."""


def works(day: date) -> tuple[bool, bool]:
    """Whether people work on a day, and whether that is known rather than taken by weekday."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5 and statutory(day) is None and not _usual(day), False


@cache
def _feasts(year: int) -> dict[date, str]:
    """全国年节及纪念日放假办法, article 2: the days off for all, of a year.

    The revision of 2024 added 除夕 and 2 May, from 2025 on.
    """
    found = {date(year, 1, 1): "元旦", date(year, 5, 1): "劳动节"}
    found |= {date(year, 5, 2): "劳动节"} if year >= _REVISED else {}
    found |= {date(year, 10, one): "国庆节" for one in (1, 2, 3)}
    # The day of 清明 by the usual formula, right for 2001 to 2099.
    short = year % 100
    found[date(year, 4, int(short * 0.2422 + 4.81) - short // 4)] = "清明节"
    if 2000 < year <= _LATEST:
        spring = LunarDate(year, 1, 1).to_solar_date()
        names = ("除夕", "春节初一", "春节初二", "春节初三")
        found |= {
            spring + timedelta(days=n - 1): name
            for n, name in enumerate(names)
            if n > 0 or year >= _REVISED
        }
        found[LunarDate(year, 5, 5).to_solar_date()] = "端午节"
        found[LunarDate(year, 8, 15).to_solar_date()] = "中秋节"
    return found


def statutory(day: date) -> str | None:
    """The feast for which the regulation gives everybody this day off, in any year."""
    return _feasts(day.year).get(day)


def statutory_days(year: int) -> dict[date, str]:
    """All days of a year that the regulation names, with their feasts."""
    return dict(sorted(_feasts(year).items()))


def _usual(day: date) -> bool:
    """Days off that have gone with the feasts since 2020 (劳动节, 国庆节) and 2025 (春节)."""
    if (day.month, day.day) in {
        *((5, one) for one in range(1, 6)),
        *((10, n) for n in range(1, 8)),
    }:
        return True
    if not 2000 < day.year <= _LATEST:
        return False
    spring: date = LunarDate(day.year, 1, 1).to_solar_date()
    return 0 <= (day - spring).days <= 6


@dataclass(frozen=True, slots=True)
class Announced:
    """Days off and moved working days of a year, by the notice that the office confirmed."""

    year: int
    off: frozenset[date]
    on: frozenset[date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days with the office's own days on and off above what was announced."""

    on: frozenset[date] = field(default_factory=frozenset)
    off: frozenset[date] = field(default_factory=frozenset)
    announced: tuple[Announced, ...] = ()

    def works(self, day: date) -> bool:
        """Whether people work on a day."""
        if day in self.on or day in self.off:
            return day in self.on
        # The notice of a year may speak of days of the year before (元旦).
        for one in self.announced:
            if day in one.on or day in one.off:
                return day in one.on
        if any(one.year == day.year for one in self.announced):
            return day.weekday() < 5 and statutory(day) is None
        return works(day)[0]

    def knows(self, day: date) -> bool:
        """Whether that is known: announced, in the library or set down by the office."""
        told = day in self.on or day in self.off
        told = told or any(one.year == day.year for one in self.announced)
        return told or works(day)[1]

    def with_announced(self, more: Iterable[Announced]) -> Calendar:
        """This calendar with notices beside it; of one year the later notice counts."""
        by_year = {one.year: one for one in (*self.announced, *more)}
        newest_first = tuple(by_year[year] for year in sorted(by_year, reverse=True))
        return Calendar(self.on, self.off, newest_first)

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
