"""Who is told when the people of a unit change. No page; only to whom a message goes.

Whoever caused the change reads the answer of the page itself and is not told twice.
"""

from __future__ import annotations

from bot.corridor.events import Message
from bot.corridor.turn import Turn
from storage.queries import people


async def tell_unit(turn: Turn, unit_id: int, message: Message, but: int | None = None) -> None:
    """Write to the other people of a unit; ``but`` is told something else."""
    silent = {but, turn.person.id if turn.person else None}
    grants = await people.of_unit(turn.db, unit_id)
    for person_id in dict.fromkeys(grant.person_id for grant in grants):
        if person_id not in silent:
            await turn.tell(person_id, message)


async def tell_office(turn: Turn, message: Message) -> None:
    """Write to the office's groups, unless the answer is read there anyway."""
    if turn.group is None or turn.group.purpose != "admin":
        await turn.tell_office(message)
