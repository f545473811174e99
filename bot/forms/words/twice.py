"""Sentences of a text that came while another one waited to be sent off: both are shown."""

from __future__ import annotations

from bot.corridor.buttons import HOME, to
from bot.corridor.events import Message
from bot.corridor.paging import ROW


def ask(old: str, new: str, *, both: bool, alone: bool) -> Message:
    """Old and new, and one tap for what is meant.

    ``both``: together they are not too long; ``alone``: the new one is long enough by itself.
    """
    ways: ROW = (to("两段都留", "twice", "both"),) if both else ()
    ways += (to("换成新的", "twice", "new"),) if alone else ()
    return Message(
        title="前面已经写了一段",
        text=f"前面写的：{old}\n\n刚发的：{new}\n\n还没有改，请选一个。",
        buttons=(ways, (to("保留原来的", "twice", "old"), HOME)),
    )


def gone() -> str:
    """Nothing waits to be chosen from."""
    return "这两段已经选过了，或者前面写的不在了，请重新写。"
