"""Names in a sheet that are nobody's for sure: asked about one by one, the rest of the sheet waits.

Pure: what is asked (``Doubt``), and which row of another table a column's thing is. How it is asked
is ``bot.supply.words.doubts``'s; what was said goes back into the reading as ``Known.names``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.speech.names import Found, Named
from bot.supply.columns import SheetRow
from bot.supply.table import Column


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row whose name may be another unit's; ``units``: whose it may be, the nearest first."""

    place: str
    """第 5 行, with its sheet where there are several."""
    written: str
    figures: str
    """What the row says: 2 家."""
    units: tuple[Named, ...]


def doubt_of(line: SheetRow, found: Found) -> Doubt:
    """What is asked about a row."""
    near = (found.unit,) if found.unit else found.candidates
    said = [_said(line, place) for place in sorted(line.head.known) if line.cell(place).text]
    return Doubt(line.place, line.name, "、".join(said), near)


def _said(line: SheetRow, place: int) -> str:
    column = next((one[place] for one in line.head.columns.values() if place in one), None)
    text = line.cell(place).text
    counts = column is not None and column.input.kind == "count" and text.isdigit()
    return f"{text} {column.measure}" if column is not None and counts else text


_SHARED = 3
"""So many signs in a row's name say that two tables ask the same thing."""


def same_thing(column: Column, own: Iterable[Column]) -> Column | None:
    """The one column of another table that asks the same of the same body."""
    found = [
        one
        for one in own
        if (one.body, one.input.kind, one.measure)
        == (column.body, column.input.kind, column.measure)
        and _share(column.row.name, one.row.name)
    ]
    return found[0] if len(found) == 1 else None


def _share(one: str, other: str) -> bool:
    return any(one[n : n + _SHARED] in other for n in range(len(one) - _SHARED + 1))
