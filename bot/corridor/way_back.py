"""The button back into what is unfinished, put below what a page says.

Where an unfinished walk stands is the turn's (``Turn.place``); here is only where the button goes.
"""

from __future__ import annotations

from bot.corridor.events import Button, Message

_BESIDE = 2
"""The way back stands beside so many buttons; a fuller last row leaves it one of its own."""


def asks_where(message: Message) -> bool:
    """Whether it is asked just here where the files belong."""
    routes = [one.route for row in message.buttons for one in row]
    return any(one.startswith(("papers/for/", "papers/into/")) for one in routes)


def added(message: Message, back: Button) -> Message:
    """The message with the way back into the walk: beside 首页 where there is room, never twice."""
    rows = message.buttons
    if any(back.route == one.route or back.label == one.label for row in rows for one in row):
        return message
    last = rows[-1] if rows else ()
    beside = len(last) <= _BESIDE and any(one.route == "home" for one in last)
    rows = (*rows[:-1], (back, *last)) if beside else (*rows, (back,))
    return message.model_copy(update={"buttons": rows})
