"""A bot that only reads papers, to be killed: ``python -m tests.running.reading_bot FOLDER``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.corridor import clock
from bot.extraction.reader import Reader
from bot.reading.told import tell_what_is_read
from bot.reading.understanding import understand
from bot.running.reading import PROGRAM, Reading
from storage.database import Database
from storage.evidence import EvidenceStore


async def main(folder: Path) -> None:
    """Read until somebody ends it."""
    database = await Database.open(folder / "xinkao.db")
    store = EvidenceStore(folder / "evidence", 1 << 24, reserve=0)
    reader = Reader(ocr=False, program=PROGRAM)
    Reading(
        database, store, reader, clock.now, lambda: None, after=[understand], tell=tell_what_is_read
    ).start()
    await asyncio.Event().wait()


asyncio.run(main(Path(sys.argv[1])))
