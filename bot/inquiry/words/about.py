"""Sentences of one unit at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import ROW
from bot.speech.periodic import per

_MOST = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """The unit, and the quarter its buttons are about; 0: there is none."""

    unit: int
    short: str
    quarter: int


def about(shown: Shown, lines: Sequence[str], *, admin: bool) -> Message:
    """All of it, with a button to each part."""
    unit, quarter = shown.unit, shown.quarter
    rows: list[ROW] = []
    if quarter:
        rows += [
            (to("逐项得分", "score", quarter, unit), to("扣分原因", "why", quarter, unit)),
            (to("佐证材料", "proof", "rows", quarter, unit), to("历次得分", "history", unit)),
        ]
    if quarter and admin:
        rows.append((to("催报", "remind", "nudge", quarter, unit),))
    card = to("单位资料、换人" if admin else "单位资料", "units", unit)
    return Message(title=shown.short, text="\n".join(lines), buttons=(*rows, (card, HOME)))


def no_such_unit() -> str:
    """The unit is gone."""
    return "名单里没有这个单位了。"


def no_quarter() -> str:
    """Nothing was ever opened."""
    return per("现在还没有开始考核的季度。")


def takes_no_part(quarter: str) -> str:
    """It has no form in the quarter."""
    return f"{quarter}：没有参加考核。"


def _some(ids: Sequence[str]) -> str:
    return "、".join(ids[:_MOST]) + ("…" if len(ids) > _MOST else "")


def open_rows(ids: Sequence[str]) -> str:
    """What is not filled in."""
    return f"没填完 {len(ids)} 项：{_some(ids)}。"


def sent_back(ids: Sequence[str]) -> str:
    """What waits to be mended."""
    return f"退回待补正 {len(ids)} 项：{_some(ids)}。"


def unproved(ids: Sequence[str]) -> str:
    """What has a figure and no paper."""
    return f"缺佐证材料 {len(ids)} 项：{_some(ids)}。"


def sent(papers: int, reports: Mapping[str, int]) -> str:
    """How many papers and reports came."""
    said = "、".join(f"{kind} {count} 篇" for kind, count in reports.items())
    return f"收到佐证材料 {papers} 份；工作报送：{said or '还没有'}。"


def no_score(quarter: str) -> str:
    """Nothing to assess."""
    return f"{quarter}：没有得分。"


def standing(quarter: str, total: str, rank: int, size: int, grade: str) -> str:
    """Score, place, grade."""
    ends = f"，{grade}" if grade else "（填报中，暂定）"
    return f"{quarter}：{total} 分，第 {rank} 名（共 {size} 个）{ends}。"


def liaisons(known: Sequence[tuple[str, str]]) -> str:
    """Whom to ring."""
    said = "、".join(f"{name} {phone}".strip() for name, phone in known)
    return f"联络员：{said or '还没有'}"
