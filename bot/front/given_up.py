"""What is given up: 先搁着吧, 算球了 不催了, at whatever waits for a tap, or behind a menu.

Nothing was done and nothing is. What was given up has no button that does it any more, only the
way back to its page: what goes to others is seen again before it goes. What the page of an order
says of it is ``onto``'s. No page of its own.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.draft_marks import bare
from bot.corridor.events import Message
from bot.corridor.turn import Turn
from bot.front import standing
from bot.front.shown import OFFERED, buttons
from bot.front.words import own_buttons as words


def keep_draft(turn: Turn) -> None:
    """The draft that was shown waits on."""
    form = turn.aside_of or turn.conversation.waiting
    if form:
        turn.wait(form, **{**turn.aside, **turn.draft})


async def waits_for_a_tap(turn: Turn) -> bool:
    """Whether the page shown last would do something by a tap, and has not."""
    return any(words.waits(bare(route)) for _, route in await buttons(turn))


async def given_up(turn: Turn) -> Message | None:
    """先搁着吧, where a page has no words of its own for it, or behind a menu: nothing was done."""
    every = await buttons(turn)
    acts = [route for _, route in every if words.waits(bare(route))]
    if acts:
        of = await standing.stands(turn)
        keep_draft(turn)
        again = standing.way_back(of) if of is not None else []
        return Message(text=words.given_up(bare(acts[0])), buttons=((HOME, *again),))
    if any(route.startswith(OFFERED) for _, route in every):
        return Message(text=words.nothing_begun(), buttons=((HOME,),))
    return None
