"""Rows told of in one message are shown together, old and new, for one tap.

Not here: the tap (``bot.filling.pages.told``), how such a message is read
(``bot.filling.rows_told``).
"""

from __future__ import annotations

from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.rows_told import Told, rows_told
from bot.filling.words import told as words
from bot.forms.form import UnitForm

TOLD, MARK = "told", "told_mark"
"""In the draft: the message, and a mark of the answers that stood when it was shown."""


def tells(turn: Turn, form: UnitForm) -> bool:
    """Whether the message at hand tells of rows by their numbers."""
    return bool(rows_told(form, turn.text)) and form.may_fill(turn.now)


def mark_of(form: UnitForm, told: tuple[Told, ...]) -> str:
    """A mark of the answers that stand now where something is told."""
    names = [(one.row, asked.names) for one in told for asked, _ in one.answers]
    return "".join(claiming.mark(form, row, of_row) for row, of_row in names)


def show_told(turn: Turn, form: UnitForm, text: str) -> None:
    """Show what a message tells of rows; what waits here waits on."""
    told = rows_told(form, text)
    at = (form.quarter.id, form.unit.id)
    waits = turn.conversation.waiting or link("jump", *at)
    draft = {name: raw for name, raw in turn.draft.items() if name != "pending"}
    turn.wait(waits, **{**draft, TOLD: text, MARK: mark_of(form, told)})
    turn.say(words.shown(form, told, ("told", *at)))
