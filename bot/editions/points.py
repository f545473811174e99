"""What the units of a table came to row by row, kept as columns: a tenth of what a unit's own
dictionary takes, and one row of ten thousand units is one step. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from storage.queries.results import RowPoints


@dataclass(frozen=True, slots=True)
class Rows:
    """One unit's points row by row, and the rows that still wait for a figure."""

    unit: int
    short: str
    points: dict[str, Decimal]
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alike:
    """Units that have the same rows; a column of points for each row, in the order of the units."""

    rows: tuple[str, ...]
    units: tuple[int, ...]
    shorts: tuple[str, ...]
    columns: Mapping[str, tuple[Decimal, ...]]

    def at(self, place: int, waiting: Mapping[str, frozenset[int]]) -> Rows:
        """The unit at a place."""
        unit = self.units[place]
        return Rows(
            unit,
            self.shorts[place],
            {row: self.columns[row][place] for row in self.rows},
            frozenset(row for row, units in waiting.items() if unit in units),
        )


@dataclass(frozen=True, slots=True)
class Points:
    """A table's points; ``waiting``: the units of which a row still waits for a figure."""

    alike: tuple[Alike, ...]
    waiting: Mapping[str, frozenset[int]]

    def __len__(self) -> int:
        return sum(len(one.units) for one in self.alike)

    def __iter__(self) -> Iterator[Rows]:
        return (
            one.at(place, self.waiting) for one in self.alike for place in range(len(one.units))
        )

    def of_unit(self, unit: int) -> Rows | None:
        """One unit's."""
        for one in self.alike:
            if unit in one.units:
                return one.at(one.units.index(unit), self.waiting)
        return None


def columns(found: Iterable[RowPoints]) -> Points:
    """The points of a table's units as they are kept."""
    by_rows: dict[tuple[str, ...], list[tuple[int, str, tuple[Decimal, ...]]]] = {}
    waiting: dict[str, set[int]] = {}
    for kept in found:
        rows, values = _read(kept.points)
        by_rows.setdefault(rows, []).append((kept.unit_id, kept.short, values))
        for row in _waiting(kept.missing):
            waiting.setdefault(row, set()).add(kept.unit_id)
    return Points(
        tuple(_alike(rows, every) for rows, every in by_rows.items()),
        {row: frozenset(units) for row, units in waiting.items()},
    )


@lru_cache(maxsize=1 << 14)
def _read(points: str) -> tuple[tuple[str, ...], tuple[Decimal, ...]]:
    """Rows and points of a unit; most units say what they said at the last question."""
    read: dict[str, str] = json.loads(points)
    return _rows(tuple(read)), tuple(_exact(text) for text in read.values())


@lru_cache(maxsize=1 << 14)
def _waiting(missing: str) -> tuple[str, ...]:
    return _rows(tuple(json.loads(missing)))


@lru_cache(maxsize=1 << 10)
def _rows(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The one tuple of these rows."""
    return rows


@lru_cache(maxsize=1 << 12)
def _exact(text: str) -> Decimal:
    return Decimal(text)


def _alike(rows: tuple[str, ...], every: Sequence[tuple[int, str, tuple[Decimal, ...]]]) -> Alike:
    units, shorts, values = zip(*every, strict=True)
    return Alike(rows, units, shorts, dict(zip(rows, zip(*values, strict=True), strict=True)))
