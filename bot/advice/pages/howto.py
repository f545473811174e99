"""不会填: the help of a row, at any question and by its name; whatever waited goes on waiting."""

from __future__ import annotations

import re

from bot.advice.asking import open_row
from bot.advice.examples import example_of
from bot.advice.nil import nothing_to_report
from bot.advice.words import howto as words
from bot.corridor.pages import page
from bot.corridor.reached import contact
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.forms.form import Question, UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of, my_form
from bot.questions.instead import is_not_ours
from bot.questions.typed import alone
from scoring.scheme import Row

_MOST = 8


_QUESTION = re.compile(r"put/[0-9]+/[0-9]+/(?P<row>[^/]+)/(?P<number>[0-9]+)")


def _none_of_it(turn: Turn, form: UnitForm, row: Row) -> Question | None:
    """The question that stands open, where it was said to be none of the unit's business."""
    at = _QUESTION.fullmatch(turn.conversation.waiting or turn.aside_of or "")
    if at is None or at["row"] != row.id or not is_not_ours(turn.text):
        return None
    asked = form.questions(row)
    number = int(at["number"])
    question = asked[number] if number < len(asked) else None
    return question if question and question.kind in ("flag", "count") else None


@page("howto", words=alone("howto"), reads=True)
async def howto(turn: Turn) -> None:
    """The row that stands open, else the ones that are not filled in; for the office, its help."""
    if not turn.units or not turn.incoming.private:
        await turn.visit("help")
        return
    if found := open_row(turn):
        await turn.visit(link("howto", *found))
        return
    form = await my_form(turn, "howto")
    rows = (*form.returned, *form.gaps) or form.own_rows
    turn.say(words.which_row(rows[:_MOST], form.quarter.id, form.unit.id))


@page("howto/{quarter:int}/{unit:int}", roles=("liaison",), reads=True)
async def of_unit(turn: Turn, quarter: int, unit: int) -> None:
    """不会填, of one of several units."""
    form = await form_of(turn, quarter, unit)
    rows = (*form.returned, *form.gaps) or form.own_rows
    turn.say(words.which_row(rows[:_MOST], quarter, unit))


@page("howto/{quarter:int}/{unit:int}/{row}", roles=("liaison",), reads=True)
async def of_row(turn: Turn, quarter: int, unit: int, row: str) -> None:
    """What counts, how it is answered, an example, the papers, and where else to ask."""
    form = await form_of(turn, quarter, unit)
    found = row_of(form, row)
    turn.say(
        words.explained(
            form,
            found,
            example_of(form.scheme, found.id),
            nothing_to_report(form, found),
            await contact(turn.db, turn.world),
            open_=form.may_change(found.id, turn.now),
            none=_none_of_it(turn, form, found),
        )
    )
    turn.keep_waiting()
    # The help names the question that waits, so an answer right below is an answer to it.
    turn.asks = open_row(turn) == (quarter, unit, row)
