"""What would follow from a decision that is shown and not taken: points, rank and grade. No page.

The tables are drawn up twice, as they stand and with the row as it would be; nothing is written.
"""

from __future__ import annotations

from bot.corridor.turn import Turn
from bot.editions.edition import difference
from bot.front.words import standing as words
from bot.release.drafting import draft
from bot.release.words.release import change
from bot.review import by_word
from bot.review.pages.anew import as_it_would_be
from bot.review.pages.by_word import reviewed_now
from bot.review.pages.decide import claimed
from bot.review.pages.desk import hall_of
from bot.review.pages.planned import Told, plan

_MOST = 8


async def of_decision(turn: Turn, told: Told) -> list[str]:
    """Who would move, the unit itself first; a row that goes back moves nobody yet."""
    if told.verb == "return":
        return [words.RETURN_MOVES_NOBODY]
    quarter = await reviewed_now(turn)
    if quarter is None:
        return []
    planned = await plan(turn, await hall_of(turn, quarter.id, told.unit), told)
    if isinstance(planned, by_word.NotHeardError):
        return [planned.sentence]
    form, row = planned.form, planned.row
    full = {**claimed(form, row), **planned.values}
    after = as_it_would_be(form, row, full, "")
    before = await draft(turn, quarter, "announced")
    changes = difference(before, await draft(turn, quarter, "announced", after))
    own = sorted(changes, key=lambda one: one.unit.unit != told.unit)
    return words.moved([change(one) for one in own[:_MOST]], len(changes) - _MOST)
