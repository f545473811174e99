"""Downloads of evidence that somebody asked for: whose, until when, how often they were begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("archive")


@dataclass(frozen=True, slots=True)
class Archive:
    """A download: one unit's evidence of a quarter, or everybody's (``unit_id`` None)."""

    id: int
    quarter_id: int
    unit_id: int | None
    by_person: int
    at: str
    expires_at: str
    starts: int


async def add(
    db: Session,
    quarter_id: int,
    unit_id: int | None,
    person_id: int,
    expires: datetime,
    now: datetime,
) -> int:
    """A new download; its number."""
    return int(
        await _sql.add(
            db,
            quarter_id=quarter_id,
            unit_id=unit_id,
            person_id=person_id,
            expires_at=stamp(expires),
            now=stamp(now),
        )
    )


async def by_id(db: Session, archive_id: int) -> Archive | None:
    """The download of this number, used up or not."""
    return await db.one(_sql.by_id, Archive, archive_id=archive_id)


async def start(db: Session, archive_id: int, most: int, now: datetime) -> bool:
    """Count one more beginning; False when it has expired or was begun ``most`` times."""
    return bool(await _sql.start(db, archive_id=archive_id, most=most, now=stamp(now)))
