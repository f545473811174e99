"""排名: the office sees every table, as text and as a picture; a liaison the own unit's place.

What is ranked and how lies in ``bot.ranking`` and ``scoring.ranking``. Publishing is not here.
"""

from __future__ import annotations

from typing import get_args

from bot import publication
from bot.events import Button
from bot.form import current_quarter
from bot.pages.asked import answer
from bot.pages.office import in_the_office, quarter_of
from bot.ranking import End, Table, cut, tables
from bot.turn import OFFICE, Turn, instead, page
from bot.words import publish_released as release_words
from bot.words import quarter as quarter_words
from bot.words import ranking as words
from bot.words import which as which_words
from bot.words.paging import leaf
from storage.queries import quarters

RELEASED = ("announced", "published", "archived")
"""States in which a liaison may see a place."""
PER_PAGE = 15
"""Lines of text: a line is short, and a ranking is read as a whole."""


@page("ranking", roles=("liaison", *OFFICE), words=("排名", "名次", "排行榜"), opens=("排名",))
async def menu(turn: Turn) -> None:
    """排名: of the current quarter; 排名 县直 goes there at once."""
    if turn.rest:
        await answer(turn, f"排名 {turn.rest}")
        return
    if not in_the_office(turn):
        await turn.visit("place")
        return
    quarter = await current_quarter(turn.db)
    if quarter is None:
        raise instead(which_words.no_quarter(), words.HOME)
    await turn.visit(f"ranking/{quarter.id}")


@page("ranking/{quarter:int}", roles=OFFICE)
async def choose(turn: Turn, quarter: int) -> None:
    """Which table."""
    await _choose(turn, quarter, "all/0")


@page("ranking/{quarter:int}/0/{end}/{count:int}/{form}?", roles=OFFICE)
async def choose_end(turn: Turn, quarter: int, end: str, count: int, form: str = "") -> None:
    """Which table, when the question named none: 前三名."""
    await _choose(turn, quarter, f"{_end(end)}/{count}" + ("/picture" if form else ""))


@page("ranking/{quarter:int}/{table:int}/{end}/{count:int}/{number:int}?", roles=OFFICE)
async def listed(
    turn: Turn, quarter: int, table: int, end: str, count: int, number: int = 1
) -> None:
    """A table, or one end of it, as text."""
    every = await _tables(turn, quarter)
    found = _table(every, table)
    asked = _end(end)
    places = cut(found.places, asked, count, per_class=found.scheme.ranking.per_class)
    others = [one for one in every if one.number != table]
    turn.say(words.listed(found, leaf(places, number, PER_PAGE), asked, count, others))


@page("ranking/{quarter:int}/{table:int}/{end}/{count:int}/picture", roles=OFFICE)
async def picture(turn: Turn, quarter: int, table: int, end: str, count: int) -> None:
    """A table, or one end of it, as a picture."""
    found = _table(await _tables(turn, quarter), table)
    asked = _end(end)
    places = cut(found.places, asked, count, per_class=found.scheme.ranking.per_class)
    turn.say(words.picture(found, places, asked, count, turn.now))


@page("ranking/{quarter:int}/of/{unit:int}", roles=OFFICE)
async def of_unit(turn: Turn, quarter: int, unit: int) -> None:
    """One unit's place, with who stands just before and behind: 教育局排第几."""
    for table in await _tables(turn, quarter):
        place = table.of_unit(unit)
        if place is not None:
            turn.say(words.place_of(table, place))
            return
    raise instead(words.takes_no_part(), Button(label="看排名", route=f"ranking/{quarter}"))


@page("place", roles=("liaison",))
async def own_place(turn: Turn) -> None:
    """A liaison's own units, as the newest edition has them, else why there is none.

    From the edition and not from the figures: what is decided since is not released yet.
    """
    for quarter in await quarters.everyone(turn.db):
        edition = await publication.newest(turn.db, quarter.id)
        if edition is None or quarter.state not in RELEASED:
            continue
        for unit_id in turn.units:
            found = edition.of_unit(unit_id)
            if found is not None:
                turn.say(release_words.own_place(edition, quarter.id, *found))
        break
    if not turn.said:
        current = await current_quarter(turn.db)
        name_of = quarter_words.name(current.year, current.number) if current else None
        turn.say(words.not_published(name_of))


async def _choose(turn: Turn, quarter: int, rest: str) -> None:
    every = await _tables(turn, quarter)
    if len(every) == 1:
        await turn.visit(f"ranking/{quarter}/{every[0].number}/{rest}")
        return
    found = every[0].quarter
    turn.say(words.choose(quarter_words.name(found.year, found.number), every, rest))


async def _tables(turn: Turn, quarter: int) -> list[Table]:
    found = await tables(turn.db, await quarter_of(turn, quarter))
    if not found:
        raise instead(words.nobody(), words.HOME)
    return found


def _table(every: list[Table], number: int) -> Table:
    for table in every:
        if table.number == number:
            return table
    raise instead(words.no_table(), words.HOME)


def _end(text: str) -> End:
    """The end a route names; everything else means all of it."""
    for end in get_args(End):
        if text == end:
            return end  # type: ignore[no-any-return] # one of the literals of End
    return "all"
