"""Figures of other bodies as the review sees them: marked where they are far from what was before.

A reviewer decides on none of them; an admin changes one where it is supplied. What is far is
``bot.supply.outliers``'s.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.corridor.buttons import to
from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn
from bot.forms.form import UnitForm
from bot.review.pages.desk import REVIEWING, Hall, hall_of
from bot.review.words import lists, supplied as words
from bot.speech import quarters as quarter_words
from bot.supply import outliers
from bot.supply.history import history
from bot.supply.outliers import Odd
from bot.supply.table import Column, Raw, columns_of

_PER_PAGE = 8


@dataclass(frozen=True, slots=True)
class Far:
    """A supplied figure that is to be looked at twice."""

    form: UnitForm
    column: Column
    raw: Raw
    why: Odd


async def far(turn: Turn, hall: Hall) -> list[Far]:
    """Every such figure of a quarter, in the order of the forms."""
    forms = {form.unit.id: form for form in hall.forms}
    groups = {unit: form.form.group for unit, form in forms.items()}
    columns = {
        (form.form.group, one.row.id, one.input.name): one
        for form in {form.scheme.digest: form for form in hall.forms}.values()
        for one in columns_of(form.scheme)
    }
    standing = {
        (unit, row, name): json.loads(one.value)
        for unit, form in forms.items()
        for (row, name), one in form.supplied.items()
    }
    past = await history(turn.db, hall.quarter)
    order = {unit: at for at, unit in enumerate(forms)}
    found = outliers.of_quarter(columns, groups, standing, past)
    return sorted(
        (Far(forms[unit], column, raw, why) for unit, column, raw, why in found),
        key=lambda one: (order[one.form.unit.id], one.column.row.id),
    )


@page("review/supplied/{quarter:int}/{number:int}", roles=REVIEWING, reads=True)
async def listed(turn: Turn, quarter: int, number: int) -> None:
    """All of them, each with the way to it."""
    hall = await hall_of(turn, quarter)
    shown = leaf(await far(turn, hall), number, _PER_PAGE)
    where = "supply/unit" if turn.has("admin") else "why"
    lines = [
        words.line(one.form.unit.short, one.column, one.raw, one.why, _who(one))
        for one in shown.items
    ]
    ways = [
        to(
            f"{one.form.unit.short} {one.column.row.id}",
            where,
            quarter,
            one.form.unit.id,
            one.column.row.id,
        )
        for one in shown.items
    ]
    turning = shown.turning(lambda n: f"review/supplied/{quarter}/{n}")
    name = quarter_words.name(hall.quarter.year, hall.quarter.number)
    turn.say(words.listed(name, shown.mark, lines, ways, turning, lists.BACK))


def _who(one: Far) -> str:
    """Which body supplied it, as the figure itself says."""
    kept = one.form.supplied.get((one.column.row.id, one.column.input.name))
    return kept.source if kept else one.column.body
