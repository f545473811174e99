"""Orders of the office over a set of units: nudging them, planning to. Shown before it is done."""

from __future__ import annotations

from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.loading import load
from bot.inquiry import answering
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.listed import Found
from bot.inquiry.often import find
from bot.inquiry.words import found as found_words, orders as words
from bot.inquiry.words.said import heading
from bot.questions.combined.query import Query, loads
from bot.questions.typed import alone
from bot.reminders import nudging
from bot.reminders.milestones import decent, next_decent
from bot.reminders.rules import rules_of
from bot.reminders.words import nudge as nudge_words
from bot.speech import quarters as quarter_words
from bot.speech.calendar import CHINA, in_china
from storage.database import moment
from storage.queries import inquiries, planned, quarters, reminders, roster
from storage.queries.planned import Planned
from storage.queries.quarters import Quarter


@page("found/{number:int}/nudge", roles=("admin",), reads=True)
async def ask(turn: Turn, number: int) -> None:
    """Whom a nudge would go to."""
    query, found = await _found(turn, number)
    names = await _names(turn)
    said = heading(query, names, in_china(turn.now).date())
    units = [names[one] for one in dict.fromkeys(found.units)]
    which = await _which(turn, found)
    if not units:
        turn.say(words.nobody(said, which))
        return
    rules = await rules_of(turn)
    then = None if decent(turn.now, rules) else next_decent(turn.now, rules)
    turn.say(words.ask_nudge(number, said, units, then, turn.now, which))


@page("found/{number:int}/nudge/yes", roles=("admin",))
async def nudge(turn: Turn, number: int) -> None:
    """Nudge those who owe and were not reminded today."""
    _, found = await _found(turn, number)
    quarter = await _alive(turn, found)
    loaded = [await load(turn.db, quarter.id, one) for one in dict.fromkeys(found.units)]
    forms = [one for one in loaded if one is not None]
    today = await reminders.sent_since(turn.db, quarter.id, nudging.midnight(turn.now))
    fresh = [one for one in forms if one.unit.id not in today]
    nudged = await nudging.nudge(turn.db, fresh, turn.now, await rules_of(turn))
    told = [one.owed.form.unit for one in nudged if one.told]
    owing = {one.owed.form.unit.id for one in nudged}
    if told:
        after = {"units": [unit.id for unit in told]}
        await turn.record(None, "remind.nudge", f"quarter/{quarter.id}", None, after)
    turn.say(
        nudge_words.nudged_all(
            [unit.short for unit in told],
            [one.owed.form.unit.short for one in nudged if not one.told],
            [one.unit.short for one in fresh if one.unit.id not in owing],
            [one.unit.short for one in forms if one.unit.id in today],
        )
    )


@page("planned", roles=("admin",), words=alone("planned"), reads=True)
async def listed(turn: Turn) -> None:
    """The reminders that are still to come."""
    names, today = await _names(turn), in_china(turn.now).date()
    found = [
        (one, heading(loads(one.whom), names, today)) for one in await planned.waiting(turn.db)
    ]
    turn.say(words.listed(found, turn.now))


@page("planned/ask/{number:int}/{when}", roles=("admin",), reads=True)
async def ask_plan(turn: Turn, number: int, when: str) -> None:
    """A reminder as it would be planned."""
    query, found = await _found(turn, number)
    await _alive(turn, found)
    names = await _names(turn)
    said = heading(query, names, in_china(turn.now).date())
    units = [names[one] for one in dict.fromkeys(found.units)]
    due, which = _moment(turn, when), await _which(turn, found)
    turn.say(words.ask_plan(number, said, due, units, turn.now, which))


@page("planned/new/{number:int}/{when}", roles=("admin",))
async def plan(turn: Turn, number: int, when: str) -> None:
    """Plan it."""
    query, found = await _found(turn, number)
    quarter, due = await _alive(turn, found), _moment(turn, when)
    kept = await inquiries.by_id(turn.db, number)
    whom = kept.said if kept else ""
    made = await planned.add(turn.db, quarter.id, whom, due, turn.somebody.id, turn.now)
    after = {"due": due.isoformat(), "topic": query.topic}
    await turn.record(None, "remind.plan", f"planned/{made}", None, after)
    turn.say(words.planned(made, due, turn.now))


@page("planned/move/{number:int}/{when}", roles=("admin",), reads=True)
async def ask_move(turn: Turn, number: int, when: str) -> None:
    """One as it would be at another time."""
    one, due = await _waiting(turn, number), _moment(turn, when)
    turn.say(words.ask_move(number, await _said(turn, one), moment(one.due_at), due, turn.now))


@page("planned/moved/{number:int}/{when}", roles=("admin",))
async def move(turn: Turn, number: int, when: str) -> None:
    """Plan it for that time instead."""
    one, due = await _waiting(turn, number), _moment(turn, when)
    await planned.settle(turn.db, number, "cancelled")
    made = await planned.add(turn.db, one.quarter_id, one.whom, due, turn.somebody.id, turn.now)
    after = {"due": due.isoformat(), "planned": made}
    await turn.record(None, "remind.replan", f"planned/{number}", {"due": one.due_at}, after)
    turn.say(words.planned(made, due, turn.now))


@page("planned/stop/{number:int}", roles=("admin",), reads=True)
async def ask_drop(turn: Turn, number: int) -> None:
    """Whether it is to be cancelled."""
    one = await _waiting(turn, number)
    turn.say(words.ask_drop(number, await _said(turn, one), moment(one.due_at), turn.now))


async def _waiting(turn: Turn, number: int) -> Planned:
    """A reminder that is still to come."""
    one = await planned.by_id(turn.db, number)
    if one is None or one.state != "waiting":
        raise instead(words.over(), words.PLANNED, HOME)
    return one


async def _said(turn: Turn, one: Planned) -> str:
    return heading(loads(one.whom), await _names(turn), in_china(turn.now).date())


@page("planned/drop/{number:int}", roles=("admin",))
async def drop(turn: Turn, number: int) -> None:
    """Cancel one."""
    if not await planned.settle(turn.db, number, "cancelled"):
        raise instead(words.over(), words.PLANNED, HOME)
    await turn.record(None, "remind.unplan", f"planned/{number}", "waiting", "cancelled")
    turn.say(words.dropped())


def _moment(turn: Turn, when: str) -> datetime:
    try:
        found = datetime.strptime(when, "%Y%m%d%H%M").replace(tzinfo=CHINA)
    except ValueError as fault:
        raise instead(words.past(), HOME) from fault
    if found <= turn.now:
        raise instead(words.past(), HOME)
    return found


async def _alive(turn: Turn, found: Found) -> Quarter:
    """The quarter an order is about, if it still takes reports or supplements."""
    every = await quarters.everyone(turn.db)
    meant = found.sections[0].quarter if found.sections else None
    quarter = next((one for one in every if (one.year, one.number) == meant), None)
    if quarter is None or quarter.state not in ("open", "review"):
        raise instead(words.after_deadline(), HOME)
    return quarter


async def _which(turn: Turn, found: Found) -> str:
    """Which quarter is meant, where another one takes reports as well."""
    meant = found.sections[0].quarter if found.sections else None
    if meant is None:
        return ""
    others = [
        quarter_words.name(one.year, one.number)
        for one in reversed(await quarters.everyone(turn.db))
        if one.state == "open" and (one.year, one.number) != meant
    ]
    return words.of_quarters(quarter_words.name(*meant), others)


async def _names(turn: Turn) -> dict[int, str]:
    return {one.id: one.short for one in await roster.everyone(turn.db)}


async def _found(turn: Turn, number: int) -> tuple[Query, Found]:
    query = await answering.kept(turn, number)
    if query is None:
        raise instead(found_words.too_old(), HOME)
    county = County(turn.db, await quarters.everyone(turn.db), turn.now)
    try:
        return query, await find(query, county)
    except CannotTellError as fault:
        raise instead(str(fault), HOME) from fault
