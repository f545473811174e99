"""Out means out: what a role had opened ends with it, and a lost phone's log-ins end by word.

Rules only, for the pages where roles end (``roles``, ``handover``, ``join``) and for ``logins``.
The web chat's own leaving of one browser is the channel's.
"""

from __future__ import annotations

from bot.corridor.turn import Turn
from bot.people.rooms import follow_roles
from storage.database import stamp
from storage.queries import corridor, people, web
from storage.queries.people import Identity, Person

WHY = "role ended"


async def role_ended(turn: Turn, person: Person) -> None:
    """After a role of a person has ended, before they are told of it.

    Whoever holds none any more is out: log-ins, letters that wait. Whoever holds another one stays
    in, and what was said under the old one is no longer shown.
    """
    await follow_roles(turn, person)
    left = await people.roles_of(turn.db, person.id)
    for one in await people.identities_of(turn.db, person.id):
        if one.channel == "web" and left:
            await web.hide_past(turn.db, one.address)
        elif not left:
            await _shut(turn, one)
    turn.logins_ended = True


async def end_all(turn: Turn, person: Person, *, accounts: bool) -> list[str]:
    """End every log-in of a person, and with ``accounts`` what is bound elsewhere; the channels."""
    ended = []
    for one in await people.identities_of(turn.db, person.id):
        if one.channel == "web" or accounts:
            await _shut(turn, one)
            ended.append(one.channel)
        if one.channel != "web" and accounts:
            await people.drop_identity(turn.db, one.channel, one.address)
    turn.logins_ended = True
    return ended


async def _shut(turn: Turn, account: Identity) -> None:
    """Nothing goes to this account any more, and nothing opened by it stays open."""
    if account.channel == "web":
        await web.end_sessions_of(turn.db, account.address, stamp(turn.now))
        await web.hide_past(turn.db, account.address)
    await corridor.drop_letters(turn.db, account.channel, account.address, WHY)
