"""延期: one unit may report later, for a reason that it and the office read.

One decision: it moves the unit's own deadline, and with it lateness of work reports, reminders and
what may be filled in. It may be granted before and after the quarter's deadline.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bot import quarter_plan, workdays
from bot.events import Message
from bot.form import UnitForm, current_quarter, load, load_quarter
from bot.pages import review_telling as telling
from bot.pages.gates import is_answer
from bot.pages.office import quarter_of
from bot.pages.review_return import working_days_on
from bot.pages.telling import tell_office
from bot.turn import Turn, instead, link, page
from bot.words import quarter as quarter_words
from bot.words import review_close as words
from bot.words.calendar import DayFault, day, in_china
from bot.words.names import Named, Roster
from bot.words.paging import leaf
from storage.database import moment, stamp
from storage.queries import extensions, quarters, units
from storage.queries.quarters import Quarter

_STATES = ("open", "review")
_DAYS = (1, 3, 5)
_LONGEST = 100


@page("extend", roles=("admin",), words=("延期",), opens=("延期",))
async def extend(turn: Turn) -> None:
    """延期 alone: which unit. 延期 教育局 1月8日 原因: at once."""
    quarter = await current_quarter(turn.db)
    if quarter is None:
        raise instead(words.nothing_open(), words.HOME)
    if turn.rest:
        await _typed(turn, quarter, turn.rest)
        return
    await turn.visit(link("extend", quarter.id, "list", 1))


async def _typed(turn: Turn, quarter: Quarter, text: str) -> None:
    """A unit, then a day, then a reason; what is missing is asked for."""
    found = (await _roster(turn)).find_in(text)
    unit = found[0].found.unit if found else None
    if unit is None or not found:
        raise instead(words.not_understood(), words.HOME)
    rest = text[: found[0].start] + " " + text[found[0].end :]
    said, _, reason = rest.strip().partition(" ")
    said = re.sub(r"^(?:延期)?(?:到|至)", "", said)
    if not said:
        await turn.visit(link("extend", quarter.id, unit.id))
        return
    chosen = _day(turn, said)
    form = await _form(turn, quarter.id, unit.id)
    until = _until(turn, form, chosen)
    if reason.strip():
        await _grant(turn, form, until, reason.strip())
        return
    await turn.visit(link("extend", quarter.id, unit.id, f"{chosen:%Y%m%d}"))


async def _roster(turn: Turn) -> Roster:
    aliases = await units.aliases(turn.db)
    return Roster(
        tuple(
            Named(one.id, one.name, one.short, aliases.get(one.id, ()), one.group)
            for one in await units.everyone(turn.db)
        )
    )


@page("extend/{quarter:int}/list/{number:int}", roles=("admin",))
async def choose(turn: Turn, quarter: int, number: int) -> None:
    """Units that have not handed in."""
    found = await quarter_of(turn, quarter)
    _must_take_reports(found)
    forms = [one for one in await load_quarter(turn.db, found) if one.form.state != "submitted"]
    lines = [(one.unit.id, one.unit.short, _said(turn, one)) for one in forms]
    turn.say(words.which_unit(quarter, leaf(lines, number, 9)))


def _said(turn: Turn, form: UnitForm) -> str:
    until = form.form.extended_to
    return words.until_in_list(moment(until) if until else None, turn.now)


@page("extend/{quarter:int}/{unit:int}", roles=("admin",))
async def until_when(turn: Turn, quarter: int, unit: int) -> None:
    """Which day."""
    form = await _form(turn, quarter, unit)
    route = link("extend", quarter, unit)
    if is_answer(turn, route) and turn.text:
        chosen = _day(turn, turn.text)
        _until(turn, form, chosen)
        await turn.visit(link("extend", quarter, unit, f"{chosen:%Y%m%d}"))
        return
    start = max(in_china(form.deadline).date(), in_china(turn.now).date())
    days = [working_days_on(start, count) for count in _DAYS]
    turn.say(words.ask_day(quarter, unit, form.unit.short, form.deadline, days, turn.now))
    turn.wait(route)


@page("extend/{quarter:int}/{unit:int}/{day_:int}/{n:int}?", roles=("admin",))
async def because(turn: Turn, quarter: int, unit: int, day_: int, n: int = -1) -> None:
    """Why; then it is granted."""
    form = await _form(turn, quarter, unit)
    try:
        chosen = datetime.strptime(str(day_), "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
    except ValueError as fault:
        raise instead(words.not_understood(), words.HOME) from fault
    until = _until(turn, form, chosen)
    route = link("extend", quarter, unit, day_)
    typed = turn.text if is_answer(turn, route) else ""
    reason = words.REASONS[n] if 0 <= n < len(words.REASONS) else typed
    if reason:
        await _grant(turn, form, until, reason)
        return
    warnings = [words.beyond_review()] if until > moment(form.quarter.review_until) else []
    warnings += [] if workdays.works(chosen)[0] else [words.rest_day()]
    turn.say(words.ask_reason(route, form.unit.short, until, turn.now, warnings))
    turn.wait(route)


def _day(turn: Turn, text: str) -> date:
    try:
        return day(text, in_china(turn.now).date())
    except DayFault as fault:
        raise instead(fault.sentence, words.HOME) from fault


def _until(turn: Turn, form: UnitForm, chosen: date) -> datetime:
    """The moment the chosen day ends; later than now and than what holds already."""
    until = quarter_plan.at(chosen, turn.world.timetable.deadline_hour)
    if until <= max(form.deadline, turn.now):
        raise instead(words.not_later(form.deadline, turn.now), words.HOME)
    if until > form.quarter.deadline + timedelta(days=366):
        raise instead(words.too_far(), words.HOME)
    return until


def _must_take_reports(quarter: Quarter) -> None:
    if quarter.state not in _STATES:
        name = quarter_words.name(quarter.year, quarter.number)
        state = quarter_words.STATES.get(quarter.state, quarter.state)
        raise instead(words.over(name, state), words.HOME)


async def _form(turn: Turn, quarter: int, unit: int) -> UnitForm:
    """The form whose deadline may be moved by this admin."""
    form = await load(turn.db, quarter, unit)
    if form is None:
        raise instead(words.no_such_unit(), words.HOME)
    _must_take_reports(form.quarter)
    if unit in turn.units:
        raise instead(words.own_unit(form.unit.short), words.HOME)
    if form.form.state == "submitted":
        raise instead(words.handed_in(form.unit.short), words.HOME)
    return form


async def _grant(turn: Turn, form: UnitForm, until: datetime, reason: str) -> None:
    if not 2 <= len(reason) <= _LONGEST:
        raise instead(words.reason_needed(), words.HOME)
    quarter, unit = form.quarter, form.unit
    await quarters.extend(turn.db, form.form.id, until, reason)
    me = turn.somebody
    await extensions.add(turn.db, quarter.id, unit.id, until, reason, me.id, turn.now)
    about = f"deadline/{form.form.id}"
    await turn.record(unit.id, "deadline.extend", about, stamp(form.deadline), stamp(until), reason)
    name = quarter_words.name(quarter.year, quarter.number)
    message = words.told_unit(quarter.id, unit.id, unit.short, name, until, reason, turn.now)
    key = f"extended:{form.form.id}:{stamp(until)}:{turn.inbox_id}"
    told = await telling.post_to_unit(turn.db, form, message, key, turn.now, turn.inbox_id)
    turn.say(words.done(quarter.id, unit.short, until, turn.now, told))
    line = words.told_office(me.name, unit.short, name, until, reason, turn.now)
    await tell_office(turn, Message(text=line))
