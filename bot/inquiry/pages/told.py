"""Tellings of the office: what became of what was handed in, who looks after whom, what it counts.

A route each: what is told, of which quarter, of which unit (0: all). What is told stands in
``bot.inquiry.of_review``, ``of_people`` and ``of_counts``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.pages import OFFICE, page
from bot.corridor.turn import Turn, instead
from bot.inquiry import in_brief, indicators, of_counts, of_people, of_review, of_times, of_trail
from bot.inquiry.conditions import CannotTellError
from bot.inquiry.facts import County
from bot.inquiry.told import Telling
from bot.inquiry.words import about as words, found as found_words
from bot.speech.quarters import name
from storage.queries import quarters

Tell = Callable[[Telling], Awaitable[Message]]
TELLINGS: Final[Mapping[str, Tell]] = {
    "returns": of_review.returns,
    "decided": of_review.decided,
    "longest": of_review.longest,
    "appealed": of_review.appealed,
    "several": of_people.several,
    "changed": of_people.changes,
    "extended": of_people.extensions,
    "days": of_counts.days,
    "classes": of_counts.classes,
    "zeros": of_counts.zeros,
    "moved": of_counts.moved,
    "marked": of_counts.self_marked,
    "lowered": of_review.lowered,
    "took": of_times.took,
    "nudged": of_times.nudged,
    "trail": of_trail.trail,
    "brief": in_brief.in_brief,
    "indicators": indicators.indicators,
    "apart": indicators.apart,
    "supplied": indicators.supplied,
    "deducting": indicators.deducting,
}


@page("told/{what}/{quarter:int}/{unit:int}", roles=OFFICE, reads=True)
async def told(turn: Turn, what: str, quarter: int, unit: int) -> None:
    """One of them."""
    telling = await _telling(turn, what, quarter, unit)
    message = await _told(telling, what)
    if telling.lines:
        sheet = to("发表格", "told", what, quarter, unit, "xlsx")
        message = message.model_copy(update={"buttons": ((sheet,), *message.buttons)})
    turn.say(message)


@page("told/{what}/{quarter:int}/{unit:int}/xlsx", roles=OFFICE, reads=True)
async def workbook(turn: Turn, what: str, quarter: int, unit: int) -> None:
    """The same as a workbook, every line of it."""
    telling = await _telling(turn, what, quarter, unit)
    message = await _told(telling, what)
    turn.say(found_words.told_book(message.title, telling.lines) if telling.lines else message)


@page("told/marked/{quarter:int}/{unit:int}/least/{points:int}", roles=OFFICE, reads=True)
async def marked_apart(turn: Turn, quarter: int, unit: int, points: int) -> None:
    """自评差5分以上的: only where the review took so many points, or more."""
    telling = await _telling(turn, "marked", quarter, unit)
    turn.say(await of_counts.self_marked(telling, least=points))


@page("told/{what}/{quarter:int}/0/of/{table:int}", roles=OFFICE, reads=True)
async def of_a_table(turn: Turn, what: str, quarter: int, table: int) -> None:
    """What is told of a quarter's tables, of the one at this place."""
    telling = await _telling(turn, what, quarter, 0)
    telling.table = table
    turn.say(await _told(telling, what))


async def _telling(turn: Turn, what: str, quarter: int, unit: int) -> Telling:
    found = await quarters.by_id(turn.db, quarter)
    if what not in TELLINGS or found is None or found.state == "planned":
        raise instead(words.no_quarter(), HOME)
    county = County(turn.db, await quarters.everyone(turn.db), turn.now)
    at = county.snapshot(found)
    whose = (await at.live()).get(unit)
    if unit and whose is None:
        raise instead(words.takes_no_part(name(*at.key)), HOME)
    return Telling(turn, county, at, whose)


async def _told(telling: Telling, what: str) -> Message:
    try:
        return await TELLINGS[what](telling)
    except CannotTellError as fault:
        return found_words.cannot_tell(str(fault))
