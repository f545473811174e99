"""Which quarter is meant where none is named: what is due first comes first.

From the second quarter's opening until the first one's release two quarters are alive at once. No
page and no sentence lives here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from storage.database import Session, moment
from storage.queries import answers, quarters
from storage.queries.quarters import Form, Quarter

REPORTING: Final = ("open", "review")
"""States in which something may still be reported or supplemented."""
ALIVE: Final = ("open", "review", "announced")
"""States of a quarter whose result is not final."""


def due(quarter: Quarter) -> datetime:
    """When the stage a quarter is in comes to its end."""
    ends = {"review": quarter.review_until, "announced": quarter.appeal_until}
    return moment(ends[quarter.state]) if quarter.state in ends else quarter.deadline


def living(known: Iterable[Quarter]) -> list[Quarter]:
    """Those of some quarters that are not over, what is due first first."""
    found = [one for one in known if one.state in ALIVE]
    return sorted(found, key=lambda one: (due(one), one.year, one.number))


async def alive(db: Session, now: datetime, unit_id: int | None = None) -> list[Quarter]:
    """Every quarter that is not over, what is due first first; with a unit: what it takes part in.

    For a unit what it still has to hand in comes before what only waits for others.
    """
    known = living(await quarters.everyone(db))
    if unit_id is None:
        return known
    found = []
    for one in known:
        form = await quarters.form(db, one.id, unit_id)
        if form is not None:
            found.append((*await _owes(db, one, form, now), one))
    return [one for _, _, one in sorted(found, key=lambda one: (one[0], one[1], one[2].id))]


async def several(db: Session, now: datetime, unit_id: int | None = None) -> bool:
    """Whether more than one quarter takes reports or supplements: pages then say which."""
    return sum(one.state in REPORTING for one in await alive(db, now, unit_id)) > 1


async def _owes(db: Session, quarter: Quarter, form: Form, now: datetime) -> tuple[int, datetime]:
    """0: the unit has something to hand in, until then; 1: it waits or may look again; 2: over."""
    if quarter.state == "announced":
        return 2, due(quarter)
    deadline = form.deadline(quarter)
    running = quarter.state == "open" or form.extended_to is not None
    if form.state != "submitted" and running and now <= deadline:
        return 0, deadline
    back = [
        one
        for one in await answers.reviews(db, form.id)
        if one.decision == "return" and not one.closed_at
    ]
    if back:
        dues = [moment(one.due_at) for one in back if one.due_at]
        return 0, min(dues, default=due(quarter))
    return 1 if quarter.state == "open" else 2, due(quarter)


async def current_quarter(
    db: Session, now: datetime, unit_id: int | None = None, states: tuple[str, ...] = REPORTING
) -> Quarter | None:
    """The quarter people mean without saying so: of those in these states what is due first.

    Else any other that is alive, else the newest. With a unit: among the quarters it takes part
    in. Planned quarters do not count.
    """
    living = await alive(db, now, unit_id)
    found = next((one for one in living if one.state in states), None)
    if found is not None or living:
        return found or living[0]
    known = [one for one in await quarters.everyone(db) if one.state != "planned"]
    if unit_id is not None:
        known = [one for one in known if await quarters.form(db, one.id, unit_id)]
    return known[0] if known else None
