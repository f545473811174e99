"""历次得分: a unit's results quarter by quarter, as text and as a picture of their course.

Released quarters come from their newest edition. What stands now is added for the office only: a
liaison sees the own figures on the page 得分, and a place only when it has been released.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.corridor.buttons import HOME
from bot.corridor.events import Button, Message
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.editions.ladders import of_unit
from bot.editions.standings import PUBLIC, RELEASED
from bot.forms.alive import current_quarter
from bot.forms.loading import read_scheme
from bot.forms.pages.gates import READING
from bot.forms.pages.office import in_the_office
from bot.forms.words import which as which_words
from bot.questions.typed import alone
from bot.results.pages.year import tables
from bot.results.words import history as words, year as year_words
from scoring.ranking import apart
from storage.queries import frozen, quarters, roster
from storage.queries.frozen import Past
from storage.queries.quarters import Quarter
from storage.queries.roster import Unit

PER_PAGE = 8
PICTURED = 8
"""Quarters in a picture: two years."""


@page("history", roles=READING, words=alone("history"), reads=True)
async def mine(turn: Turn) -> None:
    """历次得分 without a unit: the own one, or which of several."""
    await _mine(turn, "history")


@page("trend", roles=READING, words=alone("trend"), reads=True)
async def my_trend(turn: Turn) -> None:
    """趋势图 without a unit."""
    await _mine(turn, "trend")


@page("history/{unit:int}/{year:int}?", roles=READING, reads=True)
async def listed(turn: Turn, unit: int, year: int = 0) -> None:
    """Every quarter, or those of a year, newest first."""
    await _say(turn, unit, year, 1)


@page("history/{unit:int}/{year:int}/{number:int}", roles=READING, reads=True)
async def on_page(turn: Turn, unit: int, year: int, number: int) -> None:
    """A later page; year 0 is every year."""
    await _say(turn, unit, year, number)


@page("trend/{unit:int}", roles=READING, reads=True)
async def trend(turn: Turn, unit: int) -> None:
    """The course as a picture: points and places, and where the scheme changed."""
    found = await _unit(turn, unit)
    known = await _known(turn, found)
    if not known:
        turn.say(words.none_yet(found.short, unit, office=turn.has(*OFFICE)))
        return
    every = await _entries(turn, found, known, 0, PICTURED)
    turn.say(words.picture(found.short, unit, every[:PICTURED][::-1]))


async def _say(turn: Turn, unit: int, year: int, number: int) -> None:
    found = await _unit(turn, unit)
    known = await _known(turn, found)
    of_year = [one for one in known if year in (0, one.quarter.year)]
    if not of_year:
        turn.say(words.none_yet(found.short, unit, year, office=turn.has(*OFFICE)))
        return
    on = leaf(of_year, number, PER_PAGE)
    every = await _entries(turn, found, known, known.index(on.items[0]), len(on.items))
    shown = on.of(every[: len(on.items)])
    years = await _years(turn, unit, shown.items)
    newest = of_year[0].quarter
    before = every[1] if len(of_year) > 1 else None
    said = words.listed(found.short, unit, year, newest.id, before, shown, years)
    running = await current_quarter(turn.db, turn.now, unit)
    live = running is not None and running.state in ("open", "review")
    if running and live and shown.page == 1 and year in (0, running.year):
        said = words.beside_running(said, every[0], running)
    turn.say(said)


async def _years(turn: Turn, unit: int, shown: Sequence[words.PastQuarter]) -> dict[int, str]:
    """The result of each year that is shown, where its scheme says how a year comes about."""
    found = {}
    for year in sorted({one.quarter[0] for one in shown if "[year]" in one.text}):
        lines = [year_words.of_unit(one, unit) for one in await tables(turn, year)]
        if said := next((line for line in lines if line), ""):
            found[year] = said
    return found


async def _mine(turn: Turn, where: str) -> None:
    if len(turn.units) == 1:
        await turn.visit(f"{where}/{turn.units[0]}")
        return
    if not turn.units:
        raise instead(words.name_a_unit(), HOME)
    rows = []
    for unit_id in turn.units:
        unit = await roster.by_id(turn.db, unit_id)
        if unit is not None:
            rows.append((Button(label=unit.short, route=f"{where}/{unit_id}"),))
    turn.say(Message(text=which_words.which_unit(), buttons=tuple(rows)))


async def _unit(turn: Turn, unit: int) -> Unit:
    in_the_office(turn)
    found = await roster.by_id(turn.db, unit)
    if found is None:
        raise instead(which_words.not_taking_part())
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """A quarter of which there is something to say; ``live``: what, while it is not released."""

    quarter: Quarter
    live: words.PastQuarter | None = None


async def _known(turn: Turn, unit: Unit) -> list[_Known]:
    """Newest first; of what is released, only that it is there: years cost a page nothing."""
    found, released = [], await frozen.released_of_unit(turn.db, unit.id)
    for quarter in await quarters.everyone(turn.db):  # newest first
        if quarter.state in RELEASED and quarter.id in released:
            found.append(_Known(quarter))
        elif (
            quarter.state != "planned"
            and turn.has(*OFFICE)
            and (live := await _live(turn, quarter, unit)) is not None
        ):
            found.append(_Known(quarter, live))
    return found


async def _entries(
    turn: Turn, unit: Unit, known: Sequence[_Known], start: int, count: int
) -> list[words.PastQuarter]:
    """So many of them and, to tell whether the last can be compared, the one before it in time."""
    wanted = known[start : start + count + 1]
    past: dict[int, Past] = {}
    for one in await frozen.of_unit(turn.db, unit.id, [one.quarter.id for one in wanted]):
        kept = past.get(one.quarter_id)
        if kept is None or one.kind == "published":
            past[one.quarter_id] = one
    return words.compared(
        [one.live or await _frozen(turn, one.quarter, past[one.quarter.id]) for one in wanted]
    )


async def _frozen(turn: Turn, quarter: Quarter, one: Past) -> words.PastQuarter:
    kept = {k.group: k for k in await quarters.schemes(turn.db, quarter.id)}[one.group]
    scheme = read_scheme(kept)
    return words.PastQuarter.of(
        quarter,
        scheme,
        kept.text,
        total=one.total,
        grade=one.grade,
        rank=one.rank,
        # Other classes beside one's own: that is what divides a table whose scheme says nothing.
        fellows=one.classmates
        if apart(scheme, ["other"] if one.classmates != one.fellows else [])
        else one.fellows,
        provisional=bool(one.provisional),
        state="" if quarter.state in PUBLIC else "公示中",
    )


async def _live(turn: Turn, quarter: Quarter, unit: Unit) -> words.PastQuarter | None:
    """What stands now; a quarter for which nobody has said anything has no course yet."""
    found = await of_unit(turn.db, quarter, unit.id)
    if found is None:
        return None
    board, line = found
    if line is None or not line.heard:
        return None
    kept = {k.group: k for k in await quarters.schemes(turn.db, quarter.id)}[board.group]
    return words.PastQuarter.of(
        quarter,
        board.scheme,
        kept.text,
        total=str(line.total),
        grade=line.grade if board.graded else "",
        rank=line.rank,
        fellows=board.among(line),
        provisional=line.provisional,
        state="填报中" if quarter.state == "open" else "审核中",
    )
