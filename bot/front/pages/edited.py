"""A message that was changed after it was sent: what follows from it, and what does not.

An answer is never changed unseen: the change is asked about, and nothing that waits is disturbed.
A caption changes the description of the papers it came with. A question of its own is answered
anew; a form that still waits for a better answer takes the changed text. Not here: remembering
what a message became (``bot.corridor.spoken``).
"""

from __future__ import annotations

from bot.corridor import spoken, words as corridor_words
from bot.corridor.pages import PAGES, page
from bot.corridor.turn import InsteadError, Turn
from bot.front.pages.asked import is_question
from bot.front.pages.edited_answer import changed_answer
from bot.front.pages.edited_caption import changed_caption
from bot.front.words import edited as words
from storage.queries import spoken as queries
from storage.queries.spoken import Spoken

TOLD = "told"
"""What a message became whose sender was told once that nothing follows from its change."""


@page("edited", strangers=True)
async def edited(turn: Turn) -> None:
    """The changed message at hand."""
    if turn.incoming.route is not None or not turn.incoming.sources:
        raise InsteadError(corridor_words.stale_button())
    source = turn.incoming.sources[0]
    turn.keep_waiting(way_back=True)
    one = await queries.by_message(
        turn.db, turn.incoming.channel, turn.incoming.chat, source.message
    )
    if one is None or one.became == TOLD:
        await _unknown(turn, one)
        return
    if one.mark == spoken.mark(turn.text):
        if source.file and one.file != source.file:
            turn.say(words.exchanged())
        return  # nothing that anybody reads has changed
    if _still_waits(turn, one):
        await turn.visit(one.route)
        await spoken.remember(turn, one.route)
    elif one.file:
        await changed_caption(turn, one)
    elif one.became == "claim" and one.route.startswith("put/"):
        await changed_answer(turn, one)
    else:
        await _unknown(turn, one)


def _still_waits(turn: Turn, one: Spoken) -> bool:
    """Whether the form asked for something better, or for more: the changed text is for it."""
    if one.became or one.route != turn.conversation.waiting:
        return False
    return not one.file or one.route == "papers"


async def _unknown(turn: Turn, one: Spoken | None) -> None:
    """No answer and no paper: a question is answered anew; of the rest it is said once."""
    for declared in PAGES:
        if turn.text in declared.words:
            await turn.visit(declared.pattern.split("/{")[0])
            return
    if turn.person is None:
        raise InsteadError(corridor_words.stranger(turn.incoming.private))
    if not turn.incoming.private and turn.group is None:
        raise InsteadError(corridor_words.foreign_group())
    if await is_question(turn):
        await turn.visit("asked")
        return
    if one is not None and one.became == TOLD:
        return
    turn.became = TOLD
    await spoken.remember(turn, one.route if one else "")
    turn.say(words.nothing_follows(_form_of(one.route) if one else ""))


_FORMS = (("put/", "ask/"), ("at/", "row/"), ("jump/", "rows/"), ("supply/typed/", "supply/unit/"))
"""What waits for a text, and the page that asks for it."""


def _form_of(route: str) -> str:
    """The page that asks for what this route takes in; empty where nothing can be done again."""
    if route.startswith(("bind", "papers")):
        return ""
    for waiting, asking in _FORMS:
        if route.startswith(waiting):
            return asking + route.removeprefix(waiting)
    return route.replace("/put/", "/set/").removesuffix("/put")
