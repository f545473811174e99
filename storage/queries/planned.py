"""Reminders that the office planned: for whom (a question as JSON), when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("planned")


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned reminder; ``state`` is waiting, done, past or cancelled."""

    id: int
    quarter_id: int
    whom: str
    due_at: str
    state: str
    by_person: int
    at: str
    told: int


async def add(
    db: Session, quarter_id: int, whom: str, due: datetime, person_id: int, now: datetime
) -> int:
    """Plan a reminder; its number."""
    return int(
        await _sql.add(
            db,
            quarter_id=quarter_id,
            whom=whom,
            due_at=stamp(due),
            person_id=person_id,
            now=stamp(now),
        )
    )


async def waiting(db: Session) -> list[Planned]:
    """What is still to come, the next one first."""
    return await db.all(_sql.waiting, Planned)


async def due(db: Session, now: datetime) -> list[Planned]:
    """What is to be sent now."""
    return await db.all(_sql.due, Planned, now=stamp(now))


async def by_id(db: Session, number: int) -> Planned | None:
    """The planned reminder of this number."""
    return await db.one(_sql.by_id, Planned, number=number)


async def settle(db: Session, number: int, state: str, told: int = 0) -> bool:
    """End a planned reminder; False where it has ended before."""
    return bool(await _sql.settle(db, number=number, state=state, told=told))
