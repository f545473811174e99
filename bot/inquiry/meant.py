"""Which units a query is about before any condition: a table, its towns or streets, a class."""

from __future__ import annotations

from bot.inquiry.facts import Snapshot, of_part
from bot.questions.combined.query import Query


async def of_table(query: Query, at: Snapshot) -> list[int]:
    """The units that are meant, whatever holds for them."""
    members = await at.members()
    chosen = list(members)
    if query.units:
        chosen = [unit for unit in chosen if unit in query.units]
    if query.group or query.but_group:
        chosen = [
            unit
            for unit in chosen
            if query.group in ("", members[unit].group) and members[unit].group != query.but_group
        ]
    if query.but:
        chosen = [unit for unit in chosen if unit not in query.but]
    if query.ending or query.but_ending:
        chosen = [unit for unit in chosen if _of_part(query, members[unit].name)]
    if query.klass:
        lines = await at.lines()
        chosen = [
            unit
            for unit in chosen
            if unit in lines and lines[unit][1].classification == query.klass
        ]
    return chosen


def _of_part(query: Query, name: str) -> bool:
    """街道 of a table, or all of it but 街道."""
    left_out = bool(query.but_ending) and of_part(name, query.but_ending)
    return of_part(name, query.ending) and not left_out
