"""Sentences about the machine, to the office."""

from __future__ import annotations

from bot.corridor.events import Message


def trouble(sentence: str) -> Message:
    """To the office: something does not work; it hears of it once."""
    return Message(
        title="服务器提醒",
        text=f"{sentence}。请管理服务器的同事看一下（make doctor）。恢复以后不用再做什么，"
        "已收下的消息和材料都在。",
    )


def anchor(text: str) -> Message:
    """To the office, once a day where it wants that: the end of the audit chain."""
    return Message(
        title="留痕锚",
        text=f"{text}\n这条消息留着就行：以后用它能查出此前的留痕记录有没有被删改。",
    )
