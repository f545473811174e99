"""Which unit is meant where the last answers leave it open: each table's third, 为什么.

What is changed of the last question is ``going_on``'s. No page of its own.
"""

from __future__ import annotations

import re
from typing import Any, Final

from bot.advice.words import answers as words
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front.asking import Asking, Led
from bot.front.behind_a_menu import page_in_words
from bot.front.combined import answered, known
from bot.front.going_on import last_said
from bot.front.lately import lately
from bot.front.meanings import route_of
from bot.inquiry import answering
from bot.questions import Arguments, Meaning
from bot.questions.combined import Query
from bot.questions.combined.following import change


async def of_each_table(turn: Turn, asking: Asking, text: str) -> Led | None:
    """What only both tables make a question of."""
    return await _placed_in_each(turn, asking, text)


_PAIR: Final = 2


async def whose(turn: Turn, asking: Asking, meant: Meaning, text: str) -> Led | None:
    """为什么 alone, behind an answer that is not about one unit: whose points are meant."""
    if not asking.office or meant.name not in _LOST or meant.arguments != Arguments():
        return None
    if _HOW_SCORED.search(text):
        return await _how_scored(turn, asking)
    if meant.name == "losses" or not _WHY.fullmatch(text):
        return None
    said = await last_said(turn)
    shown: list[int] = []
    if said.get("meaning") == "ranking":
        shown = await _in_each_table(turn, said, (said.get("named") or {}).get("n") or 1)
    short = asking.roster.short
    units = asking.roster.those(shown)
    led = [await route_of(asking, Meaning("why", Arguments(unit=one))) for one in units]
    choices = [
        (f"{short[one.id]}　扣分原因", route)
        for one, route in zip(units, led, strict=True)
        if isinstance(route, str)
    ]
    page = "" if choices else await page_in_words(turn, asking)
    said_so = [(one, link("asked", "said", one)) for one in (page,) if one]
    losses = ("各项失分", link("asked", "said", "哪项失分最多"))
    return words.offers([*said_so, *choices, losses], None, foreign=False)


async def _how_scored(turn: Turn, asking: Asking) -> Led:
    """分数怎么算出来的: by the clause of the row that was spoken of, else how points come about."""
    of = await lately(turn, asking)
    if not of.row:
        return link("topic", _POINTS)
    row = f"{of.group}={of.row}" if of.group and "=" not in of.row else of.row
    return await answered(turn, asking, Query(topic="criteria", row=row))


_HOW_SCORED: Final = re.compile(r"(?:怎么|如何|咋)(?:样)?(?:算|来|打|计)")
_POINTS: Final = "who_gives_the_points"


async def _placed_in_each(turn: Turn, asking: Asking, text: str) -> Message | None:
    """第三名为什么扣分, behind a ranking of which no table was chosen: each third, to tap."""
    to = change(text, await known(asking)) if asking.office else None
    said = await last_said(turn) if to and to.place and not to.pronoun else {}
    named = said.get("named") or {}
    if to is None or said.get("meaning") != "ranking" or named.get("group"):
        return None
    units = await _in_each_table(turn, said, to.place)
    if len(units) < _PAIR:
        return None
    rest = "得分" if not to.rest or _WHO.match(to.rest) else to.rest
    asked = [f"{asking.roster.short[one]}{rest}" for one in units]
    return words.offers([(one, link("asked", "said", one)) for one in asked], None, foreign=False)


async def _in_each_table(turn: Turn, said: dict[str, Any], place: int) -> list[int]:
    """The unit at a place of each table, from the end that the ranking was asked from."""
    named = said.get("named") or {}
    quarter = named.get("quarter")
    query = Query(
        measure="rank",
        first=place,
        descending=named.get("end") != "bottom",
        quarters=(tuple(quarter),) if quarter else (),
    )
    return await answering.last_of_each(turn, query)


_WHO: Final = re.compile(r"是?(?:谁|哪)")
_OFFERED: Final = 5
_LOST: Final = ("why", "losses")
_WHY: Final = re.compile(
    r"(?:那|这|他们|它们)*(?:都|是)?(?:为什么|为啥|怎么回事|什么原因|咋回事|怎么|咋|凭什么|凭啥)"
    r"(?:会|就|都|得|考)*(?:这么|那么)?(?:低|差|少|靠后)?(?:的)?(?:呢|啊|呀)?[?？。]?"
)
