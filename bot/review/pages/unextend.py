"""收回延期: the quarter's own deadline holds for a unit again; shown first; the unit is told."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.people.telling import tell_office
from bot.review import telling
from bot.review.queue import conflicted
from bot.review.words import unextend as words
from bot.speech import quarters as quarter_words
from storage.database import moment
from storage.queries import inquiries, quarters


@page("extend/back/{quarter:int}/{unit:int}", roles=("admin",), reads=True)
async def ask(turn: Turn, quarter: int, unit: int) -> None:
    """What stands, and what would hold then."""
    form = await _form(turn, quarter, unit)
    own = form.quarter.deadline
    turn.say(words.ask(form, _name(form), moment(form.form.extended_to or ""), own, turn.now))


@page("extend/back/{quarter:int}/of/{number:int}", roles=("admin",), reads=True)
async def ask_of_several(turn: Turn, quarter: int, number: int) -> None:
    """Those of a list that have more time, and what would hold then."""
    forms = await _forms(turn, quarter, number)
    named = [(one.unit.short, moment(one.form.extended_to or "")) for one in forms]
    own = forms[0].quarter.deadline
    turn.say(words.ask_several(quarter, number, _name(forms[0]), named, own, turn.now))


@page("extend/back/{quarter:int}/of/{number:int}/yes", roles=("admin",))
async def take_back_several(turn: Turn, quarter: int, number: int) -> None:
    """Take all of them back."""
    forms = await _forms(turn, quarter, number)
    unheard = [one.unit.short for one in forms if not await _take_back(turn, one)]
    named, own = [one.unit.short for one in forms], forms[0].quarter.deadline
    turn.say(words.done_several(named, _name(forms[0]), own, turn.now, unheard))


async def _forms(turn: Turn, quarter: int, number: int) -> list[UnitForm]:
    """The forms of a kept list that were given more time and are not this admin's own."""
    kept = await inquiries.by_id(turn.db, number)
    loaded = [await load(turn.db, quarter, one) for one in (kept.shown if kept else ())]
    found = [
        one
        for one in loaded
        if one and one.form.extended_to and not conflicted(one, turn.somebody.id, turn.units)
    ]
    if not found:
        raise instead(words.none_of_them(), HOME)
    if found[0].quarter.state not in ("open", "review"):
        raise instead(words.over(_name(found[0])), HOME)
    return found


@page("extend/back/{quarter:int}/{unit:int}/yes", roles=("admin",))
async def take_back(turn: Turn, quarter: int, unit: int) -> None:
    """Take it back, write it down, tell the unit and the office."""
    form = await _form(turn, quarter, unit)
    told = await _take_back(turn, form)
    turn.say(words.done(form, _name(form), form.quarter.deadline, turn.now, heard=told))


async def _take_back(turn: Turn, form: UnitForm) -> bool:
    """One unit's; whether anybody of it hears of it."""
    before = form.form.extended_to or ""
    own = form.quarter.deadline
    await quarters.unextend(turn.db, form.form.id)
    about = f"deadline/{form.form.id}"
    await turn.record(form.unit.id, "deadline.unextend", about, before, None)
    message = words.told_unit(form, _name(form), own, turn.now)
    key = f"unextended:{form.form.id}:{turn.inbox_id}"
    told = await telling.post_to_unit(turn.db, form, message, key, turn.now, turn.inbox_id)
    line = words.told_office(turn.somebody.name, form.unit.short, _name(form), own, turn.now)
    await tell_office(turn, Message(text=line))
    return bool(told)


def _name(form: UnitForm) -> str:
    return quarter_words.name(form.quarter.year, form.quarter.number)


async def _form(turn: Turn, quarter: int, unit: int) -> UnitForm:
    """A form that was given more time, of a quarter that takes reports."""
    form = await load(turn.db, quarter, unit)
    if form is None:
        raise instead(words.not_taking_part(), HOME)
    if conflicted(form, turn.somebody.id, turn.units):
        raise instead(words.own_unit(form.unit.short), HOME)
    if form.quarter.state not in ("open", "review"):
        raise instead(words.over(_name(form)), HOME)
    if not form.form.extended_to:
        raise instead(words.none(form.unit.short, form.quarter.deadline, turn.now), HOME)
    return form
