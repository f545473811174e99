"""One table of several lists: quarters side by side, several figures of a unit beside each other.

Only where the lists are of the same units by the same question; what differs is in the columns.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.inquiry.listed import Found, Lines, Section
from bot.speech.quarters import name
from scoring.ranking import show


def beside(found: Found) -> Found:
    """The lists of several quarters as one, a column for each, and what the last changed."""
    quarters = sorted({one.quarter for one in found.sections})
    if len(quarters) < _TWO or found.query.tests or found.query.first:
        return found
    tables = list(dict.fromkeys(one.table for one in found.sections))
    merged = [_merged([one for one in found.sections if one.table == table]) for table in tables]
    return replace(found, sections=merged)


_TWO: Final = 2


def _merged(sections: list[Section]) -> Section:
    newest = sections[-1]
    every = {unit: one.lines.whose[unit] for one in sections for unit in one.lines.units}
    order = list(dict.fromkeys([*newest.lines.units, *every]))
    has = [set(one.lines.units) for one in sections]
    points = len(sections) == _TWO and all("分" in _first(one) for one in sections)

    def row(unit: int) -> tuple[str, ...]:
        cells = [
            one.lines.cells(unit) if unit in units else None
            for one, units in zip(sections, has, strict=True)
        ]
        shown = [cell for one in cells for cell in (_nothing(newest) if one is None else one)]
        changed = [_change(*(one[0] if one else "" for one in cells))] if points else []
        return (*shown, *changed)

    heads = tuple(f"{name(*one.quarter)} {head}" for one in sections for head in one.heads)
    return replace(
        newest,
        heads=(*heads, "升降") if points else heads,
        lines=Lines(order, every, row),
        provisional=any(one.provisional for one in sections),
        beside=tuple(one.quarter for one in sections[:-1]),
    )


def _first(section: Section) -> str:
    return next((line.cells[0] for line in section.lines if line.cells and line.cells[0]), "")


def _nothing(section: Section) -> tuple[str, ...]:
    return ("—",) * len(section.heads)


_POINTS: Final = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) 分")


def _change(before: str, after: str) -> str:
    """By how many points the second is more than the first; empty where either has none."""
    one, two = _POINTS.search(before), _POINTS.search(after)
    if not one or not two:
        return ""
    by = Decimal(two[1]) - Decimal(one[1])
    return f"{'+' if by > 0 else ''}{show(by)}" if by else "持平"
