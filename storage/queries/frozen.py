"""What each edition says of each unit: copied from its text, so that questions read lines of it.

Copies that can be made again. Decimals are exact text, ``points`` is JSON row → points.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.database import Session
from storage.engine import Row
from storage.queries import load
from storage.queries.results import RowPoints

_sql = load("frozen")


@dataclass(frozen=True, slots=True)
class EditionMark:
    """Which edition it is, without its text."""

    id: int
    quarter_id: int
    kind: str
    version: int
    at: str
    hash: str
    """Of its text: two editions that have the same say the same."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """One unit's line in an edition, best first."""

    unit_id: int
    name: str
    short: str
    classification: str
    total: str
    grade: str
    rank: int
    provisional: int
    group: str
    place: int
    """Its position in its table, from 1."""


@dataclass(frozen=True, slots=True)
class Copied:
    """One unit's line as it is copied from an edition; ``place`` is its position in its table."""

    unit_id: int
    place: int
    group_name: str
    name: str
    short: str
    classification: str
    total: str
    grade: str
    points: str
    rank: int
    provisional: int


@dataclass(frozen=True, slots=True)
class Past:
    """One unit in an edition, among ``fellows`` of its table and ``classmates`` of its class."""

    publication_id: int
    quarter_id: int
    kind: str
    version: int
    group: str
    total: str
    grade: str
    rank: int
    provisional: int
    classification: str
    fellows: int
    classmates: int


class Copies:
    """An edition's lines as they will be copied: made before the transaction that waits for it."""

    def __init__(self, lines: Iterable[Copied]) -> None:
        every = list(lines)
        # ``asdict`` would copy every text.
        self.lines = [{name: getattr(one, name) for name in one.__slots__} for one in every]
        self.counts = [
            {"group_name": group, "row": row, "points": points, "units": units}
            for (group, row, points), units in counted(every).items()
        ]


async def copy(db: Session, publication_id: int, quarter_id: int, copies: Copies) -> None:
    """Copy an edition's lines, in the transaction that keeps the edition."""
    for line in copies.lines:
        line["publication_id"], line["quarter_id"] = publication_id, quarter_id
    await db.executemany(_sql.copy.sql, copies.lines)
    for one in copies.counts:
        one["publication_id"] = publication_id
    await db.executemany(_sql.count_points.sql, copies.counts)


async def points_of_edition(
    db: Session, publication_id: int, group: str
) -> list[tuple[str, str, int]]:
    """Row, points and how many units of an edition's table came to them."""
    found = await db.rows(_sql.points_of_edition, publication_id=publication_id, group_name=group)
    return [(row["row"], row["points"], row["units"]) for row in found]


def counted(lines: Iterable[Copied]) -> Counter[tuple[str, str, str]]:
    """In how many units a row of a table came to so many points."""
    return Counter(
        (one.group_name, row, points)
        for one in lines
        for row, points in json.loads(one.points).items()
    )


async def newest_edition(db: Session, quarter_id: int, kind: str) -> EditionMark | None:
    """The newest edition of a kind."""
    return await db.one(_sql.newest_edition, EditionMark, quarter_id=quarter_id, kind=kind)


async def of_edition(db: Session, publication_id: int, group: str) -> list[Frozen]:
    """A table of an edition, best first."""
    return await db.wide(_sql.of_edition, Frozen, publication_id=publication_id, group_name=group)


async def rungs_of_edition(db: Session, publication_id: int, group: str) -> Sequence[Row]:
    """How many units of an edition's table have each class, rank, total and grade, best first."""
    return await db.wide_rows(
        _sql.rungs_of_edition, publication_id=publication_id, group_name=group
    )


async def order_of_edition(
    db: Session, publication_id: int, group: str, first: int, last: int
) -> list[tuple[int, str]]:
    """Unit and grade of the places of a table from ``first`` to ``last``."""
    found = await db.wide_rows(
        _sql.order_of_edition,
        publication_id=publication_id,
        group_name=group,
        first=first,
        last=last,
    )
    return [(row[0], row[1]) for row in found]


async def lines_of_edition(db: Session, publication_id: int, units: Iterable[int]) -> list[Frozen]:
    """These units in an edition."""
    return await db.all(
        _sql.lines_of_edition, Frozen, publication_id=publication_id, units=json.dumps(list(units))
    )


async def size_of_edition(db: Session, publication_id: int, group: str) -> int:
    """How many units of a table have a line in an edition."""
    (row,) = await db.wide_rows(
        _sql.size_of_edition, publication_id=publication_id, group_name=group
    )
    return int(row["units"])


async def rows_of_edition(db: Session, publication_id: int, group: str) -> list[RowPoints]:
    """Points row by row, for every unit of a table in an edition."""
    return await db.wide(
        _sql.rows_of_edition, RowPoints, publication_id=publication_id, group_name=group
    )


async def rows_in_edition(db: Session, publication_id: int, unit_id: int) -> RowPoints | None:
    """Points row by row, for one unit in an edition."""
    return await db.one(
        _sql.rows_in_edition, RowPoints, publication_id=publication_id, unit_id=unit_id
    )


async def released_of_unit(db: Session, unit_id: int) -> frozenset[int]:
    """The quarters of which there is a newest edition, of either kind, with this unit in it."""
    return frozenset(row[0] for row in await db.rows(_sql.released_of_unit, unit_id=unit_id))


async def of_unit(db: Session, unit_id: int, quarters: Iterable[int]) -> list[Past]:
    """A unit in the newest edition of each kind of these quarters, newest first."""
    return await db.all(_sql.of_unit, Past, unit_id=unit_id, quarters=json.dumps(list(quarters)))
