"""角色: who has which role; taking one away, and changing a unit's liaison at once (换人).

Inviting is in ``invite``; a liaison's own hand-over in ``handover``.
"""

from __future__ import annotations

from collections import Counter

from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.corridor.words import ROLE_NAMES
from bot.people import logins
from bot.people.invitations import invite_to_unit, unit_of
from bot.people.telling import tell_office, tell_unit
from bot.people.words import roles as words
from bot.questions.typed import alone
from storage.queries import people, review, roster
from storage.queries.people import Grant, Person


@page("roles", roles=("admin",), words=alone("roles"), reads=True)
async def menu(turn: Turn) -> None:
    """How many have each role."""
    turn.say(words.menu(Counter(grant.role for grant in await people.live_roles(turn.db))))


@page("roles/unit/{unit:int}", roles=("admin",), reads=True)
async def of_unit(turn: Turn, unit: int) -> None:
    """换人: which of a unit's liaisons goes."""
    found = await unit_of(turn, unit)
    grants = await people.of_unit(turn.db, unit)
    who = tuple((grant.id, grant.person_name) for grant in grants)
    turn.say(words.of_unit(unit, found.name, who))


@page("roles/end/{grant:int}", roles=("admin",))
async def ask_end(turn: Turn, grant: int) -> None:
    """Before taking a role away."""
    await _ask(turn, grant, swap=False)


@page("roles/swap/{grant:int}", roles=("admin",))
async def ask_swap(turn: Turn, grant: int) -> None:
    """Before changing a liaison."""
    await _ask(turn, grant, swap=True)


@page("roles/end/{grant:int}/yes", roles=("admin",))
async def end(turn: Turn, grant: int) -> None:
    """Take the role away."""
    held = await _grant(turn, grant)
    what = await _end(turn, held, "管理员收回")
    turn.say(words.ended(held.person_name, what))


@page("roles/swap/{grant:int}/yes", roles=("admin",))
async def swap(turn: Turn, grant: int) -> None:
    """换人: the old liaison goes now, and an invitation for the new one is made."""
    held = await _grant(turn, grant)
    what = await _end(turn, held, "换人")
    turn.say(words.ended(held.person_name, what).model_copy(update={"buttons": ()}))
    if held.unit_id is not None:
        await invite_to_unit(turn, held.unit_id, more=False)


@page("roles/{role}/{number:int}", roles=("admin",), reads=True)
async def listed(turn: Turn, role: str, number: int) -> None:
    """The people of a role, paged. Declared last: every narrower route stands above it."""
    if role not in ROLE_NAMES:
        raise instead(words.no_such_role(), words.MENU)
    names = {one.id: one.name for one in await roster.everyone(turn.db)}
    shown = turn.incoming.private  # a group has other readers than the admin
    found = [
        (
            grant.id,
            grant.person_name,
            names.get(grant.unit_id or 0, ""),
            grant.person_phone if shown else words.masked(grant.person_phone),
        )
        for grant in await people.with_role(turn.db, role)
    ]
    turn.say(words.listed(role, leaf(found, number)))


async def _ask(turn: Turn, number: int, *, swap: bool) -> None:
    grant = await _grant(turn, number)
    alone = grant.unit_id is not None and len(await people.of_unit(turn.db, grant.unit_id)) == 1
    what = await _what(turn, grant)
    turn.say(words.sure(number, grant.person_name, what, swap, alone))


async def _grant(turn: Turn, number: int) -> Grant:
    """A live role, unless it is gone or is the last admin's."""
    grants = await people.live_roles(turn.db)
    found = next((grant for grant in grants if grant.id == number), None)
    if found is None:
        raise instead(words.gone(), words.MENU)
    if found.role == "admin" and sum(grant.role == "admin" for grant in grants) == 1:
        raise instead(words.last_admin(), words.MENU)
    return found


async def _end(turn: Turn, grant: Grant, why: str) -> str:
    """End a role, write it down, tell whom it concerns; what the role was called."""
    what = await _what(turn, grant)
    if not await people.end_role(turn.db, grant.id, turn.now):
        raise instead(words.gone(), words.MENU)
    if grant.role == "reviewer":
        await review.set_remit(turn.db, grant.person_id, frozenset(), turn.somebody.id, turn.now)
        await review.end_cover(turn.db, grant.person_id, turn.now)
    held = {"role": grant.role, "unit": grant.unit_id, "name": grant.person_name}
    subject = f"person/{grant.person_id}"
    await turn.record(grant.unit_id, "role.end", subject, held, None, why)
    person = Person(grant.person_id, grant.person_name, grant.person_phone)
    await logins.role_ended(turn, person)
    if grant.person_id != turn.somebody.id:
        await turn.tell(grant.person_id, words.told(what))
    if grant.unit_id is not None:
        unit = await unit_of(turn, grant.unit_id)
        await tell_unit(turn, unit.id, words.others_told(grant.person_name, unit.name))
    by = turn.somebody.name
    await tell_office(turn, words.office_told(grant.person_name, what, by))
    return what


async def _what(turn: Turn, grant: Grant) -> str:
    unit = await roster.by_id(turn.db, grant.unit_id) if grant.unit_id is not None else None
    return words.what(grant.role, unit.name if unit else "")
