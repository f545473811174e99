"""What was asked in a chat, so that the next sentence and the buttons can go on from it.

Only what was understood is kept, never the sentence, and only the newest of each chat.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Session, stamp
from storage.queries import load

_sql = load("inquiries")
KEPT = 30
"""So many questions of a chat stay: older buttons say that they are too old."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question that was understood; ``said`` is its JSON, ``units`` those its answer showed."""

    id: int
    said: str
    units: str
    at: str

    @property
    def shown(self) -> list[int]:
        """The units of the answer, in its order."""
        return [int(one) for one in json.loads(self.units)]


async def keep(
    db: Session,
    where: tuple[str, str, str],
    said: str,
    units: Sequence[int],
    now: datetime,
) -> int:
    """Keep a question asked at channel, chat and sender; its number."""
    channel, chat, sender = where
    shown = json.dumps(list(units))
    place = {"channel": channel, "chat": chat, "sender": sender}
    number = int(await _sql.keep(db, **place, said=said, units=shown, now=stamp(now)))
    _forget(db, where)
    await db.later(_sql.forget_older, **place, number=number - KEPT)
    return number


async def show(
    db: Session, where: tuple[str, str, str], units: Sequence[int], now: datetime
) -> None:
    """The newest question of a chat showed these units; without one they are kept by themselves."""
    before = await last(db, where)
    if before is None:
        await keep(db, where, json.dumps({"meaning": ""}), units, now)
    else:
        await db.later(_sql.show, number=before.id, units=json.dumps(list(units)))
        _forget(db, where)


async def next_number(db: Session) -> int:
    """The number that the next question is kept under."""
    row = await db.first(_sql.next_number)
    return int(row["number"]) if row else 1


async def last(db: Session, where: tuple[str, str, str]) -> Inquiry | None:
    """The question asked last at channel, chat and sender."""
    return next(iter(await newest(db, where)), None)


async def newest(db: Session, where: tuple[str, str, str]) -> list[Inquiry]:
    """The latest questions at channel, chat and sender, the newest first.

    A sentence is tried by many readings that ask for them; they are read once.
    """
    if (known := ("inquiries", where)) not in db.memo:
        channel, chat, sender = where
        db.memo[known] = await db.all(
            _sql.newest, Inquiry, channel=channel, chat=chat, sender=sender
        )
    return [*db.memo[known]]


def _forget(db: Session, where: tuple[str, str, str]) -> None:
    """What was read is another thing now."""
    db.memo.pop(("inquiries", where), None)


async def by_id(db: Session, number: int) -> Inquiry | None:
    """The question of this number."""
    return await db.one(_sql.by_id, Inquiry, number=number)
