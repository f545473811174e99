"""A button that acts on what a form has gathered acts on what stood there when it was shown.

``notice/3/send`` sends the text that waits. Typed anew, another text waits, and the button below
the first one must not send the second. So the routes of such pages (``@page(draws=…)``) carry a
mark of what they draw on, put there when the letter is posted; one of an earlier letter is refused
with a sentence. A route without a mark (of a letter from before there were any) is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from bot.corridor.events import ROUTE_BYTES, Button, Message
from bot.corridor.pages import may_draw, page_at
from bot.corridor.routes import token

_MARK: Final = re.compile(r"~([0-9a-f]{6})$")


def bare(route: str) -> str:
    """A route without its mark."""
    return _MARK.sub("", route)


def outdated(route: str, draws: Collection[str], draft: Mapping[str, Any]) -> bool:
    """Whether a route draws on what has been replaced since; what is gone, its page says itself."""
    found = _MARK.search(route)
    return found is not None and _holds(draws, draft) and found[1] != _of(draws, draft)


def marked(message: Message, draft: Mapping[str, Any]) -> Message:
    """The message as it is posted: buttons that draw on the draft carry its mark."""
    if not draft:
        return message
    rows = tuple(tuple(_button(one, draft) for one in row) for row in message.buttons)
    return message if rows == message.buttons else message.model_copy(update={"buttons": rows})


def _button(button: Button, draft: Mapping[str, Any]) -> Button:
    found = page_at(button.route) if may_draw(button.route) else None
    if found is None or not _holds(found[0].draws, draft) or _MARK.search(button.route):
        return button
    route = f"{button.route}~{_of(found[0].draws, draft)}"
    if len(route.encode()) > ROUTE_BYTES:
        return button
    return button.model_copy(update={"route": route})


def _holds(draws: Collection[str], draft: Mapping[str, Any]) -> bool:
    return any(name in draft for name in draws)


def _of(draws: Collection[str], draft: Mapping[str, Any]) -> str:
    return token([draft.get(name) for name in draws])
