"""A correction said in one sentence: 三季度教育局四.2改成5篇 理由漏计. No page of its own.

The value and the reason that stand behind the row are filled in, and shown as the page shows them;
nothing is proposed. What is filled in later, behind the page, is ``bot.front.standing``'s.
"""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.turn import InsteadError, Turn
from bot.front import combined
from bot.front.asking import Asking, Led
from bot.front.meanings import route_of
from bot.front.said import said_of
from bot.questions import Arguments, Meaning
from bot.questions.decisions import ROW, UNIT, masked
from bot.questions.leans import ASKS
from bot.questions.slots import Draft, Slot, puts
from bot.release.pages import correct
from bot.speech.numbers import plain

_ROUTE: Final = re.compile(r"correct/(?P<quarter>\d+)/(?P<unit>\d+)/(?P<row>[^/]+)")
_WHEN: Final = re.compile(r"(?:[0-9]{4}年|今年|去年)?(?:第?[一二三四1-4]季度|上个?季度)(?:的)?")
_ORDERS: Final = re.compile(
    r"(?:要|得|需要|请|麻烦|帮我|给|把|将)*(?:更正|改正|订正|纠正)(?:一下|下)?"
)
_ORDERED: Final = re.compile(r"更正|改正|订正|纠正")
_ENDS: Final = " ,，。;；:：的"
_EDGES: Final = f"{_ENDS}把将给那个这项"


async def is_one(asking: Asking, text: str) -> bool:
    """Whether a text orders a correction and says of one row to what, or why."""
    if not asking.admin or not _ORDERED.search(text) or ASKS.search(text):
        return False
    signs, names = masked(plain(text), await combined.known(asking))
    return len(names) == _UNIT_AND_ROW and bool(_given(signs))


_UNIT_AND_ROW: Final = 2


async def said(turn: Turn, asking: Asking, text: str) -> Led | None:
    """更正 教育局 三.4 1项, 三季度民政局四.2少记了一篇，给更正: shown with what it fills in.

    Of the newest published quarter unless one is named, as the page of 更正 has it.
    """
    if not await is_one(asking, text):
        return None
    sentence = said_of(turn, asking, text).sentence
    units = {one.unit.id: one.unit for one in sentence.units if one.unit}
    if len(units) != 1 or not sentence.named.row:
        return None
    (unit,) = units.values()
    named = Arguments(unit=unit, row=sentence.named.row, quarter=sentence.named.quarter)
    route = await route_of(asking, Meaning("correct", named))
    return await opened(turn, asking, route, text)


async def opened(turn: Turn, asking: Asking, led_to: Led, text: str) -> Led:
    """The page of a correction, with what the sentence fills in of it."""
    route = _ROUTE.fullmatch(led_to) if isinstance(led_to, str) else None
    if route is None or not asking.admin:
        return led_to
    given = _given(masked(plain(text), await combined.known(asking))[0])
    if not given:
        return led_to
    before = len(turn.said)
    at = int(route["quarter"]), int(route["unit"]), route["row"]
    try:
        await correct.filled(turn, *at, given)
    except InsteadError as refused:
        return refused.message
    return turn.said.pop() if len(turn.said) > before else led_to


_OF: Final = Draft(has=frozenset(("value", "reason")))


def _given(signs: str) -> dict[Slot, str]:
    """The slots that are filled behind the names; nothing where a word is left over."""
    bare = re.sub(f"[{UNIT}{ROW}]", " ", _WHEN.sub("", signs))
    bare = _ORDERS.sub(" ", bare).lstrip(_EDGES).rstrip(_ENDS)
    said = puts(bare, _OF)  # 改成2次，漏记了
    fits = said and all(one.slot in ("value", "reason") for one in said)
    return {one.slot: one.said for one in said} if fits else {}
