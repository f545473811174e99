"""One unit at a glance, for the office: handed in, what is open, score and place, whom to ring.

Where a sentence names a unit and asks in words nobody knows, this is one tap away. Each part has a
page of its own behind a button; sentences are ``bot.inquiry.words.about``'.
"""

from __future__ import annotations

from collections import Counter

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, page
from bot.corridor.turn import Turn, instead
from bot.forms.loading import load
from bot.inquiry.facts import County, Snapshot
from bot.inquiry.unit_asked import handed_in
from bot.inquiry.words import about as words
from bot.speech.quarters import name
from scoring.ranking import show
from storage.queries import people, quarters, roster
from storage.queries.roster import Unit


@page("about/{unit:int}", roles=OFFICE, reads=True)
async def about(turn: Turn, unit: int) -> None:
    """The unit in the quarter that runs, with its last result."""
    found = await roster.by_id(turn.db, unit)
    if found is None:
        raise instead(words.no_such_unit(), HOME)
    county = County(turn.db, await quarters.everyone(turn.db), turn.now)
    lines = await _now(county, found) + await _before(county, unit)
    lines.append(await _people(turn, unit))
    current = county.current
    shown = words.Shown(unit, found.short or found.name, current.id if current else 0)
    turn.say(words.about(shown, lines, admin=turn.has("admin")))


async def _now(county: County, unit: Unit) -> list[str]:
    quarter = county.current
    if quarter is None:
        return [words.no_quarter()]
    at = county.snapshot(quarter)
    live = (await at.live()).get(unit.id)
    form = await load(county.db, quarter.id, unit.id)
    called = name(quarter.year, quarter.number)
    if live is None or form is None:
        return [words.takes_no_part(called)]
    lines = [f"{called}：{handed_in(at, live)}"]
    if form.gaps and live.state != "submitted":
        lines.append(words.open_rows([row.id for row in form.gaps]))
    if form.returned:
        lines.append(words.sent_back([row.id for row in form.returned]))
    if form.unproved:
        lines.append(words.unproved([row.id for row in form.unproved]))
    sent = Counter(one.kind for one in (await at.reports()).get(unit.id, ()))
    lines.append(words.sent(len((await at.evidence()).get(unit.id, ())), sent))
    return [*lines, await _standing(at, unit.id)]


async def _before(county: County, unit: int) -> list[str]:
    """The newest quarter with results, where it is not the one that runs."""
    settled = [one for one in county.results if one != county.current]
    return [await _standing(county.snapshot(settled[0]), unit)] if settled else []


async def _standing(at: Snapshot, unit: int) -> str:
    """Score, place and grade of a quarter."""
    line = (await at.lines()).get(unit)
    called = name(*at.key)
    if line is None or not line[1].heard:
        return words.no_score(called)
    board, place = line
    size = len(board.fellows(place))
    grade = place.grade if at.graded else ""
    rules = board.scheme.ranking
    return words.standing(
        called, show(place.total, rules.digits, rules.rounding), place.rank, size, grade
    )


async def _people(turn: Turn, unit: int) -> str:
    grants = [one for one in await people.of_unit(turn.db, unit) if one.role == "liaison"]
    phones = turn.incoming.private
    return words.liaisons([(one.person_name, one.person_phone if phones else "") for one in grants])
