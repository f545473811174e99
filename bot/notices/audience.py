"""Whom a notice goes to: every liaison, or those of the units of a question that was kept."""

from __future__ import annotations

from dataclasses import dataclass

from bot.corridor.turn import Turn
from storage.queries import inquiries, people
from storage.queries.people import Grant


@dataclass(frozen=True, slots=True)
class Audience:
    """The persons, with the units they speak for; ``units``: how many of these have nobody."""

    persons: dict[int, str]
    units_of: dict[int, list[int]]
    without: int


async def audience(turn: Turn, number: int) -> Audience | None:
    """Everybody (0), or the liaisons of the units an answer showed; None: it is kept no longer."""
    wanted: list[int] | None = None
    if number:
        kept = await inquiries.by_id(turn.db, number)
        if kept is None:
            return None
        wanted = kept.shown
    grants = [
        one
        for one in await people.with_role(turn.db, "liaison")
        if one.unit_id is not None and (wanted is None or one.unit_id in set(wanted))
    ]
    return _gathered(grants, wanted)


def _gathered(grants: list[Grant], wanted: list[int] | None) -> Audience:
    units_of: dict[int, list[int]] = {}
    for one in grants:
        units_of.setdefault(one.person_id, []).append(one.unit_id or 0)
    bound = {one.unit_id for one in grants}
    without = len([one for one in wanted or () if one not in bound])
    return Audience({one.person_id: one.person_name for one in grants}, units_of, without)
