"""An order beside which only its reason is said: 水利局主任打电话了，宽限到20号.

What the order comes to is shown, as ever; nothing is done before a tap. A clause that asks, denies,
tells of hearsay or orders something else is no reason: then the order is only offered.
"""

from __future__ import annotations

import re
from typing import Final

from bot.corridor.turn import Turn
from bot.front import orders
from bot.front.another_day import because
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
    if (put_off := await _put_off(turn, asking, *parts)) is not None:
        return put_off
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
    led_to = await orders.obey(turn, asking, given)
    if given.kind != "extend" or not isinstance(led_to, str) or not _ASKS_WHY.fullmatch(led_to):
        return led_to
    return await because(turn, led_to, _told(asking, reason[0]))


async def _put_off(turn: Turn, asking: Asking, why: str, act: str) -> Led | None:
    """白庙乡停了两天电，给延到周五: the unit and the reason of the first, the day of the order."""
    named = asking.roster.find_in(why)
    if len(named) != 1 or named[0].found.unit is None or not named[0].found.sure:
        return None
    reason = (why[: named[0].start] + why[named[0].end :]).strip(_AROUND)
    reason = _WHO_TOLD.sub("", reason)
    if asking.roster.find_in(act) or not _ORDERS.search(act) or _NO_REASON.search(reason):
        return None
    short = asking.roster.short[named[0].found.unit.id]
    given = await orders.read(turn, asking, f"给{short}{_FOR_IT.sub('', act)}")
    whom = given.whom if given and given.kind == "extend" else None
    if given is None or whom is None or whom.units != (named[0].found.unit.id,) or not reason:
        return None
    led_to = await orders.obey(turn, asking, given)
    day = _UNTIL.search(led_to) if isinstance(led_to, str) else None
    if day is None:
        return led_to
    turn.rest = f"{short} {day['year']}年{int(day['month'])}月{int(day['day'])}日 {reason}"
    return "extend"


_AROUND: Final = " ,，。、的那边那儿因为由于"
_FOR_IT: Final = re.compile(r"^(?:那|就|先|再|也|都)*(?:给|让|把|帮)?(?:它们?|他们?|人家)?")
_UNTIL: Final = re.compile(r"/(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})$")
_ASKS_WHY: Final = re.compile(r"extend/\d+/(?:\d+|of/\d+)/\d{8}")
_WHO_TOLD: Final = re.compile(
    r"^(?:的|那边|主任|局长|领导|联络员|同志|人|刚才|刚刚|刚|今天|昨天|又|他们|我们?|[一-鿿]{0,2}(?:主任|局长|科长|书记|镇长|乡长))*"
    r"(?:(?:给我们?|给信用办)?(?:来|打)(?:了|过)?(?:个|一个)?(?:电话|消息|函)(?:过来|来)?(?:说|讲|反映)?(?:是|了)?|说(?:是)?|反映|讲)[,，:：]*"
)


def _told(asking: Asking, said: str) -> str:
    """林业局来电话说人员外出培训: what it is put off for, without who told it; empty: nothing."""
    named = [one for one in asking.roster.find_in(said) if one.start == 0]
    bare = said[named[0].end :] if named else said
    told = _WHO_TOLD.match(bare)
    reason = bare[told.end() :].strip(" ,，。") if told else bare.strip(" ,，。")
    return reason if len(reason) >= _LEAST and (told or not named) else ""


_LEAST: Final = 3
_ORDERS: Final = re.compile(r"[延宽缓推催]|提醒|提个?醒|招呼")
_TWO: Final = 2
