"""登录记录: where and when one is logged in; leaving everywhere; a phone that was lost.

One browser's own leaving is in the web chat's menu. What ends with a role is ``bot.people.logins``.
"""

from __future__ import annotations

from datetime import timedelta

from bot.corridor.door import code_hash
from bot.corridor.pages import page
from bot.corridor.turn import Turn, instead
from bot.corridor.words import ROLE_NAMES
from bot.people import logins
from bot.people.invitations import unit_of
from bot.people.telling import tell_office, tell_unit
from bot.people.words import logins as words
from bot.questions.typed import alone
from storage.database import moment, stamp
from storage.queries import people, web
from storage.queries.people import Person

LASTS = timedelta(days=3)
"""The code that lets somebody back in is read out on the telephone: today, or after the weekend."""


@page("logins", words=alone("logins"), reads=True)
async def show(turn: Turn) -> None:
    """Where one is logged in oneself."""
    if not turn.incoming.private:
        raise instead(words.privately())
    turn.say(words.shown(await _lines(turn, turn.somebody)))


@page("logins/out", words=alone("logins/out"), reads=True)
async def ask_out(turn: Turn) -> None:
    """Before leaving everywhere."""
    if not turn.incoming.private:
        raise instead(words.privately())
    turn.say(words.sure_out(await _count(turn, turn.somebody), _elsewhere(turn)))


@page("logins/out/yes")
async def out(turn: Turn) -> None:
    """退出所有设备."""
    if not turn.incoming.private:
        raise instead(words.privately())
    person = turn.somebody
    count = await _count(turn, person)
    await logins.end_all(turn, person, accounts=False)
    await turn.record(None, "logins.end", f"person/{person.id}", {"web": count}, None, "本人退出")
    turn.say(words.left(count))


@page("logins/{unit:int}", roles=("admin",), reads=True)
async def of_unit(turn: Turn, unit: int) -> None:
    """Where the people of a unit are logged in."""
    if not turn.incoming.private:
        raise instead(words.privately())
    found = await unit_of(turn, unit)
    told = [(one.name, await _lines(turn, one)) for one in await _people(turn, unit)]
    turn.say(words.of_unit(found.id, found.name, told))


@page("logins/lost/{unit:int}", roles=("admin",), reads=True)
async def ask_lost(turn: Turn, unit: int) -> None:
    """教育局联络员的手机丢了: whose, where there are several."""
    found = await unit_of(turn, unit)
    there = await _people(turn, unit)
    if len(there) == 1:
        await turn.visit(f"logins/lost/{unit}/{there[0].id}")
        return
    turn.say(words.whose(unit, found.name, [(one.id, one.name) for one in there]))


@page("logins/lost/{unit:int}/{person:int}", roles=("admin",), reads=True)
async def sure_lost(turn: Turn, unit: int, person: int) -> None:
    """Before ending them."""
    one = await _person(turn, unit, person)
    turn.say(words.sure_lost(unit, one.id, one.name, await _where(turn, one)))


@page("logins/lost/{unit:int}/{person:int}/yes", roles=("admin",))
async def lost(turn: Turn, unit: int, person: int) -> None:
    """End them all; the role stays, and a code lets its owner in again."""
    one = await _person(turn, unit, person)
    found = await unit_of(turn, unit)
    before = {"web": await _count(turn, one), "accounts": await _where(turn, one)}
    await logins.end_all(turn, one, accounts=True)
    await turn.record(unit, "logins.end", f"person/{one.id}", before, None, "手机丢失")
    turn.say(words.ended(unit, one.id, one.name))
    await tell_unit(turn, unit, words.others_told(one.name, found.name), but=one.id)
    await tell_office(turn, words.office_told(one.name, found.name, turn.somebody.name))


@page("logins/back/{unit:int}/{person:int}", roles=("admin",))
async def back(turn: Turn, unit: int, person: int) -> None:
    """A code by which its owner comes in again, as the same person."""
    if not turn.incoming.private:
        raise instead(words.code_privately())
    await _let_back(turn, await _person(turn, unit, person))


OF_OFFICE = "office"
"""Stands in a route for the unit of whoever holds a role of the office or reports figures."""


@page("logins/back/office/{person:int}", roles=("admin",))
async def back_to_office(turn: Turn, person: int) -> None:
    """The same for a reviewer, an admin, whoever reports figures: the office's group is told."""
    if not turn.incoming.private:
        raise instead(words.code_privately())
    held = [one for one in await people.roles_of(turn.db, person) if one.unit_id is None]
    if not held or person == turn.somebody.id:
        raise instead(words.not_of_the_office())
    one = Person(person, held[0].person_name, held[0].person_phone)
    await _let_back(turn, one)
    role = ROLE_NAMES[held[0].role]
    await tell_office(turn, words.office_told_of_code(one.name, role, turn.somebody.name))


async def _let_back(turn: Turn, one: Person) -> None:
    code, until = turn.world.new_code(), turn.now + LASTS
    hashed = code_hash(code.plain)
    await people.revoke_further(turn.db, one.id, turn.now)
    by = turn.somebody.id
    await people.invite(turn.db, hashed, people.FURTHER, None, by, turn.now, until, one.id)
    made = {"role": people.FURTHER, "person": one.id, "until": stamp(until)}
    await turn.record(None, "invitation.give", f"invitation/{hashed[:12]}", None, made)
    link = turn.world.link("web", code.mark)
    turn.say(words.to_come_back(one.name, code.mark, link, until, turn.now))


async def _people(turn: Turn, unit: int) -> list[Person]:
    grants = await people.of_unit(turn.db, unit)
    found = {g.person_id: Person(g.person_id, g.person_name, g.person_phone) for g in grants}
    if not found:
        raise instead(words.nobody((await unit_of(turn, unit)).name))
    return list(found.values())


async def _person(turn: Turn, unit: int, number: int) -> Person:
    for one in await _people(turn, unit):
        if one.id == number:
            return one
    raise instead(words.not_theirs())


async def _where(turn: Turn, person: Person) -> list[str]:
    accounts = await people.identities_of(turn.db, person.id)
    return sorted({one.channel for one in accounts})


async def _web(turn: Turn, person: Person) -> list[web.Login]:
    accounts = await people.identities_of(turn.db, person.id)
    return await web.logins_of(turn.db, [o.address for o in accounts if o.channel == "web"])


async def _count(turn: Turn, person: Person) -> int:
    now = stamp(turn.now)
    return sum(one.ended_at is None and one.expires_at > now for one in await _web(turn, person))


async def _lines(turn: Turn, person: Person) -> list[str]:
    lines = [
        words.login(
            on=one.agent,
            where=one.remote,
            since=moment(one.created_at),
            seen=moment(one.seen_at),
            over=one.ended_at is not None or one.expires_at <= stamp(turn.now),
            now=turn.now,
        )
        for one in await _web(turn, person)
    ]
    others = [channel for channel in await _where(turn, person) if channel != "web"]
    return [*lines, *(words.account(channel) for channel in others)]


def _elsewhere(turn: Turn) -> bool:
    """Whether this is said on another channel than the one that is left."""
    return turn.incoming.channel != "web"
