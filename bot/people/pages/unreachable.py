"""收不到消息: bound people whom no letter reaches any more, for the office to ring.

Who that is comes from the channels: blocked, deactivated, unknown. Not here: units without any
liaison (``progress``), the reminder ledger's reasons (``remind_why``).
"""

from __future__ import annotations

from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn
from bot.people.words import roles as people_words, unreachable as words
from bot.questions.typed import alone
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
    turn.say(words.listed(leaf(found, number)))
