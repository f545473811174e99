"""Whether a figure that a body supplies is far from what is known: of the unit, of its table.

Pure. Asked about where a figure is entered, marked where the quarter is reviewed; never refused,
for what is rare does happen. What is read for it is ``bot.supply.history``'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
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


def odd(
    column: Column,
    raw: Raw | None,
    unit: int,
    past: Mapping[int, Sequence[Raw]],
    now: Mapping[int, Raw],
) -> Odd | None:
    """Why a figure is to be looked at twice; None: it is not. ``now``: this quarter's, by unit."""
    if raw is None or column.input.kind in ("flag", "named") or isinstance(raw, bool):
        return None
    own = _figures(past.get(unit, ()))
    if own and _far(column, raw, own):
        return _found("unit", own)
    others = [one for other, those in past.items() if other != unit for one in those]
    others += [one for other, one in now.items() if other != unit]
    table = _figures(others)
    if len(table) >= ENOUGH and _far(column, raw, table):
        return _found("table", table)
    return None


def _figures(raws: Sequence[Raw]) -> list[Raw]:
    return [one for one in raws if not isinstance(one, bool)]


def _far(column: Column, raw: Raw, known: Sequence[Raw]) -> bool:
    """Whether a figure is far below the least or far above the most that is known."""
    new = Decimal(raw)
    low, high = min(map(Decimal, known)), max(map(Decimal, known))
    if column.input.kind == "rate":
        return new > high + SHARE or new < low - SHARE
    if column.input.cumulative:
        return new > 3 * high + GROWTH
    return new > 2 * high + ROOM or low > 2 * new + ROOM


def _found(of: Literal["unit", "table"], known: Sequence[Raw]) -> Odd:
    return Odd(of, min(known, key=Decimal), max(known, key=Decimal), len(known))


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
        for unit, raw in by_unit.items():
            why = odd(column, raw, unit, history.of(key[0], column), by_unit)
            if why is not None:
                found.append((unit, column, raw, why))
    return found
