"""我的信息: what is known of a person, and mending a name or phone mistyped at binding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.corridor.pages import Fit, page
from bot.corridor.turn import Turn, instead
from bot.people.rooms import follow_roles
from bot.people.words import bind as bind_words, me as words, roles as people_words
from bot.questions.typed import alone
from bot.speech.people_names import may_be_called
from storage.queries import people, roster


@page("me", words=alone("me"), reads=True)
async def show(turn: Turn) -> None:
    """Name, phone and roles."""
    _in_private(turn)
    names = {one.id: one.name for one in await roster.everyone(turn.db)}
    held = [people_words.what(one.role, names.get(one.unit_id or 0, "")) for one in turn.grants]
    person = turn.somebody
    places = [one.channel for one in await people.identities_of(turn.db, person.id)]
    beside = [
        one.person_name
        for unit in turn.units
        for one in await people.of_unit(turn.db, unit)
        if one.role == "liaison" and one.person_id != person.id
    ]
    turn.say(words.shown(person.name, person.phone, held, bool(turn.units), places, beside))


@page("me/name", reads=True)
async def ask_name(turn: Turn) -> None:
    """改姓名."""
    _in_private(turn)
    turn.say(words.ask("name"))
    turn.wait("me/name/put")


@page("me/phone", reads=True)
async def ask_phone(turn: Turn) -> None:
    """改电话."""
    _in_private(turn)
    turn.say(words.ask("phone"))
    turn.wait("me/phone/put")


async def fits_name(turn: Turn) -> Fit | None:
    """What reads like nobody's name, 换人 or 名字写错了, is asked about."""
    try:
        name = bind_words.read_name(turn.text)
    except bind_words.NotThis:
        return None
    return Fit(words.would_be("name", name), sure=may_be_called(name))


@page("me/name/put", fits=fits_name)
async def put_name(turn: Turn) -> None:
    """The name as it is."""
    await _put(turn, "name", bind_words.read_name)


async def fits_phone(turn: Turn) -> Fit | None:
    """A number; what is none is heard as what it says."""
    try:
        return Fit(words.would_be("phone", bind_words.read_phone(turn.text)))
    except bind_words.NotThis:
        return None


@page("me/phone/put", fits=fits_phone)
async def put_phone(turn: Turn) -> None:
    """The phone as it is."""
    await _put(turn, "phone", bind_words.read_phone)


async def _put(turn: Turn, what: str, reader: Callable[[str], str]) -> None:
    _in_private(turn)
    try:
        value = reader(turn.text)
    except bind_words.NotThis as fault:
        raise instead(str(fault), words.ME) from fault
    before = turn.somebody
    after = replace(before, name=value) if what == "name" else replace(before, phone=value)
    if after != before:
        await people.change_person(turn.db, after)
        # The chain is never rewritten: it says that a phone changed, not which one it was.
        old, new = (before.name, after.name) if what == "name" else ("", "")
        await turn.record(None, f"person.{what}", f"person/{before.id}", old, new)
        turn.person = after
        await follow_roles(turn, after)
    turn.say(words.changed(what, value))


def _in_private(turn: Turn) -> None:
    """A phone number is nothing for a group."""
    if not turn.incoming.private:
        raise instead(words.privately())
