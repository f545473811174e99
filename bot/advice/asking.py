"""Passing a question on: who asks and about what, to whom it goes. No page of its own."""

from __future__ import annotations

import re

from bot.advice.words import consult as words
from bot.corridor.events import Message
from bot.corridor.pages import Fit
from bot.corridor.turn import Turn
from bot.forms.alive import current_quarter
from bot.speech import quarters as quarter_words
from storage.queries import advice, people, quarters, roster
from storage.queries.advice import About, Consultation


async def whatever(turn: Turn, **_: object) -> Fit:
    """``fits`` of a form that waits for a sentence of any kind: a question, an answer."""
    return Fit(turn.text)


def asks_the_office(turn: Turn) -> bool:
    """Whether this person asks the office: who reports does; the office itself has nobody to ask,
    and an observer only looks.
    """
    reports = turn.has("liaison", "supplier") and not turn.has("admin", "reviewer")
    return reports and turn.incoming.private


async def about(turn: Turn, asked: About | Consultation) -> str:
    """县教育局 2026年四季度 三.4, as far as it is known."""
    parts = []
    if asked.unit_id is not None and (unit := await roster.by_id(turn.db, asked.unit_id)):
        parts.append(unit.name)
    if asked.quarter_id is not None and (found := await quarters.by_id(turn.db, asked.quarter_id)):
        parts.append(quarter_words.name(found.year, found.number))
    if asked.row:
        parts.append(asked.row)
    return " ".join(parts)


_AT_A_ROW = re.compile(r"[a-z/]+/(\d+)/(\d+)/([一二三四五六七八九十]+\.[0-9]+[a-z]?)(?:/.*)?")


def open_row(turn: Turn) -> tuple[int, int, str] | None:
    """Quarter, unit and row of the question that waits here, else of the walk left unfinished."""
    for route in (turn.conversation.waiting, turn.conversation.place):
        if route and (found := _AT_A_ROW.fullmatch(route)) and int(found[2]) in turn.units:
            return int(found[1]), int(found[2]), found[3]
    return None


async def at_hand(turn: Turn) -> About:
    """What a question is about that does not say so: the row that stands open, else the unit."""
    if not turn.incoming.private:
        return About()
    if found := open_row(turn):
        return About(found[1], found[0], found[2])
    unit = turn.conversation.unit_id if turn.conversation.unit_id in turn.units else None
    if unit is None and len(turn.units) == 1:
        unit = turn.units[0]
    quarter = await current_quarter(turn.db, turn.now, unit) if unit is not None else None
    return About(unit, quarter.id if quarter else None)


async def pass_on(turn: Turn, number: int) -> bool:
    """Put a question before the office: in its groups, else to each admin. False: nobody there."""
    asked = await advice.consultation(turn.db, number)
    if asked is None:
        return False
    letter = words.to_the_office(
        asked.person_name, await about(turn, asked), asked.question, number
    )
    return await tell(turn, letter, f"consult/{number}")


async def tell(turn: Turn, letter: Message, reason: str) -> bool:
    """Put a letter before the office: in its groups, else to each admin. False: nobody there."""
    if await turn.tell_office(letter, reason):
        return True
    told = False
    for grant in await people.with_role(turn.db, "admin"):
        told = await turn.tell(grant.person_id, letter, reason) or told
    return told
