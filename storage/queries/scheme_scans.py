"""Rules that came as scans or photos: pages that wait to be read, and where each row stands.

A scan is ``gathering`` while more photos may come, ``waiting`` until all its pages are read, then
``read``; ``given_up`` where they brought no draft, ``dropped`` where nobody wants it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("scheme_scans")


@dataclass(frozen=True, slots=True)
class Scan:
    """A document in pictures, who sent it, and in which chat that person is told."""

    id: int
    person_id: int
    channel: str
    chat: str
    label: str
    state: str
    told: int
    """The page that was last told of."""
    at: str


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A page of it: ``page`` of a file; ``seen`` as JSON once it is read, with its ``picture``.

    ``why``: for what reason it could not be read the last time.
    """

    place: int
    digest: str
    kind: str
    page: int
    seen: str
    picture: str
    why: str
    attempts: int


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row of a draft stands on a page's picture, in ten-thousandths of it."""

    place: int
    picture: str
    page: int
    left: int
    top: int
    right: int
    bottom: int


async def add(
    db: Session, person_id: int, channel: str, chat: str, label: str, state: str, now: datetime
) -> int:
    """A document in pictures; its number."""
    told = {"person_id": person_id, "channel": channel, "chat": chat, "label": label}
    return int(await _sql.add(db, **told, state=state, now=stamp(now)))


async def add_page(
    db: Session, scan_id: int, place: int, digest: str, kind: str, page: int
) -> None:
    """One more page, unless there is one in this place."""
    await _sql.add_page(db, scan_id=scan_id, place=place, digest=digest, kind=kind, page=page)


async def drop_page(db: Session, scan_id: int, place: int) -> None:
    """The page is not wanted."""
    await _sql.drop_page(db, scan_id=scan_id, place=place)


async def scan(db: Session, scan_id: int) -> Scan | None:
    """The scan of this number."""
    return await db.one(_sql.scan, Scan, scan_id=scan_id)


async def gathering(db: Session, person_id: int, channel: str, chat: str) -> Scan | None:
    """The photos that this person sends one after the other in this chat."""
    return await db.one(_sql.gathering, Scan, person_id=person_id, channel=channel, chat=chat)


async def at_work(db: Session) -> list[Scan]:
    """What is being read, or waits for it, the first one first."""
    return await db.all(_sql.at_work, Scan)


async def pages(db: Session, scan_id: int) -> list[ScanPage]:
    """The pages of a scan, in their order."""
    return await db.all(_sql.pages, ScanPage, scan_id=scan_id)


async def saw(db: Session, scan_id: int, place: int, seen: str, picture: str) -> None:
    """A page was read."""
    await _sql.saw(db, scan_id=scan_id, place=place, seen=seen, picture=picture)


async def failed(db: Session, scan_id: int, place: int, why: str) -> None:
    """A page could not be read this time."""
    await _sql.failed(db, scan_id=scan_id, place=place, why=why)


async def told(db: Session, scan_id: int, page: int) -> None:
    """Who sent it was told how far it is."""
    await _sql.told(db, scan_id=scan_id, told=page)


async def settle(db: Session, scan_id: int, before: str, state: str) -> bool:
    """Another state. False: it was not in the one before."""
    return bool(await _sql.settle(db, scan_id=scan_id, before=before, state=state))


async def add_place(db: Session, draft_id: int, one: RowPlace) -> None:
    """A place on which a row of a draft stands."""
    await _sql.add_place(
        db,
        draft_id=draft_id,
        place=one.place,
        picture=one.picture,
        page=one.page,
        left=one.left,
        top=one.top,
        right=one.right,
        bottom=one.bottom,
    )


async def places(db: Session, draft_id: int) -> list[RowPlace]:
    """Where the rows of a draft stand; none: it was not made of pictures."""
    return await db.all(_sql.places, RowPlace, draft_id=draft_id)
