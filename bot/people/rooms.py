"""The web chat's group rooms: who is in them follows from the roles people have."""

from __future__ import annotations

from bot.corridor.pages import OFFICE
from bot.corridor.turn import Turn
from storage.database import stamp
from storage.queries import people, web
from storage.queries.people import Person


async def follow_roles(turn: Turn, person: Person) -> None:
    """Let the office's rooms follow a person's roles, after they changed."""
    grants = await people.roles_of(turn.db, person.id)
    office = any(grant.role in OFFICE for grant in grants)
    rooms = [g for g in await people.groups_for(turn.db, "admin") if g.channel == "web"]
    now = stamp(turn.now)
    for identity in await people.identities_of(turn.db, person.id):
        if identity.channel != "web":
            continue
        await web.name_person(turn.db, identity.address, person.name)
        for room in rooms:
            if office:
                await web.put_room(turn.db, room.address, room.title, now, private=False)
                await web.add_member(turn.db, room.address, identity.address, now)
            else:
                await web.remove_member(turn.db, room.address, identity.address)
