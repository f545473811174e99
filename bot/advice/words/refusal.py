"""Sentences of refusing what a unit asked of the office: shown with its reason, then sent."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.advice.words.consult import LIST
from bot.corridor.buttons import to
from bot.corridor.events import Button, Message
from bot.speech.calendar import say_moment

REASONS: Final = (
    "期限早就通知过，别的单位都按时报了",
    "已经延过一次",
    "延了会影响审核和公示",
)
"""The usual reasons to refuse more time, as buttons."""
LEAST, MOST = 2, 200


def answer(reason: str, until: datetime | None, now: datetime, *, extension: bool) -> str:
    """What the unit will read."""
    why = f"理由：{reason.rstrip('。')}。" if reason else ""
    if not extension:
        return f"不同意。{why}"
    when = f"，请在 {say_moment(until, now)} 以前提交" if until and until > now else ""
    return f"不同意延期{when}。{why}"


def ask(number: int, about: str, question: str, *, extension: bool) -> Message:
    """A refusal without a reason: which."""
    reasons = REASONS if extension else ()
    rows = tuple((to(said, "consult/refuse", number, n),) for n, said in enumerate(reasons))
    return Message(
        title=f"不同意第 {number} 号，还没有答复",
        text=f"{about}问：{question}\n为什么不同意？"
        f"{'点一个，或者' if reasons else ''}直接发理由，单位会看到；发出以前还会给您看。",
        buttons=(*rows, (to("不写理由", "consult/refuse", number, len(REASONS)), LIST)),
        placeholder="请输入理由",
    )


def preview(number: int, about: str, question: str, said: str) -> Message:
    """What would be answered."""
    return Message(
        title=f"不同意第 {number} 号，还没有答复",
        text=f"{about}问：{question}\n要答复：{said}\n——\n点一下才发给他；要换理由，直接发理由。",
        buttons=(
            (to("就这样答复", "consult/refused", number),),
            (Button(label="换个说法答复", route=f"consult/answer/{number}"), LIST),
        ),
        placeholder="要换理由，请直接输入",
    )


def gone() -> str:
    """The tap came too late."""
    return "要答复的话已经不在手边了，请再说一遍。"
