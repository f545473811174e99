"""What of the corridor's own tables is long settled, and is forgotten by the night."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("forgetting")


async def forgettable_letters(db: Session, before: datetime, most: int) -> list[int]:
    """Settled letters older than this."""
    rows = await db.wide_rows(_sql.forgettable_letters, before=stamp(before), most=most)
    return [row["id"] for row in rows]


async def forget_letters(db: Session, numbers: Sequence[int]) -> None:
    """Drop them."""
    await _sql.forget_letters(db, ids=json.dumps(list(numbers)))


async def forgettable_updates(db: Session, before: datetime, most: int) -> list[int]:
    """Finished updates older than this of which no letter is left."""
    rows = await db.wide_rows(_sql.forgettable_updates, before=stamp(before), most=most)
    return [row["id"] for row in rows]


async def forget_updates(db: Session, numbers: Sequence[int]) -> None:
    """Drop them."""
    await _sql.forget_updates(db, ids=json.dumps(list(numbers)))
