"""What waits to be read and what was read: one reading for the same bytes, whoever sent them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load, search

_sql = load("readings")
END = 2**31 - 1
"""Behind every page."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the bytes have been read; ``state`` is waiting, done or failed."""

    sha256: str
    kind: str
    state: str
    unread: str
    partly: int
    attempts: int
    asked_at: str
    read_at: str | None
    pages: int
    pictures: int
    taken_at: str | None
    cpu_ms: int
    reader: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as it was read."""

    sha256: str
    page: int
    width: int
    height: int
    turned: int
    pictures: int


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as it was read, with its place in ten-thousandths of the page where it has one."""

    id: int
    sha256: str
    page: int
    line: int
    text: str
    text_search: str
    x0: int | None
    y0: int | None
    x1: int | None
    y1: int | None
    source: str
    score: int
    size: int
    bold: int
    place: str


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be kept; ``box`` None: it has no place."""

    page: int
    line: int
    text: str
    text_search: str
    box: tuple[int, int, int, int] | None
    source: str
    score: int
    size: int = 0
    bold: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper that was read and is looked at by a reviewer."""

    sha256: str
    kind: str
    pages: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many papers wait, were read, could not be read; since when the oldest waits."""

    waiting: int
    failed: int
    done: int
    no_ocr: int
    unread: int
    oldest: str | None
    cpu_ms: int


async def ask(db: Session, digest: str | None, now: datetime) -> None:
    """These bytes are to be read, if they never were."""
    if digest is not None:
        await db.later(_sql.ask, digest=digest, now=stamp(now))


async def ask_missing(db: Session, most: int, now: datetime) -> int:
    """Papers that were filed before there was a reader are to be read; how many were found."""
    return await db.wide_write(_sql.ask_missing, most=most, now=stamp(now))


async def ask_again(db: Session, text: str, ocr: str) -> int:
    """What other readers than these have read is to be read again; how many."""
    return await db.wide_write(_sql.ask_again, text=text, ocr=ocr)


async def under_review(db: Session) -> list[Shown]:
    """The papers of the quarters that are being reviewed."""
    return await db.wide(_sql.under_review, Shown)


async def following(db: Session, most: int, since: datetime) -> list[Reading]:
    """What is to be read next: what was handed in ``since`` and is to be told of, units in turn.

    Behind it what never failed, what never was read, documents, the oldest.
    """
    awaited = await db.all(_sql.awaited, Reading, since=stamp(since), most=most)
    if len(awaited) == most:
        return awaited
    others = await db.all(_sql.next, Reading, most=most)
    return [*awaited, *(one for one in others if one not in awaited)][:most]


async def longest(db: Session, most: int) -> list[Reading]:
    """What has waited longest, whoever else has come since."""
    return await db.all(_sql.longest, Reading, most=most)


async def outdated(db: Session, rules: str, most: int) -> list[Reading]:
    """What was read and is to be understood by these rules."""
    return await db.all(_sql.outdated, Reading, rules=rules, most=most)


async def ruled_by(db: Session, rules: str, after: str, most: int) -> list[Reading]:
    """What these rules understood, by hash, behind a hash."""
    return await db.all(_sql.ruled_by, Reading, rules=rules, after=after, most=most)


async def read_after(db: Session, after: str, most: int) -> list[Reading]:
    """What was read to its end, by hash, behind a hash."""
    return await db.all(_sql.read_after, Reading, after=after, most=most)


async def count_outdated(db: Session, rules: str) -> int:
    """How many papers other rules understood."""
    return int(await _sql.count_outdated(db, rules=rules))


async def ruled(db: Session, digest: str, rules: str) -> None:
    """These bytes are understood by these rules now, as far as they can be."""
    await _sql.ruled(db, digest=digest, rules=rules)


async def attempt(db: Session, digest: str) -> None:
    """The reader is given these bytes now."""
    await _sql.attempt(db, digest=digest)


async def settle(
    db: Session,
    digest: str,
    state: str,
    *,
    unread: str,
    partly: bool,
    now: datetime,
    pages: int,
    pictures: int,
    taken_at: str | None,
    cpu_ms: int,
    reader: str,
) -> bool:
    """The reading is over; False when nobody waited for it."""
    return bool(
        await _sql.settle(
            db,
            digest=digest,
            state=state,
            unread=unread,
            partly=int(partly),
            now=stamp(now),
            pages=pages,
            pictures=pictures,
            taken_at=taken_at,
            cpu_ms=cpu_ms,
            reader=reader,
        )
    )


async def waits(db: Session, digest: str) -> bool:
    """Whether these bytes are to be read still."""
    found = await reading(db, digest)
    return found is not None and found.state == "waiting"


async def replace_lines(
    db: Session,
    digest: str,
    pages: Sequence[ReadPage],
    lines: Sequence[NewLine],
    first: int = 0,
    last: int = END,
) -> None:
    """Keep what was read instead of what was read before, from one page to another."""
    await _sql.forget_lines(db, digest=digest, first=first, last=last)
    await _sql.forget_pages(db, digest=digest, first=first, last=last)
    for one in pages:
        await _sql.add_page(
            db,
            digest=digest,
            page=one.page,
            width=one.width,
            height=one.height,
            turned=one.turned,
            pictures=one.pictures,
        )
    await db.executemany(
        "insert into reading_lines (sha256, page, line, text, text_search, x0, y0, x1, y1, source,"
        " score, size, bold, place) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (digest, one.page, one.line, one.text, one.text_search)
            + (one.box or (None, None, None, None))
            + (one.source, one.score, one.size, one.bold, one.place)
            for one in lines
        ],
    )
    await search.index(db, digest, first, last)


async def reading(db: Session, digest: str) -> Reading | None:
    """How far these bytes have been read."""
    return await db.one(_sql.reading, Reading, digest=digest)


async def readings_of(db: Session, digests: Sequence[str]) -> list[Reading]:
    """How far each of these bytes has been read."""
    return await db.all(_sql.readings_of, Reading, digests=json.dumps(digests))


async def pages_of(db: Session, digest: str) -> list[ReadPage]:
    """The pages that were read."""
    return await db.all(_sql.pages_of, ReadPage, digest=digest)


async def lines_of(db: Session, digest: str) -> list[ReadLine]:
    """Every line that was read, page after page."""
    return await db.all(_sql.lines_of, ReadLine, digest=digest)


async def lines_on(db: Session, digest: str, page: int) -> list[ReadLine]:
    """The lines of one page."""
    return await db.all(_sql.lines_on, ReadLine, digest=digest, page=page)


async def reasons(db: Session) -> list[tuple[str, int]]:
    """Why papers, or parts of them, could not be read, and how many each."""
    return [(row["unread"], row["papers"]) for row in await db.wide_rows(_sql.reasons)]


async def unread_of_rows(db: Session, quarter_id: int) -> dict[tuple[int, str], int]:
    """How many papers of a row were not read to what a person sees of them, by form and row.

    They wait, or could not be read, or only in part; none: the row is not in it.
    """
    found = await db.rows(_sql.unread_of_rows, quarter_id=quarter_id)
    return {(row["form_id"], row["row"]): row["papers"] for row in found}


async def backlog(db: Session) -> Backlog:
    """How many papers wait, and how it went so far."""
    found = await db.wide(_sql.backlog, Backlog)
    return found[0]
