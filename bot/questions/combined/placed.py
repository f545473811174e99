"""A unit of the list before, by where it stands there: 第二个的电话, 倒数第一那家丢在哪. Pure."""

from __future__ import annotations

import re
from typing import Final

from bot.speech.numbers import figure


def placed(said: str) -> tuple[int, str] | None:
    """Which place of the list, from its end where negative, and what is asked of who stands there.

    None: it points at no place.
    """
    if match := _PLACE.fullmatch(said):
        return int(figure(match["n"]) or 0), match["rest"]
    if (match := _FROM_THE_END.fullmatch(said)) and not _WHO_IT_IS.search(match["rest"]):
        return -int(figure(match["n"] or "一") or 0), match["rest"]
    if (match := _ENDMOST.fullmatch(said)) and not _WHO_IT_IS.search(match["rest"]):
        return -1 if match["last"] else 1, match["rest"]
    return None


_PLACE: Final = re.compile(
    r"(?:上面|刚才|前面|上边|那个?|列表里?|名单里?|结果里?)*(?:的)?第(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?:个|家|名|位)(?:[那这]一?[个家位])?(?:单位|乡镇|局)?(?:的|呢)*(?P<rest>.*)"
)
_FROM_THE_END: Final = re.compile(
    r"(?:上面|刚才|前面|上边|那个?|列表里?|名单里?|结果里?|排)*(?:的)?(?:倒数第?|垫底|末尾|最末)(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})?"
    r"(?:名|位)?(?:的)?(?:[那这]一?[个家位]?|个|家)(?:单位|乡镇|局|镇|乡)?(?:的|呢)*(?P<rest>.{3,})"
)
"""倒数第一那家丢在哪; 倒数第一的单位 asks of everybody."""
_ENDMOST: Final = re.compile(
    r"(?:那|就)*(?:(?P<last>最后(?:那|面那)?|最末(?:那)?|末尾那)|头|最前(?:面)?那|打头那)一?[个家名](?:单位)?(?:的)?(?P<rest>.{3,})"
)
"""最后那个差在什么地方, of the list before."""
_WHO_IT_IS: Final = re.compile(r"谁|哪[个家]|^(?:[交报提填]|季度|月|周|小时|星期|审)")
