"""Dates that move up: a quarter that is closed, or announced, long before its day.

What comes after keeps its length: so many days of review after the end of reporting, so many for
appeals after the announcement. Until then a quarter closed early can be opened again as planned.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.corridor.door import Timetable
from bot.quarters.plan import at
from bot.speech.calendar import in_china
from bot.speech.workdays import Calendar
from storage.database import Session, moment, stamp
from storage.queries import corridor, quarters
from storage.queries.quarters import Dates, Quarter

SOON: Final = timedelta(days=7)
"""An announcement by so much before its planned day is not far before it."""


def closed_now(quarter: Quarter, now: datetime, table: Timetable, calendar: Calendar) -> Dates:
    """A quarter's dates where reporting ends now: none of them is later than it was."""
    review = calendar.after(in_china(now).date() + timedelta(days=table.review_days))
    appeal = calendar.after(review + timedelta(days=table.appeal_days))
    return Dates(
        opens=quarter.opens,
        deadline=min(now, quarter.deadline),
        work_report_due=quarter.work_report_due,
        review_until=min(at(review, table.deadline_hour), moment(quarter.review_until)),
        appeal_until=min(at(appeal, table.deadline_hour), moment(quarter.appeal_until)),
    )


def days_early(quarter: Quarter, now: datetime) -> int:
    """By how many days a first announcement now is far before its planned day; 0: it is not."""
    planned = moment(quarter.review_until)
    if quarter.state != "review" or planned - now <= SOON:
        return 0
    return (_day(planned) - _day(now)).days


def appeals_until(
    quarter: Quarter, now: datetime, table: Timetable, calendar: Calendar
) -> datetime:
    """Until when appeals are taken of what is announced now.

    The quarter's own day, but never less than the timetable grants; announced far before its day,
    no more than that either, moved on to a working day.
    """
    day = _day(now) + timedelta(days=table.appeal_days)
    if days_early(quarter, now):
        return min(at(calendar.after(day), table.deadline_hour), moment(quarter.appeal_until))
    return max(moment(quarter.appeal_until), at(day, table.deadline_hour))


def announced_now(quarter: Quarter, now: datetime, appeals: datetime) -> Dates:
    """A quarter's dates where it is announced now: what was to come before is over."""
    return Dates(
        opens=quarter.opens,
        deadline=min(quarter.deadline, now),
        work_report_due=quarter.work_report_due,
        review_until=min(moment(quarter.review_until), now),
        appeal_until=appeals,
    )


def _day(now: datetime) -> date:
    return in_china(now).date()


async def keep_planned(db: Session, quarter: Quarter) -> None:
    """Remember the dates that a quarter had before it was closed early."""
    kept = [getattr(quarter, name) for name in _KEPT]
    await corridor.set_setting(db, _key(quarter.id), json.dumps(kept))


async def as_planned(db: Session, quarter: Quarter) -> Quarter:
    """The quarter with the dates it had before it was closed early; else as it is."""
    kept = await corridor.setting(db, _key(quarter.id))
    if kept is None:
        return quarter
    return replace(quarter, **dict(zip(_KEPT, json.loads(kept), strict=True)))


async def restore(db: Session, planned: Quarter) -> dict[str, str]:
    """Give an opened quarter its planned dates back; which, as they are kept."""
    if await corridor.setting(db, _key(planned.id)) is None:
        return {}
    await corridor.drop_setting(db, _key(planned.id))
    dates = Dates(
        opens=planned.opens,
        deadline=planned.deadline,
        work_report_due=planned.work_report_due,
        review_until=moment(planned.review_until),
        appeal_until=moment(planned.appeal_until),
    )
    await quarters.set_dates(db, planned.id, dates)
    return said(dates)


def said(dates: Dates) -> dict[str, str]:
    """Dates as the trail keeps them."""
    return {
        "deadline": stamp(dates.deadline),
        "review": stamp(dates.review_until),
        "appeal": stamp(dates.appeal_until),
    }


def said_of(quarter: Quarter) -> dict[str, str]:
    """The same of a quarter as it is."""
    return {
        "deadline": quarter.deadline_at,
        "review": quarter.review_until,
        "appeal": quarter.appeal_until,
    }


_KEPT: Final = ("deadline_at", "review_until", "appeal_until")


def _key(quarter: int) -> str:
    return f"closed.early:{quarter}"
