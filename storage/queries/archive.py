"""Downloads of evidence that somebody asked for: whose, until when, how often they were begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.engine import Row
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


async def decisions(db: Session, quarter_id: int) -> Sequence[Row]:
    """Every decision of a quarter, superseded ones too, with its unit."""
    return await db.wide_rows(_sql.decisions, quarter_id=quarter_id)


async def appeals(db: Session, quarter_id: int) -> Sequence[Row]:
    """Every appeal of a quarter with its unit and answer."""
    return await db.wide_rows(_sql.appeals, quarter_id=quarter_id)


async def supplied(db: Session, quarter_id: int) -> Sequence[Row]:
    """Every figure that another body supplied for a quarter, with its unit."""
    return await db.wide_rows(_sql.supplied, quarter_id=quarter_id)


async def roles(db: Session) -> Sequence[Row]:
    """Who held which role, from when to when."""
    return await db.wide_rows(_sql.roles)


async def trail(db: Session, since: str, until: str) -> Sequence[Row]:
    """The audit rows between two moments, as they are chained."""
    return await db.wide_rows(_sql.trail, since=since, until=until)


async def mine(db: Session, quarter_id: int) -> dict[str, set[int]]:
    """What belongs to a quarter, by kind: what the trail calls form/12, evidence/7, and so on."""
    found: dict[str, set[int]] = {"quarter": {quarter_id}}
    for kind in ("form", "evidence", "report", "appeal", "publication"):
        found[kind] = set()
    for row in await db.wide_rows(_sql.mine, quarter_id=quarter_id):
        found[row["kind"]].add(row["id"])
    return found


async def digest_like(db: Session, start: str) -> str | None:
    """The bytes whose hash begins so; None: there are none."""
    row = await db.first(_sql.digest_like, since=start, until=f"{start}g")
    return None if row is None else str(row["digest"])
