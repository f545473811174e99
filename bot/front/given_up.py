"""What is given up: 先搁着吧, 算球了 不催了, at whatever waits for a tap, or behind a menu.

Nothing was done and nothing is. What was given up has no button that does it any more, only the
way back to its page: what goes to others is seen again before it goes. What the page of an order
says of it is ``onto``'s. No page of its own.
"""

from __future__ import annotations

import re
from typing import Final

from bot.corridor import given_up as corridor
from bot.corridor.buttons import HOME
from bot.corridor.draft_marks import bare
from bot.corridor.events import Button, Message
from bot.corridor.turn import Turn
from bot.front import standing
from bot.front.kinds import KINDS
from bot.front.shown import OFFERED, buttons
from bot.front.words import own_buttons as words


def keep_draft(turn: Turn) -> None:
    """The draft that was shown waits on."""
    form = turn.aside_of or turn.conversation.waiting
    if form:
        turn.wait(form, **{**turn.aside, **turn.draft})


async def waits_for_a_tap(turn: Turn) -> bool:
    """Whether the page shown last would do something by a tap, or leads back to what would."""
    return bool(await _acts(turn))


async def _acts(turn: Turn) -> dict[str, tuple[str, str]]:
    """The acts of the page shown last, or the one that it leads back to: label, what shows it."""
    form = turn.aside_of or turn.conversation.waiting or ""
    every = await buttons(turn)
    acts = {
        bare(route): (label, _shown_by(bare(route), form))
        for label, route in every
        if words.waits(bare(route))
    }
    of = None if acts else await standing.stands(turn)
    again = of.again if of is not None else ""
    if not again or any(route.startswith(OFFERED) for _, route in every):
        return acts
    does = next((match.expand(to) for one, to in _DOES if (match := one.fullmatch(again))), "")
    return {does: ("", again)} if does else {}


def _shown_by(act: str, form: str) -> str:
    """The route that shows an act once more; empty: none does."""
    found = ((kind, kind.act.fullmatch(act)) for kind in KINDS.values())
    return next((standing.again_of(kind, match, form) for kind, match in found if match), "")


_DOES: Final = tuple(
    (re.compile(shown), does)
    for shown, does in (
        (r"notice/(\d+)/look", r"notice/\1/send"),
        (r"(found/\d+/nudge|remind/all/\d+/\d+)", r"\1/yes"),
        (r"planned/ask/(.+)", r"planned/new/\1"),
        (r"pack/all/(\d+)", r"pack/files/\1"),
        (r"(invite/all|extend/back/\d+/(?:of/)?\d+)", r"\1/yes"),
    )
)
"""By which button it is done, of what its own page shows."""


async def no_more(turn: Turn) -> list[Button]:
    """The acts of the page shown last are given up: their buttons ask once more. The way back."""
    of = await standing.stands(turn)
    turn.conversation = corridor.give_up(turn.conversation, await _acts(turn))
    return standing.way_back(of) if of is not None else []


async def given_up(turn: Turn) -> Message | None:
    """先搁着吧, where a page has no words of its own for it, or behind a menu: nothing was done."""
    if acts := await _acts(turn):
        again = await no_more(turn)
        keep_draft(turn)
        return Message(text=words.given_up(next(iter(acts))), buttons=((HOME, *again),))
    every = await buttons(turn)
    if any(route.startswith(OFFERED) for _, route in every):
        return Message(text=words.nothing_begun(), buttons=((HOME,),))
    return None
