"""The quarter that is spoken of, said in each offer whose answer would be of another one.

住建局三季度排多少名 is offered 2026年三季度住建局名次, and so is what leans on it: 前头那家咋样. An
offer that has no answer of a quarter stays as it is. No page of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.corridor.events import ROUTE_BYTES
from bot.corridor.routes import link
from bot.front.asking import Asking
from bot.front.both import reads
from bot.questions import Meaning
from bot.questions.combined import Query
from bot.speech.calendar import Quarter
from bot.speech.quarters import name

Offer = tuple[str, str]
"""A label, and the route behind it."""

_SAID: Final = "asked/said/"
_ACTS: Final = re.compile(r"审核|延期|更正|催|邀请|录入|公布|公示|通报|截止|发|给|为什么没提醒")
"""What orders something, or is of the quarter that runs whatever was spoken of."""
_NAMES_ONE: Final = re.compile(r"季度|全年|年度|历[次任]|同期|去年")


async def in_quarter(
    asking: Asking, offers: Sequence[Offer], quarter: Quarter | None
) -> list[Offer]:
    """The offers, of that quarter where they can be asked of one.

    What another of them says of that quarter is not offered of the one that runs as well.
    """
    known = {(one.year, one.number) for one in asking.quarters if one.state != "planned"}
    if quarter is None or quarter not in known:
        return list(offers)
    there = {label for label, _ in offers}
    kept = [one for one in offers if f"{name(*quarter)}{_turned(one[0])}" not in there]
    return [await _of_it(asking, one, quarter) for one in kept]


def _turned(said: str) -> str:
    """安良镇和长桥镇比较 for 比较安良镇和长桥镇, which begins with no quarter."""
    what = said.removeprefix("比较").strip()
    return said if what == said else f"{what}比较"


async def _of_it(asking: Asking, offer: Offer, quarter: Quarter) -> Offer:
    label, route = offer
    bare = route.removeprefix(_SAID)
    if bare == route or _NAMES_ONE.search(bare) or _ACTS.match(bare):
        return offer
    said = f"{name(*quarter)}{bare}"
    read = await reads(asking, said)
    of_it = (isinstance(read, Query) and read.quarters == (quarter,)) or (
        isinstance(read, Meaning)
        and not (read.name == "progress" and read.arguments.unit)  # at a glance: as it is now
        and read.arguments.quarter == quarter
    )
    whole = link("asked", "said", said)
    if not of_it or len(whole.encode()) > ROUTE_BYTES:
        return offer
    return said if label == bare else f"{name(*quarter)} {label}", whole
