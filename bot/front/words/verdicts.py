"""Sentences about leave and refusal, where it is open which request is meant."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message


def asked(who: str, question: str) -> str:
    """A unit's question, on a button."""
    return f"{who}：{question}"


def appealed(unit: str, row: str) -> str:
    """An appeal, on a button."""
    return f"{unit} {row} 的申诉"


def which(*, allows: bool) -> str:
    """Several wait for an answer."""
    what = "同意" if allows else "不同意"
    return f"要{what}的是哪一件？点一个，点了还会先给您看，不会马上答复："


def nothing_asked(unit: str, number: int) -> Message:
    """Nothing of this unit waits for an answer."""
    return Message(
        text=f"{unit}现在没有等着答复的请求，也没有没答复的申诉。电话里说的，"
        "不用在这里答复；不给它延期，截止时间就还是原来的。",
        buttons=(
            (to(f"{unit}的情况", "about", number), to("待答复的问题", "consults")),
            (HOME,),
        ),
    )
