"""The county's papers read at once, as the reader's process would do it: for tests on the stage."""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx import Document

from bot.extraction.pages import Extract
from bot.extraction.reading import read
from bot.reading.keeping import keep
from bot.reading.understanding import understand
from storage.queries import papers, readings
from tests.reading.made import Made
from tests.stage import Stage


def document(*paragraphs: str) -> bytes:
    """A Word document."""
    made = Document()
    for one in paragraphs:
        made.add_paragraph(one)
    told = io.BytesIO()
    made.save(told)
    return told.getvalue()


def as_document(made: Made) -> bytes:
    """A made paper as a Word document."""
    return document(*(one.text for one in made.blocks))


async def read_all(play: Stage, seen: Mapping[str, Extract] | None = None) -> None:
    """Read whatever waits; ``seen``: what eyes read in pictures, by the label they came with."""
    async with play.database.reading() as db:
        waiting = await readings.following(db, 500)
        labels = {one.sha256: await papers.called(db, one.sha256) for one in waiting}
    for one in waiting:
        extract = read(play.store.path(one.sha256), one.kind, None)
        for _, _, label in labels[one.sha256]:
            extract = (seen or {}).get(label, extract)
        async with play.database.transaction() as db:
            kept = await keep(db, one.sha256, extract, cpu_ms=0, reader="test", now=play.now)
            assert kept
            await understand(db, one.sha256, extract, play.now)


async def delivered(play: Stage) -> None:
    """Every letter has reached its chat, where its channel calls it by its number."""
    async with play.database.transaction() as db:
        await db.execute("update outbox set state = 'sent', external = id where state = 'new'")
