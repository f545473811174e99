"""Letters to many people: put in words, and to their addresses, while others write.

The transaction that posts them only lays them into the outbox, all in one statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.door import World
from bot.corridor.events import Message, dumps
from bot.corridor.reached import with_contact
from storage.database import Session
from storage.queries import people


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter as it will lie in the outbox; ``reason``: it goes out once."""

    person: int
    channel: str
    chat: str
    payload: str
    reason: str


async def addressed(
    db: Session, world: World, letters: Sequence[tuple[int, Message, str]]
) -> list[Addressed]:
    """Each where its person wrote last, with its reason; who is bound nowhere gets none."""
    reached = await people.all_reached_at(db, {person for person, _, _ in letters})
    found = []
    for person, message, reason in letters:
        if (at := reached.get(person)) is not None:
            payload = dumps(await with_contact(db, world, message))
            key = f"{reason}@{at.channel}:{at.address}"
            found.append(Addressed(person, at.channel, at.address, payload, key))
    return found
