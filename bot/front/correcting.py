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
from bot.questions.decisions import ROW, UNIT, masked
from bot.questions.slots import Put, Slot, puts
from bot.release.pages import correct
from bot.speech.numbers import plain

_ROUTE: Final = re.compile(r"correct/(?P<quarter>\d+)/(?P<unit>\d+)/(?P<row>[^/]+)")
_WHEN: Final = re.compile(r"(?:[0-9]{4}年|今年|去年)?(?:第?[一二三四1-4]季度|上个?季度)(?:的)?")
_ORDERS: Final = re.compile(
    r"(?:要|得|需要|请|麻烦|帮我|给|把|将)*(?:更正|改正|订正|纠正)(?:一下|下)?"
)
_EDGES: Final = " ,，。;；:：的把将给那个这项"


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


_FIGURE: Final = re.compile(r"(?P<value>[^,，;；。]{1,12})[,，;；。\s]+(?P<why>[^,，;；。]{2,30})")
_NO_REASON: Final = re.compile(r"[?？吗呢谁哪怎咋几0-9]|什么|多少|改|更正|审核")


def _given(signs: str) -> dict[Slot, str]:
    """The slots that are filled behind the names; nothing where a word is left over."""
    bare = re.sub(f"[{UNIT}{ROW}]", " ", _WHEN.sub("", signs))
    bare = _ORDERS.sub(" ", bare).strip(_EDGES)
    said = puts(bare)
    if not said and (figure := _FIGURE.fullmatch(bare)) and not _NO_REASON.search(figure["why"]):
        said = (*puts(figure["value"]), Put("reason", figure["why"]))  # 改成2次，漏记了
    fits = said and all(one.slot in ("value", "reason") for one in said)
    return {one.slot: one.said for one in said} if fits else {}
