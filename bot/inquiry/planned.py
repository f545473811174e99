"""Planned reminders that have become due: the units that owe by then are reminded, once.

Whom it is for is worked out when it is due, so that nobody is reminded who has handed in since. At
night and on days of rest it waits for the next decent hour.
"""

from __future__ import annotations

from datetime import datetime

from bot.corridor.door import Reminding
from bot.corridor.events import dumps
from bot.forms.loading import load
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.often import find
from bot.inquiry.words import orders as words
from bot.questions.combined.query import loads
from bot.reminders import nudging
from bot.reminders.milestones import decent
from storage.database import Database, Session
from storage.queries import corridor, people, planned, quarters
from storage.queries.planned import Planned

_ALIVE = ("open", "review")


async def send_due(database: Database, now: datetime, rules: Reminding) -> int:
    """Send what is due; how many were settled."""
    if not decent(now, rules):
        return 0
    async with database.reading() as db:
        waiting = await planned.due(db, now)
    for one in waiting:
        async with database.transaction() as db:
            await _send(db, one, now, rules)
    return len(waiting)


async def _send(db: Session, one: Planned, now: datetime, rules: Reminding) -> None:
    quarter = await quarters.by_id(db, one.quarter_id)
    if quarter is None or quarter.state not in _ALIVE:
        await planned.settle(db, one.id, "past")
        return
    county = County(db, await quarters.everyone(db), now)
    try:
        found = await find(loads(one.whom), county)
    except CannotTellError:
        await planned.settle(db, one.id, "past")
        return
    forms = [await load(db, quarter.id, unit) for unit in dict.fromkeys(found.units)]
    nudged = await nudging.nudge(db, [form for form in forms if form], now, rules)
    told = [each.owed.form.unit.short for each in nudged if each.told]
    if not await planned.settle(db, one.id, "done", len(told)):
        return
    identity = await people.reached_at(db, one.by_person)
    if identity is not None:
        payload = dumps(words.went_out(told))
        await corridor.post(
            db,
            None,
            identity.channel,
            identity.address,
            payload,
            reason=f"planned:{one.id}",
            now=now,
        )
