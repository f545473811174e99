"""Figures of other bodies by a sentence of the office or of whoever supplies them. No page of its
own: what would be written is shown by ``bot.supply.pages.by_word``.
"""

from __future__ import annotations

from typing import Final

from bot.corridor.kept import Kept
from bot.corridor.turn import InsteadError, Turn
from bot.forms.loading import read_scheme
from bot.front.asking import Asking, Led
from bot.front.lately import keep_named, lately
from bot.questions.sentence import find_row
from bot.supply.pages import by_word
from bot.supply.spoken import Spoken, names_of, spoken
from bot.supply.table import columns_of
from storage.queries import quarters


async def said(asking: Asking, text: str) -> Spoken | None:
    """What a sentence says of supplied figures; None: nothing, or this person writes none."""
    if asking.role not in ("admin", "supplier"):
        return None
    return spoken(text, asking.roster, await _names(asking))


async def by_sentence(turn: Turn, asking: Asking, text: str) -> Led | None:
    """What would be written, shown; None: the sentence says nothing of it."""
    found = await said(asking, text)
    if found is None:
        return None
    before_row = None if found.hints or found.row else find_row((await lately(turn, asking)).row)
    row = before_row.row if before_row else ""
    before = len(turn.said)
    try:
        row = await by_word.propose(turn, found, row)
    except InsteadError as refused:
        return refused.message
    if not row or len(turn.said) == before:
        return None
    units = {one.unit for one in found.figures if one.unit is not None}
    named = asking.roster.get(*units) if len(units) == 1 else None
    await keep_named(turn, named, row.strip("?"), ())
    return turn.said.pop()


async def _names(asking: Asking) -> tuple[str, ...]:
    """How the figures of the newest quarter's tables are called."""
    for quarter in asking.quarters:
        kept = await quarters.schemes(asking.db, quarter.id)
        if kept:
            digests = tuple(one.digest for one in kept)
            found = _NAMES.get(digests)
            if found is None:
                every = [column for one in kept for column in columns_of(read_scheme(one))]
                found = _NAMES.put(digests, tuple(dict.fromkeys(names_of(every))))
            return found
    return ()


_NAMES: Final[Kept[tuple[str, ...], tuple[str, ...]]] = Kept(4)
