"""Words of a clause that can only be read as they stand, and need nobody to look at them.

Here: what says of which kind a thing is (5人以上, 死亡3-5人, 24小时内). Not here: how a name comes
about (`verbatim`).
"""

from __future__ import annotations

import re
from typing import Final

from scoring.drafting.state import UNITS, State, safe

_TWO: Final = 2
_SPAN: Final = re.compile(
    r"(?:超过|不足|低于|高于|未达到|达不到|少于|未在|在)?(?:规定(?:的)?)?[0-9.]+(?:个)?(?:%|小时|分钟|工作日|自然日|日|天|个月|月|年|周|万元|元|米|公里|厘米|平方米|克|公斤|吨)"
    r"(?:以[上内下]|之?内|及以上)?"
)
_NUMBER: Final = r"(?:[0-9.]+|[一二两三四五六七八九十]+)"
_OF_WHAT: Final = re.compile(
    rf"\((?:不含|含|不包括|包括)[^()]*\)|\([^()]*除外\)"
    rf"|(?:死亡|重伤|受伤|伤亡)?{_NUMBER}(?:-{_NUMBER})?(?:个)?(?:{UNITS}|工作日|小时|天|人|万元|亿元|元|%)(?:及|\(含\)|或)?(?:以[上下内])?"
    r"|(?:月度|季度|年度|全[县市区镇省])?(?:考核)?(?:排名|名次)(?:倒数|末|后|前|第)[一二两三四五六七八九十0-9]+(?:名|位)?"
)
"""What says of which kind a thing is: 5人以上, 死亡3-5人, 三个工作日以上, 排名末两位."""
_TURNS: Final = re.compile(
    r"超过|连续|累计|其中|平均|同比|环比|每|第|倍|半|逾期|延期|比例|除外|以外|达到|达|低于|不足|少于|未达|超|减|增|[×÷=/]|再|另|最"
)
_RANGE: Final = re.compile(rf"{_NUMBER}-{_NUMBER}")


def plainly_said(state: State, label: str, unit: str = "") -> bool:
    """Whether the words of a clause can only be read as they stand: what kind of thing it is.

    A figure in the unit that is counted may be a line of the count itself, and two names that are
    alike may both be true of one thing, unless each says from where to where it goes.
    """
    bare = _OF_WHAT.sub("", label)
    figures = "".join(one[0] for one in _OF_WHAT.finditer(label))
    if len(bare) < _TWO or not safe(bare) or _TURNS.search(bare) or (unit and unit in figures):
        return False
    others = [str(t.get("each", t.get("if", ""))) for _, _, t in state.placed[:-1]]
    alike = [one for one in others if _OF_WHAT.sub("", one) == bare]
    return all(_RANGE.search(one) for one in (label, *alike)) if alike else True


def spanned(state: State, label: str, unit: str) -> bool:
    """Whether a span or a line is part of what is counted, and nothing else counts like it."""
    bare = _SPAN.sub("", label)
    stem = re.split(r"[0-9]|超过|不足|低于", label)[0]
    others = [str(t.get("each", t.get("if", ""))) for _, _, t in state.placed[:-1]]
    alike = len(stem) > 1 and any(one.startswith(stem[:4]) for one in others)
    return bare != label and len(bare) > 1 and safe(bare) and not alike and f"次{unit}" != unit
