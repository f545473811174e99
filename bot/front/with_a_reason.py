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
    offered = await by_parts(turn, asking, text)
    if len(offered) != 1:
        return None
    said = offered[0][0]
    reason = [one for one in parts if not _ORDERS.search(one)]
    if len(reason) != 1 or _NO_REASON.search(reason[0]):
        return None
    given = await orders.read(turn, asking, said)
    if given is None or given.kind not in _SHOWN_FIRST:
        return None
    return await orders.obey(turn, asking, given)


_ORDERS: Final = re.compile(r"[延宽缓推催]|提醒|提个?醒|招呼")
_TWO: Final = 2
