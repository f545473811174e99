"""Which page an update is meant for, before any page has seen it: by button, word, file or form.

How a text that a form waits for is heard is ``bot.front.pages.heard``'s.
"""

from __future__ import annotations

import json
import re
from functools import cache

from bot.corridor.given_up import of_press
from bot.corridor.pages import PAGES, page_at, page_named
from bot.corridor.turn import Turn, tidy
from bot.speech.periodic import heard

HEARD = "heard"
"""The page that decides whether a text answers the form that waits, or asks for something."""
LATE = "late"
"""The page that shows a button once more whose word was typed hours after its page was shown."""
QUOTED = "quoted"
"""The page that finds out what a reply to one of our messages is about."""
LEAVING = frozenset({"home", "back", "cancel", "bind", "bind/claim", "papers"})
"""Commands that leave a form on purpose, or that go on with what it has gathered."""

INTRODUCING = frozenset({"bind/name", "bind/phone"})
"""Who is asked for a name can open nothing yet: 你好, 帮助, 填报 are said to the one who asks."""


@cache
def commands() -> frozenset[str]:
    """Routes that whole typed words lead to."""
    typed = [declared for declared in PAGES if declared.words or declared.opens]
    return frozenset(declared.pattern.split("/{")[0] for declared in typed)


async def page_meant(turn: Turn) -> str:
    """The route of the page that is meant."""
    meant = await _said_to_the_form(turn, _meant(turn))
    return LATE if await _of_a_page_long_ago(turn, meant) else meant


async def _of_a_page_long_ago(turn: Turn, meant: str) -> bool:
    """Whether a word was typed that only a page of hours ago bears, and it would do something.

    What the form that waits takes for an answer is its own to weigh.
    """
    at, found = turn.incoming, page_at(meant)
    typed = at.route is None and not at.attachments and not at.edits
    if not typed or found is None or found[0].reads or meant in commands():
        return False
    if meant != _chosen(turn) or not turn.long_ago:
        return False
    form = turn.conversation.waiting
    fit = await turn.fits(form) if form else None
    return fit is None or not fit.sure


def chosen(turn: Turn) -> tuple[str, str] | None:
    """Label and route of the button that was typed."""
    route = _chosen(turn)
    choices = json.loads(turn.conversation.choices)
    return next(((str(label), str(to)) for label, to in choices if to == route), None)


def _meant(turn: Turn) -> str:
    """A button is a link; a message fills in a form, where ``HEARD`` finds that it is meant so."""
    incoming, conversation = turn.incoming, turn.conversation
    if incoming.route is not None:
        return of_press(conversation, incoming.route)
    if incoming.edits:
        return "edited"
    if incoming.attachments:
        return conversation.waiting or "papers"
    if turn.person is None and conversation.waiting in INTRODUCING and not _leaves(turn.text):
        return _chosen(turn) or conversation.waiting
    text = heard(turn.text)
    if (named := page_named(text, turn.text)) is not None:
        declared, behind = named
        opened = declared.pattern.split("/{")[0]
        if behind is None:
            return _on_a_button(turn, opened)
        turn.rest = behind
        return opened
    if incoming.quoted:
        return _chosen(turn) or QUOTED
    return _chosen(turn) or (HEARD if conversation.waiting else "asked")


def _leaves(text: str) -> bool:
    """取消, or another code."""
    leaving = [one for one in PAGES if one.pattern.split("/{")[0] in LEAVING - {"home", "back"}]
    return any(
        text in one.words or any(text.startswith(f"{word} ") for word in one.opens)
        for one in leaving
    )


def _on_a_button(turn: Turn, word: str) -> str:
    """Where a typed word leads: 试算 below a draft is the draft's button, not the quarter's 试算.

    A button that opens the word's own page only says of what; the word finds that by itself.
    """
    chosen = _chosen(turn)
    found = page_at(chosen) if chosen is not None else None
    if chosen is None:
        return _of_what_is_shown(turn, word) or word
    if found is None or found[0].pattern.split("/{")[0] == word:
        return word
    return chosen


def _of_what_is_shown(turn: Turn, word: str) -> str:
    """试算 at a row of a draft: the page of that name which its own room has of what is shown."""
    if word in LEAVING:
        return ""
    ways = set()
    for _, route in json.loads(turn.conversation.choices):
        parts, shown = str(route).split("/"), page_at(str(route))
        own = f"{parts[0]}/{word}/{parts[2]}" if shown and len(parts) > 2 else ""
        found = page_at(own) if own else None
        name, value = next(iter(found[1].items())) if found else ("", None)
        # a draft is a draft at both; a number may be anybody's, as of invite/open/3
        if shown and name == "draft" and shown[1].get(name) == value:
            ways.add(own)
    return ways.pop() if len(ways) == 1 else ""


def _chosen(turn: Turn) -> str | None:
    """The route of a button that was typed: its label, or its number behind a #."""
    choices = json.loads(turn.conversation.choices)
    numbered = re.fullmatch(r"[#＃]\s*(\d{1,2})", turn.text)
    if numbered and 1 <= int(numbered[1]) <= len(choices):
        return str(choices[int(numbered[1]) - 1][1])
    for label, route in choices:
        if turn.text and turn.text == tidy(label):
            return str(route)
    return None


async def _said_to_the_form(turn: Turn, meant: str) -> str:
    """Where a typed word leads that is the label of a button, too.

    Such a word answers at once only while its page is the last thing said: 是, 3 and 都没有 right
    after a notice are heard like any text, and one tap confirms them.
    """
    form, found = turn.conversation.waiting, page_at(meant)
    at = turn.incoming
    typed = at.route is None and not at.attachments and not at.edits
    if not typed or form is None or found is None or found[0].reads or turn.text[:1] in "#＃":
        return meant
    if meant in commands() or await turn.fresh() or await turn.fits(form) is None:
        return meant
    return HEARD
