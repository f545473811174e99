"""A real database with one quarter, one unit and one person, for the tests of the queries."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storage.database import Database, Session
from storage.faults import Clash
from storage.queries import people, quarters, roster
from storage.queries.people import Person
from storage.queries.quarters import Dates
from storage.queries.roster import Unit

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
DUE = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)


def dates(due: datetime = DUE) -> Dates:
    return Dates(date(2026, 10, 8), due, due, due + timedelta(days=10), due + timedelta(days=20))


@dataclass(frozen=True)
class Scene:
    """A session in a transaction, and what is there."""

    db: Session
    unit: Unit
    person: Person
    quarter: int
    form: int


@asynccontextmanager
async def clashing(db: Session) -> AsyncIterator[None]:
    """What the block writes must not be, and is taken back: the transaction goes on."""
    with pytest.raises(Clash):
        async with db.undoable():
            yield
            await db.execute_fetchall("select 1")  # what was put off is told by now


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    """县教育局 and 李敏 in the fourth quarter of 2026, in a transaction of their own."""
    database = await Database.open(folder / "xinkao.db")
    try:
        async with database.transaction() as db:
            unit = await roster.add(db, "县教育局", "教育局", "县直单位", "", NOW)
            person = await people.add_person(db, "李敏", "13800000001", NOW)
            quarter = await quarters.add(db, 2026, 4, "open", dates(), NOW)
            form = await quarters.add_form(db, quarter, unit.id, unit.group)
            yield Scene(db, unit, person, quarter, form)
    finally:
        await database.close()
