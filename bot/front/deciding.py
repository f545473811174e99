"""A reviewer's decision by a sentence: whose row it is about; the page shows it first."""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Message
from bot.corridor.turn import InsteadError, Turn
from bot.front import combined
from bot.front.asking import Asking, Led
from bot.front.lately import Lately, keep_named, lately
from bot.questions import words as question_words
from bot.questions.decisions import Decision, Rows, decisions
from bot.review.pages import by_word
from bot.review.pages.planned import Told
from bot.review.words import by_word as words
from bot.speech.names import Named


async def is_one(asking: Asking, text: str) -> bool:
    """Whether a text by itself names the rows that it decides on."""
    if not asking.office:
        return False
    said = decisions(text, await combined.known(asking))
    return bool(said) and (all(one.rows for one in said) or _POINTS.search(text) is not None)


async def decided(turn: Turn, asking: Asking, text: str) -> Led | None:
    """What would be decided, shown; None: the sentence decides nothing, or nothing about us."""
    if not asking.office:
        return None
    said = decisions(text, await combined.known(asking))
    if not said:
        return None
    of = Lately() if said[0].units and all(one.rows for one in said) else await lately(turn, asking)
    told = await _told(turn, asking, said, of)
    if told is None:
        return _say(words.which_item()) if _POINTS.search(text) else None
    if not turn.has("admin", "reviewer"):
        return question_words.for_others_of_the_office("审核", {"admin", "reviewer"})
    if isinstance(told, Message):
        return told
    await _remembered(turn, asking, told)
    before = len(turn.said)
    try:
        await by_word.show(turn, told)
    except InsteadError as refused:  # what was spoken of is remembered all the same
        return refused.message
    return turn.said.pop() if len(turn.said) > before else "review"


_POINTS: Final = re.compile(r"^(?:把|给|那|对)*[这那该]一?(?:项|条|个指标|行)")
"""这一项给他通过: of an item that is before one's eyes."""


async def _told(
    turn: Turn, asking: Asking, said: tuple[Decision, ...], of: Lately
) -> list[Told] | Message | None:
    """Each row of each unit; a message: what is missing; None: it is about no row that we know."""
    if len(said) == 1 and said[0].verb == "reopen" and not said[0].rows:
        if said[0].units or not (last := await by_word.latest_of_mine(turn)):
            return _say(words.nothing_of_mine())
        return [Told(*last, "reopen")]
    found: list[Told] = []
    for one in said:
        units = one.units or ((of.unit.id,) if of.unit else ())
        rows = one.rows or (((("", of.row),),) if of.row and not one.units else ())
        if not units:
            return _say(words.which_unit()) if rows and one.rows else None
        if not rows:
            return _say(words.which_row(asking.roster.short[units[0]])) if one.units else None
        for unit in units:
            for row in rows:
                where = _row(asking.roster.of(unit), row)
                if not where:
                    short = asking.roster.short[unit]
                    return _say(words.no_such_row(short, row[0][1]))
                found.append(Told(unit, where, one.verb, one.said, one.reason))
    return found


def _row(unit: Named, rows: Rows) -> str:
    """The row of the unit's own table."""
    return next((row for table, row in rows if table in ("", unit.group)), "")


def _say(text: str) -> Message:
    return Message(text=text, buttons=((HOME,),))


async def _remembered(turn: Turn, asking: Asking, told: list[Told]) -> None:
    """The next sentence may go on from the row that was decided on."""
    units = {one.unit for one in told}
    if len(units) == 1:
        unit = asking.roster.of(*units)
        row = told[0].row if len(told) == 1 else ""
        await keep_named(turn, unit, row, ())
