"""取消: leave the form that waits; what was answered before stays as it is."""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.front.given_up import no_more
from bot.front.words import heard as words
from bot.questions.typed import alone


@page("cancel", strangers=True, words=alone("cancel"), reads=True)
async def cancel(turn: Turn) -> None:
    """Nothing waits any more; the way back into a walk stays."""
    if turn.has("admin", "reviewer"):
        await no_more(turn)
    turn.say(words.left())
