"""Which answer is talked of, where a text right behind one is none to the question that stands.

点错了, and words of which nothing is read: said with both ways, and nothing is kept. No route lives
here; a correction that is read is ``bot.filling.pages.going_back``'s.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.counted import asks_of
from bot.filling.items_named import told_of
from bot.filling.just_answered import slips
from bot.filling.pages.going_back import answered_last
from bot.filling.words import doubtful
from bot.forms.form import Question, UnitForm
from bot.questions.instead import only_figures
from scoring.scheme import Row
from storage.database import moment


def ask_which_was_wrong(turn: Turn, form: UnitForm, row: Row, question: Question) -> bool:
    """点错了, of which nothing is read: what stands of the answer before, and both a tap away."""
    last = answered_last(form)
    if last is None or not speaks_of_before(form, row, question, turn.text):
        return False
    turn.keep_waiting()
    stands = claiming.standing(form, *last)
    at = (form.quarter.id, form.unit.id)
    turn.say(doubtful.which_was_wrong(at, row, question, last, stands))
    return True


def may_be_of_before(turn: Turn, form: UnitForm, row: Row, question: Question) -> bool:
    """What is not understood right behind an answer may be about it: nothing is a tap away here.

    The buttons of the next question would earn points of another row than the one talked of. True:
    said, with both ways; what speaks of the open question is answered by it.
    """
    last = answered_last(form)
    if last is None or last[0] == row or question.kind not in ("flag", "checklist"):
        return False
    just_now = turn.now - _written_at(form, *last) <= _JUST_BEFORE
    own = asks_of(question, turn.text) or bool(told_of(question, turn.text))
    if not turn.text or not just_now or own or only_figures(turn.text):
        return False
    turn.keep_waiting()
    stands = claiming.standing(form, *last)
    at = (form.quarter.id, form.unit.id)
    turn.say(doubtful.of_which(at, row, question, last, stands, turn.text))
    return True


_JUST_BEFORE = timedelta(minutes=5)


def _written_at(form: UnitForm, row: Row, question: Question) -> datetime:
    return max(moment(form.claims[row.id, name].at) for name in question.names)


def speaks_of_before(form: UnitForm, row: Row, question: Question, text: str) -> bool:
    """Whether a text says that the answer given before is wrong: 单子数写错了 at the next row."""
    last = answered_last(form)
    return last is not None and last != (row, question) and slips(text)
