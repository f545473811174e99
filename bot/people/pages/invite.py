"""邀请: the admin invites liaisons to units and colleagues to roles, and takes invitations back.

Making the code is in ``invitations``; using it in ``bind``.
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn
from bot.people.invitations import invite, invite_to_unit, make, unit_of, without_liaison
from bot.people.words import invite as words
from bot.questions.typed import alone
from storage.database import moment
from storage.queries import people, roster
from storage.queries.people import Invitation
from storage.queries.roster import Unit


@page("invite", roles=("admin",), words=alone("invite"), opens=("邀请",), reads=True)
async def menu(turn: Turn) -> None:
    """邀请 alone: who is still to be invited, and colleagues. 邀请 教育局 goes there at once."""
    if turn.rest:
        await turn.ask(f"邀请 {turn.rest}")
        return
    waiting = {(one.role, one.unit_id) for one in await _open(turn)}
    count = len([one for one in await roster.everyone(turn.db) if one.active])
    turn.say(words.menu(count, len(await without_liaison(turn)), len(waiting)))


@page("invite/unbound/{number:int}", roles=("admin",), reads=True)
async def unbound(turn: Turn, number: int) -> None:
    """Units without a liaison, a button each."""
    sent = {one.unit_id for one in await _open(turn) if one.role == "liaison"}
    found = [(one.id, one.short, one.id in sent) for one in await without_liaison(turn)]
    if not found and not any(one.active for one in await roster.everyone(turn.db)):
        turn.say(words.no_units())
        return
    turn.say(words.unbound(leaf(found, number)))


@page("invite/all", roles=("admin",), reads=True)
async def ask_all(turn: Turn) -> None:
    """全部邀请: asked first, because earlier invitations become void."""
    found = {one.id for one in await without_liaison(turn)}
    if not found:
        turn.say(words.unbound(leaf([], 1)))
        return
    sent = {one.unit_id for one in await _open(turn) if one.role == "liaison"}
    turn.say(words.sure_all(len(found), len(found & sent)))


@page("invite/all/yes", roles=("admin",))
async def to_all(turn: Turn) -> None:
    """One invitation for every unit without a liaison, in one sheet."""
    found = await without_liaison(turn)
    if not found:
        turn.say(words.unbound(leaf([], 1)))
        return
    made = [(await make(turn, "liaison", one, more=False), one.group) for one in found]
    turn.say(words.all_issued(made, turn.now))


@page("invite/roles", roles=("admin",), reads=True)
async def roles(turn: Turn) -> None:
    """Which role a colleague gets."""
    turn.say(words.roles())


@page("invite/role/{role}", roles=("admin",))
async def to_role(turn: Turn, role: str) -> None:
    """Invite a colleague; several may be invited to one role at a time."""
    if role not in words.INVITED_ROLES:
        turn.say(words.no_such_role())
        return
    if role == "supplier":
        await turn.visit("supply/invite")  # for which body is asked first
        return
    await invite(turn, role, None, more=True)


@page("invite/{unit:int}", roles=("admin",))
async def to_unit(turn: Turn, unit: int) -> None:
    """Invite a liaison; where the unit has one, ask first what is meant."""
    found = await unit_of(turn, unit)
    grants = await people.of_unit(turn.db, unit)
    if not found.active:
        turn.say(words.not_assessed(found.name))
    elif grants:
        names = tuple(grant.person_name for grant in grants)
        turn.say(words.has_liaisons(unit, found.name, names))
    else:
        await invite_to_unit(turn, unit, more=False)


@page("invite/{unit:int}/ask", roles=("admin",), reads=True)
async def ask_unit(turn: Turn, unit: int) -> None:
    """[邀请 气象局] below a list or a guess: whom it is for, before there is an invitation."""
    found = await unit_of(turn, unit)
    grants = await people.of_unit(turn.db, unit)
    if not found.active:
        turn.say(words.not_assessed(found.name))
    elif grants:
        names = tuple(grant.person_name for grant in grants)
        turn.say(words.has_liaisons(unit, found.name, names))
    else:
        turn.say(words.sure_unit(unit, found.name))


@page("invite/{unit:int}/more", roles=("admin",))
async def one_more(turn: Turn, unit: int) -> None:
    """再加一位: earlier invitations stay good."""
    await invite_to_unit(turn, unit, more=True)


@page("invite/open", roles=("admin",), words=alone("invite/open"), reads=True)
async def all_open(turn: Turn) -> None:
    """没用的邀请, asked for."""
    await open_ones(turn, 1)


@page("invite/open/{number:int}", roles=("admin",), reads=True)
async def open_ones(turn: Turn, number: int) -> None:
    """Invitations nobody has used, the newest of each role and unit."""
    names = {one.id: one.name for one in await roster.everyone(turn.db)}
    newest = {(one.role, one.unit_id): one for one in await _open(turn)}
    found = [
        (
            f"invite/drop/{one.unit_id}" if one.unit_id else f"invite/drop/role/{one.role}",
            words.whom(one.role, names.get(one.unit_id or 0, "")),
            moment(one.expires_at),
        )
        for one in newest.values()
    ]
    turn.say(words.open_ones(leaf(found, number), turn.now))


@page("invite/drop/{unit:int}", roles=("admin",))
async def drop_unit(turn: Turn, unit: int) -> None:
    """撤销 the invitations to a unit."""
    await _drop(turn, "liaison", await unit_of(turn, unit))


@page("invite/drop/role/{role}", roles=("admin",))
async def drop_role(turn: Turn, role: str) -> None:
    """撤销 the invitations to a role."""
    if role not in words.INVITED_ROLES:
        turn.say(words.no_such_role())
        return
    await _drop(turn, role, None)


async def _drop(turn: Turn, role: str, unit: Unit | None) -> None:
    unit_id = unit.id if unit else None
    count = await people.revoke_invitations(turn.db, role, unit_id, turn.now)
    if count:
        await turn.record(unit_id, "invitation.revoke", f"role/{role}", {"open": count}, None)
    turn.say(words.dropped(words.whom(role, unit.name if unit else ""), count))


async def _open(turn: Turn) -> list[Invitation]:
    """Unused invitations that somebody gave (not the set-up code)."""
    return [one for one in await people.open_invitations(turn.db, turn.now) if one.created_by]
