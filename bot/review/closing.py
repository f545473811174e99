"""Reporting ends: by hand (``bot.review.pages.close``), or by the beat after the deadline."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot.corridor.events import Message, dumps
from bot.review.words import close as words
from bot.speech import quarters as quarter_words
from storage import audit
from storage.database import Session, moment
from storage.queries import corridor, extensions, people, quarters, roster
from storage.queries.quarters import Quarter

log = structlog.get_logger(__name__)


async def standing(db: Session, quarter: Quarter, now: datetime) -> words.Standing:
    """Who has handed in, who has not, who may still."""
    names = {one.id: one.short for one in await roster.everyone(db)}
    forms = await quarters.forms(db, quarter.id)
    open_ones = [form for form in forms if form.state != "submitted"]
    extended = {
        form.unit_id: moment(form.extended_to)
        for form in open_ones
        if form.extended_to and moment(form.extended_to) >= now
    }
    return words.Standing(
        submitted=len(forms) - len(open_ones),
        units=len(forms),
        missing=tuple(names[one.unit_id] for one in open_ones if one.unit_id not in extended),
        extended=tuple((names[unit], until) for unit, until in extended.items()),
    )


HELD_AT_MOST = timedelta(hours=6)
"""What was acknowledged in time and is not carried through after so long holds nobody up."""


async def _is_behind(db: Session, quarter: Quarter, now: datetime) -> bool:
    """Whether something that came before the end of reporting is still to be carried through."""
    latest = max(quarter.deadline, await extensions.latest(db, quarter.id) or quarter.deadline)
    return now - latest < HELD_AT_MOST and await corridor.behind(db, latest) > 0


async def is_over(db: Session, quarter: Quarter, now: datetime) -> bool:
    """Whether the deadline and every later one that was granted are over."""
    latest = await extensions.latest(db, quarter.id)
    return now > max(quarter.deadline, latest or quarter.deadline)


async def move_to_review(
    db: Session, quarter: Quarter, now: datetime, actor: int | None, why: str
) -> Message | None:
    """Move an open quarter to review and write it down; what the office is told. None: too late."""
    if not await quarters.move(db, quarter.id, "open", "review"):
        return None
    await audit.record(
        db,
        audit.OFFICE,
        actor=actor,
        action="quarter.close",
        subject=f"quarter/{quarter.id}",
        before="open",
        after="review",
        why=why,
        now=now,
    )
    who = await people.person(db, actor) if actor else None
    name = quarter_words.name(quarter.year, quarter.number)
    it = await standing(db, quarter, now)
    return words.closed(quarter.id, name, now, it, who.name if who else "")


async def close_due(db: Session, now: datetime) -> list[Quarter]:
    """Move every open quarter whose time is over to review; the office and reviewers are told."""
    closed = []
    for quarter in await quarters.everyone(db):
        if quarter.state != "open" or not await is_over(db, quarter, now):
            continue
        if await _is_behind(db, quarter, now):
            log.warning("quarter not closed yet: updates wait", quarter=quarter.id)
            continue
        message = await move_to_review(db, quarter, now, None, "到了截止时间")
        if message is None:
            continue
        closed.append(quarter)
        mark = await closing_mark(db, quarter.id)
        places = [(g.channel, g.address) for g in await people.groups_for(db, "admin")]
        for person in await reviewers(db):
            one = await people.reached_at(db, person)
            places += [(one.channel, one.address)] if one else []
        for channel, address in places:
            reason = f"{mark}@{channel}:{address}"
            text = dumps(message)
            await corridor.post(db, None, channel, address, text, reason=reason, now=now)
    return closed


async def closing_mark(db: Session, quarter: int) -> str:
    """The reason that a closing is told under: once for each time the quarter was open."""
    times = await quarters.reopenings(db, quarter)
    return f"closed:{quarter}:{times + 1}" if times else f"closed:{quarter}"


async def reviewers(db: Session) -> list[int]:
    """Who reviews, by person."""
    return [grant.person_id for grant in await people.with_role(db, "reviewer")]
