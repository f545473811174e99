"""A message at a question of named things: what it adds, or which level its one name has.

What stands is never lost by adding. Not here: reading what is typed (``bot.speech.named``), the
buttons (``bot.filling.pages.named``), writing (``bot.filling.pages.answer``).
"""

from __future__ import annotations

from bot.corridor.buttons import in_rows, to
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.pending import waits_here
from bot.filling.words import named as words
from bot.forms.form import Question, Raw, UnitForm
from bot.speech.named import added, bare_name, level_of, read_named
from bot.speech.numbers import NumberFault
from scoring.scheme import Row

_MARK = "named"


def waiting_name(turn: Turn, form: UnitForm, row: Row, question: Question) -> str:
    """The name whose level is awaited at this question; empty: none is."""
    name = turn.draft.get(_MARK)
    return name if isinstance(name, str) and waits_here(turn, form, row, question) else ""


def typed(turn: Turn, form: UnitForm, row: Row, question: Question) -> dict[str, Raw | None] | None:
    """What the question comes to with a message; None: a level was asked for instead."""
    one, (name,) = question.inputs[0], question.names
    stands = form.claimed(row.id, name)
    waits = waiting_name(turn, form, row, question)
    level = level_of(one, turn.text)
    if waits and level is not None:
        return {name: added(stands, f"{waits}：{level}")}
    try:
        return {name: added(stands, read_named(one, turn.text))}
    except NumberFault:
        bare = bare_name(one, turn.text)
        if bare is None:
            raise
        _ask_level(turn, form, row, question, bare)
        return None


def _ask_level(turn: Turn, form: UnitForm, row: Row, question: Question, name: str) -> None:
    at = (form.quarter.id, form.unit.id, row.id, question.number)
    one = question.inputs[0]
    buttons = [to(word, "named/level", *at, place) for place, (word, _) in enumerate(one.choice)]
    back = to("不加了", "ask", *at)
    turn.say(Message(text=words.which_level(name), buttons=(*in_rows(buttons, 2), (back,))))
    seen = claiming.mark(form, row, question.names)
    turn.wait(link("put", *at), mark=seen, **{_MARK: name})
