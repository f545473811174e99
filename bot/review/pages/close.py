"""截止: the reporting of a quarter ends and its review begins.

By an admin, early after being asked; by itself once the deadline and every extension are over
(``close_due``, called by the heartbeat). A unit that was granted a later deadline may report on.
"""

from __future__ import annotations

from datetime import datetime

from bot.corridor.behind import none_behind
from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.pages.office import none_yet, quarter_of
from bot.forms.roster import roster_of
from bot.quarters import early
from bot.questions.typed import alone
from bot.reminders.rules import rules_of
from bot.review.closing import closing_mark, is_over, move_to_review, reviewers, standing
from bot.review.words import close as words
from bot.speech import quarters as quarter_words
from storage.database import Session, moment
from storage.queries import people, quarters
from storage.queries.quarters import Dates, Quarter


@page("close", words=alone("close"), reads=True)
async def close(turn: Turn) -> None:
    """截止: for an admin the way to end reporting; everybody else asks for the date."""
    if not turn.has("admin"):
        await turn.ask("截止时间")
        return
    quarter = await oldest_open(turn.db) or await current_quarter(turn.db, turn.now)
    if quarter is None:
        raise none_yet(turn)
    await turn.visit(link("close", quarter.id))


async def oldest_open(db: Session) -> Quarter | None:
    """Of two quarters that take reports at once, the one whose time is over first."""
    known = [one for one in await quarters.everyone(db) if one.state == "open"]
    return known[-1] if known else None


@page("close/{quarter:int}", roles=("admin",))
async def look(turn: Turn, quarter: int) -> None:
    """Who would be left out; nothing is asked once the time is over for everybody."""
    found = await _open(turn, quarter)
    if await is_over(turn.db, found, turn.now):
        await _close(turn, found)
        return
    name = quarter_words.name(found.year, found.number)
    it = await standing(turn.db, found, turn.now)
    moves = words.moves(found, await _dates(turn, found), turn.now)
    turn.say(words.ask(quarter, name, found.deadline, turn.now, it, moves))


async def _dates(turn: Turn, quarter: Quarter) -> Dates:
    """The quarter's dates where reporting ends now."""
    calendar = (await rules_of(turn)).calendar
    return early.closed_now(quarter, turn.now, turn.world.timetable, calendar)


@page("close/yes/{quarter:int}/{sure:int}?", roles=("admin",))
async def confirmed(turn: Turn, quarter: int, sure: int = 0) -> None:
    """End reporting now; before its time after being asked a second time."""
    found = await _open(turn, quarter)
    if turn.now < found.deadline and not sure:
        name = quarter_words.name(found.year, found.number)
        it = await standing(turn.db, found, turn.now)
        moves = words.moves(found, await _dates(turn, found), turn.now)
        turn.say(words.ask_again(quarter, name, found.deadline, turn.now, it, moves))
        return
    await _close(turn, found)


async def _open(turn: Turn, quarter_id: int) -> Quarter:
    found = await quarter_of(turn, quarter_id)
    if found.state != "open":
        name = quarter_words.name(found.year, found.number)
        state = quarter_words.STATES.get(found.state, found.state)
        review = Button(label="审核", route=link("review", quarter_id))
        raise instead(words.closed_already(name, state), review, HOME)
    return found


async def _close(turn: Turn, quarter: Quarter) -> None:
    await none_behind(turn, Button(label="截止", route=link("close", quarter.id)))
    why = "到了截止时间" if turn.now > quarter.deadline else "提前截止"
    message = await move_to_review(turn.db, quarter, turn.now, turn.somebody.id, why)
    if message is None:
        raise InsteadError(Message(text=words.nothing_open(), buttons=((HOME,),)))
    if turn.now < quarter.deadline:
        dates = await _dates(turn, quarter)
        await early.keep_planned(turn.db, quarter)
        await quarters.set_dates(turn.db, quarter.id, dates)
        before, after = early.said_of(quarter), early.said(dates)
        await turn.record(None, "quarter.dates", f"quarter/{quarter.id}", before, after, why)
        text = "\n".join([message.text, *words.moves(quarter, dates, turn.now)])
        message = message.model_copy(update={"text": text})
    turn.say(message)
    mark = await closing_mark(turn.db, quarter.id)
    if turn.now < quarter.deadline:
        await _tell_units(turn, quarter, mark)
        await _tell_suppliers(turn, quarter, dates.review_until, mark)
    if turn.group is None:
        await turn.tell_office(message, mark)
    for person in await reviewers(turn.db):
        if person != turn.somebody.id:
            await turn.tell(person, message, mark)


async def _tell_units(turn: Turn, quarter: Quarter, mark: str) -> None:
    """Tell who counted on the date they were given; who was granted a later one still has it."""
    forms = {one.unit_id: one for one in await quarters.forms(turn.db, quarter.id)}
    name = quarter_words.name(quarter.year, quarter.number)
    for grant in await people.with_role(turn.db, "liaison"):
        form = forms.get(grant.unit_id) if grant.unit_id is not None else None
        if form is None or form.extended_to is not None:
            continue
        unit = (await roster_of(turn.db)).of(form.unit_id).short
        handed_in = form.state == "submitted"
        letter = words.closed_early(name, unit, quarter.deadline, turn.now, handed_in=handed_in)
        await turn.tell(grant.person_id, letter, f"{mark}:unit:{form.unit_id}")


async def _tell_suppliers(turn: Turn, quarter: Quarter, until: datetime, mark: str) -> None:
    """Tell who was given the end of the review as the day for a body's figures."""
    if until >= moment(quarter.review_until):
        return
    letter = words.closed_early_for_supplier(quarter, until, turn.now)
    for person in dict.fromkeys(
        one.person_id for one in await people.with_role(turn.db, "supplier")
    ):
        await turn.tell(person, letter, f"{mark}:supplier")
