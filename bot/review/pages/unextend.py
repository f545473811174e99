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
from storage.queries import quarters


@page("extend/back/{quarter:int}/{unit:int}", roles=("admin",), reads=True)
async def ask(turn: Turn, quarter: int, unit: int) -> None:
    """What stands, and what would hold then."""
    form = await _form(turn, quarter, unit)
    own = form.quarter.deadline
    turn.say(words.ask(form, _name(form), moment(form.form.extended_to or ""), own, turn.now))


@page("extend/back/{quarter:int}/{unit:int}/yes", roles=("admin",))
async def take_back(turn: Turn, quarter: int, unit: int) -> None:
    """Take it back, write it down, tell the unit and the office."""
    form = await _form(turn, quarter, unit)
    before = form.form.extended_to or ""
    own = form.quarter.deadline
    await quarters.unextend(turn.db, form.form.id)
    about = f"deadline/{form.form.id}"
    await turn.record(unit, "deadline.unextend", about, before, None)
    message = words.told_unit(form, _name(form), own, turn.now)
    key = f"unextended:{form.form.id}:{turn.inbox_id}"
    told = await telling.post_to_unit(turn.db, form, message, key, turn.now, turn.inbox_id)
    turn.say(words.done(form, _name(form), own, turn.now, heard=bool(told)))
    line = words.told_office(turn.somebody.name, form.unit.short, _name(form), own, turn.now)
    await tell_office(turn, Message(text=line))


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
