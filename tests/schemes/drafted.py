"""A county whose office has a draft of next year's document, and its whole table."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bot.schemes.reading import read
from scoring.scheme import load
from storage.queries import people, schemes
from tests.desk.browsing import Browsing
from tests.desk.desk_stage import Served, served
from tests.schemes.documents import new_rules

TODAY = [load("郏县2022-县直单位"), load("郏县2022-乡镇街道")]


@asynccontextmanager
async def drafted(tmp_path: Path, before: tuple[str, ...]) -> AsyncIterator[Served]:
    """The county with the draft, number 1, in it; ``before``: what is played first."""
    async with served(tmp_path, before=before) as made:
        found = read(new_rules(), "2027.docx", "郏县", TODAY, date(2027, 1, 1))[0]
        async with made.play.database.transaction() as db:
            who = await people.by_identity(db, "web", "赵主任")
            assert who is not None
            await schemes.add_draft(db, found.head, found.rows, "2027.docx", who.id, made.play.now)
        yield made


async def whole(page: Browsing) -> dict[str, Any]:
    """The draft's whole table, as its page gets it."""
    status, found = await page.get("schemes/table/1")
    assert status == 200
    return dict(found)
