"""An answer in a message that also asks: 3次，照片咋发. It waits for one tap below what was asked.

No route lives here: the message is heard by ``bot.front.pages.heard``, the tap is ``sure``'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.corridor.buttons import to
from bot.corridor.events import Button
from bot.corridor.turn import Turn
from bot.filling import claiming
from bot.filling.pages.going_back import answered_last
from bot.filling.pages.showing import question_of
from bot.filling.pending import hold
from bot.filling.within import within
from bot.filling.words import accounted as words
from bot.forms.pages.gates import row_of
from bot.forms.pages.which import form_of

_AT = re.compile(r"put/([0-9]+)/([0-9]+)/([^/]+)/([0-9]+)")


@dataclass(frozen=True, slots=True)
class Aside:
    """The sentence that says what was told, and the button that keeps it."""

    said: str
    button: Button
    denies: bool = False
    """It is told that there is none."""


async def row_before(turn: Turn, at: tuple[int, int, str]) -> Button | None:
    """The help of the row that was answered last, where another one stands open now."""
    quarter, unit, open_row = at
    last = answered_last(await form_of(turn, quarter, unit))
    if last is None or last[0].id == open_row:
        return None
    return to(words.about_the_one_before(last[0]), "howto", quarter, unit, last[0].id)


async def told_aside(turn: Turn, waits: str, told: str) -> Aside | None:
    """What a part of a message answers of the question that waits; it is held for the tap."""
    match = _AT.fullmatch(waits)
    if match is None or int(match[2]) not in turn.units:
        return None
    form = await form_of(turn, int(match[1]), int(match[2]))
    row = row_of(form, match[3])
    if not form.may_change(row.id, turn.now):
        return None
    question = question_of(form, row, int(match[4]))
    answer = within(row, question, told)
    if answer is None:
        return None
    whole = {**claiming.standing(form, row, question), **answer}
    sure = hold(turn, form, row, question, whole)
    denies = not any(answer.values())
    return Aside(words.aside(question, answer), to(words.tap(question, answer), *sure), denies)
