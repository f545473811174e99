"""What would it bring: 要是再报两次能得几分, 填十二次是不是也只给五分, 要是报三个能得十二分吗.

A figure that is only supposed, and a question of points beside it. Pure; what it would bring is
reckoned by the scheme in ``bot.filling.pages.of_which``, and nothing is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.speech.colloquial import plainly
from bot.speech.counts_among import SAME
from bot.speech.numbers import FIGURE, figure, plain

_LONGEST: Final = 28
_MEASURE: Final = r"[次个项篇家件场回条份种样例]"
_SUPPOSED: Final = re.compile(
    r"(?:那|请问|对了|[,，\s])*(?P<if>要是|如果|假如|万一|假设|要)?(?:我们?|俺们?|咱们?|单位|这个?季度?|一共|总共|只|都|能)*+"
    r"(?P<more>再多|再|多|又)?(?:填|报|写|搞|办|做|算|有|弄|开展|加|用)(?P<made>了|上|个|够|满|到)*"
    rf"(?P<figure>{FIGURE})\s*(?P<measure>{_MEASURE})?(?:活动|案例|场景|应用|简报|企业|的话)?"
    r"(?:[,，\s]|的话|就|是不是|是否|也|还|只|能|会|可以|应该|该|总共|一共)*+"
    r"(?P<points>(?:多)?(?:得|拿|给|有|算|加|是|值)?(?:到)?(?:几|多少)分|(?:得|拿|给|有|加|是)?(?:到)?(?:满分|(?P<said>[零〇一二两三四五六七八九十百0-9.点]+)分))"
    r"(?:了|吗|么|不|吧|啊|呢|呀|对吗|对不对|[?？。.!！\s])*"
)
_ASKS: Final = re.compile(r"几分|多少分|是不是|是否|[吗么不?？]|对不对")


@dataclass(frozen=True, slots=True)
class Supposed:
    """A figure that is only supposed."""

    by: int
    more: bool
    """It is so many more than what stands, not so many in all."""
    measure: str
    """How it was counted: 次, 篇; empty where that was not said."""

    def all(self, stands: int) -> int:
        """How many there would be."""
        return stands + self.by if self.more else self.by

    def counts(self, unit: str) -> bool:
        """Whether what is asked about may be counted so: 三回 of 次, and no 篇."""
        return self.measure in ("", "个", unit) or self.measure in SAME.get(unit, "").split("|")


def supposed(text: str) -> Supposed | None:
    """The figure that is supposed where its points are asked for; None: nothing of the kind."""
    said = plainly(plain(text)).strip()
    if len(said) > _LONGEST or not _ASKS.search(said):
        return None
    match = _SUPPOSED.fullmatch(said)
    number = figure(match["figure"]) if match else None
    if match is None or number is None or number != number.to_integral_value():
        return None
    return Supposed(int(number), bool(match["more"]), match["measure"] or "")
