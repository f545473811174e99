"""Why a form or a row cannot be changed now, and what is possible instead."""

from __future__ import annotations

from datetime import datetime

from bot.speech.calendar import say_moment
from bot.speech.periodic import per
from bot.speech.quarters import STATES


def not_begun() -> str:
    """While the quarter waits for its first day."""
    return per("这个季度还没有开始填报，开期以后会通知您。")


def submitted(in_time: bool) -> str:
    """After the form was handed in."""
    if in_time:
        return "这张表已经提交了，现在不能改。要改请先撤回，改好再提交。"
    return "这张表已经提交，也过了截止时间，只有退回补正的项目还能改。"


def too_late(deadline: datetime, now: datetime) -> str:
    """After the deadline, not handed in."""
    return (
        f"已经过了截止时间（{say_moment(deadline, now)}），不能再改了，"
        "只有退回补正的项目还能改。\n需要延期请联系县信用办。"
    )


def closed_early() -> str:
    """The office has ended reporting before its day."""
    return (
        "信用办已经提前截止填报，不能再改了，只有退回补正的项目还能改。\n需要延期请联系县信用办。"
    )


def closed(state: str) -> str:
    """After reporting and review."""
    return f"{per('这个季度')}{STATES.get(state, '已经结束')}，填报内容不能再改。"


def no_such_row(row: str) -> str:
    """A row that the unit's table does not have."""
    return f"本单位的考核表里没有“{row[:20]}”这一项，请从列表里选。"


def supplied_by(body: str) -> str:
    """A row whose figures come from elsewhere."""
    return f"这一项由{body}提供数据，不用您填，也不用传材料。"


def papers_are_not_shown() -> str:
    """To an observer, where the office has not opened them."""
    return "观察员看得到结果、进度和依据，看不到单份材料。需要看时请联系信用办管理员。"


def not_kept(count: int) -> str:
    """Before the reason, when files came while nothing can be taken."""
    return f"刚发来的 {count} 个没有收。\n"
