"""重新开放: a quarter that was closed by mistake takes reports again; two admins, with a reason.

Decisions of the review stay as they are, and so does what was handed in. A quarter that is
announced or later is not opened: what follows then is a correction (``bot.release``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from bot.corridor.buttons import HOME
from bot.corridor.pages import page
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.forms.pages.gates import is_answer
from bot.forms.pages.office import opened, quarter_of
from bot.quarters import early
from bot.quarters.words import reopen as words
from bot.questions.typed import alone
from bot.speech import quarters as quarter_words
from storage.database import moment, stamp
from storage.queries import corridor, people, quarters
from storage.queries.quarters import Quarter

SHORTEST = 2


@page("reopen", roles=("admin",), words=alone("reopen"), reads=True)
async def newest(turn: Turn) -> None:
    """The newest quarter under review."""
    known = [one for one in await quarters.everyone(turn.db) if one.state == "review"]
    if not known:
        await opened(turn)
        raise instead(words.none_closed(), HOME)
    await turn.visit(link("reopen", known[0].id))


@page("reopen/{quarter:int}", roles=("admin",), reads=True)
async def ask(turn: Turn, quarter: int) -> None:
    """What it means, and why; or what another admin has proposed."""
    found = await _closed(turn, quarter)
    waits = await proposal(turn, quarter)
    if waits is not None:
        who = await people.person(turn.db, waits.person)
        mine = waits.person == turn.somebody.id
        turn.say(words.waits(quarter, _name(found), who.name if who else "", waits.why, mine=mine))
        return
    turn.say(words.ask(_name(found), found.deadline, turn.now))
    turn.wait(f"reopen/{quarter}/why")


@page("reopen/{quarter:int}/why", roles=("admin",))
async def propose(turn: Turn, quarter: int) -> None:
    """The reason; a second admin has to agree, where there is one."""
    found = await _closed(turn, quarter)
    route = f"reopen/{quarter}/why"
    if not is_answer(turn, route):
        await turn.visit(link("reopen", quarter))
        return
    if len(turn.text) < SHORTEST:
        turn.wait(route)
        turn.say(words.why_so_short())
        return
    why, me = turn.text[:200], turn.somebody
    kept = json.dumps({"person": me.id, "why": why, "at": stamp(turn.now)}, ensure_ascii=False)
    await corridor.set_setting(turn.db, _key(quarter), kept)
    await turn.record(
        None, "quarter.reopen_proposed", f"quarter/{quarter}", None, {"by": me.name}, why
    )
    others = {one.person_id for one in await people.with_role(turn.db, "admin")} - {me.id}
    if not others:
        await _open(turn, found, me.id, why)
        return
    message = words.proposed(quarter, _name(found), me.name, why)
    for person in sorted(others):
        await turn.tell(person, message)
    turn.say(words.waits(quarter, _name(found), me.name, why, mine=True))


@page("reopen/{quarter:int}/yes", roles=("admin",))
async def confirm(turn: Turn, quarter: int) -> None:
    """The second admin agrees."""
    found = await _closed(turn, quarter)
    waits = await proposal(turn, quarter)
    if waits is None:
        raise instead(words.not_proposed(), HOME)
    if waits.person == turn.somebody.id:
        raise instead(words.another_admin(), HOME)
    await _open(turn, found, waits.person, waits.why)


@page("reopen/{quarter:int}/no", roles=("admin",))
async def decline(turn: Turn, quarter: int) -> None:
    """Either of the two: it stays closed."""
    if await proposal(turn, quarter) is None:
        raise instead(words.not_proposed(), HOME)
    await corridor.drop_setting(turn.db, _key(quarter))
    await turn.record(None, "quarter.reopen_declined", f"quarter/{quarter}", None, None)
    turn.say(words.stays_closed())


async def _open(turn: Turn, quarter: Quarter, proposer: int, why: str) -> None:
    if not await quarters.move(turn.db, quarter.id, "review", "open"):
        raise instead(words.none_closed(), HOME)
    await corridor.drop_setting(turn.db, _key(quarter.id))
    moved = early.said_of(await quarter_of(turn, quarter.id))
    if restored := await early.restore(turn.db, quarter):
        await turn.record(None, "quarter.dates", f"quarter/{quarter.id}", moved, restored, why)
    # After the change itself: the chain's last word on a quarter is its state.
    await turn.record(None, "quarter.reopen", f"quarter/{quarter.id}", "review", "open", why)
    message = words.opened(_name(quarter), quarter.deadline, why, turn.now)
    mark = f"reopened:{quarter.id}:{(await quarters.reopenings(turn.db, quarter.id))}"
    told = {turn.somebody.id}
    for role in ("liaison", "reviewer", "admin"):
        for grant in await people.with_role(turn.db, role):
            if grant.person_id not in told:
                told.add(grant.person_id)
                await turn.tell(grant.person_id, message, mark)
    if turn.group is None:
        await turn.tell_office(message, mark)
    turn.say(words.done(_name(quarter), len(told) - 1, alone=proposer == turn.somebody.id))


async def _closed(turn: Turn, number: int) -> Quarter:
    """A quarter under review whose time is not over."""
    found = await quarter_of(turn, number)
    if found.state != "review":
        state = quarter_words.STATES.get(found.state, found.state)
        raise instead(words.not_closed(_name(found), state), HOME)
    found = await early.as_planned(turn.db, found)
    if found.deadline <= turn.now:
        raise instead(words.time_is_over(_name(found), found.deadline, turn.now), HOME)
    return found


@dataclass(frozen=True)
class Proposal:
    """A reopening that waits for another admin; ``at`` is None of those from before it was kept."""

    person: int
    why: str
    at: datetime | None


async def proposal(turn: Turn, quarter: int) -> Proposal | None:
    """The reopening of a quarter that waits."""
    kept = await corridor.setting(turn.db, _key(quarter))
    if kept is None:
        return None
    told = json.loads(kept)
    at = moment(told["at"]) if told.get("at") else None
    return Proposal(int(told["person"]), str(told["why"]), at)


def _name(quarter: Quarter) -> str:
    return quarter_words.name(quarter.year, quarter.number)


def _key(quarter: int) -> str:
    return f"reopen:{quarter}"
