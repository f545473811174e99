"""Searching the text of all papers: an index of trigrams over whole pages.

A text is found wherever it stands in a page, also across the end of a line. Three letters and more
are a phrase of trigrams. Two letters begin a trigram wherever they stand (a page ends in two blanks
for that), so the trigrams that begin with them are looked up and any of them is a hit; FTS5 itself
answers a text of two letters with nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Session
from storage.faults import StorageFault
from storage.queries import load

_sql = load("search")
SHORTEST = 2
"""Letters; one alone is on every page."""
_GRAM = 3
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Hit:
    """A page on which the text stands, and where that paper serves.

    ``source``: evidence, report or appeal, and ``number`` which of them; ``within``: the appeal.
    """

    sha256: str
    page: int
    source: str
    number: int
    within: int
    row: str
    """Empty: a work report, or evidence without a row."""
    label: str
    kind: str
    unit_id: int
    quarter_id: int
    grp: str


async def index(db: Session, digest: str, first: int, last: int) -> None:
    """The text of these pages of a paper is searched as their lines have it now."""
    await db.wide_write(_sql.forget, digest=digest, first=first, last=last)
    await db.wide_write(_sql.keep, digest=digest, first=first, last=last)


async def rebuild(db: Session) -> None:
    """The whole index anew, from the lines; first it is made to fit what is taken from it."""
    for step in (_sql.rebuild, _sql.forget_all, _sql.keep_all, _sql.rebuild):
        await db.wide_write(step)


async def unlike(db: Session) -> list[str]:
    """Papers whose searched text is not what their lines say."""
    return [str(row["sha256"]) for row in await db.wide_rows(_sql.unlike)]


async def is_whole(db: Session) -> bool:
    """Whether the index is what the texts of the pages come to."""
    try:
        await db.wide_write(_sql.integrity)
    except StorageFault:
        return False
    return True


async def hits(db: Session, text: str, units: Sequence[int] | None, most: int) -> list[Hit]:
    """Where a text stands; ``text`` as lines are kept for the search, ``units`` None: anywhere."""
    match = await _match(db, text)
    if not match:
        return []
    chosen = None if units is None else json.dumps(list(units))
    return await db.wide(_sql.hits, Hit, match=match, unit=chosen, most=most)


async def _match(db: Session, text: str) -> str:
    """The text as a question to the index; empty: it stands nowhere, or is too short."""
    if len(text) < SHORTEST:
        return ""
    if len(text) >= _GRAM:
        return _quoted(text)
    rows = await db.wide_rows(_sql.terms, first=text, beyond=text + _LAST)
    return " OR ".join(_quoted(str(row["term"])) for row in rows)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
