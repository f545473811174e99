"""What an invitation is to, and who it is that has come in: for the frame around the chat.

Looks only; no page of its own.
"""

from __future__ import annotations

from datetime import datetime

from bot.corridor.door import World, code_hash
from bot.people.words import invite as words
from storage.database import Session, moment
from storage.queries import people, roster


async def invites_to(db: Session, world: World, code: str, now: datetime) -> str | None:
    """What the link invites to, as a sentence; None: it is unknown, used, withdrawn or over."""
    found = await people.invitation(db, code_hash(code))
    if found is None or found.used_at is not None or found.revoked_at is not None:
        return None
    if moment(found.expires_at) <= now:
        return None
    if found.person_id is not None:
        return words.another_phone(world.county)
    unit = await roster.by_id(db, found.unit_id) if found.unit_id is not None else None
    return words.invites_you(world.county, found.role, unit.name if unit else "")


async def called(db: Session, channel: str, address: str) -> str:
    """Whoever writes from an address, and for whom: 马小玲　广阔天地乡联络员. Empty: nobody."""
    person = await people.by_identity(db, channel, address)
    if person is None:
        return ""
    works = []
    for grant in await people.roles_of(db, person.id):
        unit = await roster.by_id(db, grant.unit_id) if grant.unit_id is not None else None
        works.append((grant.role, unit.short if unit else ""))
    return words.at_head(person.name, works)
