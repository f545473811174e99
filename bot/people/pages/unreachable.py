"""收不到消息: bound people whom no letter reaches any more, for the office to ring.

Who that is comes from the channels: blocked, deactivated, unknown; and from the web chat, whose
log-ins end when they are not used: below, with the code that lets each in again. Not here: units
without any liaison (``progress``), the reminder ledger's reasons (``remind_why``).
"""

from __future__ import annotations

from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn
from bot.people.ending import SOON
from bot.people.pages.logins import OF_OFFICE
from bot.people.words import roles as people_words, unreachable as words
from bot.questions.typed import alone
from storage.database import moment
from storage.queries import people, roster


@page("unreachable/{number:int}?", roles=OFFICE, words=alone("unreachable"), reads=True)
async def unreachable(turn: Turn, number: int = 1) -> None:
    """Everybody, the office first; phones only to an admin, in private."""
    names = {one.id: one.short for one in await roster.everyone(turn.db)}
    shown = turn.incoming.private and turn.has("admin")
    found = [
        (
            grant.person_name,
            people_words.what(grant.role, names.get(grant.unit_id or 0, "")),
            grant.person_phone if shown else people_words.masked(grant.person_phone),
        )
        for grant in await people.unreachable(turn.db)
    ]
    soon = await people.logged_out(turn.db, turn.now + SOON)
    over = [
        words.LoggedOut(
            one.person_name,
            people_words.what(one.role, names.get(one.unit_id or 0, "")),
            moment(one.until) if one.until else None,
            (one.unit_id or OF_OFFICE, one.person_id)
            if turn.has("admin") and one.person_id != turn.somebody.id
            else None,
        )
        for one in soon
    ]
    turn.say(words.listed(leaf(found, number), over, turn.now))
