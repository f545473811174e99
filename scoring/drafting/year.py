"""How often a document assesses, and how a year comes about, in the words around a table.

Here: 每月考核一次, 年度得分为四个季度的平均, 之和, 按 20%、20%、20%、40% 计. Not here: the rule
itself (`scoring.year`), rows and headers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from unicodedata import normalize

_YEAR: Final = r"(?:年度|全年|年终|年末)"
_OF: Final = re.compile(
    rf"{_YEAR}[^。;\n]{{0,24}}?季度[^。;\n]{{0,24}}?(?P<how>平均|均值|之和|总和|相加|累加|累计|合计|加权)"
    rf"|季度[^。;\n]{{0,24}}?(?P<first>平均|均值|之和|总和|相加|累加)[^。;\n]{{0,16}}?{_YEAR}"
)
_SHARES: Final = re.compile(
    r"一季度[^0-9。;\n]{0,8}([0-9.]+)%[^。;\n]{0,4}?二季度[^0-9。;\n]{0,8}([0-9.]+)%"
    r"[^。;\n]{0,4}?三季度[^0-9。;\n]{0,8}([0-9.]+)%[^。;\n]{0,4}?四季度[^0-9。;\n]{0,8}([0-9.]+)%"
)
_SPOKEN: Final = re.compile(
    rf"{_YEAR}[^。;\n]{{0,24}}?(?:得分|成绩|总分|结果)[^。;\n]{{0,24}}?(?:季度|权重|平均|占)"
)
_QUARTERS: Final = 4


def year_of(text: str) -> tuple[Mapping[str, object] | None, str]:
    """Return the keys of `[year]`, or why there are none although the text speaks of the year."""
    said = normalize("NFKC", text).replace(" ", "")
    shares = _SHARES.search(said)
    if shares is not None:
        weights = [Decimal(one) for one in shares.groups()]
        if sum(weights) == 100:
            return {"compose": "weighted", "weights": weights}, ""
    found = _OF.search(said)
    how = (found["how"] or found["first"]) if found is not None else ""
    if how and how != "加权" and shares is None:
        mean = how in ("平均", "均值")
        return {"compose": "mean" if mean else "sum"}, ""
    spoken = _SPOKEN.search(said)
    if spoken is not None or found is not None or shares is not None:
        return None, "文里说到全年怎样由各季度合成，没有读懂，请在“抬头”里写"
    return None, ""


_YEARLY: Final = (
    r"20[0-9]{2}年?度[^。;\n,，]{0,30}(?:考核|考评)|实行年度[^。;\n,，]{0,12}(?:考核|考评)"
    r"|考核(?:时段|周期|年度|时间)[^。;\n]{0,12}1月1日[^。;\n]{0,4}12月31日"
    r"|(?:每年|一年)[^。;\n,，]{0,8}(?:考核|考评|评审)一次|年终一次性考核|一年一考"
    r"|(?:考核|考评|评价)周期为?一(?:个)?(?:学)?年"
)
_ONCE_EVERY: Final = (
    r"|(?:考核|考评|评价)[^。;\n,，]{0,6}每个?%s(?:进行|开展|组织|实施|考核|考评)?[一1]次"
)
_EVERY: Final = (
    ("quarter", r"季度|每季"),
    (
        "month",
        r"(?:每月|按月|月度|逐月)[^。;\n,，]{0,10}(?:考核|考评|评分|打分|通报)|月考核|月考评"
        + _ONCE_EVERY % "月",
    ),
    ("term", r"(?:每学期|学期)[^。;\n,，]{0,10}(?:考核|考评|评估)" + _ONCE_EVERY % "学期"),
    ("half", r"(?:每半年|半年)[^。;\n,，]{0,10}(?:考核|考评)|半年度考核" + _ONCE_EVERY % "半年"),
    (
        "year",
        _YEARLY + _ONCE_EVERY % "年度?",
    ),
)
"""What says a period, the office's usual one first."""


def without_periods(text: str) -> str:
    """A text without what says how often is assessed."""
    for _, words in _EVERY:
        text = re.sub(words, "", text)
    return text


def period_of(text: str) -> str:
    """Return the period a document assesses by; empty: the usual one, or it does not say."""
    said = normalize("NFKC", text).replace(" ", "")
    found = next((kind for kind, words in _EVERY if re.search(words, said)), "")
    return "" if found == "quarter" else found
