"""Notices of the office to liaisons, and who has read each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("notices")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice; ``group`` says in words whom it went to."""

    id: int
    text: str
    group: str
    by_person: int
    at: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One person it went to; ``state`` is sent, lost (could not be reached) or read."""

    person_id: int
    name: str
    state: str
    read_at: str | None


async def add(db: Session, text: str, whom: str, person_id: int, now: datetime) -> int:
    """Keep a notice; its number."""
    return int(await _sql.add(db, text=text, group_name=whom, person_id=person_id, now=stamp(now)))


async def send_to(db: Session, notice_id: int, person_id: int, *, reached: bool) -> None:
    """Write down that somebody was written to, or could not be."""
    state = "sent" if reached else "lost"
    await _sql.send_to(db, notice_id=notice_id, person_id=person_id, state=state)


async def read(db: Session, notice_id: int, person_id: int, now: datetime) -> bool:
    """Somebody has read it; False where it was not meant for them, or was read before."""
    return bool(await _sql.read(db, notice_id=notice_id, person_id=person_id, now=stamp(now)))


async def by_id(db: Session, notice_id: int) -> Notice | None:
    """The notice of this number."""
    return await db.one(_sql.by_id, Notice, notice_id=notice_id)


async def latest(db: Session, most: int) -> list[Notice]:
    """The newest notices."""
    return await db.all(_sql.latest, Notice, most=most)


async def readers(db: Session, notice_id: int) -> list[Reader]:
    """Whom a notice went to."""
    return await db.all(_sql.readers, Reader, notice_id=notice_id)
