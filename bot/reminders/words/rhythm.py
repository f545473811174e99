"""Sentences about the days on which the bot reminds by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message

USUAL: Final = "usual"
_PLANNED = to("计划的提醒", "planned")


def said(days: Sequence[int]) -> str:
    """截止前 15、7、3、1 天，当天，过后第 1、3 天."""
    before = [str(-one) for one in sorted(days) if one < 0]
    after = [str(one) for one in sorted(days) if one > 0]
    parts = [f"截止前 {_run(before)} 天"] if before else []
    parts += ["当天"] if 0 in days else []
    parts += [f"过后第 {_run(after)} 天"] if after else []
    return "，".join(parts)


def _run(days: Sequence[str]) -> str:
    """15、7、3、1; days in an unbroken row are said by their ends."""
    numbers = [int(one) for one in days]
    low, high = min(numbers), max(numbers)
    if len(numbers) > _ROW and high - low == len(numbers) - 1:
        return f"{days[0]} 到 {days[-1]}"
    return "、".join(days)


_ROW: Final = 2


def now(days: Sequence[int], usual: Sequence[int]) -> Message:
    """As it is."""
    back = ((to("恢复原来的", "rhythm/set", USUAL),),) if tuple(days) != tuple(usual) else ()
    return Message(
        title="自动提醒的日子",
        text=f"没报齐的单位：{said(days)}。\n遇到休息日，截止前的提前到上班日，过后的推到上班日。"
        "要改直接说，例如：最后三天每天提醒、提前一周开始提醒、截止前三天和一天提醒。",
        buttons=(*back, (_PLANNED, HOME)),
    )


def ask(before: Sequence[int], after: Sequence[int], code: str) -> Message:
    """What it would be."""
    if tuple(before) == tuple(after):
        return Message(
            text=f"现在就是这样：{said(after)}。没有要改的。", buttons=((_PLANNED, HOME),)
        )
    return Message(
        title="改自动提醒的日子，还没有改",
        text=f"现在：{said(before)}。\n改成：{said(after)}。\n"
        "正在填报的和以后的都按这个；已经报齐的不会收到，一天最多提醒一次。点一下才改。",
        buttons=((to("就这样改", "rhythm/set", code),), (to("自动提醒", "rhythm"), HOME)),
    )


def done(after: Sequence[int]) -> Message:
    """It is so from now on."""
    return Message(
        text=f"✓ 自动提醒改好了：{said(after)}。",
        buttons=((to("自动提醒", "rhythm"), _PLANNED), (HOME,)),
    )


def not_understood() -> str:
    """A route that names no days."""
    return "没有看懂要哪几天提醒，没有改。可以说：最后三天每天提醒。"
