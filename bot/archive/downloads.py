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
from bot.archive.sheets.stream import stream
from storage import audit
from storage.database import Database
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
    """Begin a download for whoever is at this web address, and write down that it was begun."""
    async with database.transaction() as db:
        kept = await archives.by_id(db, number)
        person = await people.by_identity(db, "web", address)
        if kept is None or person is None:
            return "not_found"
        if not await archive.allowed(db, person.id, kept.unit_id):
            return "not_found"
        if not await archives.start(db, number, archive.MOST_STARTS, now):
            return "download_over"
        contents = await archive.contents_of(db, kept)
        if contents is None:
            return "not_found"
        await audit.record(
            db,
            audit.OFFICE if kept.unit_id is None else audit.unit_stream(kept.unit_id),
            actor=person.id,
            action="archive.fetch",
            subject=f"archive/{number}",
            before=None,
            after={"pieces": len(contents.lines), "bytes": contents.size},
            why="",
            now=now,
        )
    return Download(f"{contents.title}.zip", stream(contents, store.open))
