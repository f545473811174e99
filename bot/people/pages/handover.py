"""交接: a liaison hands the unit to a colleague; nothing is lost and nobody is left out meanwhile.

Here: the liaison's own hand-over. The old liaison stays until the new one is bound and then is
asked. The office's way to change somebody at once is in ``people``.
"""

from __future__ import annotations

import json

from bot.corridor.pages import page
from bot.corridor.turn import Turn
from bot.people import logins
from bot.people.invitations import invite_to_unit
from bot.people.telling import tell_office, tell_unit
from bot.people.words import handover as words
from bot.questions.typed import alone
from storage.queries import corridor, people, roster


@page("handover", roles=("liaison",), words=alone("handover"), reads=True)
async def choose(turn: Turn) -> None:
    """交接: which unit, where there are several."""
    if len(turn.units) == 1:
        await turn.visit(f"handover/{turn.units[0]}")
        return
    turn.say(words.which(tuple([(one, await _name(turn, one)) for one in turn.units])))


@page("handover/{unit:int}", roles=("liaison",), reads=True)
async def explain(turn: Turn, unit: int) -> None:
    """What will happen."""
    turn.say(words.explain(unit, await _name(turn, unit), await _others(turn, unit)))


@page("handover/{unit:int}/invite", roles=("liaison",))
async def invite(turn: Turn, unit: int) -> None:
    """A new invitation; who gave it is remembered until the successor arrives."""
    hashed = await invite_to_unit(turn, unit, more=False, own=True)
    who = {"person": turn.somebody.id, "unit": unit}
    await corridor.set_setting(turn.db, _key(hashed), json.dumps(who))


async def arrived(turn: Turn, hashed: str, unit: int) -> int | None:
    """Somebody used an invitation: ask the one who handed over, if it was one; who that is."""
    kept = await corridor.setting(turn.db, _key(hashed))
    if kept is None:
        return None
    giver = int(json.loads(kept)["person"])
    still = any(grant.person_id == giver for grant in await people.of_unit(turn.db, unit))
    if not still or giver == turn.somebody.id:
        return None
    await turn.tell(giver, words.arrived(unit, await _name(turn, unit), turn.somebody.name))
    return giver


@page("handover/{unit:int}/leave", roles=("liaison",))
async def leave(turn: Turn, unit: int) -> None:
    """退出: only where somebody else is there."""
    person, name, others = turn.somebody, await _name(turn, unit), await _others(turn, unit)
    if not others:
        turn.say(words.alone(unit))
        return
    for grant in await people.of_unit(turn.db, unit):
        if grant.person_id == person.id:
            await people.end_role(turn.db, grant.id, turn.now)
    held = {"role": "liaison", "unit": unit, "name": person.name}
    await turn.record(unit, "role.end", f"person/{person.id}", held, None, "交接")
    await logins.role_ended(turn, person)
    turn.leave_walk()
    turn.say(words.left(name, "、".join(others)))
    await tell_unit(turn, unit, words.others_told(person.name, name))
    await tell_office(turn, words.others_told(person.name, name))


@page("handover/{unit:int}/stay", roles=("liaison",), reads=True)
async def stay(turn: Turn, unit: int) -> None:
    """先一起负责."""
    turn.say(words.stayed(await _name(turn, unit)))


async def _others(turn: Turn, unit: int) -> tuple[str, ...]:
    grants = await people.of_unit(turn.db, unit)
    return tuple(one.person_name for one in grants if one.person_id != turn.somebody.id)


async def _name(turn: Turn, unit_id: int) -> str:
    unit = await roster.by_id(turn.db, unit_id)
    return unit.name if unit else ""


def _key(hashed: str) -> str:
    return f"handover:{hashed}"
