"""Fetching an archive that was offered: is it still open, is this person still allowed, then pack.

Between the web chat, which knows only an address and a number, and ``bot.archive.contents``. What
is packed is read from the database at this moment, so a restart in between loses nothing: one
begins again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.archive import contents as archive
from bot.archive.sheets.stream import Contents, stream
from storage import audit
from storage.database import Database, Session
from storage.evidence import EvidenceStore
from storage.queries import archive as archives, people

Refusal = Literal["not_found", "download_over"]


@dataclass(frozen=True, slots=True)
class Download:
    """An archive under way: its name, and its bytes as they are packed."""

    label: str
    pieces: Iterator[bytes]


async def begin(
    database: Database, store: EvidenceStore, number: int, address: str, now: datetime
) -> Download | Refusal:
    """Begin a download for whoever is at this web address, and write down that it was begun.

    What is in it is read beside the writer: a county's archive holds up nobody.
    """
    found = await database.beside(lambda db: _found(db, number, address))
    if found is None:
        return "not_found"
    contents, unit, person = found
    entered = {"pieces": len(contents.lines), "bytes": contents.size}
    async with database.transaction() as db:
        if not await archives.start(db, number, archive.MOST_STARTS, now):
            return "download_over"
        await audit.record(
            db,
            audit.OFFICE if unit is None else audit.unit_stream(unit),
            actor=person,
            action="archive.fetch",
            subject=f"archive/{number}",
            before=None,
            after=entered,
            why="",
            now=now,
        )
    return Download(f"{contents.title}.zip", stream(contents, store.open))


async def _found(db: Session, number: int, address: str) -> tuple[Contents, int | None, int] | None:
    """What is to be packed, of which unit, for whom; None: there is nothing for this person."""
    kept = await archives.by_id(db, number)
    person = await people.by_identity(db, "web", address)
    if kept is None or person is None:
        return None
    if not await archive.allowed(db, person.id, kept.unit_id):
        return None
    contents = await archive.contents_of(db, kept)
    return None if contents is None else (contents, kept.unit_id, person.id)
