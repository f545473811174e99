"""Two quarters at once: a page that could have meant either says which one it is of and offers the
other with one tap.

Runs after the pages of a turn, whatever they were. Whoever names a quarter, presses a button that
carries one, or answers a form, is offered nothing.
"""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.buttons import to
from bot.corridor.events import Button, Message
from bot.corridor.pages import OFFICE, afterwards
from bot.corridor.turn import Turn
from bot.forms.alive import ALIVE, REPORTING, alive
from bot.forms.words import which as words
from bot.speech.quarters import name
from storage.queries.quarters import Quarter

_PAGES: Final = {
    **dict.fromkeys(
        (
            "fill", "submit", "withdraw", "owe", "check", "rows", "row", "proof", "papers",
            "reports", "progress", "remind", "close", "extend", "reported", "supply",
        ),
        REPORTING,
    ),
    **dict.fromkeys(
        ("score", "why", "gain", "ranking", "grades", "losses", "pack", "receipts"), ALIVE
    ),
    **dict.fromkeys(("trial", "unfinished", "release"), ("review", "announced")),
}  # fmt: skip
"""The first word of a route, and the states in which another quarter has something there."""
_READS: Final = re.compile(
    r"(fill|submit|withdraw|owe|check|rows|proof|papers|reports|score|why|gain|pack|receipts)/\d+/\d+"
    r"|(row|why|gain|proof)/\d+/\d+/[^/]+"
    r"|(progress|reported|ranking|grades|losses|trial|unfinished)/\d+(/.*)?"
    r"|(supply|close)/\d+|remind/owing/.*|extend/\d+/list/\d+|release/\d+/\w+"
)
"""Pages that only show: they may be offered of another quarter as they stand."""
_LISTS: Final = {
    "remind": "remind/owing/{}/0/1", "supply": "supply/{}", "extend": "extend/{}/list/1",
}  # fmt: skip
_MOST: Final = 2


@afterwards
async def offer(turn: Turn) -> None:
    """Say which quarter was meant, and offer the others that could have been."""
    reached = turn.reached
    if reached is None or turn.quarter_named or not turn.said:
        return
    segments = reached.route.split("/")
    states = _PAGES.get(segments[0], ())
    unit = reached.unit if reached.unit in turn.units and not turn.has(*OFFICE) else None
    known = await alive(turn.db, turn.now, unit)
    meant = next((one for one in known if one.id == reached.quarter), None)
    others = [one for one in known if one.id != reached.quarter and one.state in states]
    if meant is None or not others:
        return
    buttons = [_button(reached.route, reached.place, one) for one in others[:_MOST]]
    _add(turn, meant, [one for one in buttons if one is not None])


def _button(route: str, place: int, other: Quarter) -> Button | None:
    """The same page of another quarter; what would change something leads to its list instead."""
    segments = route.split("/")
    spoken = f"看{name(other.year, other.number)}"
    if _READS.fullmatch(route):
        return to(spoken, *segments[:place], other.id, *segments[place + 1 :])
    return to(spoken, _LISTS[segments[0]].format(other.id)) if segments[0] in _LISTS else None


def _add(turn: Turn, meant: Quarter, offered: list[Button]) -> None:
    spoken = name(meant.year, meant.number)
    first = turn.said[0]
    if spoken not in f"{first.title}{first.text}":
        text = f"{words.meant(meant, turn.now)}\n{first.text}"
        turn.said[0] = first.model_copy(update={"text": text})
    last = turn.said[-1]
    there = {one.route for row in last.buttons for one in row}
    fresh = tuple(one for one in offered if one.route not in there)
    if fresh:
        turn.said[-1] = _with(last, fresh)


def _with(message: Message, fresh: tuple[Button, ...]) -> Message:
    """The buttons above the last row, which leads home."""
    *rows, last = message.buttons or ((),)
    kept = (*rows, fresh, last) if last else (*rows, fresh)
    return message.model_copy(update={"buttons": tuple(kept)})
