"""How far a draft is, in figures; and from which day the next table of rules can be in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.schemes.words.drafts import Counted
from bot.speech.calendar import in_china, quarter_of
from scoring.periods import beside, first_day
from storage.database import Session
from storage.queries import quarters
from storage.queries.schemes import KeptRow


def counted(rows: Sequence[KeptRow]) -> Counted:
    """How far a draft is."""
    confirmed = sum(one.confirmed_by is not None for one in rows)
    return Counted(len(rows), confirmed, sum(not one.body for one in rows))


async def next_quarter(db: Session, now: datetime) -> date:
    """The first day of the quarter after the last one that was opened or planned."""
    known = [(one.year, one.number) for one in await quarters.everyone(db)]
    after = beside(max(known), 1) if known else quarter_of(in_china(now).date())
    return first_day(after)
