"""Sentences about the machine, to the office and to whoever runs it."""

from __future__ import annotations

from bot.corridor.events import Message


def no_data(place: object, wish: str) -> str:
    """At the command line: no county was ever started here; ``wish``: what was to be done."""
    return (
        f"还没有数据库（{place}），没有可{wish}的数据。第一次 make live 时才建立，"
        "请在启动它的那个文件夹里运行；示例县的数据不在这里。"
    )


def trouble(sentence: str) -> Message:
    """To the office: something does not work; it hears of it once."""
    return Message(
        title="服务器提醒",
        text=f"{sentence}。请管理服务器的同事看一下（make doctor）。恢复以后不用再做什么，"
        "已收下的消息和材料都在。",
    )


def no_stamp(why: str) -> Message:
    """To the office, once a day: the authority gives no time stamp."""
    return Message(
        title="时间戳没有盖成",
        text=f"留痕锚今天还没有盖上可信时间戳：{why}。会自动再试，别的都不受影响；"
        "一直不行请管理服务器的同事看看 [trail] timestamp 的网址和证书。",
    )


def anchor(text: str) -> Message:
    """To the office, once a day where it wants that: the end of the audit chain."""
    return Message(
        title="留痕锚",
        text=f"{text}\n这条消息留着就行：以后用它能查出此前的留痕记录有没有被删改。",
    )
