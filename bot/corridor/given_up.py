"""Acts that were shown and then given up: 算了不发了. A button that still bears one asks once more.

The letter with the button stands on in the chat. What was given up is kept in the conversation's
draft, from form to form, until the act is shown again; a press before that does nothing but lead
back to it (``bot.front.pages.dropped``). Pure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.corridor.draft_marks import bare
from bot.corridor.events import Message, as_json
from storage.queries.corridor import Conversation

GIVEN_UP: Final = "given_up"
"""Where in a draft they lie: the route of each act, with its label and what shows it again."""
DROPPED: Final = "dropped"
"""The page that a press on one of them leads to."""
_MOST: Final = 6
"""So many are kept, the newest; each is a button or two of a letter."""

Acts = dict[str, tuple[str, str]]
"""Route without its mark → the button's label, and the route that shows it again (or nothing)."""


def given_up(conversation: Conversation) -> Acts:
    """What was given up in this chat and not shown since."""
    if f'"{GIVEN_UP}"' not in conversation.draft:
        return {}
    kept: dict[str, Any] = json.loads(conversation.draft).get(GIVEN_UP, {})
    return {act: (str(label), str(again)) for act, (label, again) in kept.items()}


def give_up(conversation: Conversation, acts: Mapping[str, tuple[str, str]]) -> Conversation:
    """The conversation in which these acts are given up, too."""
    before = given_up(conversation)
    every = {**{one: of for one, of in before.items() if one not in acts}, **acts}
    return _with(conversation, dict(list(every.items())[-_MOST:]))


def without_shown(conversation: Conversation, said: Sequence[Message]) -> Conversation:
    """The conversation in which whatever is shown again may be done by its button."""
    before = given_up(conversation)
    if not before:
        return conversation
    shown = {bare(one.route) for message in said for row in message.buttons for one in row}
    left = {act: of for act, of in before.items() if act not in shown}
    return conversation if left == before else _with(conversation, left)


def of_press(conversation: Conversation, route: str) -> str:
    """Where a press leads: to its page, or to what says that it was given up."""
    return DROPPED if bare(route) in given_up(conversation) else route


def _with(conversation: Conversation, acts: Mapping[str, tuple[str, str]]) -> Conversation:
    draft = json.loads(conversation.draft)
    rest = {name: one for name, one in draft.items() if name != GIVEN_UP}
    kept = {**rest, GIVEN_UP: {act: list(of) for act, of in acts.items()}} if acts else rest
    return conversation._replace(draft=as_json(kept))
