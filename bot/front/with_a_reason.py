"""An order beside which only its reason is said: 水利局主任打电话了，宽限到20号.

What the order comes to is shown, as ever; nothing is done before a tap. A clause that asks, denies,
tells of hearsay or orders something else is no reason: then the order is only offered.
"""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.turn import Turn
from bot.front import orders
from bot.front.asking import Asking, Led
from bot.front.for_others import because
from bot.front.offers import PARTS, by_parts
from bot.questions.leans import ASKS

_SHOWN_FIRST: Final = frozenset({"extend", "nudge", "plan"})
"""Orders whose page does nothing by itself."""
_NO_REASON: Final = re.compile(
    r"[?？吗呢谁哪怎咋几]|什么|为啥|不|别|没(?!交|报|填|动|信号|电|网|人)|未|甭|免|如果|要是|万一|听说|据说|好像|可能|昨天|上次|已经"
    r"|[催延缓撤退]|提醒|通知|取消|算了|核|审"
)


async def ordered(turn: Turn, asking: Asking, text: str) -> Led | None:
    """The page that shows the order; None: there is none, or more is said than its reason."""
    parts = [one for one in PARTS.split(text) if one]
    if not asking.office or len(parts) != _TWO or ASKS.search(text):
        return None
    acts = [one for one in parts if _ORDERS.search(one)]
    if len(acts) != 1:
        return None
    (why,) = (one for one in parts if one != acts[0])
    unit, reason = _told(asking, why)
    if _NO_REASON.search(reason):
        return None
    act = await _whole(turn, asking, acts[0], unit)
    given = await orders.read(turn, asking, act) if act else None
    if given is None or given.kind not in _SHOWN_FIRST:
        return None
    led_to = await orders.obey(turn, asking, given)
    if given.kind != "extend" or not isinstance(led_to, str) or not _ASKS_WHY.fullmatch(led_to):
        return led_to
    return await because(turn, led_to, reason)


async def _whole(turn: Turn, asking: Asking, act: str, unit: int) -> str:
    """The order with the unit that the reason names, where it names none; else as it was said."""
    if unit and not asking.roster.find_in(act):
        return f"给{asking.roster.short[unit]}{_FOR_IT.sub('', act)}"
    offered = await by_parts(turn, asking, act)
    return offered[0][0] if len(offered) == 1 else act


_AROUND: Final = " ,，。、的那边那儿因为由于"
_FOR_IT: Final = re.compile(r"^(?:那|就|先|再|也|都)*(?:给|让|把|帮)?(?:它们?|他们?|人家)?")
_ASKS_WHY: Final = re.compile(r"extend/\d+/(?:\d+|of/\d+)/\d{8}")
_WHO_TOLD: Final = re.compile(
    r"^(?:的|那边|主任|局长|领导|联络员|同志|人|刚才|刚刚|刚|今天|昨天|又|他们|我们?|[一-鿿]{0,2}(?:主任|局长|科长|书记|镇长|乡长))*"
    r"(?:(?:给我们?|给信用办)?(?:来|打)(?:了|过)?(?:个|一个)?(?:电话|消息|函)(?:过来|来)?(?:说|讲|反映)?(?:是|了)?|说(?:是)?|反映|讲)[,，:：]*"
)


def _told(asking: Asking, said: str) -> tuple[int, str]:
    """林业局来电话说人员外出培训: the unit, and what it is put off for without who told it.

    Empty: a clause that only names somebody, or is too short to be a reason.
    """
    named = asking.roster.find_in(said)
    unit = named[0].found.unit if len(named) == 1 and named[0].found.sure else None
    bare = said[: named[0].start] + said[named[0].end :] if unit is not None else said
    reason = _WHO_TOLD.sub("", bare.strip(_AROUND)).strip(_AROUND)
    return (unit.id if unit else 0), reason if len(reason) >= _LEAST else ""


_LEAST: Final = 3
_ORDERS: Final = re.compile(r"[延宽缓推催]|提醒|提个?醒|招呼")
_TWO: Final = 2
