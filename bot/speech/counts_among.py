"""How many, said among other words: 就搞了一回 在广场发的传单, 十来次吧 就写十次, 不对，一共两次.

To be shown for one tap, never to be kept unseen. Not here: an answer that is wholly a count
(``counts``).
"""

from __future__ import annotations

import re
from typing import Final

from bot.speech.numbers import FIGURE, VAGUE, figure, plain

SAME: Final = {
    "次": "回|趟|场次|场",
    "场": "次|回|场次",
    "家": "户|家次",
    "篇": "份|条",
    "项": "件|条|个项目",
}
"""Measure words people use for one another."""
_LONGEST: Final = 60
_OF_THESE: Final = re.compile(r"(?<=.)[,，。;；\s]*其中.*$")
_ASKS: Final = re.compile(
    r"[?？]|怎么|咋|什么|啥|谁|哪|多少|算不算|是不是|[能行成中]不[能行成中]|(?:吗|呢|[能行成中]不)$|再[说讲念发]|给我"
)
_UNSAID: Final = re.compile(
    r"[-负]|未|没(?!了)|不|无|取消|计划|打算|准备|[下上]个?(?:月|季度|次|回)|去年|前年|上个?季|半|多[次场回]|几|打回|退"
)
"""What changes the sense of a figure that is only one word of many."""
_FROM_TO: Final = re.compile(rf"{FIGURE}\s*(?:到|至|或|~|-|—|/|／)\s*{FIGURE}")
"""2到3次: how many, nobody can tell."""
_DONE: Final = re.compile(r"搞|办|做|弄|开|组织|举行|开展|宣传|进|参加|完成|用|推|评|发")
_ALL_TOLD: Final = (
    r"(?:一共|统共|拢共|总共|共计|合计|总计|加起来|加上|全部)(?:是|有|算|搞了|办了|做了)?"
)
_SETTLES: Final = r"(?:那|还是|所以|先)*(?:就|那|先)(?:写|填|按|算|记|报|是)?(?:成|作|上)?"


def count_among(text: str, unit: str) -> int | None:
    """The one count a longer text tells of; None where it asks, doubts, or tells of several."""
    whole = _OF_THESE.sub("", plain(text).strip())
    said = without_parts(whole)
    if changes_it(whole[len(said) :]):
        return None  # 7次（有2次没报道）
    if not unit or len(said) > _LONGEST or _ASKS.search(said):
        return None
    if _FROM_TO.search(said):
        return None
    measure = f"(?:{re.escape(unit)}{'|' + SAME[unit] if unit in SAME else ''})"
    settled = (
        rf"{_ALL_TOLD}({FIGURE}){measure}",
        rf"(?:^|[,，。;；\s]){_SETTLES}({FIGURE}){measure}",
        rf"错了?[,，。\s]*(?:应该?)?是?({FIGURE})(?:{measure}|个)?$",
    )
    for one in settled:
        found = list(re.finditer(one, said))
        if found and not _UNSAID.search(said[found[-1].end() :]):
            return _whole(found[-1][1])
    counted = re.findall(rf"(?<!第)({FIGURE}){measure}", said)
    if len(counted) != 1 or _UNSAID.search(said) or VAGUE.search(said):
        return None
    if counted[0] == "一" and not _DONE.search(said):
        return None
    return _whole(counted[0])


def without_parts(text: str) -> str:
    """7（含国旗下讲话3次）: without what belongs to the number and is none beside it."""
    return _PART.sub("", text).strip() or text


def changes_it(part: str) -> bool:
    """Whether what belongs to a number takes something from it: 含上季度的3次, 有2次没报道."""
    return _UNSAID.search(part) is not None


_PART: Final = re.compile(
    r"(?<=.)\s*[(（\[【][^)）\]】]*(?:[)）\]】]|$)"
    r"|(?<=[0-9次场项家篇个份件回期])[,，;；\s]*(?:其中|(?:里[面头]?|内)?(?:包含|包括|含|算上|加上)(?:了|着)?).*$"
)


def _whole(sign: str) -> int | None:
    found = figure(sign)
    return int(found) if found is not None and found == found.to_integral_value() else None
