"""What a sentence fills in of figures decided anew: 改成5篇 理由漏计; 改完名次变不变. No page.

The value, the reason, or both; a reason that comes before any figure waits for it. What would
move is told of the figures that were chosen so far. Everything is shown as ``anew`` shows it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.corridor.turn import Turn, instead
from bot.questions.slots import Slot
from bot.review.pages import anew
from bot.review.pages.anew import At, Decided, Preview
from bot.review.words import anew as words
from bot.speech.numbers import MEASURES, figure

Moves = Callable[[Turn, At, Decided], Awaitable[list[str]]]
"""What would move, in lines."""
_LOOKED_AT: Final = "先看看"
"""In place of a reason, where only what would move is looked at; it is kept nowhere."""


async def filled(
    turn: Turn, at: At, given: Mapping[Slot, str], preview: Preview, moves: Moves
) -> None:
    """Take what was said, and show what it comes to."""
    if at.row.takes_all:
        raise instead(words.taken(at.row), at.back)
    values = anew.drafted(turn, at)
    known = str(turn.draft.get("reason", "")) if turn.draft.get("item") == at.base else ""
    why = given.get("reason") or known or anew.early_reason(turn, at)
    if "value" in given:
        said = _absolute(at, given["value"])
        if not anew.said_figures(turn, at, said):
            anew.menu(turn, at, values, words.no_such_value(said))
        if why:
            await anew.with_reason(turn, at, why, preview)
        return
    standing = anew.standing(at.form, at.row)
    changed = {**standing, **values} != standing
    first = ""
    if "effect" in given:
        now = anew.decided(at, values, _LOOKED_AT) if changed else None
        first = "\n".join(await moves(turn, at, now)) if now else words.nothing_chosen()
    elif why and not changed:
        first = words.reason_kept(why)
    anew.menu(turn, at, values, first)
    if why and "effect" not in given:
        await anew.with_reason(turn, at, why, preview)
    elif why:
        turn.wait(turn.conversation.waiting or at.base, **{**turn.draft, "early": why})


_MORE: Final = re.compile(rf"(?P<sign>[+-])(?P<n>[^\s]+?)(?P<of>{MEASURES})?")


def _absolute(at: At, said: str) -> str:
    """+一篇, of the one count of a row: what it comes to; anything else as it was said."""
    match = _MORE.fullmatch(said)
    counts = [one for one in at.row.inputs if one.kind == "count"]
    if match is None or len(counts) != 1:
        return said
    now, more = anew.standing(at.form, at.row).get(counts[0].name), figure(match["n"])
    if more is None or (now is not None and not isinstance(now, int)):
        return said
    total = int(now or 0) + int(more) * (1 if match["sign"] == "+" else -1)
    return f"{total}{match['of'] or ''}"
