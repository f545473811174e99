"""The walk: begin or go on, next, previous, skip, and what is still owed.

Not here: a row and its questions (``bot.filling.pages.rows``, ``bot.filling.pages.answer``),
evidence, submission.
"""

from __future__ import annotations

from bot.corridor.events import Button
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import InsteadError, Turn
from bot.filling import carrying
from bot.filling.pages.onward import go_on, still_open, unfinished
from bot.filling.pages.showing import show_row
from bot.filling.words import carrying as offer_words, walk as words
from bot.forms.form import UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of, my_form
from bot.questions.typed import alone


@page("resume", roles=("liaison",), words=alone("resume"), reads=True)
async def resume(turn: Turn) -> None:
    """Exactly where the walk was left in this chat, or the next gap."""
    if turn.conversation.place is not None:
        try:
            await turn.visit(turn.conversation.place)
        except InsteadError:
            # No way back there any more: handed in, or the unit has another liaison now.
            turn.leave_walk()
        else:
            return
    await turn.visit("fill")


@page("fill", roles=("liaison",), words=alone("fill"), reads=True)
async def fill(turn: Turn) -> None:
    """The next thing to fill in, of the unit the person means."""
    await _begin(turn, await my_form(turn, "fill"))


@page("fill/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def fill_unit(turn: Turn, quarter: int, unit: int) -> None:
    """The next thing to fill in: rows sent back first, then gaps from the top."""
    await _begin(turn, await form_of(turn, quarter, unit))


async def _begin(turn: Turn, form: UnitForm) -> None:
    if form.returned:
        await show_row(turn, form, form.returned[0])
        return
    fresh = not form.claims and form.may_fill(turn.now)
    await go_on(turn, form, None, words.welcome(form, turn.now) if fresh else ())
    offers = await carrying.all_offered(turn, form) if fresh else []
    if len(offers) > 1:
        turn.said[-1] = offer_words.with_several(turn.said[-1], form, len(offers))


@page("next/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def next_(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The next row that waits for the unit; once all are answered, the next without papers."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    behind = form.rows[form.rows.index(found) + 1 :]
    bare = next((one for one in behind if one in form.unproved), None)
    if bare is not None and form.may_fill(turn.now) and not unfinished(form, turn.now):
        await turn.visit(link("proof", quarter, unit, bare.id))
        return
    await go_on(turn, form, found)


@page("skip/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def skip(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """Leave this row for later: it stays 未报."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    left = form.may_fill(turn.now) and found in form.gaps
    await go_on(turn, form, found, [words.skipped(found)] if left else ())


@page("previous/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def previous(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The row before this one in the table, of those the unit fills in."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    before = [one for one in form.rows[: form.rows.index(found)] if one.papers]
    if before:
        await show_row(turn, form, before[-1])
    else:
        await show_row(turn, form, found, [words.first_already()])


@page("after/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def after(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """The row behind this one in the table, finished or not."""
    form = await form_of(turn, quarter, unit)
    behind = form.rows.index(row_of(form, row)) + 1
    ahead = next((one for one in form.rows[behind:] if one.by is None), None)
    if ahead is None:
        await go_on(turn, form, form.rows[-1], [words.last_already()])
        return
    past = form.rows[behind : form.rows.index(ahead)]
    await show_row(turn, form, ahead, words.passed(form, past))


@page("owe", roles=("liaison",), words=alone("owe"), reads=True)
async def owe(turn: Turn) -> None:
    """What is still owed, of the unit the person means."""
    await _owe(turn, await my_form(turn, "owe"))


@page("owe/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def owe_unit(turn: Turn, quarter: int, unit: int) -> None:
    """What is still owed, with numbers and a button to each gap."""
    await _owe(turn, await form_of(turn, quarter, unit))


async def _owe(turn: Turn, form: UnitForm) -> None:
    at = (form.quarter.id, form.unit.id)
    if not form.may_fill(turn.now) and not form.returned:
        text, buttons = words.closed(form, turn.now)
        loose = words.unfiled(form)
        turn.say("\n".join([text, *loose]), *(words.to_unfiled(form) if loose else ()), buttons)
        return
    if form.returned:
        first = Button(label="去补正", route=link("row", *at, form.returned[0].id))
    elif unfinished(form, turn.now):
        place = still_open(form, turn.conversation.place, turn.now)
        first = Button(label="接着填报", route=place or link("fill", *at))
    else:
        first = Button(label="核对提交", route=link("check", *at))
    turn.say(words.owed(form, turn.now, first))
