"""The buttons of the page shown last, offered first for a short sentence that leans on it.

行就这么发, below a draft with 发出: that button, and what it belongs to. It is only offered again:
a word does nothing, and a button whose text has been replaced since still says so. No page here.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.draft_marks import bare
from bot.corridor.events import Message
from bot.corridor.routes import link
from bot.corridor.turn import Turn
from bot.front import going_on
from bot.front.asking import Asking
from bot.front.shown import OFFERED, SHOWN, Buttons, buttons
from bot.front.words import own_buttons as words
from bot.questions.to_the_page import Way, bears, fitting, orders_something, ways
from bot.questions.words import nothing_agreed
from storage.database import moment
from storage.queries import inquiries

_FEW: Final = 3
_SMALL, _MANY = 5, 6
"""A page of so few buttons is offered whole: the next sentence may choose another of them."""


async def leaning(turn: Turn, asking: Asking, text: str) -> Message | None:
    """What a sentence means of the page shown last; None: it leans on none."""
    lean = ways(text)
    if not lean:
        return None
    shown = await buttons(turn)
    for way in lean:
        if way == "look" and (units := await _of_its_units(turn, asking)):
            return words.of_the_page(words.which_unit(len(units)), units)
        if (found := _meant(way, text, shown)) is not None:
            return found
        if way == "sheet" and await going_on.followed(turn, asking, _AS_A_SHEET) is not None:
            sheet = ("做成表格", link("asked", "said", _AS_A_SHEET))
            return words.of_the_page(words.as_a_sheet(text), [sheet])
    return nothing_agreed() if "agree" in lean else None


def answered_by_a_word(turn: Turn, text: str) -> bool:
    """Whether a sentence only agrees with a page or drops it: never the reason of anything."""
    return turn.has("admin", "reviewer") and bool({"agree", "refuse"} & set(ways(text)))


_AS_A_SHEET: Final = "发表格"


def _meant(way: Way, text: str, shown: Buttons) -> Message | None:
    """The buttons of the page that are meant, the likeliest first."""
    if not shown:
        return None
    if all(route.startswith(OFFERED) for _, route in shown):
        acts = [one for one in shown if orders_something(one[0])][:_FEW]
        return words.of_the_page(words.offered(), acts) if way == "agree" and acts else None
    places = _places(way, text, shown)[:_FEW]
    rest = shown if len(shown) <= _SMALL else []
    if places:
        first = [shown[at] for at in places]
        said = words.belongs(bare(first[0][1]), way)
        return words.of_the_page(said, list(dict.fromkeys((*first, *rest))))
    waiting = [route for _, route in shown if words.waits(bare(route))]
    if way == "refuse" and waiting:
        return words.of_the_page(words.not_done(bare(waiting[0])), rest or shown[:_SMALL])
    return None


async def _of_its_units(turn: Turn, asking: Asking) -> Buttons:
    """那家怎么回事, behind a list: the units of the list."""
    where = (turn.incoming.channel, turn.incoming.chat, turn.incoming.sender)
    last = await inquiries.last(turn.db, where)
    if last is None or turn.now - moment(last.at) > SHOWN or len(last.shown) > _MANY:
        return []
    short = asking.roster.short
    every = dict.fromkeys(one for one in last.shown if one in short)
    return [(f"{short[one]}的情况", link("about", one)) for one in every]


def _places(way: Way, text: str, shown: Buttons) -> list[int]:
    """Who agrees means what waits for a tap, or the button that bears the verb that was said."""
    labels = [label for label, _ in shown]
    places = fitting(way, text, labels)
    if way != "agree":
        return places
    waiting = [at for at in places if words.waits(bare(shown[at][1]))]
    return waiting or [at for at in places if bears(text, labels[at])]
