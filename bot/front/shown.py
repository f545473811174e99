"""What was shown or done last in this chat, read off its own page: every button is a link.

A page of an extension carries ``extend/5/12/20261218/0``: so it was about unit 12 and that day. The
next page takes its place; after a quarter of an hour none is meant any more. No page here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from bot.corridor.draft_marks import bare
from bot.corridor.events import ROUTE_BYTES
from bot.corridor.pages import page_at
from bot.corridor.turn import Turn

SHOWN: Final = timedelta(minutes=15)
"""A page that was shown so lately is the one that is meant."""
_AROUND: Final = frozenset({"home", "help", "consult", "back", "cancel", "resume"})
OFFERED: Final = ("asked/said/", "asked/topic/", "topic/")
"""Where the buttons of a sentence that was not understood lead."""
Buttons = list[tuple[str, str]]
"""Label and route of each."""

Kind = Literal[
    "extend", "extended", "nudge", "plan", "planned", "notice", "sent", "read", "nudged",
    "consult", "appeal",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing; which fields are filled depends on the kind."""

    kind: Kind
    quarter: int = 0
    unit: int = 0
    number: int = 0
    """A kept list's, a planned reminder's, a notice's, a question's, an appeal's."""
    when: str = ""


_Q: Final = r"(?P<quarter>\d+)"
_SOME: Final = r"(?:of/(?P<number>\d+)|(?P<unit>\d+))"
_APPEAL: Final = r"appeals/see/(?P<number>\d+)|appeals/(?:keep|change)/(?P<number2>\d+)(?:/.*)?"
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("extend", re.compile(rf"extend/{_Q}/(?:all|{_SOME})/(?P<when>\d{{8}})/\d+")),
    ("extended", re.compile(rf"extend/back/{_Q}/{_SOME}(?:/yes)?")),
    ("nudge", re.compile(r"found/(?P<number>\d+)/nudge/yes")),
    ("plan", re.compile(r"planned/new/(?P<number>\d+)/(?P<when>\d{12})")),
    ("planned", re.compile(r"planned/drop/(?P<number>\d+)")),
    ("notice", re.compile(r"notice/(?P<number>\d+)/send")),
    ("read", re.compile(r"notice/(?P<number>\d+)/again(?:/send)?")),
    ("sent", re.compile(r"notice/(?P<number>\d+)/seen")),
    ("consult", re.compile(r"consult/(?:answer|refuse)/(?P<number>\d+)(?:/\d+)?")),
    ("appeal", re.compile(_APPEAL)),
    ("nudged", re.compile(r"remind|remind/owing/\d+/0/1")),
)  # fmt: skip
"""By which button a page is told, the surest first: a nudge at night may be planned, too."""


async def buttons(turn: Turn) -> Buttons:
    """The own buttons of the page shown just now, without those that stand below every page."""
    if not _lately(turn):
        return []
    every = [(str(label), str(route)) for label, route in json.loads(turn.conversation.choices)]
    return [
        (label, route)
        for label, route in every
        if bare(route) not in _AROUND and len(route.encode()) <= ROUTE_BYTES
    ]


async def shown(turn: Turn) -> tuple[Shown, ...]:
    """What the page shown last is about: one thing, or each of those that it lists."""
    routes = [bare(route) for _, route in await buttons(turn)]
    for kind, pattern in _KINDS:
        if found := tuple(dict.fromkeys(_things(kind, pattern, routes))):
            return found
    return ()


def _things(kind: Kind, pattern: re.Pattern[str], routes: list[str]) -> Iterator[Shown]:
    for route in routes:
        if match := pattern.fullmatch(route):
            said = {name: one for name, one in match.groupdict().items() if one}
            number = said.get("number") or said.get("number2") or "0"
            quarter, unit = int(said.get("quarter", 0)), int(said.get("unit", 0))
            yield Shown(kind, quarter, unit, int(number), said.get("when", ""))


@dataclass(frozen=True, slots=True)
class About:
    """The one unit of a page, and the row and the quarter where all its buttons have the same."""

    unit: int
    row: str = ""
    quarter: int = 0
    """Its number in the books."""


async def one_unit(turn: Turn) -> About | None:
    """The unit that every button of the page shown last is about; None: of several, or of none."""
    found = [
        carried
        for _, route in await buttons(turn)
        if not route.startswith(OFFERED) and (page := page_at(bare(route))) is not None
        if isinstance((carried := page[1]).get("unit"), int) and carried["unit"] > 0
    ]
    units = {carried["unit"] for carried in found}
    if len(units) != 1:
        return None
    rows = {str(carried.get("row", "")) for carried in found} - {""}
    held = {int(carried.get("quarter", 0)) for carried in found} - {0}
    return About(
        units.pop(), rows.pop() if len(rows) == 1 else "", held.pop() if len(held) == 1 else 0
    )


def _lately(turn: Turn) -> bool:
    return turn.shown_at is not None and turn.now - turn.shown_at <= SHOWN
