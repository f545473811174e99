"""Rows that are long done are forgotten a few at a time: between two handfuls everybody has a turn.

What may go is found in a view beside the writer. When that is and what it is: ``heartbeat``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

from storage.database import Database, Session

FOUND = 5_000
"""Looked up at a time."""
HANDFUL = 50
"""Forgotten in a transaction."""

Find = Callable[[Session, datetime, int], Coroutine[Any, Any, list[int]]]
Drop = Callable[[Session, Sequence[int]], Awaitable[None]]


async def clear(database: Database, find: Find, drop: Drop, before: datetime) -> int:
    """Forget what ``find`` names, from before this time; how many rows."""
    done, found = 0, [0]
    while found:
        found = await database.beside(lambda db: find(db, before, FOUND))
        for at in range(0, len(found), HANDFUL):
            async with database.transaction() as db:
                await drop(db, found[at : at + HANDFUL])
        done += len(found)
    return done
