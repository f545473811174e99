"""Making an invitation, for the pages that invite. No page of its own.

Letters show the code by its mark (``bot.corridor.codes``) and never hold it: kept is its hash, and
the audit row says only for whom and until when it is.
"""

from __future__ import annotations

from datetime import timedelta

from bot.corridor.buttons import HOME
from bot.corridor.door import code_hash
from bot.corridor.turn import Turn, instead
from bot.people.words import invite as words
from storage.database import stamp
from storage.queries import people, roster
from storage.queries.roster import Unit


async def unit_of(turn: Turn, unit_id: int) -> Unit:
    """The unit, or a sentence for a route to one that is not there."""
    unit = await roster.by_id(turn.db, unit_id)
    if unit is None:
        raise instead(words.no_unit(), words.UNITS, HOME)
    return unit


async def invite_to_unit(turn: Turn, unit_id: int, *, more: bool, own: bool = False) -> str:
    """Invite a liaison; the hash of the code. ``more``: earlier invitations stay good."""
    unit = await unit_of(turn, unit_id)
    return await invite(turn, "liaison", unit, more=more, own=own)


async def invite(turn: Turn, role: str, unit: Unit | None, *, more: bool, own: bool = False) -> str:
    """Make an invitation, write it down and say it; the hash of its code."""
    made = await make(turn, role, unit, more=more)
    turn.say(words.to_forward(made, turn.now))
    turn.say(words.issued(made, turn.now, own))
    return made.hashed


async def make(turn: Turn, role: str, unit: Unit | None, *, more: bool) -> words.Issued:
    """Make an invitation and write it down; whoever calls shows the code, by its mark."""
    unit_id = unit.id if unit else None
    revoked = 0
    if not more:
        revoked = await people.revoke_invitations(turn.db, role, unit_id, turn.now)
    code = turn.world.new_code()
    expires = turn.now + timedelta(days=turn.world.limits.invitation_days)
    hashed, by = code_hash(code.plain), turn.somebody.id
    await people.invite(turn.db, hashed, role, unit_id, by, turn.now, expires)
    made = {"role": role, "unit": unit_id, "until": stamp(expires), "revoked": revoked}
    await turn.record(unit_id, "invitation.give", f"invitation/{hashed[:12]}", None, made)
    name = unit.name if unit else ""
    contact = await roster.contact(turn.db, unit.id) if unit and role == "liaison" else None
    channel, world = turn.incoming.channel, turn.world
    links = {to: one for to in ("telegram", "web") if (one := world.link(to, code.mark))}
    own = world.link(channel, code.mark)
    return words.Issued(
        role=role,
        unit=name,
        unit_id=unit_id,
        code=code.mark,
        hashed=hashed,
        link=own,
        expires=expires,
        county=turn.world.county,
        revoked=revoked,
        contact=contact.name if contact else "",
        phone=contact.phone if contact else "",
        way=words.way(channel, world.called.get(channel, "")),
        also=tuple(words.also(channel, own, links, world.called.get("wecom"))),
    )


async def without_liaison(turn: Turn) -> list[Unit]:
    """Assessed units nobody is bound to."""
    bound = {grant.unit_id for grant in await people.with_role(turn.db, "liaison")}
    return [one for one in await roster.everyone(turn.db) if one.active and one.id not in bound]
