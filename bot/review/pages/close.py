"""截止: the reporting of a quarter ends and its review begins.

By an admin, early after being asked; by itself once the deadline and every extension are over
(``close_due``, called by the heartbeat). A unit that was granted a later deadline may report on.
"""

from __future__ import annotations

from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message, dumps
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.form import current_quarter
from bot.forms.pages.office import quarter_of
from bot.questions.typed import alone
from bot.review.words import close as words
from bot.speech import quarters as quarter_words
from storage import audit
from storage.database import Session, moment
from storage.queries import corridor, extensions, people, quarters, units
from storage.queries.quarters import Quarter


@page("close", words=alone("close"))
async def close(turn: Turn) -> None:
    """截止: for an admin the way to end reporting; everybody else asks for the date."""
    if not turn.has("admin"):
        await turn.ask("截止时间")
        return
    quarter = await oldest_open(turn.db) or await current_quarter(turn.db)
    if quarter is None:
        raise instead(words.nothing_open(), HOME)
    await turn.visit(link("close", quarter.id))


async def oldest_open(db: Session) -> Quarter | None:
    """Of two quarters that take reports at once, the one whose time is over first."""
    known = [one for one in await quarters.everyone(db) if one.state == "open"]
    return known[-1] if known else None


@page("close/{quarter:int}", roles=("admin",))
async def look(turn: Turn, quarter: int) -> None:
    """Who would be left out; nothing is asked once the time is over for everybody."""
    found = await _open(turn, quarter)
    if await _is_over(turn.db, found, turn.now):
        await _close(turn, found)
        return
    name = quarter_words.name(found.year, found.number)
    it = await standing(turn.db, found, turn.now)
    turn.say(words.ask(quarter, name, found.deadline, turn.now, it))


@page("close/yes/{quarter:int}", roles=("admin",))
async def confirmed(turn: Turn, quarter: int) -> None:
    """End reporting now."""
    await _close(turn, await _open(turn, quarter))


async def _open(turn: Turn, quarter_id: int) -> Quarter:
    found = await quarter_of(turn, quarter_id)
    if found.state != "open":
        name = quarter_words.name(found.year, found.number)
        state = quarter_words.STATES.get(found.state, found.state)
        review = Button(label="审核", route=link("review", quarter_id))
        raise instead(words.closed_already(name, state), review, HOME)
    return found


async def _close(turn: Turn, quarter: Quarter) -> None:
    why = "到了截止时间" if turn.now > quarter.deadline else "提前截止"
    message = await move_to_review(turn.db, quarter, turn.now, turn.somebody.id, why)
    if message is None:
        raise InsteadError(Message(text=words.nothing_open(), buttons=((HOME,),)))
    turn.say(message)
    if turn.group is None:
        await turn.tell_office(message, f"closed:{quarter.id}")
    for person in await _reviewers(turn.db):
        if person != turn.somebody.id:
            await turn.tell(person, message, f"closed:{quarter.id}")


async def standing(db: Session, quarter: Quarter, now: datetime) -> words.Standing:
    """Who has handed in, who has not, who may still."""
    names = {one.id: one.short for one in await units.everyone(db)}
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


async def _is_over(db: Session, quarter: Quarter, now: datetime) -> bool:
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
        if quarter.state != "open" or not await _is_over(db, quarter, now):
            continue
        message = await move_to_review(db, quarter, now, None, "到了截止时间")
        if message is None:
            continue
        closed.append(quarter)
        places = [(g.channel, g.address) for g in await people.groups_for(db, "admin")]
        for person in await _reviewers(db):
            one = await people.reached_at(db, person)
            places += [(one.channel, one.address)] if one else []
        for channel, address in places:
            reason = f"closed:{quarter.id}@{channel}:{address}"
            text = dumps(message)
            await corridor.post(db, None, channel, address, text, reason=reason, now=now)
    return closed


async def _reviewers(db: Session) -> list[int]:
    return [grant.person_id for grant in await people.with_role(db, "reviewer")]
