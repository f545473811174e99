"""The first draft of a notice, from what is known: the quarter, its deadline, whom it is for. Pure.

Nothing is made up: what cannot be known is left for the office to add.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.questions.composed import About
from bot.speech.calendar import in_china, say_moment


@dataclass(frozen=True, slots=True)
class Known:
    """What a draft may say: the quarter's name and deadline, and who has not handed in."""

    quarter: str
    deadline: datetime
    now: datetime
    owing: tuple[str, ...] = ()
    """Units by their short names."""


def drafted(about: About, known: Known) -> str:
    """The text to begin with; empty where what it is about was not said."""
    if about == "returned":
        return (
            f"各位联络员好！贵单位{known.quarter}有退回补正的项目，还没有补上。"
            "请对照退回理由补齐材料，在补正期限以前重新提交。"
        )
    if about == "owing":
        return f"各位联络员好！{until(known)}贵单位还没有提交，{_asked(known)}"
    return ""


def until(known: Known) -> str:
    """The deadline, as a sentence of a notice."""
    when = say_moment(known.deadline, known.now)
    if known.deadline <= known.now:
        return f"{known.quarter}填报已在 {when} 截止，批准延期的以延期后的时间为准。"
    return f"{known.quarter}填报的截止时间是 {when}，批准延期的以延期后的时间为准。"


def _asked(known: Known) -> str:
    if known.deadline <= known.now:
        return "请尽快与县信用办联系。"
    return "请抓紧填好、传齐佐证材料并提交。"


def named(names: tuple[str, ...], *, owing: bool) -> str:
    """The list below a notice."""
    what = "还没有提交的单位" if owing else "发送单位"
    return f"附：{what}（{len(names)} 个）：{'、'.join(names)}"


def dated(now: datetime) -> str:
    """2026年12月16日."""
    day = in_china(now)
    return f"{day.year}年{day.month}月{day.day}日"
