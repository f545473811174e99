"""合并: two entries of one person become one, shown before, audited, and undone if wrong.

Accounts and live roles of the one go over to the other; what either has done stays under its own
entry in the chain. A release that waits for a second person stops it: one must not become two.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations

from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.people import logins
from bot.people.bodies import assign, assigned
from bot.people.rooms import follow_roles
from bot.people.telling import tell_office
from bot.people.words import join as words
from bot.people.words.join import Account
from bot.people.words.roles import masked, what
from bot.questions.typed import alone
from storage.queries import editions, people, quarters, review, roster
from storage.queries.people import Grant, Join, Person


@page("join", roles=("admin",), words=alone("join"), opens=("合并",), reads=True)
async def menu(turn: Turn) -> None:
    """Entries with a name or a phone in common. 合并 李敏: those of this name."""
    entries = await _entries(turn)
    pairs = [
        (a, b)
        for a, b in combinations(entries.values(), 2)
        if (a.name == b.name or await _same_phone(turn, a.id, b.id))
        and (not turn.rest or turn.rest in (a.name, b.name))
    ]
    names = {one.id: one.name for one in entries.values()}
    undoable = [(one.id, names.get(one.kept, "")) for one in await people.joins(turn.db)]
    turn.say(words.menu(pairs[:5], undoable[:3]))


@page("join/first/{number:int}", roles=("admin",), reads=True)
async def first(turn: Turn, number: int) -> None:
    """Which entry stays."""
    turn.say(words.choose(leaf(list((await _entries(turn)).values()), number), None))


@page("join/with/{kept:int}/{number:int}", roles=("admin",), reads=True)
async def second(turn: Turn, kept: int, number: int) -> None:
    """Which entry goes into it."""
    entries = await _entries(turn)
    stays = _one(entries, kept)
    others = [one for one in entries.values() if one.id != kept]
    turn.say(words.choose(leaf(others, number), stays))


@page("join/undo/{join:int}", roles=("admin",))
async def ask_undo(turn: Turn, join: int) -> None:
    """Before taking apart."""
    found = await _join(turn, join)
    kept, gone = await _person(turn, found.kept), await _person(turn, found.gone)
    turn.say(words.sure_undo(join, kept.name, gone.name))


@page("join/undo/{join:int}/yes", roles=("admin",))
async def undo(turn: Turn, join: int) -> None:
    """What went over goes back, as far as it is still there."""
    found = await _join(turn, join)
    kept, gone = await _person(turn, found.kept), await _person(turn, found.gone)
    if not await people.undo_join(turn.db, join, turn.now):
        raise instead(words.undone_already(), words.JOIN)
    moved = json.loads(found.moved)
    for channel, address in moved["accounts"]:
        await people.move_identity(turn.db, channel, address, gone.id, kept.id)
    for grant in await people.roles_of(turn.db, kept.id):
        if [grant.role, grant.unit_id] in moved["roles"]:
            await _end(turn, grant, kept, "拆开登记")
    for role, unit in moved["held"]:
        await _give(turn, gone, role, unit, "拆开登记")
    await turn.record(None, "person.split", f"person/{kept.id}", {"joined": gone.id}, None)
    await logins.role_ended(turn, kept)
    await follow_roles(turn, gone)
    turn.say(words.undone(kept.name))


@page("join/{kept:int}/{gone:int}", roles=("admin",), reads=True)
async def ask(turn: Turn, kept: int, gone: int) -> None:
    """Both entries side by side, and what will happen."""
    stays, goes = await _both(turn, kept, gone)
    turn.say(words.sure(stays, goes))


@page("join/{kept:int}/{gone:int}/yes", roles=("admin",))
async def join(turn: Turn, kept: int, gone: int) -> None:
    """Two entries become one."""
    await _both(turn, kept, gone)
    stays, goes = await _person(turn, kept), await _person(turn, gone)
    await _no_proposal_waits(turn, goes)
    accounts = [[one.channel, one.address] for one in await people.identities_of(turn.db, gone)]
    held = await people.roles_of(turn.db, gone)
    had = {(one.role, one.unit_id) for one in await people.roles_of(turn.db, kept)}
    given = [[one.role, one.unit_id] for one in held if (one.role, one.unit_id) not in had]
    await _carry_duties(turn, kept, gone)
    for grant in held:
        await _end(turn, grant, goes, "合并登记")
    for role, unit in given:
        await _give(turn, stays, str(role), unit, "合并登记")  # type: ignore[arg-type] # a pair of text and number
    for channel, address in accounts:
        await people.move_identity(turn.db, channel, address, kept, gone)
    moved = {"accounts": accounts, "roles": given, "held": [[g.role, g.unit_id] for g in held]}
    by = turn.somebody
    await people.join_persons(turn.db, kept, gone, json.dumps(moved), by.id, turn.now)
    after = {"joined": gone, "channels": [channel for channel, _ in accounts], "roles": given}
    await turn.record(None, "person.join", f"person/{kept}", None, after)
    await follow_roles(turn, stays)
    number = (await people.joins(turn.db))[0].id
    turn.say(words.done((await _entries(turn))[kept], number))
    if kept != by.id:
        await turn.tell(kept, words.told(by.name))
    await tell_office(turn, words.office_told(by.name, stays.name))


async def _entries(turn: Turn) -> dict[int, Account]:
    """Everybody with an account, by name; phones covered where others read."""
    names = {one.id: one.name for one in await roster.everyone(turn.db)}
    roles: dict[int, list[str]] = defaultdict(list)
    for grant in await people.live_roles(turn.db):
        roles[grant.person_id].append(what(grant.role, names.get(grant.unit_id or 0, "")))
    found: dict[int, Account] = {}
    for one in await people.with_accounts(turn.db):
        phone = one.phone if turn.incoming.private else masked(one.phone)
        known = found.get(one.id, Account(one.id, one.name, phone, (), tuple(roles[one.id])))
        channels = tuple(dict.fromkeys((*known.channels, one.channel)))
        found[one.id] = Account(one.id, one.name, phone, channels, known.roles)
    return found


def _one(entries: dict[int, Account], number: int) -> Account:
    if number not in entries:
        raise instead(words.gone_by_now(), words.JOIN)
    return entries[number]


async def _both(turn: Turn, kept: int, gone: int) -> tuple[Account, Account]:
    if kept == gone:
        raise instead(words.the_same(), words.JOIN)
    entries = await _entries(turn)
    return _one(entries, kept), _one(entries, gone)


async def _person(turn: Turn, number: int) -> Person:
    found = await people.person(turn.db, number)
    if found is None:
        raise instead(words.gone_by_now(), words.JOIN)
    return found


async def _join(turn: Turn, number: int) -> Join:
    found = next((one for one in await people.joins(turn.db) if one.id == number), None)
    if found is None:
        raise instead(words.undone_already(), words.JOIN)
    return found


async def _same_phone(turn: Turn, one: int, other: int) -> bool:
    phones = {(await _person(turn, number)).phone for number in (one, other)}
    return len(phones) == 1 and "" not in phones


async def _no_proposal_waits(turn: Turn, goes: Person) -> None:
    for quarter in await quarters.everyone(turn.db):
        waiting = await editions.proposal(turn.db, quarter.id)
        if waiting is not None and waiting.proposed_by == goes.id:
            raise instead(words.proposal_waits(goes.name), words.JOIN)


async def _carry_duties(turn: Turn, kept: int, gone: int) -> None:
    """What a role was limited to: rows of a reviewer, bodies of a supplier."""
    remits = await review.remits(turn.db)
    by = turn.somebody.id
    if gone in remits:
        # Whoever of the two reviewed everything goes on doing so.
        reviewing = {one.person_id for one in await people.with_role(turn.db, "reviewer")}
        whole = kept in reviewing and kept not in remits
        both = frozenset() if whole else remits[gone] | remits.get(kept, frozenset())
        await review.set_remit(turn.db, gone, frozenset(), by, turn.now)
        await review.set_remit(turn.db, kept, both, by, turn.now)
    bodies = await assigned(turn.db, gone)
    if bodies:
        await assign(turn.db, kept, bodies | await assigned(turn.db, kept))


async def _end(turn: Turn, grant: Grant, of: Person, why: str) -> None:
    await people.end_role(turn.db, grant.id, turn.now)
    held = {"role": grant.role, "unit": grant.unit_id, "name": of.name}
    await turn.record(grant.unit_id, "role.end", f"person/{of.id}", held, None, why)


async def _give(turn: Turn, to: Person, role: str, unit: int | None, why: str) -> None:
    await people.give_role(turn.db, to.id, role, unit, turn.somebody.id, turn.now)
    given = {"role": role, "unit": unit, "name": to.name}
    await turn.record(unit, "role.give", f"person/{to.id}", None, given, why)
