"""Telling a unit what was decided: gathered, one message per unit and round; returns at once.

A round ends when the reviewer turns to another unit or leaves, else after ten minutes (the
heartbeat asks). The beat has no turn, so these take the database and the time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.corridor.events import Message, dumps
from bot.corridor.turn import Turn
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.review.queue import decidable, reviewable, waits
from bot.review.words import told as words
from storage.database import Session
from storage.queries import corridor, people, quarters, review

QUIET = timedelta(minutes=10)
"""A unit is told this long after its last decision, if the reviewer has not turned away before."""

FAR = timedelta(days=1)
"""A decision of after that was made while the clock was wrong."""


async def tell_left(turn: Turn, still: int | None) -> None:
    """Tell every unit this reviewer decided about, but the one that is still on the desk."""
    left = await review.forms_untold_by(turn.db, turn.somebody.id)

    async def tell() -> None:
        for form_id in left:
            if form_id != still:
                await tell_round(turn.db, form_id, turn.now, turn.inbox_id)

    if set(left) - {still}:
        await turn.then(tell)


async def tell_quiet(db: Session, now: datetime) -> int:
    """Tell units whose last decision is ten minutes old; how many."""
    found = await review.forms_untold_since(db, now - QUIET, now + FAR)
    for form_id in found:
        await tell_round(db, form_id, now, None)
    return len(found)


async def tell_round(db: Session, form_id: int, now: datetime, inbox_id: int | None) -> None:
    """Tell a unit's liaisons what was decided since they were last told."""
    decisions = await review.untold(db, form_id)
    form = await _form(db, form_id)
    if not decisions or form is None:
        return
    await review.mark_told(db, form_id, now)
    left = sum(waits(form, row, now) for row in decidable(form)) if reviewable(form, now) else 0
    message = words.told(form, decisions, left)
    await post_to_unit(db, form, message, f"reviewed:{decisions[-1].id}", now, inbox_id)


async def _form(db: Session, form_id: int) -> UnitForm | None:
    kept = await quarters.form_by_id(db, form_id)
    return await load(db, kept.quarter_id, kept.unit_id) if kept else None


async def post_to_unit(
    db: Session, form: UnitForm, message: Message, reason: str, now: datetime, inbox_id: int | None
) -> int:
    """Write to the unit's liaisons where they wrote last, once per reason; how many people."""
    told = 0
    for grant in await people.of_unit(db, form.unit.id):
        if grant.role != "liaison":
            continue
        one = await people.reached_at(db, grant.person_id)
        if one is not None:
            key = f"{reason}@{one.channel}:{one.address}"
            await corridor.post(
                db, inbox_id, one.channel, one.address, dumps(message), reason=key, now=now
            )
        told += 1
    return told
