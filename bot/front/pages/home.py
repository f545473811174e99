"""The first page, for whoever asks: a liaison's unit, the office's quarter, or both.

Not here: help (``bot.front.pages.help``), the office's own pages.
"""

from __future__ import annotations

import json

from bot.corridor import words as corridor
from bot.corridor.events import Button, Message
from bot.corridor.pages import OFFICE, page
from bot.corridor.turn import Turn, instead
from bot.editions.standings import AT_ONCE, freshen
from bot.forms.form import UnitForm, current_quarter, load
from bot.forms.pages.which import form_of
from bot.front.words import home as words
from bot.questions.typed import alone
from storage.queries import results, roster
from storage.queries.roster import Unit

Rows = tuple[tuple[Button, ...], ...]


@page(
    "home",
    words=alone("home"),
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


@page("home/{unit:int}", roles=("liaison",))
async def home_of(turn: Turn, unit: int) -> None:
    """One unit's first page; from now on the person speaks of this unit."""
    turn.speak_of(unit)
    await _show(turn, (unit,), office=False)


@page("home/units", roles=("liaison",), words=alone("home/units"))
async def home_units(turn: Turn) -> None:
    """The units a person is liaison of, one line each."""
    await _several(turn)


@page("back", words=alone("back"))
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


async def _liaison(turn: Turn, unit_id: int) -> tuple[str, list[str], Rows]:
    quarter = await current_quarter(turn.db, unit_id)
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
    buttons = words.liaison_buttons(form, turn.now, place, len(turn.units) > 1)
    return words.title(form), words.liaison(form, turn.now), buttons


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
        quarter = await current_quarter(turn.db, unit_id)
        form = await load(turn.db, quarter.id, unit_id) if quarter else None
        unit = await roster.by_id(turn.db, unit_id)
        if form is not None:
            forms.append(form)
        elif unit is not None:
            idle.append(unit)
    return forms, idle


async def _office(turn: Turn) -> tuple[str, list[str], Rows]:
    quarter = await current_quarter(turn.db)
    tally = words.Tally(0, 0, 0)
    if quarter is not None:
        await freshen(turn.db, quarter, AT_ONCE)
        tally = words.Tally(*await results.tally(turn.db, quarter.id))
    reviewing = turn.has("admin", "reviewer")
    buttons = words.office_buttons(quarter, turn.has("admin"), reviewing)
    return f"信用办 · {turn.world.county}", words.office(quarter, tally, turn.now), buttons
