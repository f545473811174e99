"""What is done with a paper that was read, for the queue: loaded with the first paper, not before.

The rules of understanding take a tenth of a second to load, which no start has to wait for.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.extraction.pages import Extract
from storage.database import Database

if TYPE_CHECKING:
    from bot.reading.meaning import Meaning
    from bot.reading.understanding import Begin, Last


async def understand(
    begin: Begin, digest: str, extract: Extract, now: datetime, meant: Meaning | None
) -> Last:
    """What a paper says is understood."""
    from bot.reading import understanding

    return await understanding.understand(begin, digest, extract, now, meant)


async def tell_what_is_read(database: Database, now: datetime) -> None:
    """Whoever handed it in is told, in time."""
    from bot.reading import told

    await told.tell_what_is_read(database, now)
