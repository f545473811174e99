"""Whether a figure that a body supplies is far from what is known: of the unit, of its table.

Pure. Asked about where a figure is entered, marked where the quarter is reviewed; never refused,
for what is rare does happen. What is read for it is ``bot.supply.history``'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from heapq import nlargest, nsmallest
from typing import Final, Literal

from bot.supply.table import Column, Key, Raw

ENOUGH: Final = 8
"""So many figures of other units make a table's own history."""
ROOM: Final = 3
"""A count is far away where it is more than doubled, or halved, and by more than this."""
GROWTH: Final = 10
"""A running total is far away where it is more than three times the last, and by more than this."""
SHARE: Final = Decimal("0.3")
"""A rate is far away beyond this."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A figure is beyond everything known: of the unit itself, or of its whole table."""

    of: Literal["unit", "table"]
    low: Raw
    high: Raw
    before: int = 0
    """How many figures that rests on."""


@dataclass(frozen=True)
class History:
    """Figures of the quarters before: by table, row and input, then by unit, the newest first."""

    known: Mapping[tuple[str, str, str], Mapping[int, Sequence[Raw]]] = field(default_factory=dict)

    def of(self, group: str, column: Column) -> Mapping[int, Sequence[Raw]]:
        """What is known of a column of a table, by unit."""
        return self.known.get((group, column.row.id, column.input.name), {})


@dataclass(frozen=True, slots=True)
class Span:
    """From the least to the most of some figures, and how many they are."""

    low: Raw
    high: Raw
    count: int

    @classmethod
    def of(cls, raws: Sequence[Raw]) -> Span | None:
        """Of those that are figures at all; None: none is."""
        known = [one for one in raws if not isinstance(one, bool)]
        if not known:
            return None
        return cls(min(known, key=Decimal), max(known, key=Decimal), len(known))


class Spans:
    """A column's figures of a whole table, to be looked at without one unit's own.

    Gone through once, however many units are asked about. ``now``: this quarter's, by unit.
    """

    def __init__(self, past: Mapping[int, Sequence[Raw]], now: Mapping[int, Raw]) -> None:
        by_unit = {
            unit: [*past.get(unit, ()), *([now[unit]] if unit in now else [])]
            for unit in dict.fromkeys((*past, *now))
        }
        found = ((unit, Span.of(those)) for unit, those in by_unit.items())
        self._known = {unit: span for unit, span in found if span is not None}
        self._count = sum(one.count for one in self._known.values())
        # Without one unit, the least of all is that of one of these two.
        spans = self._known.items()
        self._least = nsmallest(2, spans, key=lambda one: Decimal(one[1].low))
        self._most = nlargest(2, spans, key=lambda one: Decimal(one[1].high))

    def without(self, unit: int) -> Span | None:
        """Of all the others; None: they have none."""
        low = next((one.low for other, one in self._least if other != unit), None)
        high = next((one.high for other, one in self._most if other != unit), None)
        if low is None or high is None:
            return None
        own = self._known.get(unit)
        return Span(low, high, self._count - (own.count if own else 0))


def measured(column: Column) -> bool:
    """Whether a column's figures can be near or far from each other at all."""
    return column.input.kind not in ("flag", "named")


def odd(column: Column, raw: Raw | None, unit: int, own: Sequence[Raw], table: Spans) -> Odd | None:
    """Why a figure is to be looked at twice; None: it is not. ``own``: the unit's earlier ones."""
    if raw is None or not measured(column) or isinstance(raw, bool):
        return None
    before = Span.of(own)
    if before and _far(column, raw, before):
        return Odd("unit", before.low, before.high, before.count)
    others = table.without(unit)
    if others and others.count >= ENOUGH and _far(column, raw, others):
        return Odd("table", others.low, others.high, others.count)
    return None


def _far(column: Column, raw: Raw, known: Span) -> bool:
    """Whether a figure is far below the least or far above the most that is known."""
    new, low, high = Decimal(raw), Decimal(known.low), Decimal(known.high)
    if column.input.kind == "rate":
        return new > high + SHARE or new < low - SHARE
    if column.input.cumulative:
        return new > 3 * high + GROWTH
    return new > 2 * high + ROOM or low > 2 * new + ROOM


def of_quarter(
    columns: Mapping[tuple[str, str, str], Column],
    groups: Mapping[int, str],
    standing: Mapping[Key, Raw],
    history: History,
) -> list[tuple[int, Column, Raw, Odd]]:
    """Every figure of a quarter that is to be looked at twice, by unit and column."""
    now: dict[tuple[str, str, str], dict[int, Raw]] = {}
    for (unit, row, name), raw in standing.items():
        if unit in groups:
            now.setdefault((groups[unit], row, name), {})[unit] = raw
    found = []
    for key, by_unit in now.items():
        column = columns.get(key)
        if column is None:
            continue
        past = history.of(key[0], column)
        table = Spans(past, by_unit)
        for unit, raw in by_unit.items():
            why = odd(column, raw, unit, past.get(unit, ()), table)
            if why is not None:
                found.append((unit, column, raw, why))
    return found
