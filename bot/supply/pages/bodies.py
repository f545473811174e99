"""Who reports the figures of which bodies: a 数据报送员 writes the assigned ones alone.

The role itself is given and taken on the pages of people and invitations.
"""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.coming import coming
from bot.forms.loading import read_scheme
from bot.people.bodies import assign, assigned, invite_for
from bot.people.invitations import invite
from bot.questions.typed import alone
from bot.supply.table import columns_of
from bot.supply.words import bodies as words, gates
from storage.queries import people, quarters


@page("supply/people", roles=("admin",), words=alone("supply/people"), reads=True)
async def suppliers(turn: Turn) -> None:
    """Every 数据报送员, with the bodies each reports for."""
    grants = await people.with_role(turn.db, "supplier")
    lines = [
        (one.person_id, one.person_name, sorted(await assigned(turn.db, one.person_id)))
        for one in grants
    ]
    turn.say(words.suppliers(lines))


@page("supply/invite", roles=("admin",))
async def invite_supplier(turn: Turn) -> None:
    """邀请 数据报送员: for which body."""
    bodies = await _bodies(turn, frozenset())
    if not bodies:
        await invite(turn, "supplier", None, more=True)
        return
    turn.say(words.invite_for_which(bodies))


@page("supply/invite/{place:int}", roles=("admin",))
async def invite_of_body(turn: Turn, place: int) -> None:
    """An invitation for one of the bodies (from 1), or, by 0, for one to be named later."""
    bodies = await _bodies(turn, frozenset())
    if place > len(bodies):
        raise instead(gates.stale().text, HOME)
    if place:
        turn.say(words.invited_for(bodies[place - 1]))
    hashed = await invite(turn, "supplier", None, more=True)
    if place:
        await invite_for(turn.db, hashed, bodies[place - 1])


@page("supply/ask", roles=("supplier",), reads=True)
async def please_assign(turn: Turn) -> None:
    """Tell the office, once a day, that somebody waits to be assigned."""
    who = turn.somebody
    reason = f"assign:{who.id}:{turn.now:%Y-%m-%d}"
    await turn.tell_office(words.please_assign(who.id, who.name), reason)
    turn.say(words.asked_office())


@page("supply/who/{person:int}", roles=("admin",), reads=True)
async def whose(turn: Turn, person: int) -> None:
    """The bodies of every live quarter, those ticked that this person reports for."""
    name = await _supplier(turn, person)
    kept = await assigned(turn.db, person)
    ticks = [(body, body in kept) for body in await _bodies(turn, kept)]
    turn.say(words.whose(person, name, ticks))


@page("supply/who/{person:int}/{place:int}/{on:int}", roles=("admin",))
async def tick(turn: Turn, person: int, place: int, on: int) -> None:
    """Tick a body, or take the tick away."""
    await _supplier(turn, person)
    before = await assigned(turn.db, person)
    bodies = await _bodies(turn, before)
    if place >= len(bodies):
        raise instead(gates.stale().text, HOME)
    body = frozenset({bodies[place]})
    after = before | body if on else before - body
    if after != before:
        await assign(turn.db, person, after)
        subject = f"person/{person}"
        await turn.record(None, "supplier.bodies", subject, sorted(before), sorted(after))
        await turn.tell(person, words.you_may(sorted(after)))
    await turn.visit(link("supply/who", person))


async def _supplier(turn: Turn, person: int) -> str:
    for one in await people.with_role(turn.db, "supplier"):
        if one.person_id == person:
            return one.person_name
    raise instead(words.no_such_supplier(), HOME)


async def _bodies(turn: Turn, kept: frozenset[str]) -> list[str]:
    """Every body that supplies something: in the live quarters, and in the next one."""
    found: dict[str, None] = {}
    for quarter in await quarters.everyone(turn.db):
        if quarter.state not in ("open", "review"):
            continue
        for scheme in await quarters.schemes(turn.db, quarter.id):
            found |= dict.fromkeys(one.body for one in columns_of(read_scheme(scheme)))
    for one in await coming(turn.db, turn.world):
        found |= dict.fromkeys(column.body for column in columns_of(one))
    return [*found, *sorted(kept - set(found))]
