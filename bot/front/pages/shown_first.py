"""The tap below a typed command that was shown: now it is done (``bot.corridor.shown_first``)."""

from __future__ import annotations

from bot.corridor.pages import no_text, page
from bot.corridor.shown_first import DOES, WAITS
from bot.corridor.turn import InsteadError, Turn
from bot.front.words import shown_first as words


@page(WAITS, roles=("admin", "reviewer"), fits=no_text, reads=True)
async def waiting(turn: Turn) -> None:
    """Words that are no command and no question: what is shown waits on, and nothing is done."""
    turn.keep_waiting()
    turn.say(words.still_waits())


@page(DOES, roles=("admin", "reviewer"), draws=("page", "rest"))
async def yes(turn: Turn) -> None:
    """The command, as it was shown."""
    page_, rest = str(turn.draft.get("page", "")), str(turn.draft.get("rest", ""))
    if turn.conversation.waiting != WAITS or not page_:
        raise InsteadError(words.over())
    turn.rest = rest
    await turn.visit(page_)
