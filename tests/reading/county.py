"""The county's papers read at once, as the reader's process would do it: for tests on the stage."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime

from bot.extraction.pages import Extract
from bot.extraction.reading import read
from bot.reading.keeping import JUST_SENT, keep_stretch, settle, stretches
from bot.reading.rules import RULES
from bot.reading.told import tell_what_is_read
from bot.reading.understanding import understand
from storage.database import Session
from storage.queries import corridor, papers, readings
from tests.reading.made import Made
from tests.sample_papers import document
from tests.stage import Stage


def as_document(made: Made) -> bytes:
    """A made paper as a Word document."""
    return document(*(one.text for one in made.blocks))


async def keep_read(db: Session, digest: str, extract: Extract, now: datetime) -> bool:
    """Keep what was read and understand it in one transaction; False when nobody waits for it."""
    for part in stretches(digest, extract):
        if not await keep_stretch(db, digest, part):
            return False
    last = await understand(lambda: nullcontext(db), digest, extract, now)
    kept = await settle(db, digest, extract, cpu_ms=0, reader="test", now=now)
    await last(db)
    return kept


async def read_all(play: Stage, seen: Mapping[str, Extract] | None = None, most: int = 500) -> None:
    """Read whatever waits; ``seen``: what eyes read in pictures, by the label they came with."""
    async with play.database.reading() as db:
        waiting = await readings.following(db, most, play.now - JUST_SENT)
        labels = {one.sha256: await papers.called(db, one.sha256) for one in waiting}
    for one in waiting:
        extract = read(play.store.path(one.sha256), one.kind, None)
        for _, _, label in labels[one.sha256]:
            extract = (seen or {}).get(label, extract)
        async with play.database.transaction() as db:
            assert await keep_read(db, one.sha256, extract, play.now)
            await readings.ruled(db, one.sha256, RULES)
        await tell_what_is_read(play.database, play.now)


async def delivered(play: Stage) -> None:
    """Every letter has reached its chat, where its channel calls it by its number."""
    async with play.database.transaction() as db:
        for row in await db.execute_fetchall("select id from outbox where state = 'new'"):
            await corridor.sent(db, row["id"], str(row["id"]), play.now)
