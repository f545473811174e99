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
