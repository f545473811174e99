"""What the reader brought is kept: pages, lines as they are searched, how the reading ended.

Some pages a transaction, so that nobody waits for a thick paper, and the end in the last one: until
then the paper waits to be read, whoever is killed in the midst. What the lines mean is written by
who is called between (``After``). Here also: the paper again from what is kept of it
(`kept_extract`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from bot.extraction.pages import Box, Extract, Line, Page, Place, Source, Unread
from bot.extraction.plain import searchable
from storage.database import Session
from storage.queries import readings
from storage.queries.readings import NewLine, Reading, ReadLine, ReadPage
from storage.queries.understood import facts_of, replace_facts

if TYPE_CHECKING:  # the rules of understanding are loaded with the first paper, not at a start
    from bot.reading.meaning import Meaning
    from bot.reading.understanding import Begin, Last

    After = Callable[[Begin, str, Extract, datetime, Meaning | None], Awaitable[Last]]
"""Called with the bytes' hash once their lines are kept, and with what was made of them already.

It writes in short transactions of its own (``Begin``), and in that which ends it all (``Last``).
"""
AT_ONCE = 100
"""Lines that are written in one transaction, or one page."""
TRIES = 2
"""A paper that the reader did not outlive so many times is given up."""
JUST_SENT = timedelta(minutes=30)
"""Who handed something in so lately may wait for what is read in it; what is older is a backlog."""
AGAIN = frozenset({Unread.TIME, Unread.MEMORY, Unread.DAMAGED})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole pages that follow one another, as they are kept; ``last`` of the last one: the end."""

    first: int
    last: int
    pages: Sequence[ReadPage]
    lines: Sequence[NewLine]


def stretches(digest: str, extract: Extract, meant: Meaning | None = None) -> Iterator[Stretch]:
    """What was read, some pages at a time: what is made and written at once makes nobody wait."""
    plain = iter(meant.plain) if meant else (searchable(one.text) for one in extract.lines)
    groups: list[list[Page]] = [[]]
    for page in extract.pages:
        if groups[-1] and sum(len(one.lines) for one in (*groups[-1], page)) > AT_ONCE:
            groups.append([])
        groups[-1].append(page)
    firsts = [0, *(group[0].number for group in groups[1:])]
    lasts = [*(first - 1 for first in firsts[1:]), readings.END]
    for first, last, group in zip(firsts, lasts, groups, strict=True):
        yield Stretch(first, last, _pages(digest, group), _lines(group, plain))


async def keep_stretch(db: Session, digest: str, part: Stretch) -> bool:
    """Keep some pages instead of what was read of them before; False when nobody waits for it.

    The paper still waits: whoever is killed now reads it again, and these pages with it.
    """
    if not await readings.waits(db, digest):
        return False
    if part.first == 0:
        await replace_facts(db, digest, [])  # they stand on the lines that go
    await readings.replace_lines(db, digest, part.pages, part.lines, part.first, part.last)
    return True


async def settle(
    db: Session, digest: str, extract: Extract, *, cpu_ms: int, reader: str, now: datetime
) -> bool:
    """Its pages are kept: it is read; False when nobody waits for it."""
    return await readings.settle(
        db,
        digest,
        "done",
        unread=extract.unread.value,
        partly=extract.partly,
        now=now,
        pages=max(extract.count, len(extract.pages)),
        pictures=sum(page.pictures for page in extract.pages),
        taken_at=extract.taken_at.isoformat(sep=" ") if extract.taken_at else None,
        cpu_ms=cpu_ms,
        reader=reader,
    )


async def give_up(db: Session, digest: str, why: Unread, *, reader: str, now: datetime) -> None:
    """The reader does not outlive this paper: it stays unread, and the reason is kept."""
    settled = await readings.settle(
        db,
        digest,
        "failed",
        unread=why.value,
        partly=False,
        now=now,
        pages=0,
        pictures=0,
        taken_at=None,
        cpu_ms=0,
        reader=reader,
    )
    if settled:
        await readings.replace_lines(db, digest, [], [])


async def kept_extract(db: Session, one: Reading) -> Extract:
    """The paper as it was read, from what is kept of it."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in await readings.lines_of(db, one.sha256):
        lines[line.page].append(_line(line))
    pages = [
        Page(
            page.page, page.width, page.height, tuple(lines[page.page]), page.turned, page.pictures
        )
        for page in await readings.pages_of(db, one.sha256)
    ]
    looks = {fact.value for fact in await facts_of(db, [one.sha256]) if fact.kind == "look"}
    return Extract(
        tuple(pages), one.kind, datetime.fromisoformat(one.taken_at) if one.taken_at else None,
        Unread(one.unread), bool(one.partly), "dark" in looks, one.pages,
    )  # fmt: skip


def _line(one: ReadLine) -> Line:
    placed = one.x0, one.y0, one.x1, one.y1
    box = None if None in placed else cast("Box", placed)
    source: Source = "ocr" if one.source == "ocr" else "text"
    place = cast("Place", one.place)
    return Line(one.text, box, source, one.score, one.size, bool(one.bold), place)


def _pages(digest: str, pages: Sequence[Page]) -> list[ReadPage]:
    return [
        ReadPage(digest, one.number, one.width, one.height, one.turned, one.pictures)
        for one in pages
    ]


def _lines(pages: Sequence[Page], plain: Iterator[str]) -> list[NewLine]:
    return [
        NewLine(
            page.number,
            at,
            line.text,
            next(plain),
            line.box,
            line.source,
            line.score,
            line.size,
            int(line.bold),
            line.place,
        )
        for page in pages
        for at, line in enumerate(page.lines, 1)
    ]
