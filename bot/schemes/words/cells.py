"""Sentences of the whole table on a desk-sized page: a cell was written, or why it was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.corridor.events import Message

WRITTEN: Final = "已写入"
"""The title of an answer by which the page knows that the cell says so now."""
REFUSED: Final = "没有写入"


def written(row: str, *, confirmed: bool) -> Message:
    """A cell says something else now."""
    again = "，这一行要重新确认" if confirmed else ""
    return Message(title=WRITTEN, text=f"{row} 改好了{again}。")


def confirmed(row: str, left: int) -> Message:
    """A row is right."""
    more = f"还有 {left} 行。" if left else "全部确认了。"
    return Message(title=WRITTEN, text=f"{row} 已确认，{more}")


def taken_back(row: str) -> Message:
    """A row is not taken for right any more."""
    return Message(title=WRITTEN, text=f"{row} 的确认收回了。")


def head_written(line: str) -> Message:
    """A line of the header says something else now."""
    return Message(title=WRITTEN, text=f"抬头改好了：{line[:60]}")


def head_changed(name: str) -> str:
    """Somebody changed the header meanwhile."""
    return f"{name}刚改过抬头，您刚才的没有写入。现在的已经显示出来，要改请再写一次。"


def not_confirmable() -> str:
    """Nobody knows how it counts."""
    return "这一行还没有读懂怎么算分，先写“怎么算分”，或者选“审核员评定”。"


def already(name: str) -> str:
    """Confirmed before."""
    return f"{name}已经确认过这一行。"


def several() -> str:
    """Which reading is right has to be said first."""
    return "这一行有几种读法，请先选一种（按数字），再确认。"


def no_reading() -> str:
    """No such reading."""
    return "没有这种读法了，请看现在的几种。"


def own_first() -> str:
    """A field of a row nobody understands."""
    return "这一行还没有读懂怎么算分，请先写“怎么算分”，再改这一格。"


def no_cell() -> str:
    """The term is not there any more."""
    return "这一行现在没有这一格了，请看现在的。"


def name_length(longest: int) -> str:
    """A name of one sign or of a hundred."""
    return f"指标名称要有 2 到 {longest} 个字。"


def own_length(longest: int) -> str:
    """An empty sentence or an endless one."""
    return f"请用一句话写怎么算分，不超过 {longest} 个字。"


def not_read(unread: Sequence[str]) -> str:
    """A sentence of counting that was not understood."""
    pieces = "、".join(f"“{one[:40]}”" for one in unread[:3]) or "这句话"
    return (
        f"没有读懂{pieces}。请写清楚每什么得（扣）几分、最高几分，"
        "如“每次得 1 分，最高 5 分”；说不清的选“审核员评定”。"
    )


def head_not_read(line: str) -> str:
    """A line of the header that was not understood."""
    return f"没有看懂“{line[:40]}”。{_HEAD.get(line[:2], '')}"


_HEAD: Final = {
    "满分": "写一个数，如 100。",
    "等次": "从高到低写，最后一等从 0 起，如：优秀 90、良好 75、合格 60、不合格 0。",
    "全年": "可以写：各季度平均、各季度相加、按权重 20、20、20、40、不合成。",
    "周期": "可以写：每月、每季度、每半年、每学期、每年。",
    "印发": "写日期，如 2026年12月1日。",
}
