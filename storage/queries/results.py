"""Results at hand: what each form comes to now, and what each edition says of each unit.

Copies that can be made again. A form's copy is ``stale`` from the moment a figure under it changes
(triggers see to that) until ``keep``; computing is ``bot.editions.standings``'. Decimals are exact
text, ``points`` is JSON row → points, ``missing`` a JSON list of rows that still wait for a figure.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from storage.database import Session
from storage.engine import Row
from storage.queries import load
from storage.queries.quarters import Form

_sql = load("results")

UNCOUNTED = ""
"""What stands for ``sort`` and ``place`` where a form's figures could not be assessed."""
LAST = "~"
"""The place of a form that was never worked out: behind all others."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What a form comes to; ``sort`` is the JSON list of decimals its rank is decided on.

    ``place`` is the same as a text that sorts best first, ``league`` the class it is ranked with.
    """

    form_id: int
    league: str
    place: str
    total: str
    grade: str
    sort: str
    points: str
    missing: str
    provisional: int
    owed: int
    done: int
    begun: int
    heard: int
    returned: int


@dataclass(frozen=True, slots=True)
class Live:
    """A form with its unit and its result: all that a list of units shows.

    ``begun``: the unit said or sent something; ``heard``: somebody did, the unit or another body.
    """

    form_id: int
    unit_id: int
    group: str
    name: str
    short: str
    classification: str
    listed: str
    """Under which name the scheme lists the unit, where that is not its own."""
    state: str
    submitted_at: str | None
    extended_to: str | None
    league: str
    place: str
    total: str
    grade: str
    sort: str
    provisional: int
    owed: int
    done: int
    begun: int
    heard: int
    returned: int
    stale: int

    @property
    def counted(self) -> bool:
        """Whether its figures could be assessed."""
        return self.sort != UNCOUNTED


@dataclass(frozen=True, slots=True)
class RowPoints:
    """One unit's points row by row."""

    unit_id: int
    short: str
    points: str
    missing: str


@dataclass(frozen=True, slots=True)
class EditionMark:
    """Which edition it is, without its text."""

    id: int
    quarter_id: int
    kind: str
    version: int
    at: str


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


async def stale(db: Session, quarter_id: int | None, most: int) -> list[int]:
    """Forms whose result must be computed again, of one quarter or (None) of all."""
    return [
        int(row["form_id"]) for row in await db.rows(_sql.stale, quarter_id=quarter_id, most=most)
    ]


async def stale_forms(db: Session, form_ids: list[int]) -> list[Form]:
    """These forms, to be computed again."""
    return await db.wide(_sql.forms, Form, ids=json.dumps(form_ids))


async def keep(db: Session, computed: Iterable[Computed]) -> None:
    """Write what forms come to; they are fresh from now on."""
    values = [asdict(one) for one in computed]
    if values:
        await db.executemany(_sql.keep.sql, values)


async def take_up(db: Session, quarter_id: int, most: int) -> tuple[int, list[int]]:
    """Mark stale forms as being computed; the mark, and which they are.

    A change meanwhile takes the mark away, and so does whoever takes them up next.
    """
    row = await db.first(_sql.mark)
    mark = int(row["mark"]) if row else 2
    found = await db.rows(_sql.take_up, quarter_id=quarter_id, most=most, mark=mark)
    return mark, sorted(int(one["form_id"]) for one in found)


async def keep_taken_up(db: Session, computed: Iterable[Computed], mark: int) -> None:
    """Write what forms come to that still bear the mark; the others stay stale."""
    values = [{**asdict(one), "mark": mark} for one in computed]
    if values:
        await db.executemany(_sql.keep_taken_up.sql, values)


async def retry(db: Session) -> None:
    """Mark what could not be assessed as stale: the cause may have been mended since."""
    await db.wide_write(_sql.retry, uncounted=UNCOUNTED)


async def of_quarter(db: Session, quarter_id: int) -> list[Live]:
    """Every form of a quarter with its result as last computed."""
    return await db.wide(_sql.of_quarter, Live, quarter_id=quarter_id)


async def rungs_of_quarter(db: Session, quarter_id: int, group: str) -> Sequence[Row]:
    """How many units of a table stand at each league, place, total, grade; how many provisional."""
    return await db.wide_rows(_sql.rungs_of_quarter, quarter_id=quarter_id, group_name=group)


async def order_of_quarter(
    db: Session, quarter_id: int, group: str, league: str, start: int, most: int
) -> Sequence[Row]:
    """Units of a league in their order, as last computed, from ``start`` on: unit, place, name."""
    return await db.wide_rows(
        _sql.order_of_quarter,
        quarter_id=quarter_id,
        group_name=group,
        league=league,
        start=start,
        most=most,
    )


async def before_in_quarter(
    db: Session, quarter_id: int, group: str, league: str, place: str, name: str
) -> int:
    """How many units of the same place come before a name, as last computed."""
    row = await db.first(
        _sql.before_in_quarter,
        quarter_id=quarter_id,
        group_name=group,
        league=league,
        place=place,
        name=name,
    )
    return int(row["units"]) if row else 0


async def lines_of_quarter(db: Session, quarter_id: int, units: Iterable[int]) -> list[Live]:
    """Forms of these units with their results as last computed, in the order of the forms."""
    return await db.all(
        _sql.lines_of_quarter, Live, quarter_id=quarter_id, units=json.dumps(list(units))
    )


async def uncounted_of_quarter(db: Session, quarter_id: int, group: str) -> list[int]:
    """Units of a table whose figures could not be assessed when last computed."""
    found = await db.rows(_sql.uncounted_of_quarter, quarter_id=quarter_id, group_name=group)
    return [int(row["unit_id"]) for row in found]


async def behind_of_quarter(db: Session, quarter_id: int) -> Counter[str]:
    """How many results of each table have to be computed again."""
    found = await db.rows(_sql.behind_of_quarter, quarter_id=quarter_id)
    return Counter({row["grp"]: int(row["units"]) for row in found})


async def is_in_quarter(db: Session, quarter_id: int, group: str) -> bool:
    """Whether a table has any unit in a quarter."""
    return bool(await db.first(_sql.is_in_quarter, quarter_id=quarter_id, group_name=group))


async def states_of_quarter(db: Session, quarter_id: int) -> Sequence[Row]:
    """How many units of each table are in each state, as last computed."""
    return await db.wide_rows(_sql.states_of_quarter, quarter_id=quarter_id)


async def progress_of_quarter(db: Session, quarter_id: int, group: str) -> Sequence[Row]:
    """How far each form of a table ('': of all) has come, as last computed."""
    return await db.wide_rows(_sql.progress_of_quarter, quarter_id=quarter_id, group_name=group)


async def progress_of_units(db: Session, quarter_id: int, units: Iterable[int]) -> Sequence[Row]:
    """How far the forms of these units have come, as last computed."""
    return await db.rows(
        _sql.progress_of_units, quarter_id=quarter_id, units=json.dumps(list(units))
    )


async def rows_of_quarter(db: Session, quarter_id: int, group: str) -> list[RowPoints]:
    """Points row by row, for every unit of a table."""
    return await db.wide(_sql.rows_of_quarter, RowPoints, quarter_id=quarter_id, group_name=group)


async def rows_of_unit(db: Session, quarter_id: int, unit_id: int) -> RowPoints | None:
    """Points row by row, for one unit."""
    return await db.one(_sql.rows_of_unit, RowPoints, quarter_id=quarter_id, unit_id=unit_id)


async def copy(db: Session, publication_id: int, quarter_id: int, lines: Iterable[Copied]) -> None:
    """Copy an edition's lines, in the transaction that keeps the edition."""
    at = {"publication_id": publication_id, "quarter_id": quarter_id}
    every = list(lines)
    # ``asdict`` would copy every text, while everybody waits for this transaction.
    lines_of = [{name: getattr(one, name) for name in one.__slots__} | at for one in every]
    await db.executemany(_sql.copy.sql, lines_of)
    await db.executemany(
        _sql.count_points.sql,
        [
            {"publication_id": publication_id, "group_name": group, "row": row, "points": points,
             "units": units}
            for (group, row, points), units in counted(every).items()
        ],
    )  # fmt: skip


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


async def is_in_edition(db: Session, publication_id: int, group: str) -> bool:
    """Whether a table has any unit in an edition."""
    return bool(await db.first(_sql.is_in_edition, publication_id=publication_id, group_name=group))


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


async def tally(db: Session, quarter_id: int) -> tuple[int, int, int]:
    """How many forms of a quarter are handed in, begun (or handed in), and there at all."""
    row = await db.first(_sql.tally, quarter_id=quarter_id)
    return (int(row["handed"]), int(row["begun"]), int(row["every"])) if row else (0, 0, 0)


async def roster_mark(db: Session) -> str:
    """A mark that is another after every change of a unit's names."""
    row = await db.first(_sql.roster_mark)
    return str(row["mark"]) if row else ""
