"""A quarter and its states as people call them, and what is said when one opens."""

from __future__ import annotations

from datetime import datetime

from bot.corridor.events import Button, Message
from bot.speech.calendar import days_left, say_moment

_NUMBERS = "一二三四"

STATES = {
    "planned": "待开期",
    "open": "填报中",
    "review": "审核中",
    "announced": "公示中",
    "published": "已公布",
    "archived": "已归档",
}
"""The states of a quarter (DESIGN §1)."""


def name(year: int, number: int) -> str:
    """2026年四季度."""
    return f"{year}年{_NUMBERS[number - 1]}季度"


def opened(
    year: int, number: int, deadline: datetime, now: datetime, changed: int | None = None
) -> Message:
    """To everybody, on the day a quarter opens; ``changed`` is its number if its rules are new."""
    news = "\n考核办法有变化，填报以前请看一眼。" if changed else ""
    home = Button(label="首页", route="home")
    look = ((Button(label="办法变化", route=f"changes/{changed}/1"),),) if changed else ()
    return Message(
        title=f"{name(year, number)}考核开始填报",
        text=f"截止时间：{say_moment(deadline, now)}（{days_left(deadline, now)}）。\n"
        f"可以分几天填，随时中断，下次接着填。{news}",
        buttons=((Button(label="开始填报", route="fill"),), *look, (home,)),
    )
