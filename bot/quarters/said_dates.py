"""The dates of an opening that waits for its tap, as a sentence behind it moves them.

Its own module, because a sentence is read there only: what starts the bot asks a plan for its
days, and nothing of a conversation is loaded for that.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from bot.quarters.plan import Plan
from bot.questions.leans import moved as moved_to
from bot.questions.slot_words import N
from bot.questions.slots import Put
from bot.speech.calendar import DayFault, day
from bot.speech.numbers import figure

_STAGES: Final = (
    (r"工作报送|总结|简报", "reports"), (r"审", "review"), (r"申诉", "appeal"),
    (r"开始|开期|开放|启动", "opens"), (r"截止|填报|报送", "deadline"),
)  # fmt: skip
_BEFORE: Final = {"deadline": "opens", "reports": "opens", "review": "deadline", "appeal": "review"}
"""From which date 申诉期给7天 is counted."""


def said(plan: Plan, one: Put, today: date) -> tuple[str, date] | None:
    """Which date a sentence moves, and to which day; None: it says not which, or no day."""
    key = next((key for sign, key in _STAGES if re.search(sign, one.part)), "") if one.part else ""
    if not key and one.old:
        old = _day(one.old, today)
        at = [name for name, held in plan.dates.items() if _same(held, old, one.old)]
        key = at[0] if len(at) == 1 else ""
    if not key:
        return None
    if shift := _SHIFT.fullmatch(one.said):
        days = _days(shift) * (1 if shift["sign"] == "+" else -1)
        return key, plan.dates[key] + timedelta(days=days)
    if (long := _LONG.fullmatch(one.said)) and key in _BEFORE:
        return key, plan.dates[_BEFORE[key]] + timedelta(days=_days(long))
    if one.old and (number := re.fullmatch(r"([0-9]{1,2})[日号]", one.said)):
        try:
            return key, plan.dates[key].replace(day=int(number[1]))
        except ValueError:
            return None
    to = moved_to(one.said, today)
    return (key, to.day) if to is not None and to.day else None


def _same(held: date, old: date | None, said: str) -> bool:
    number = re.fullmatch(r"([0-9]{1,2})[日号]", said)
    return held.day == int(number[1]) if number else held == old


def _day(said: str, today: date) -> date | None:
    try:
        return day(said, today)
    except DayFault:
        return None


def _days(match: re.Match[str]) -> int:
    number = figure(match["n"])
    return int(number or 0) * (1 if match["unit"] in ("天", "日", "工作日") else 7)


_LONG: Final = re.compile(rf"(?P<n>{N})个?(?P<unit>天|日|周|星期|礼拜|工作日)")
_SHIFT: Final = re.compile(rf"(?P<sign>[+-]){_LONG.pattern}")
