"""Quarters, the scheme versions they were opened with, and each unit's form in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.database import Session, moment, stamp
from storage.queries import load
from storage.queries.roster import Unit

_sql = load("quarters")


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter; its times are stored text, read through the properties."""

    id: int
    year: int
    number: int
    state: str
    opens_on: str
    deadline_at: str
    work_report_due_at: str
    review_until: str
    appeal_until: str

    @property
    def opens(self) -> date:
        """The first day of reporting, in Asia/Shanghai."""
        return date.fromisoformat(self.opens_on)

    @property
    def deadline(self) -> datetime:
        """The last moment of reporting."""
        return moment(self.deadline_at)

    @property
    def work_report_due(self) -> datetime:
        """Until when a work report is on time."""
        return moment(self.work_report_due_at)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates a quarter is opened with."""

    opens: date
    deadline: datetime
    work_report_due: datetime
    review_until: datetime
    appeal_until: datetime


@dataclass(frozen=True, slots=True)
class KeptScheme:
    """A scheme's text as it was on the day the quarter opened."""

    group: str
    name: str
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """One unit's report of one quarter; ``state`` is filling, submitted or returned."""

    id: int
    quarter_id: int
    unit_id: int
    group: str
    state: str
    submitted_at: str | None
    submitted_by: int | None
    extended_to: str | None
    extension_reason: str
    classification: str
    """The unit's class in this quarter: it stays what it was once results are announced."""
    listed: str = ""
    """Under which name the quarter's scheme lists the unit; empty: under the name it has."""

    def deadline(self, quarter: Quarter) -> datetime:
        """The unit's own deadline: the quarter's, or the later one it was granted."""
        return moment(self.extended_to) if self.extended_to else quarter.deadline


@dataclass(frozen=True, slots=True)
class Renamed:
    """A unit that a scheme lists under another name than it has."""

    listed: str
    name: str


async def add(db: Session, year: int, number: int, state: str, dates: Dates, now: datetime) -> int:
    """A new quarter; its number."""
    return int(
        await _sql.add(
            db,
            year=year,
            number=number,
            state=state,
            opens_on=dates.opens.isoformat(),
            deadline_at=stamp(dates.deadline),
            work_report_due_at=stamp(dates.work_report_due),
            review_until=stamp(dates.review_until),
            appeal_until=stamp(dates.appeal_until),
            now=stamp(now),
        )
    )


async def by_id(db: Session, quarter_id: int) -> Quarter | None:
    """The quarter of this number."""
    return await db.one(_sql.by_id, Quarter, quarter_id=quarter_id)


async def by_number(db: Session, year: int, number: int) -> Quarter | None:
    """The quarter of a year."""
    return await db.one(_sql.by_number, Quarter, year=year, number=number)


async def everyone(db: Session) -> list[Quarter]:
    """All quarters, newest first."""
    return await db.all(_sql.everyone, Quarter)


async def move(db: Session, quarter_id: int, before: str, after: str) -> bool:
    """Change the state; False when it was no longer ``before``."""
    return bool(await _sql.move(db, quarter_id=quarter_id, before=before, after=after))


async def reopenings(db: Session, quarter_id: int) -> int:
    """How often a quarter that was closed by mistake has been opened again."""
    return int(await _sql.reopenings(db, subject=f"quarter/{quarter_id}"))


async def set_opens(db: Session, quarter_id: int, opens: date) -> None:
    """Another first day of reporting, of a quarter that is planned."""
    await _sql.set_opens(db, quarter_id=quarter_id, opens_on=opens.isoformat())


async def set_dates(db: Session, quarter_id: int, dates: Dates) -> None:
    """Move a quarter's dates (its opening day stays)."""
    await _sql.set_dates(
        db,
        quarter_id=quarter_id,
        deadline_at=stamp(dates.deadline),
        work_report_due_at=stamp(dates.work_report_due),
        review_until=stamp(dates.review_until),
        appeal_until=stamp(dates.appeal_until),
    )


async def add_scheme(db: Session, quarter_id: int, scheme: KeptScheme) -> None:
    """Keep the version of a scheme that the quarter is assessed by."""
    await _sql.add_scheme(
        db,
        quarter_id=quarter_id,
        group_name=scheme.group,
        name=scheme.name,
        digest=scheme.digest,
        text=scheme.text,
    )


async def compare(db: Session, quarter_id: int, group: str, rows: Sequence[str]) -> None:
    """Say in which rows units of a group are held against each other.

    From then on a figure there makes every result of the group stale.
    """
    for row in rows:
        await _sql.compare(db, quarter_id=quarter_id, group_name=group, row_id=row)


async def compared_mark(db: Session, quarter_id: int, group: str) -> str | None:
    """What is another after every change of what a table compares; None: it compares nothing."""
    row = await db.first(_sql.compared_mark, quarter_id=quarter_id, group_name=group)
    return None if row is None else str(row["mark"])


async def schemes(db: Session, quarter_id: int) -> list[KeptScheme]:
    """The scheme versions of a quarter, one per group."""
    return await db.all(_sql.schemes, KeptScheme, quarter_id=quarter_id)


async def schemes_of_unit(db: Session, unit_id: int) -> list[tuple[int, int, str, str]]:
    """Quarter, its number, group and scheme's hash of every form of a unit, newest first."""
    rows = await db.rows(_sql.schemes_of_unit, unit_id=unit_id)
    return [(row["id"], row["number"], row["grp"], row["digest"]) for row in rows]


async def scheme_mark(db: Session, quarter_id: int, group: str) -> tuple[str, str]:
    """Name and hash of the scheme version a group is assessed by, without its long text.

    Raises:
        LookupError: the quarter has none for this group.
    """
    found = await db.first(_sql.scheme_mark, quarter_id=quarter_id, group_name=group)
    if found is None:
        raise LookupError(f"quarter {quarter_id} has no scheme for {group}")
    return found["name"], found["digest"]


async def reclassify(db: Session, unit_id: int, classification: str) -> None:
    """Carry a unit's new class into its forms of quarters that are not announced yet."""
    await _sql.reclassify(db, unit_id=unit_id, classification=classification)


async def reclassify_all(db: Session, units: Iterable[Unit]) -> None:
    """The same for many."""
    classes = [{"unit_id": one.id, "classification": one.classification} for one in units]
    await db.executemany(_sql.reclassify.sql, classes)


async def without_form(db: Session, quarter_id: int, units: Iterable[int]) -> frozenset[int]:
    """Which of these units have no form in a quarter."""
    told = json.dumps(list(units))
    found = await db.wide_rows(_sql.without_form, quarter_id=quarter_id, units=told)
    return frozenset(row["id"] for row in found)


async def add_form(db: Session, quarter_id: int, unit_id: int, group: str, listed: str = "") -> int:
    """The form of a unit in a quarter; its number."""
    made = await _sql.add_form(
        db, quarter_id=quarter_id, unit_id=unit_id, group_name=group, listed=listed
    )
    return int(made)


async def list_as(db: Session, form_id: int, listed: str) -> None:
    """Keep under which name the scheme of a form lists its unit; empty: under its own."""
    await _sql.list_as(db, form_id=form_id, listed=listed)


async def renamed(db: Session, quarter_id: int) -> dict[str, str]:
    """The names of units that a quarter's schemes list under another, by that one."""
    found = await db.all(_sql.renamed, Renamed, quarter_id=quarter_id)
    return {one.listed: one.name for one in found}


async def form(db: Session, quarter_id: int, unit_id: int) -> Form | None:
    """A unit's form."""
    return await db.one(_sql.form, Form, quarter_id=quarter_id, unit_id=unit_id)


async def form_by_id(db: Session, form_id: int) -> Form | None:
    """The form of this number."""
    return await db.one(_sql.form_by_id, Form, form_id=form_id)


async def forms(db: Session, quarter_id: int) -> list[Form]:
    """All forms of a quarter."""
    return await db.wide(_sql.forms, Form, quarter_id=quarter_id)


async def not_handed_in(db: Session, quarter_id: int) -> int:
    """How many units take part and have not handed in."""
    (row,) = await db.wide_rows(_sql.not_handed_in, quarter_id=quarter_id)
    return int(row["units"])


async def forms_of_units(db: Session, quarter_id: int, units: Iterable[int]) -> list[Form]:
    """The forms of these units in a quarter."""
    return await db.wide(
        _sql.forms_of_units, Form, quarter_id=quarter_id, units=json.dumps(list(units))
    )


async def submit(db: Session, form_id: int, person_id: int, now: datetime) -> bool:
    """Hand a form in; False when it was handed in already."""
    return bool(await _sql.submit(db, form_id=form_id, person_id=person_id, now=stamp(now)))


async def withdraw(db: Session, form_id: int) -> bool:
    """Take a form back; False when it was not handed in."""
    return bool(await _sql.withdraw(db, form_id=form_id))


async def extend(db: Session, form_id: int, until: datetime, reason: str) -> None:
    """Grant a unit a later deadline."""
    await _sql.extend(db, form_id=form_id, until=stamp(until), reason=reason)


async def unextend(db: Session, form_id: int) -> None:
    """The quarter's own deadline holds for a unit again."""
    await _sql.extend(db, form_id=form_id, until=None, reason="")
