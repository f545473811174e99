"""Results at hand: what each form comes to now. What editions say is ``frozen``'s.

Copies that can be made again. A form's copy is ``stale`` from the moment a figure under it changes
(triggers see to that) until ``keep``; computing is ``bot.editions.standings``'. Decimals are exact
text, ``points`` is JSON row → points, ``missing`` a JSON list of rows that still wait for a figure,
``unproved`` one of rows that claim something and show nothing for it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

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
    unproved: str
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
    league: str
    place: str
    total: str
    grade: str
    provisional: int
    begun: int
    heard: int

    @property
    def counted(self) -> bool:
        """Whether its figures could be assessed."""
        return self.place != UNCOUNTED


@dataclass(frozen=True, slots=True)
class RowPoints:
    """One unit's points row by row."""

    unit_id: int
    short: str
    points: str
    missing: str


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


async def marks_of_quarter(db: Session, quarter_id: int) -> str:
    """The marks of all results of a quarter, in any order (``marks_in``); one changes with what is
    kept of a form's result, and with how far the form has come.
    """
    (row,) = await db.wide_rows(_sql.marks_of_quarter, quarter_id=quarter_id, between=_BETWEEN)
    return row["said"] or ""


def marks_in(said: str) -> list[str]:
    """The marks one by one."""
    return said.split(_BETWEEN) if said else []


_BETWEEN = ","


async def states_of_marks(db: Session, quarter_id: int, marks: Iterable[str]) -> Sequence[Row]:
    """How far forms have come, as last computed: mark, form, unit, table and all the rest."""
    return await _of_marks(db, _sql.states_of_marks, quarter_id, marks)


async def lines_of_marks(db: Session, quarter_id: int, marks: Iterable[str]) -> Sequence[Row]:
    """The same of what they come to: the fields of ``Live`` but the unit's names."""
    return await _of_marks(db, _sql.lines_of_marks, quarter_id, marks)


async def rows_of_marks(db: Session, quarter_id: int, marks: Iterable[str]) -> Sequence[Row]:
    """The same of what they come to row by row."""
    return await _of_marks(db, _sql.rows_of_marks, quarter_id, marks)


async def _of_marks(
    db: Session, query: Any, quarter_id: int, marks: Iterable[str]
) -> Sequence[Row]:
    return await db.wide_rows(query, quarter_id=quarter_id, marks=json.dumps(list(marks)))


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


async def size_of_quarter(db: Session, quarter_id: int, group: str) -> tuple[int, int]:
    """How many units a table has in a quarter, and how many of them a line, as last computed."""
    (row,) = await db.wide_rows(_sql.size_of_quarter, quarter_id=quarter_id, group_name=group)
    return int(row["units"]), int(row["counted"])


async def standing_mark(db: Session, quarter_id: int, group: str) -> str:
    """A mark that is another after every change of how a table's units stand, as last computed."""
    row = await db.first(_sql.standing_mark, quarter_id=quarter_id, group_name=group)
    return str(row["mark"]) if row else ""


async def states_of_quarter(db: Session, quarter_id: int) -> Sequence[Row]:
    """How many units of each table are in each state, as last computed."""
    return await db.wide_rows(_sql.states_of_quarter, quarter_id=quarter_id)


async def progress_of_units(db: Session, quarter_id: int, units: Iterable[int]) -> Sequence[Row]:
    """How far the forms of these units have come, as last computed."""
    return await db.rows(
        _sql.progress_of_units, quarter_id=quarter_id, units=json.dumps(list(units))
    )


async def rows_of_unit(db: Session, quarter_id: int, unit_id: int) -> RowPoints | None:
    """Points row by row, for one unit."""
    return await db.one(_sql.rows_of_unit, RowPoints, quarter_id=quarter_id, unit_id=unit_id)


async def tally(db: Session, quarter_id: int) -> tuple[int, int, int]:
    """How many forms of a quarter are handed in, begun (or handed in), and there at all."""
    row = await db.first(_sql.tally, quarter_id=quarter_id)
    return (int(row["handed"]), int(row["begun"]), int(row["every"])) if row else (0, 0, 0)


async def roster_mark(db: Session) -> str:
    """A mark that is another after every change of a unit's names."""
    row = await db.first(_sql.roster_mark)
    return str(row["mark"]) if row else ""
