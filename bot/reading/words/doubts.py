"""A doubt about a paper in one line for the reviewer: what, in which paper, on which words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.reading.words.kinds import UNCLEAR, quoted
from bot.reading.words.told import dated, day
from bot.speech.periodic import per

_QUOTE: Final = 40
_WHAT: Final = {"event": "活动日期", "own": "成文日期", "taken": "拍摄日期", "period": "所说的时间"}


def said(
    kind: str, label: str, reason: Mapping[str, Any], quote: str, place: str, where: str
) -> str:
    """The doubt with its reason and quotation; ``where`` the other paper serves, if any."""
    body = _body(kind, label, reason, where)
    if kind == "number_twice" and quote in body:
        seen = f"（{place.removesuffix('：')}）" if place else ""
    else:
        seen = f"（{place}{quoted(quote, _QUOTE)}）" if quote else ""
    return f"⚠ {body}{seen}"


def _body(kind: str, label: str, reason: Mapping[str, Any], where: str) -> str:
    if kind == "text":
        how = "文字几乎一样" if reason.get("whole") else "有大段文字一样"
        return f"雷同：{label} 与{where}{how}（约 {reason.get('percent')}%）"
    if kind == "other_unit":
        who = reason.get("unit") or reason.get("county") or reason.get("unknown")
        alone = "，里面没有本单位的名字" if reason.get("unknown") else ""
        return f"别的单位：{label} 的抬头或落款是{who}{alone}"
    if kind == "number_twice":
        return f"文号重复：{label} 与{where}都是 {reason.get('number')}，内容不同"
    if kind == "over":
        return _over(reason)
    if kind == "outside":
        what = _WHAT.get(str(reason.get("what")), "日期")
        return f"日期：{label} 的{what}是 {dated(str(reason.get('day')))}，不在{per('本季度')}"
    if kind == "blank":
        return f"模板没填完：{label}"
    if kind == "missing":
        return f"材料里还没看到：{'、'.join(str(one) for one in reason.get('wants', ()))}"
    if kind == "no_source":
        return f"报道没有媒体名称，也没有网址：{label}"
    return f"看不清：{label} {UNCLEAR.get(str(reason.get('why')), '')}"


def _over(reason: Mapping[str, Any]) -> str:
    days = [day(str(one)) for one in reason.get("days", ())][:4]
    told = f"（{'、'.join(days)}）" if days else ""
    unit = reason.get("unit")
    return (
        f"报 {reason.get('claimed')} {unit}，材料里对得上的最多 {reason.get('most')} {unit}{told}"
    )


def place(page: int | None, line: int | None) -> str:
    """第 2 页第 5 行："""
    if page is None:
        return ""
    return f"第 {page} 页第 {line} 行：" if line is not None else f"第 {page} 页："
