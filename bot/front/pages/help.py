"""Help for whoever asks, by role. What can be typed comes from the grammar itself."""

from __future__ import annotations

from bot.corridor import words as corridor
from bot.corridor.pages import page
from bot.corridor.reached import contact
from bot.corridor.turn import Turn
from bot.front.words import help as words
from bot.questions import Role
from bot.questions.typed import alone
from bot.supply.words import bodies as supply_bodies


@page(
    "help",
    strangers=True,
    words=alone("help"),
    reads=True,
)
async def help_(turn: Turn) -> None:
    """How to use it."""
    roles: list[Role] = []
    if turn.units and turn.incoming.private:
        roles.append("liaison")
    if turn.has("admin"):
        roles.append("admin")
    elif turn.has("reviewer"):
        roles.append("reviewer")
    elif turn.has("observer"):
        roles.append("observer")
    if turn.person is None:
        turn.say(words.stranger())
        return
    if not turn.incoming.private and turn.group is None:
        turn.say(corridor.foreign_group())
        return
    if not roles and turn.has("supplier"):
        turn.say(supply_bodies.for_suppliers())
        return
    if not roles:
        turn.say(words.elsewhere(private=turn.incoming.private))
        return
    told = await contact(turn.db, turn.world)
    turn.say(words.for_roles(tuple(roles), turn.world.county, told))
