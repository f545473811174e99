"""这题得几分, said once the next question has come: of the row just answered, or of the open one?

What is asked of points, of papers or of what was kept, and whether it says by itself which of the
two it means. How a row is filled in asks of the open one and is no matter of this file. Pure; what
is answered is ``bot.filling.pages.of_which``'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.speech.colloquial import plainly
from bot.speech.numbers import plain

About = Literal["points", "papers", "kept"]
_LONGEST: Final = 24
_BEFORE: Final = (
    r"(?:刚才?|刚刚|方才|上一?|前一?|前面|上面|刚填|刚答|填过)"
    r"(?:我?(?:填|答|报|写|说|发)(?:完|过)?)?(?:的)?"
)
_ONE: Final = r"(?:那|这)?(?:一)?(?:题目?|项|条|道题?|个|问|次|回|行)"
_THIS: Final = (
    rf"(?:(?P<past>{_BEFORE}{_ONE}?)"
    r"|(?P<this>(?:[这那此该本](?:一)?(?:题目?|项|条|道题?|个|问|行)?)))?"
)
_LEADS: Final = r"(?:那|所以|请问|对了|[,，。\s])*"
_SIGH: Final = r"(?:呢|啊|呀|来着|吗|嘛|哦|[?？。.!！\s])*"
_CAN: Final = (
    r"(?:我们?|俺们?|咱们?|单位|一共|总共|到底|大概|能|会|可以|应该|该|算|是|有|就|已经|现在)*"
)
_MANY: Final = r"(?:几|多少)分"
_ASKS: Final[tuple[tuple[About, re.Pattern[str]], ...]] = (
    (
        "points",
        re.compile(
            rf"{_LEADS}{_THIS}{_CAN}(?:(?P<got>得了|得到了|拿了|拿到了?|算了|给了)|得|拿|算|给|值|占|有|是|计)?"
            rf"(?:到|上)?(?:{_MANY}|(?:得|拿|到|是)?(?:满分|全分)了?(?:没有?|吗|么|不))了?{_SIGH}"
        ),
    ),
    (
        "papers",
        re.compile(
            rf"{_LEADS}{_THIS}{_CAN}(?:还|都|得|要|需要?|用|必须)*(?:交|传|附|提供|准备|配|上传|补|要|需要?)(?:些|点)?"
            rf"(?:啥|什么|哪些|哪几[样种个])(?:[佐左作]证|证明)?(?:材料|[佐左作]证|证明|照片|文件|东西)?{_SIGH}"
        ),
    ),
    (
        "kept",
        re.compile(
            rf"{_LEADS}{_THIS}{_CAN}(?:你|您|系统|都|给我?)*(?:"
            r"(?:记|存|填|写|录|保存|报)(?:上|下|好|住|进去?|成功)(?:了?(?:没有?|吗|么|不)|没)"
            r"|(?:记|存|录|保存)了(?:没有?|吗|么|不)"
            r"|(?:记|存|填|写|报|录)的?(?:是|了|成)?(?:几|多少|什么|啥)(?:[次项个场家篇件回])?)"
            rf"{_SIGH}"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and of which of the two."""

    about: About
    before: bool
    """It is of the row just answered, and of no other; else it may be of either."""


def asked_of(text: str) -> Asked | None:
    """What a text asks of a row that it only points at; None: it asks nothing of the kind."""
    said = plainly(plain(text)).strip()
    if len(said) > _LONGEST:
        return None
    for about, how in _ASKS:
        if (match := how.fullmatch(said)) is None:
            continue
        told = match.groupdict()
        if about == "points" and not (told["past"] or told["this"]):
            return None  # 几分: how much the open one is worth
        return Asked(about, bool(told["past"] or told.get("got") or about == "kept"))
    return None
