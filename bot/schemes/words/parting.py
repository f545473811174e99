"""Sentences of a table that may be several, for groups of units that are counted apart."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Button, Message
from bot.corridor.routes import base
from scoring.drafting import ARE_THEY, EACH_ONE

_PART = base("schemes", "part")


def one_or_several(draft: int, doubts: Sequence[str]) -> list[Button]:
    """The buttons that decide it, where it is in doubt."""
    if any(ARE_THEY in one for one in doubts):
        return [
            to("各是一张表，分开", _PART, draft, "apart"),
            to("就是一张表", _PART, draft, "one"),
        ]
    if any(EACH_ONE in one for one in doubts):
        return [to("本来是一张表，合起来", _PART, draft, "one")]
    return []


def ask_parting(draft: int, way: str, worked: int) -> Message:
    """Rows that were gone through have to be gone through again."""
    return Message(
        text=f"已经有 {worked} 行确认过或者改过。表要重新读一遍，这 {worked} 行也要重新核对。",
        buttons=(
            (to("重新读", _PART, draft, way, "yes"),),
            (to("返回草案", "schemes/draft", draft), HOME),
        ),
    )


def not_again(sentence: str) -> str:
    """The file cannot be read once more."""
    return f"这份文件没法再读一遍：{sentence}请把几张表分成几个文件发来。"
