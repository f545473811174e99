"""Figures of other bodies as the review sees them: marked where they are far from what was before.

A reviewer decides on none of them; an admin changes one where it is supplied. What is far is
``bot.supply.outliers``'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corridor.buttons import to
from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn
from bot.forms.loading import schemes_of
from bot.forms.roster import roster_of
from bot.review.pages.desk import REVIEWING, Hall, hall_of
from bot.review.words import lists, supplied as words
from bot.speech import quarters as quarter_words
from bot.supply import history, outliers
from bot.supply.history import Far
from bot.supply.table import columns_of

_PER_PAGE = 8


async def far(turn: Turn, hall: Hall) -> Sequence[Far]:
    """Every figure of a quarter that is to be looked at twice, in the order of its forms."""
    columns = {
        (scheme.group, one.row.id, one.input.name): one
        for scheme in await schemes_of(turn.db, hall.quarter)
        for one in columns_of(scheme)
        if outliers.measured(one)
    }
    return await history.far(turn.db, hall.quarter, columns)


@page("review/supplied/{quarter:int}/{number:int}", roles=REVIEWING, reads=True)
async def listed(turn: Turn, quarter: int, number: int) -> None:
    """All of them, each with the way to it."""
    hall = await hall_of(turn, quarter)
    shown = leaf(await far(turn, hall), number, _PER_PAGE)
    known = await roster_of(turn.db)
    where = "supply/unit" if turn.has("admin") else "why"
    lines = [
        words.line(known.of(one.unit).short, one.column, one.raw, one.why, one.source)
        for one in shown.items
    ]
    ways = [
        to(
            f"{known.of(one.unit).short} {one.column.row.id}",
            where,
            quarter,
            one.unit,
            one.column.row.id,
        )
        for one in shown.items
    ]
    turning = shown.turning(lambda n: f"review/supplied/{quarter}/{n}")
    name = quarter_words.name(hall.quarter.year, hall.quarter.number)
    turn.say(words.listed(name, shown.mark, lines, ways, turning, lists.BACK))
