"""这题得几分, 记上了吗, right behind an answer: of the row just answered, or of either by a tap.

No route lives here: the text is heard by ``bot.front.pages.heard``, what it asks is read by
``bot.filling.which_row``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.pages.going_back import answered_last
from bot.filling.pages.showing import question_of, show_question
from bot.filling.what_if import supposed
from bot.filling.which_row import asked_of
from bot.filling.words import accounted, answered, of_which as words
from bot.forms.form import Question, UnitForm
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of
from scoring.scheme import Row
from storage.database import moment

_JUST_NOW: Final = timedelta(minutes=15)
"""So lately an answer was given of which 这题 may be said."""


async def of_the_one_before(turn: Turn, here: tuple[int, int, str]) -> bool:
    """Answer such a text of the row that was answered last; False: it is none, or of this row."""
    if await _what_if(turn, here):
        return True
    asked = asked_of(turn.text)
    if asked is None:
        return False
    quarter, unit, open_row = here
    form = await form_of(turn, quarter, unit)
    last = answered_last(form)
    if last is None or not _just_now(turn, form, *last):
        return False
    row, question = last
    asks_on = (turn.conversation.waiting or "").startswith("put/")
    if row.id == open_row and asks_on and asked.about != "kept":
        return False  # its own next question: what the whole row is worth
    stands = claiming.standing(form, row, question)
    lines = [accounted.kept(row, question, stands)]
    if asked.about == "points":
        lines.append(answered.worth(row, form.result(row.id), question, stands))
    turn.keep_waiting(way_back=True)
    turn.say(words.of_the_one_before(form, row, open_row, lines, asked))
    return True


async def _what_if(turn: Turn, here: tuple[int, int, str]) -> bool:
    """要是再报两次能得几分: reckoned by the scheme, of the row just answered or of the open one."""
    told = supposed(turn.text)
    if told is None:
        return False
    quarter, unit, row_id = here
    form = await form_of(turn, quarter, unit)
    last = answered_last(form)
    there = next((one for one in form.own_rows if one.id == row_id), None)
    near = [(there, one) for one in form.questions(there)] if there is not None else []
    before = [last] if last is not None and _just_now(turn, form, *last) else []
    near = [one for one in near if one[1].kind == "count"]
    near = near if len(near) == 1 else []  # of two counts nobody can tell which is meant
    near = [*before, *near] if told.more else [*near, *before]
    for row, question in near:
        if question.kind == "count" and told.counts(question.inputs[0].unit):
            name = question.names[0]
            stands = form.claimed(row.id, name)
            many = told.all(stands if isinstance(stands, int) else 0)
            would = form.supposing(row.id, name, many)
            worth = answered.worth(row, would.result(row.id), question, {name: many})
            turn.keep_waiting(way_back=True)
            turn.say(words.would_bring(form, row, question, many, worth, row_id))
            return True
    return False


def _just_now(turn: Turn, form: UnitForm, row: Row, question: Question) -> bool:
    at = max(form.claims[row.id, name].at for name in question.names)
    return turn.now - moment(at) <= _JUST_NOW


async def once_more(turn: Turn, at: str) -> None:
    """好嘞: what is asked stands there once more, in short. ``at``: quarter, unit, row, number."""
    quarter, unit, row_id, number = at.split("/")
    form = await form_of(turn, int(quarter), int(unit))
    row = row_of(form, row_id)
    question = question_of(form, row, int(number))
    await show_question(turn, form, row, question, [words.heard()], card=False)
