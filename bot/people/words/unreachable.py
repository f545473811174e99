"""Sentences about people whom nothing reaches: who they are, and what brings them back."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.paging import Leaf


def line(number: int) -> str:
    """In the progress of a quarter."""
    return f"{number} 人收不到消息（屏蔽了机器人或停用了账号）。"


def button(number: int) -> Button:
    """To the list."""
    return to(f"收不到消息 {number}", "unreachable")


def listed(shown: Leaf[tuple[str, str, str]]) -> Message:
    """Name, what they are, phone."""
    if not shown.total:
        return Message(text="绑定的人都收得到消息。", buttons=((HOME,),))
    lines = [
        f"{n}. {name}（{what}）{phone}".rstrip()
        for n, (name, what, phone) in enumerate(shown.items, shown.first)
    ]
    return Message(
        title=f"收不到消息的 {shown.total} 人{shown.mark}",
        text="\n".join(lines)
        + "\n他们屏蔽了机器人，或者停用了账号。请打电话联系，请他们打开和机器人的聊天、"
        "解除屏蔽，随便发一句话就恢复了。",
        buttons=(*shown.turning(lambda n: f"unreachable/{n}"), (to("进度", "progress"), HOME)),
    )
