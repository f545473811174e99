"""Sentences around a typed command that is shown before it is done."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.shown_first import DOES


def still_waits() -> Message:
    """Something else was typed below it."""
    return Message(
        text="上面那件还没有办，要办请点按钮；不办就不用管。",
        buttons=((Button(label="办", route=DOES),), (HOME,)),
    )


def over() -> Message:
    """Pressed when nothing waits any more."""
    return Message(text="刚才那件已经办了，或者换了别的事，没有再办。", buttons=((HOME,),))
