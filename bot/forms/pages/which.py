"""Which unit and quarter a person means who names neither. No page of its own but the question."""

from __future__ import annotations

import json

from bot.corridor import words as corridor
from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.pages import OFFICE
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Reached, Turn, instead
from bot.forms.alive import current_quarter
from bot.forms.form import UnitForm
from bot.forms.loading import load
from bot.forms.words import which as words
from storage.queries import inquiries, quarters, roster


async def my_form(turn: Turn, then: str) -> UnitForm:
    """The form that a liaison means, in the current quarter.

    With several units and none spoken of yet, the person is asked; the buttons lead to
    ``<then>/<quarter>/<unit>``. Ends the page with a sentence when there is nothing to choose.
    """
    if not turn.units:
        raise instead(words.no_unit())
    unit_id = turn.conversation.unit_id if turn.conversation.unit_id in turn.units else None
    if unit_id is None and len(turn.units) == 1:
        unit_id = turn.units[0]
    if unit_id is None:
        raise await _ask(turn, then)
    form = await form_of(turn, None, unit_id)
    place = then.count("/") + 1
    turn.reached = Reached(link(then, form.quarter.id, unit_id), form.quarter.id, place, unit_id)
    return form


async def spoken_of(turn: Turn) -> UnitForm | None:
    """To the office: the form of the one unit that the last question of this chat was about.

    The quarter is that of the question; where it named none, the current one.
    """
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or len(set(last.shown)) != 1 or not turn.has(*OFFICE):
        return None
    said = json.loads(last.said)
    named = [(said.get("named") or {}).get("quarter"), *(said.get("quarters") or ())]
    asked = [(one[0], one[1]) for one in named if one]
    every = await quarters.everyone(turn.db)
    found = [one.id for one in every if (one.year, one.number) in asked]
    return await form_of(turn, found[0] if len(found) == 1 else None, last.shown[0])


async def form_of(
    turn: Turn, quarter_id: int | None, unit_id: int, *, ago: bool = False
) -> UnitForm:
    """The form of a unit in a quarter (None: the current one), or a sentence why there is none.

    Whoever opens it speaks of this unit from now on. ``ago``: what it claimed a quarter ago is
    wanted, too (``bot.forms.loading.claimed_ago``).
    """
    if quarter_id is None:
        quarter = await current_quarter(turn.db, turn.now, unit_id)
        if quarter is None:
            raise instead(words.no_quarter())
        quarter_id = quarter.id
    if unit_id in turn.units and not turn.has(*OFFICE) and not turn.incoming.private:
        raise InsteadError(corridor.private_only())
    found = await load(turn.db, quarter_id, unit_id, ago=ago)
    if found is None:
        raise instead(words.not_taking_part(), HOME)
    if unit_id in turn.units:
        turn.speak_of(unit_id)
    return found


async def _ask(turn: Turn, then: str) -> Exception:
    rows = []
    for unit_id in turn.units:
        unit = await roster.by_id(turn.db, unit_id)
        quarter = await current_quarter(turn.db, turn.now, unit_id)
        if unit is not None and quarter is not None:
            rows.append((Button(label=unit.short, route=link(then, quarter.id, unit_id)),))
    if not rows:
        return instead(words.no_quarter())
    return InsteadError(Message(text=words.which_unit(), buttons=tuple(rows)))
