"""A press on an act that was given up since: it is not done, and one tap leads back to it."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.draft_marks import bare
from bot.corridor.events import Button, Message
from bot.corridor.given_up import DROPPED, given_up
from bot.corridor.pages import page
from bot.corridor.turn import InsteadError, Turn
from bot.front.words import heard, own_buttons as words


@page(DROPPED, strangers=True, reads=True)
async def dropped(turn: Turn) -> None:
    """Shown again it may be done; the form that waits goes on waiting."""
    act = bare(turn.incoming.route or "")
    of = given_up(turn.conversation).get(act)
    if of is None:
        raise InsteadError(heard.gone())
    label, again = of
    way = Button(label=words.SEE_AGAIN, route=again) if again else Button(label=label, route=act)
    turn.keep_waiting()
    text = words.was_given_up(act, again=bool(again))
    turn.say(Message(text=text, buttons=((way,), (HOME,))))
