"""A typed word that one button of the page just shown bears: 删, 确认. No page of its own.

Asked only where the form that waits takes the word for no answer. It leads where that button leads
if the page was the last thing said to this person and exactly one of its buttons bears the word. A
button of the office that does something is shown to be pressed: words alone send and change
nothing there. So is the one that a bare 确认 may mean.
"""

from __future__ import annotations

import json
import re
from typing import Final

from bot.corridor.events import Button, Message
from bot.corridor.pages import page_at
from bot.corridor.turn import Turn
from bot.front.words import heard as words
from storage.queries import corridor

_AROUND: Final = re.compile(
    r"^(?:那就|那|就|给我|赶紧|快)|(?:[掉除]?(?:它|吧|了|啊|呀|呗|一下)*[。.!！]*)$"
)
_TWICE: Final = re.compile(r"^(.{1,4})\1+$")
_VERBS: Final = re.compile(r"[删撤交]|[一-鿿]{2,5}")
_AFFIRMS: Final = frozenset({"确认", "确定", "就这样", "定了", "同意"})
_REFUSES: Final = re.compile(r"^(?:不|先不|都不|取消|保留|重填|返回|接着填报)")
_AROUND_ROUTES: Final = frozenset({"home", "help", "consult"})


async def by_a_word(turn: Turn) -> str | Message | None:
    """The route of the button that is meant, or which one to press; None: no button bears it."""
    said = _word(turn.text)
    if not _VERBS.fullmatch(said):
        return None
    last = turn.conversation
    if turn.long_ago or await corridor.said_since(turn.db, last._replace(asked=last.letter)):
        return None
    buttons = [
        (str(label), str(route))
        for label, route in json.loads(last.choices)
        if route not in _AROUND_ROUTES and not _REFUSES.match(label)
    ]
    bearing = [route for label, route in buttons if said in label]
    if len(bearing) == 1:
        return _pressed(buttons, bearing[0])
    if said in _AFFIRMS and len(buttons) == 1:
        ((label, route),) = buttons
        return words.press_it(Button(label=label, route=route))
    return None


def _pressed(buttons: list[tuple[str, str]], route: str) -> str | Message:
    """Where a button leads, or the button itself where it is the office's and does something."""
    found = page_at(route)
    if found is None or found[0].reads or not found[0].roles or "liaison" in found[0].roles:
        return route
    label = next(label for label, leads in buttons if leads == route)
    return words.press_it(Button(label=label, route=route))


def _word(text: str) -> str:
    bare = _AROUND.sub("", _TWICE.sub(r"\1", text.strip()))
    return _TWICE.sub(r"\1", _AROUND.sub("", bare))
