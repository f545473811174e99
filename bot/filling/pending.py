"""An answer that waits for a tap, in the draft of its question.

Here, too: when a word does not say whether it confirms. No page and no sentence lives here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.corridor.routes import link, token
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.forms.form import Question, Raw, UnitForm
from bot.speech.counts import says_none
from bot.speech.yes_no import agrees, chooses, yes_no
from scoring.scheme import Row

Answer = Mapping[str, Raw | None]
"""Input → figure, for every input of one question; None takes it back to 未报."""


def hold(
    turn: Turn, form: UnitForm, row: Row, question: Question, answer: Answer
) -> tuple[object, ...]:
    """Keep an answer in the draft until it is confirmed; the segments of the confirming route."""
    at = (form.quarter.id, form.unit.id, row.id, question.number)
    seen = claiming.mark(form, row, question.names)
    turn.wait(link("put", *at), mark=seen, pending=dict(answer))
    turn.place(link("ask", *at))
    return ("sure", *at, token(dict(answer)))


def waits_here(turn: Turn, form: UnitForm, row: Row, question: Question) -> bool:
    """Whether the form that waits is this question."""
    at = (form.quarter.id, form.unit.id, row.id, question.number)
    return turn.conversation.waiting == link("put", *at)


def pending_of(
    turn: Turn, form: UnitForm, row: Row, question: Question
) -> dict[str, Raw | None] | None:
    """The answer that waits for confirmation, when it belongs to this question."""
    pending = turn.draft.get("pending")
    if not isinstance(pending, dict) or not waits_here(turn, form, row, question):
        return None
    return pending if set(pending) == set(question.names) else None


def confirms(question: Question, text: str, pending: Answer) -> bool | None:
    """Whether a text says yes or no to the answer that waits; None: it says something else.

    没有开展, to a description that waits, is the other answer and no refusal, and so is 那算没有;
    but to a list of which nothing else was understood than what lacks, it is just that.
    """
    if question.kind == "note" and says_none(text) and text.strip() not in _REFUSES:
        return None
    if chooses(text):
        told = {raw for raw in pending.values() if raw is not None}
        return True if question.kind == "checklist" and told == {yes_no(text)} else None
    if text.strip(" 。.!！吧啊") in _CONFIRMS:
        return True
    if question.kind == "count" and _ALL_TOLD.fullmatch(text):
        return True
    return True if agrees(text) else yes_no(text)


_ALL_TOLD = re.compile(
    r"(?:(?:没|没有)(?:别的|其他的?)?了|再?没有?别的了?|就这些|就这么多|齐了|都在这[儿里]?了?)"
    r"(?:[,，。.!！\s]*(?:没|没有)?(?:就这些|就这么多|齐了|了))*[吧啊呀了]?[。.!！]?"
)
"""没了 就这些, behind what was counted one by one."""
_CONFIRMS = ("确认", "确定")
_REFUSES = ("不", "否", "不是", "不对")


def contradicts(question: Question, pending: Answer, text: str) -> bool:
    """是, while “否” waits for a tap: it agrees, or it says the contrary; nobody can tell."""
    return question.kind == "flag" and yes_no(text) is True and not pending[question.names[0]]
