"""A button's word typed hours after its page was shown: the button is shown once more."""

from __future__ import annotations

from bot.corridor.events import Button
from bot.corridor.meant import chosen
from bot.corridor.pages import page
from bot.corridor.turn import InsteadError, Turn
from bot.front.words import heard as words


@page("late", strangers=True, reads=True)
async def late(turn: Turn) -> None:
    """Nothing is done by the word alone; one tap does it, if it may still be done."""
    found = chosen(turn)
    if found is None:
        raise InsteadError(words.gone())
    label, route = found
    turn.keep_waiting()
    turn.say(words.of_long_ago(Button(label=label, route=route)))
