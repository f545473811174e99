"""排名: the office sees every table at any time; a liaison the own place, and what is published.

What is ranked and how lies in ``bot.editions.standings`` and ``scoring.ranking``. Releasing is not
here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from bot.corridor.buttons import HOME
from bot.corridor.events import Button
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import InsteadError, Turn, instead
from bot.editions import making as publication
from bot.editions.ladders import (
    Ladder,
    ladders,
    lines,
    near,
    of_parts,
    of_unit as standing_of,
    position,
    steps,
)
from bot.editions.movement import Movement, since
from bot.editions.rungs import Place
from bot.editions.standings import PUBLIC, edition_of
from bot.forms.alive import ALIVE, current_quarter
from bot.forms.pages.office import in_the_office, none_yet, quarter_of
from bot.questions.typed import alone
from bot.results.words import ranking as words
from bot.speech import quarters as quarter_words
from storage.queries import quarters
from storage.queries.quarters import Quarter

PER_PAGE = 10
"""Lines of text: what a phone shows at once."""
PICTURED = 450
"""Units that are drawn at most: ten pictures."""
ASKING = ("liaison", *OFFICE)


@page("ranking", roles=ASKING, words=alone("ranking"), opens=("排名",), reads=True)
async def menu(turn: Turn) -> None:
    """排名: of the current quarter; 排名 县直 goes there at once."""
    if turn.rest:
        await turn.ask(f"排名 {turn.rest}")
        return
    if not in_the_office(turn):
        await turn.visit("place")
        return
    quarter = await current_quarter(turn.db, turn.now, states=ALIVE)
    if quarter is None:
        raise none_yet(turn)
    await turn.visit(f"ranking/{quarter.id}")


@page("ranking/{quarter:int}", roles=ASKING, reads=True)
async def choose(turn: Turn, quarter: int) -> None:
    """Which table."""
    await _choose(turn, quarter, "all/0")


@page("ranking/{quarter:int}/0/{end}/{count:int}/{form}?", roles=ASKING, reads=True)
async def choose_end(turn: Turn, quarter: int, end: str, count: int, form: str = "") -> None:
    """Which table, when the question named none: 前三名."""
    await _choose(turn, quarter, f"{_end(end)}/{count}" + ("/picture" if form else ""))


@page("ranking/{quarter:int}/{table:int}/{end}/{count:int}/{number:int}?", roles=ASKING, reads=True)
async def listed(
    turn: Turn, quarter: int, table: int, end: str, count: int, number: int = 1
) -> None:
    """A table, or one end of it, as text."""
    every = await readable(turn, quarter, table)
    found = board_of(every, table)
    asked = _end(end)
    order = await steps(turn.db, found, found.cut(asked, count))
    others = [one for one in every if one.number != table]
    shown = leaf(order, number, PER_PAGE)
    turn.listed = tuple(unit for unit, _ in order)
    page_lines = await lines(turn.db, found, [unit for unit, _ in shown.items])
    turn.say(
        words.listed(found, shown.of(page_lines), asked, count, others, office=turn.has(*OFFICE))
    )


@page("ranking/{quarter:int}/{table:int}/{end}/{count:int}/picture", roles=ASKING, reads=True)
async def picture(turn: Turn, quarter: int, table: int, end: str, count: int) -> None:
    """A table, or one end of it, as a picture."""
    found = board_of(await readable(turn, quarter, table), table)
    asked = _end(end)
    parts = found.cut(asked, count)
    many = sum(one.stop - one.start for one in parts)
    if many > PICTURED:
        raise InsteadError(words.too_long(found, many, PICTURED))
    drawn = await of_parts(turn.db, found, parts)
    movement = await _movement(turn, found, drawn)
    turn.say(words.picture(found, drawn, asked, count, turn.now, movement))


@page("ranking/{quarter:int}/of/{unit:int}", roles=ASKING, reads=True)
async def of_unit(turn: Turn, quarter: int, unit: int) -> None:
    """One unit's place, with who stands just before and behind: 教育局排第几."""
    public = not in_the_office(turn)
    found = await standing_of(turn.db, await quarter_of(turn, quarter), unit, public=public)
    if found is None:
        await readable(turn, quarter, 0)
        raise instead(words.takes_no_part(), Button(label="看排名", route=f"ranking/{quarter}"))
    table, line = found
    if line is None:
        raise instead(words.not_counted(table, unit), HOME)
    office = turn.has(*OFFICE)
    beside = await near(turn.db, table, line, words.NEAR)
    mine = office or unit in turn.units
    turn.say(words.place_of(table, line, beside, mine=mine, office=office))


@page("place", roles=("liaison",), reads=True)
async def own_place(turn: Turn) -> None:
    """A liaison's own units, as the newest edition has them, else why there is none.

    From the edition and not from the figures: what is decided since is not released yet.
    """
    for quarter in await quarters.everyone(turn.db):
        if await edition_of(turn.db, quarter) is None:
            continue
        public = quarter.state in PUBLIC
        for table, line in await _own(turn, quarter):
            turn.say(words.own_place(table, line, public=public))
        break
    if not turn.said:
        current = await current_quarter(turn.db, turn.now)
        name_of = quarter_words.name(current.year, current.number) if current else None
        turn.say(words.not_published(name_of))


async def _own(turn: Turn, quarter: Quarter) -> list[tuple[Ladder, Place]]:
    """The lines of a liaison's units in an edition, in its order."""
    found = [
        (await position(turn.db, table, line), table, line)
        for table in await ladders(turn.db, quarter)
        for line in await lines(turn.db, table, turn.units)
    ]
    found.sort(key=lambda one: (one[1].number, one[0]))
    return [(table, line) for _, table, line in found]


async def readable(turn: Turn, quarter: int, table: int | None = None) -> list[Ladder]:
    """The tables of a quarter that this person may read.

    ``table``: the number of the only one of which more is asked than its size, 0: of none.

    Raises:
        InsteadError: nothing is published yet (to a liaison), or nobody takes part.
    """
    found = await quarter_of(turn, quarter)
    office = in_the_office(turn)
    only = None
    if table is not None:
        kept = await quarters.schemes(turn.db, quarter)
        only = [one.group for number, one in enumerate(kept, 1) if number == table]
    every = await ladders(turn.db, found, public=not office, only=only)
    if not every and not office:
        raise InsteadError(words.not_published(quarter_words.name(found.year, found.number)))
    if not every:
        raise instead(words.nobody(), HOME)
    return every


def board_of(every: list[Ladder], number: int) -> Ladder:
    """The table of this number, or a sentence."""
    for board in every:
        if board.number == number:
            return board
    raise instead(words.no_table(), HOME)


async def _choose(turn: Turn, quarter: int, rest: str) -> None:
    every = await readable(turn, quarter, 0)
    if len(every) == 1:
        await turn.visit(f"ranking/{quarter}/{every[0].number}/{rest}")
        return
    name = words.quarter_name(every[0])
    turn.say(words.choose(name, every, rest, office=turn.has(*OFFICE)))


async def _movement(turn: Turn, board: Ladder, drawn: Sequence[Place]) -> Movement | None:
    """Since the quarter before; while units still fill in, places say nothing yet."""
    if not board.graded:
        return None
    places = [(one.unit, one.rank, one.classification or "") for one in drawn]
    earlier = await publication.before(turn.db, board.quarter)
    return since(earlier, board.group, board.scheme.text, apart=board.apart, places=places)


def _end(text: str) -> words.End:
    """The end a route names; everything else means all of it."""
    for end in get_args(words.End):
        if text == end:
            return end  # type: ignore[no-any-return] # one of the literals of End
    return "all"
