"""Sentences about a link that was typed at a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from scoring.scheme import Row

_LONGEST = 20


def of_which(buttons: Sequence[Button]) -> Message:
    """Two rows may be meant; nothing is filed yet."""
    return Message(
        text="这条链接是哪一项的佐证材料？点一下就存到那一项；现在还没有存，这一题还等您回答。",
        buttons=(*((one,) for one in buttons), (HOME,)),
    )


def label(row: Row) -> str:
    """A row on a button."""
    said = f"{row.id} {row.name}"
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def gone() -> str:
    """The link is no longer at hand."""
    return "没有找到这条链接，可能已经存过了。请再发一次。"
