"""和上季度一样: taking over what a steady row said and showed a quarter ago, and taking that back.

Which rows, and what is written, is ``bot.filling.carrying``'s; where it is offered
``bot.filling.pages.showing``'s.
"""

from __future__ import annotations

import json
import re
from typing import Final

from bot.corridor.events import Button
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling import carrying, claiming
from bot.filling.carrying import Offer
from bot.filling.pages.onward import go_on
from bot.filling.pages.showing import refuse_closed, show_row
from bot.filling.pending import hold
from bot.filling.words import accounted, carrying as words, doubtful, walk
from bot.forms.form import UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of, my_form
from bot.questions.typed import alone
from scoring.scheme import Row

_ROW: Final = re.compile(r"(?:row|ask)/([0-9]+)/([0-9]+)/([^/]+)(?:/[0-9]+)?")
"""Where a walk stands, when it stands at a row."""


@page("carry", roles=("liaison",), words=alone("carry"), reads=True)
async def carry(turn: Turn) -> None:
    """Said at a question, that row; said elsewhere, every row that can be taken over."""
    row = _ROW.fullmatch(turn.conversation.place or "")
    if row is not None and await turn.fresh():
        await turn.visit(link("carry", *row.groups()))
        return
    form = await my_form(turn, "carry")
    _list(turn, form, await carrying.all_offered(turn, form))


@page("carry/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def carry_unit(turn: Turn, quarter: int, unit: int) -> None:
    """Every row that can be taken over, shown."""
    form = await form_of(turn, quarter, unit)
    _list(turn, form, await carrying.all_offered(turn, form))


def _list(turn: Turn, form: UnitForm, offers: list[Offer]) -> None:
    turn.say(words.several(form, offers) if offers else words.none_offered(form))


@page("carry/{quarter:int}/{unit:int}/{row}", roles=("liaison",))
async def carry_row(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """One row: its card shows the offer; without one, why."""
    form = await form_of(turn, quarter, unit)
    await show(turn, form, row_of(form, row))


async def show(turn: Turn, form: UnitForm, row: Row) -> None:
    """和上季度一样 said at a row: the offer, or why there is none."""
    refuse_closed(turn, form, row)
    found = carrying.offer(form, await carrying.before(turn, form), row)
    if not isinstance(found, Offer):
        if found != "not steady" or not await _as_a_value(turn, form, row):
            await show_row(turn, form, row, [words.why_not(found)])
    elif turn.incoming.route is None and _stands(turn, form, found) and await turn.fresh():
        await take_over(turn, form, found)
    else:
        await show_row(turn, form, row, [words.look_first()])


async def _as_a_value(turn: Turn, form: UnitForm, row: Row) -> bool:
    """A row that changes takes nothing over; its last value is shown, and one tap fills it in."""
    question = form.next_question(row)
    if question is None or question.kind in ("note", "named"):
        return False
    last = await claiming.earlier(turn, form)
    values = {name: last.get((row.id, name)) for name in question.names}
    if any(raw is None for raw in values.values()):
        return False
    route = hold(turn, form, row, question, values)
    turn.say(
        doubtful.meant(
            accounted.tap(question, values), accounted.last_time(question, values), route
        )
    )
    return True


def _stands(turn: Turn, form: UnitForm, found: Offer) -> bool:
    """Whether the last message showed exactly this offer, so that words are as good as its tap."""
    route = words.take_button(form, found).route
    return any(route == one for _, one in json.loads(turn.conversation.choices))


@page("carry/yes/{quarter:int}/{unit:int}/{row}/{mark}", roles=("liaison",))
async def take(turn: Turn, quarter: int, unit: int, row: str, mark: str) -> None:
    """Take over what was shown."""
    form = await form_of(turn, quarter, unit)
    found_row = row_of(form, row)
    refuse_closed(turn, form, found_row)
    found = carrying.offer(form, await carrying.before(turn, form), found_row)
    if not isinstance(found, Offer):
        await show_row(turn, form, found_row, [words.why_not(found)])
    elif found.mark != mark:
        await show_row(turn, form, found_row, [words.changed()])
    else:
        await take_over(turn, form, found)


async def take_over(turn: Turn, form: UnitForm, found: Offer) -> None:
    """Take over, say so, and go on with a way back."""
    form, taken = await carrying.take(turn, form, found)
    said = walk.about(form, found.row, words.taken(form, taken))
    await go_on(turn, form, found.row, said)
    turn.said[-1] = words.with_undo(turn.said[-1], form, found.row.id)


@page("carry/undo/{quarter:int}/{unit:int}/{row}", roles=("liaison",))
async def undo(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Take back what was taken over for a row."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    refuse_closed(turn, form, found)
    done = await carrying.undo(turn, form, found)
    form = await form_of(turn, quarter, unit)
    await show_row(turn, form, found, [words.undone(row) if done else words.nothing_to_undo()])


@page("carry/all/yes/{quarter:int}/{unit:int}/{mark}", roles=("liaison",))
async def take_all(turn: Turn, quarter: int, unit: int, mark: str) -> None:
    """Take over every row as it was shown."""
    form = await form_of(turn, quarter, unit)
    offers = await carrying.all_offered(turn, form)
    if not offers or words.mark_of(offers) != mark:
        _list(turn, form, offers)
        return
    done = []
    for one in offers:
        form, taken = await carrying.take(turn, form, one)
        done.append(taken)
    await go_on(turn, form, None, words.all_taken(form, done))
    last = turn.said[-1]
    rows: tuple[tuple[Button, ...], ...] = (
        *last.buttons[:-1], (words.undo_all(form),), *last.buttons[-1:],
    )  # fmt: skip
    turn.said[-1] = last.model_copy(update={"buttons": rows})


@page("carry/undo/{quarter:int}/{unit:int}", roles=("liaison",))
async def undo_all(turn: Turn, quarter: int, unit: int) -> None:
    """Take back every row that was taken over and may still be changed."""
    form = await form_of(turn, quarter, unit)
    rows = [row for row in form.own_rows if form.may_change(row.id, turn.now)]
    count = 0
    for row in rows:
        count += await carrying.undo(turn, form, row)
    said = words.all_undone(count) if count else words.nothing_to_undo()
    turn.say(said, (Button(label="接着填报", route=link("fill", quarter, unit)),))
