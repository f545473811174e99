"""Extensions of a deadline: each one that was granted, with its reason.

What holds for a unit now stands on its form (``storage.queries.quarters.extend``); here is the
list of how it came about.
"""

from __future__ import annotations

from datetime import datetime

from storage.database import Session, moment, stamp
from storage.queries import load

_sql = load("extensions")


async def add(
    db: Session,
    quarter_id: int,
    unit_id: int | None,
    until: datetime,
    reason: str,
    person_id: int,
    now: datetime,
) -> None:
    """Write down that a later deadline was granted: to a unit, or to all that report (None)."""
    await _sql.add(
        db,
        quarter_id=quarter_id,
        unit_id=unit_id,
        until=stamp(until),
        reason=reason,
        person_id=person_id,
        now=stamp(now),
    )


async def latest(db: Session, quarter_id: int) -> datetime | None:
    """The last of the deadlines granted to single units of a quarter; None: there is none."""
    found = await _sql.latest(db, quarter_id=quarter_id)
    return None if found is None else moment(str(found))
