"""What the units of a table came to row by row, kept as columns: a tenth of what a unit's own
dictionary takes, and one row of ten thousand units is one step.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from bot.corridor.kept import Kept
from bot.editions.marked import Marked, differing, forms_in, marked
from bot.editions.stale import worked_anew
from bot.forms.roster import roster_of
from storage.database import Session
from storage.engine import Row
from storage.queries import results
from storage.queries.quarters import Quarter
from storage.queries.results import Computed, RowPoints


@dataclass(frozen=True, slots=True)
class Rows:
    """One unit's points row by row, and the rows that still wait for a figure."""

    unit: int
    short: str
    points: dict[str, Decimal]
    missing: frozenset[str]


class Columns(dict[str, tuple[Decimal, ...]]):
    """Row → the points of all units, made when it is asked for: of thirty rows one is wanted."""

    def __init__(self, rows: Sequence[str], units: Sequence[Sequence[Decimal]]) -> None:
        super().__init__()
        self._place = {row: place for place, row in enumerate(rows)}
        self._units = units

    def __missing__(self, row: str) -> tuple[Decimal, ...]:
        column = self[row] = tuple(map(itemgetter(self._place[row]), self._units))
        return column

    def settle(self) -> None:
        """Make all of them, and keep nothing else."""
        self.update({row: self[row] for row in self._place})
        self._units = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Units that have the same rows; a column of points for each row, in the order of the units."""

    rows: tuple[str, ...]
    units: tuple[int, ...]
    shorts: tuple[str, ...]
    columns: Columns
    waiting: bytes
    """A byte for each row of the first unit, then of the next: 1 where a figure is waited for."""

    def at(self, place: int) -> Rows:
        """The unit at a place."""
        waiting = self.waiting[place * len(self.rows) : (place + 1) * len(self.rows)]
        return Rows(
            self.units[place],
            self.shorts[place],
            {row: self.columns[row][place] for row in self.rows},
            frozenset(compress(self.rows, waiting)),
        )

    def with_changed(self, every: Sequence[Said], changed: Sequence[int]) -> Alike:
        """The same with what some of the units, by their places, came to since."""
        waiting, wide = bytearray(self.waiting), len(self.rows)
        for at in changed:
            waiting[at * wide : (at + 1) * wide] = every[at].waiting
        made = Columns(self.rows, [one.values for one in every])
        return replace(self, columns=made, waiting=bytes(waiting))

    def waits(self, row: str) -> bytes:
        """A byte for each unit: 1 where it still waits for a figure of this row."""
        return self.waiting[self.rows.index(row) :: len(self.rows)]


@dataclass(frozen=True, slots=True)
class Points:
    """A table's points."""

    alike: tuple[Alike, ...]

    def __len__(self) -> int:
        return sum(len(one.units) for one in self.alike)

    def __iter__(self) -> Iterator[Rows]:
        return (one.at(place) for one in self.alike for place in range(len(one.units)))

    def of_unit(self, unit: int) -> Rows | None:
        """One unit's."""
        for one in self.alike:
            if unit in one.units:
                return one.at(one.units.index(unit))
        return None


class Said(NamedTuple):
    """What one unit came to: a row's points stand at the row's own place among ``rows``."""

    form: int
    unit: int
    group: str
    short: str
    rows: tuple[str, ...]
    values: tuple[Decimal, ...]
    waiting: bytes
    """Of each of ``rows`` 1 where it still waits for a figure, else 0."""
    unproved: tuple[str, ...] | None
    """Rows that claim something and show nothing for it; None: that is not known."""


def said_of(kept: RowPoints) -> Said:
    """What is kept of a unit, read."""
    return _said(0, kept.unit_id, "", intern(kept.short), kept.points, kept.missing, "")


def _said(
    form: int, unit: int, group: str, short: str, points: str, missing: str, unproved: str
) -> Said:
    read: dict[str, str] = json.loads(points)
    values = tuple(_exact(text) for text in read.values())
    rows = _rows(tuple(read))
    return Said(form, unit, group, short, rows, values, _waiting(rows, missing), _ids(unproved))


async def rows_by_table(db: Session, quarter: Quarter) -> Mapping[str, list[Said]]:
    """What every unit of a quarter comes to now, whatever has been released, by its table."""
    if (memo := ("rows by table", quarter.id)) in db.memo:
        before: Mapping[str, list[Said]] = db.memo[memo]
        return before
    known = await roster_of(db)

    def read(row: Row) -> Said:
        _, form, unit, group, points, missing, unproved = row
        return _said(form, unit, intern(group), known.of(unit).short, points, missing, unproved)

    key = (await results.roster_mark(db), quarter.id)
    found = await marked(db, quarter, _SAID, key, results.rows_of_marks, read)
    every = found.with_anew(await worked_anew(db, quarter), _anew)
    groups = dict.fromkeys([one.group for one in every])
    tables = {group: [one for one in every if one.group == group] for group in groups}
    if db.reads_only:  # nothing changes in a view
        db.memo[memo] = tables
    return tables


def _anew(one: Said, anew: Computed) -> Said:
    return _said(one.form, one.unit, one.group, one.short, anew.points, anew.missing, anew.unproved)


_SAID: Kept[tuple[str, int], Marked[Said]] = Kept(25_000, forms_in)
"""By the mark of the roster and the quarter."""


def columns(found: Iterable[Said]) -> Points:
    """The points of a table's units as they are kept."""
    by_rows: defaultdict[tuple[str, ...], list[Said]] = defaultdict(list)
    for one in found:
        by_rows[one.rows].append(one)
    return Points(tuple(_alike(rows, every) for rows, every in by_rows.items()))


def columns_again(key: tuple[str, int, str], found: Sequence[Said]) -> Points:
    """The same of a table that was put so before: of those that changed alone anything is done.

    ``key`` says which table of which quarter it is, and how its units are called.
    """
    then, points = _COLUMNS.get(key) or ((), Points(()))
    changed = differing(then, found) if len(then) == len(found) else None
    if then and changed is not None and not changed:
        return points
    if changed and len(points.alike) == 1 and _as_then(then, found, changed):
        points = Points((points.alike[0].with_changed(found, changed),))
    else:
        points = columns(found)
    _COLUMNS.put(key, (tuple(found), points))
    return points


def _as_then(then: Sequence[Said], found: Sequence[Said], changed: Sequence[int]) -> bool:
    """Whether the same units have the same rows."""
    return all((then[at].unit, then[at].rows) == (found[at].unit, found[at].rows) for at in changed)


_COLUMNS: Kept[tuple[str, int, str], tuple[tuple[Said, ...], Points]] = Kept(
    25_000, lambda one: len(one[0]) + 1
)


@lru_cache(maxsize=1 << 12)
def _waiting(rows: tuple[str, ...], missing: str) -> bytes:
    waits = json.loads(missing)
    return bytes(row in waits for row in rows)


@lru_cache(maxsize=1 << 12)
def _ids(text: str) -> tuple[str, ...] | None:
    return tuple(json.loads(text)) if text else None


@lru_cache(maxsize=1 << 10)
def _rows(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The one tuple of these rows."""
    return rows


@lru_cache(maxsize=1 << 12)
def _exact(text: str) -> Decimal:
    return Decimal(text)


def _alike(rows: tuple[str, ...], every: Sequence[Said]) -> Alike:
    return Alike(
        rows,
        tuple([one.unit for one in every]),
        tuple([one.short for one in every]),
        Columns(rows, [one.values for one in every]),
        b"".join([one.waiting for one in every]),
    )


def settled(found: Iterable[Said]) -> Points:
    """The same, to be kept: every column is made, and what the units said is let go."""
    points = columns(found)
    for one in points.alike:
        one.columns.settle()
    return points
