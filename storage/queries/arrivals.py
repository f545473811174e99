"""What a turn begins with: its update, who sent it, what they may do, and where they stand.

One statement, because every turn asks all of it. What is asked of it later, and by whom else, is in
``corridor`` and ``people``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage import audit
from storage.database import Session, moment
from storage.queries import load
from storage.queries.corridor import Conversation
from storage.queries.people import Grant, Person

_sql = load("arrivals")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as its turn meets it."""

    new: bool
    """Nobody has carried it through; False, too, where it is not there."""
    kept_at: datetime | None
    """When it was acknowledged; None: it is not there."""
    conversation: Conversation
    """Where the sender stands in the chat; a fresh one when they never wrote."""
    shown_at: datetime | None
    """When their last letter came to stand there, as far as is known; None: long ago."""
    person: Person | None
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """Which update it is, and what it says of where it comes from."""

    inbox_id: int
    key: str
    """The channel's own name of it: the number alone may be another's by now."""
    channel: str
    chat: str
    sender: str
    stream: str = ""
    """The stream of the audit chain that the turn will write to, where that is known already."""


async def arrival(db: Session, met: Met) -> Arrival:
    """All that the turn of an update begins with."""
    rows = await db.rows(_sql.arrival, **_asked(met))
    state, kept_at, person_id, name, phone, *place = rows[0]
    if met.stream:
        audit.known(db, met.stream, place[13:])
    return Arrival(
        new=state == "new",
        kept_at=None if kept_at is None else moment(kept_at),
        conversation=_conversation(met, place),
        shown_at=None if place[9] is None else moment(place[9]),
        person=None if person_id is None else Person(person_id, name, phone),
        grants=tuple(
            Grant(row[15], person_id, row[16], row[17], name, phone)
            for row in rows
            if row[15] is not None
        ),
    )


async def arrives(db: Session, met: Met) -> None:
    """It is asked soon."""
    await db.ahead(_sql.arrival, **_asked(met))


def _asked(met: Met) -> dict[str, object]:
    return {name: getattr(met, name) for name in met.__slots__}


def _conversation(met: Met, place: list[Any]) -> Conversation:
    number, *stands = place[:9]
    if number is None:
        return Conversation(0, met.channel, met.chat, met.sender)
    return Conversation(number, met.channel, met.chat, met.sender, *stands)
