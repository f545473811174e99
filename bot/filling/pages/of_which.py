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
