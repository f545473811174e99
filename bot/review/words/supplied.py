"""Sentences about figures of other bodies that are far from what was before."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.paging import side_by_side
from bot.supply.outliers import Odd
from bot.supply.table import Column, Raw
from bot.supply.words.figure import unusual


def counted(number: int) -> str:
    """On the first page of the review."""
    return f"部门数据有 {number} 个和以往差得多，请留意。"


def button(number: int) -> str:
    """The way to them."""
    return f"部门数据存疑 {number} 个"


def line(unit: str, column: Column, raw: Raw, why: Odd, who: str) -> str:
    """教育局 二.1 迟报、错报：40 条，本单位以往是 2 到 4 条，差得多（信用办）."""
    by = f"（{who}）" if who else ""
    lead = f"{unit} " if unit else "⚠ 部门数据 "
    return f"{lead}{column.title}：{unusual(column, raw, why)}{by}"


def listed(
    quarter: str,
    mark: str,
    lines: Sequence[str],
    ways: Sequence[Button],
    turning: tuple[tuple[Button, ...], ...],
    back: Button,
) -> Message:
    """All of a quarter."""
    text = "\n".join(lines) or "没有和以往差得多的部门数据。"
    if lines:
        text += "\n部门数据不用审；不对的请管理员按部门的更正重新录入。"
    return Message(
        title=f"{quarter} 部门数据存疑{mark}",
        text=text,
        buttons=(*side_by_side(list(ways), 2), *turning, (back, HOME)),
        replace=True,
    )
