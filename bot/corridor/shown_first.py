"""A command that was typed whole shows what it would do; one tap does it. No page here.

回复 12 可以算 and 读音 长桥镇 changqiao say all that is needed and could act at once. But what goes
to others or changes what is kept is never done by typed words alone: the page asks here first, and
is visited again, with the same words behind the command, once the button below is pressed
(``bot.front.pages.shown_first``).
"""

from __future__ import annotations

from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message, Route
from bot.corridor.turn import Turn

WAITS: Final = "typed"
DOES: Final = "typed/yes"


def shown_first(turn: Turn, page: Route, rest: str, title: str, text: str, label: str) -> bool:
    """Show what a typed command would do; False: its button was pressed, and it is to be done.

    ``page``: what does it, with ``rest`` behind the command. ``label``: of the button.
    """
    if turn.incoming.route is not None and turn.incoming.route.startswith(DOES):
        return False
    does = Button(label=label, route=DOES)
    turn.say(Message(title=title, text=text, buttons=((does,), (HOME,))))
    turn.wait(WAITS, page=page, rest=rest)
    return True
