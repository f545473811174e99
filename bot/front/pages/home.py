"""The first page, for whoever asks: a liaison's unit, the office's quarter, or both.

Not here: help (``bot.front.pages.help``), the office's own pages.
"""

from __future__ import annotations

import json

from bot.corridor import words as corridor
from bot.corridor.buttons import to
from bot.corridor.events import Button, Message
from bot.corridor.pages import OFFICE, page
from bot.corridor.turn import Turn, instead
from bot.editions import standings
from bot.filling.pages.onward import still_open
from bot.forms.alive import ALIVE, alive, current_quarter
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.pages.which import form_of
from bot.front.pages.waiting import items
from bot.front.words import home as words
from bot.questions.typed import alone
from storage.queries import roster
from storage.queries.roster import Unit

Rows = tuple[tuple[Button, ...], ...]


@page(
    "home",
    words=alone("home"),
    reads=True,
)
async def home(turn: Turn) -> None:
    """What the person who asks should know and do next."""
    office = turn.has(*OFFICE)
    if not turn.incoming.private:
        if turn.group is None:
            raise instead(corridor.foreign_group().text)
        if not office:
            raise instead(words.group_only_office())
    mine = turn.units if turn.incoming.private else ()
    if not office and not mine:
        if turn.has("supplier"):
            await turn.visit("supply")
            return
        raise instead(words.nobody())
    if mine and not office and _meant(turn) is None:
        await _several(turn)
        return
    await _show(turn, mine, office=office)


@page("home/{unit:int}", roles=("liaison",), reads=True)
async def home_of(turn: Turn, unit: int) -> None:
    """One unit's first page; from now on the person speaks of this unit."""
    turn.speak_of(unit)
    await _show(turn, (unit,), office=False)


@page("home/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def home_in(turn: Turn, quarter: int, unit: int) -> None:
    """One unit's first page, as it stands in one of several quarters."""
    await form_of(turn, quarter, unit)
    named, own, way = await _liaison(turn, unit, quarter)
    turn.say(Message(title=named, text="\n".join(own), buttons=_distinct(way)))


@page("home/of/{quarter:int}", roles=OFFICE, reads=True)
async def office_in(turn: Turn, quarter: int) -> None:
    """The office's first page of one of several quarters."""
    title, lines, buttons = await _office(turn, quarter)
    turn.say(Message(title=title, text="\n".join(lines), buttons=_distinct(buttons)))


@page("home/units", roles=("liaison",), words=alone("home/units"), reads=True)
async def home_units(turn: Turn) -> None:
    """The units a person is liaison of, one line each."""
    await _several(turn)


@page("back", words=alone("back"), reads=True)
async def back(turn: Turn) -> None:
    """Typed 返回: what the last message offers under that name, else the first page."""
    for label, route in json.loads(turn.conversation.choices):
        if str(label).startswith("返回"):
            await turn.visit(str(route))
            return
    await turn.visit("home")


def _meant(turn: Turn) -> int | None:
    if turn.conversation.unit_id in turn.units:
        return turn.conversation.unit_id
    return turn.units[0] if len(turn.units) == 1 else None


async def _show(turn: Turn, mine: tuple[int, ...], *, office: bool) -> None:
    """The office's lines above the unit's own, where a person has both."""
    unit = _meant(turn) if mine else None
    title, lines, buttons = await _office(turn) if office else ("", [], ())
    if unit is not None:
        named, own, way = await _liaison(turn, unit)
        lines = [*lines, "", named, *own] if office else own
        title, buttons = title or named, (*way, *buttons)
    elif mine:
        forms, _ = await _forms(turn)
        lines = [*lines, "", *(words.unit_line(form, turn.now) for form in forms)]
        buttons = (*words.unit_buttons(forms), *buttons)
    turn.say(Message(title=title, text="\n".join(lines), buttons=_distinct(buttons)))


def _distinct(rows: Rows) -> Rows:
    """The same label typed can mean one button only: the first stays."""
    seen: set[str] = set()
    kept: list[tuple[Button, ...]] = []
    for row in rows:
        fresh = tuple(button for button in row if button.label not in seen)
        seen |= {button.label for button in fresh}
        kept += [fresh] if fresh else []
    return tuple(kept)


async def _liaison(
    turn: Turn, unit_id: int, quarter_id: int | None = None
) -> tuple[str, list[str], Rows]:
    known = await alive(turn.db, turn.now, unit_id)
    quarter = await current_quarter(turn.db, turn.now, unit_id)
    quarter = next((one for one in known if one.id == quarter_id), quarter)
    if quarter is None:
        unit = await roster.by_id(turn.db, unit_id)
        waiting = words.without_quarter([unit] if unit else [])
        return "", [waiting], ((Button(label="帮助", route="help"),),)
    form = await form_of(turn, quarter.id, unit_id)
    place = turn.conversation.place
    open_ = form.may_fill(turn.now) or form.returned
    if place is not None and not (open_ and _about(place, form)):
        turn.leave_walk()  # closed meanwhile, or the person has turned to another unit
        place = None
    place = still_open(form, place, turn.now)
    buttons = words.liaison_buttons(form, turn.now, place, len(turn.units) > 1)
    lines = words.liaison(form, turn.now)
    for one in known:
        other = await load(turn.db, one.id, unit_id) if one.id != quarter.id else None
        if other is not None:
            lines.append(words.other_form(other, turn.now))
            buttons = (*buttons, (words.other_quarter(one, "home", one.id, unit_id),))
    return words.title(form), lines, buttons


def _about(place: str, form: UnitForm) -> bool:
    return place.split("/")[1:3] == [str(form.quarter.id), str(form.unit.id)]


async def _several(turn: Turn) -> None:
    forms, idle = await _forms(turn)
    if not forms:
        raise instead(words.without_quarter(idle))
    lines = [words.unit_line(form, turn.now) for form in forms]
    buttons = words.unit_buttons(forms)
    turn.say(Message(title=words.which_unit(), text="\n".join(lines), buttons=buttons))


async def _forms(turn: Turn) -> tuple[list[UnitForm], list[Unit]]:
    """The person's units: those with a form in their current quarter, and those without."""
    forms: list[UnitForm] = []
    idle: list[Unit] = []
    for unit_id in turn.units:
        quarter = await current_quarter(turn.db, turn.now, unit_id)
        form = await load(turn.db, quarter.id, unit_id) if quarter else None
        unit = await roster.by_id(turn.db, unit_id)
        if form is not None:
            forms.append(form)
        elif unit is not None:
            idle.append(unit)
    return forms, idle


async def _office(turn: Turn, quarter_id: int | None = None) -> tuple[str, list[str], Rows]:
    known = await alive(turn.db, turn.now)
    quarter = await current_quarter(turn.db, turn.now, states=ALIVE)
    quarter = next((one for one in known if one.id == quarter_id), quarter)
    tally = words.Tally(0, 0, 0)
    if quarter is not None:
        tally = words.Tally(*await standings.tally(turn.db, quarter))
    reviewing = turn.has("admin", "reviewer")
    buttons = words.office_buttons(quarter, turn.has("admin"), reviewing)
    units = 0 if quarter else len(await roster.everyone(turn.db))
    lines = words.office(quarter, tally, turn.now, admin=turn.has("admin"), units=units)
    for one in known:
        if quarter is not None and one.id != quarter.id:
            lines.append(words.other_stage(one, turn.now))
            buttons = (*buttons, (words.other_quarter(one, "home/of", one.id),))
    if reviewing:
        found = await items(turn)
        lines += [said for said, _ in found]
        buttons = (*(((to("待确认", "waiting"),),) if found else ()), *buttons)
    return f"信用办 · {turn.world.county}", lines, buttons
