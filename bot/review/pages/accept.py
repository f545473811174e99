"""通过: what the unit claims is accepted, as it was shown."""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.review.pages import second
from bot.review.pages.decide import brought, taken_as_said
from bot.review.pages.desk import REVIEWING, case, finish
from bot.review.words import item as words


@page("review/ok/{quarter:int}/{unit:int}/{row}/{mark}", roles=REVIEWING)
async def accept(turn: Turn, quarter: int, unit: int, row: str, mark: str) -> None:
    """Accept what the unit claims, as it was shown."""
    at = await case(turn, quarter, unit, row, mark)
    if at is None:
        return
    if at.row.award and not (turn.at_desk and at.item.clean):
        await turn.visit(at.route("award"))
        return
    taken = taken_as_said(at.form, at.row)
    given = await second.give(turn, at.hall, at.item, "accept", *taken)
    points = await brought(turn, at)
    stands = words.accepted(at.form.unit.short, at.row, points)
    await finish(turn, at, await second.said(turn, at.hall, at.item, given, stands))
