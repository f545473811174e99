"""排名: the office sees every table at any time; a liaison the own place, and what is published.

What is ranked and how lies in ``bot.editions.standings`` and ``scoring.ranking``. Releasing is not
here.
"""

from __future__ import annotations

from typing import get_args

from bot.corridor.buttons import HOME
from bot.corridor.events import Button
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import InsteadError, Turn, instead
from bot.editions import making as publication
from bot.editions.movement import Movement, since
from bot.editions.standings import PUBLIC, Board, End, boards, cut, edition_of
from bot.forms.alive import ALIVE, current_quarter
from bot.forms.pages.office import in_the_office, quarter_of
from bot.forms.words import which as which_words
from bot.questions.typed import alone
from bot.results.words import ranking as words
from bot.speech import quarters as quarter_words
from storage.queries import quarters

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
        raise instead(which_words.no_quarter(), HOME)
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
    every = await readable(turn, quarter)
    found = board_of(every, table)
    asked = _end(end)
    lines = cut(found.lines, asked, count, per_class=found.apart)
    others = [one for one in every if one.number != table]
    shown = leaf(lines, number, PER_PAGE)
    turn.listed = tuple(one.unit for one in lines)
    turn.say(words.listed(found, shown, asked, count, others, office=turn.has(*OFFICE)))


@page("ranking/{quarter:int}/{table:int}/{end}/{count:int}/picture", roles=ASKING, reads=True)
async def picture(turn: Turn, quarter: int, table: int, end: str, count: int) -> None:
    """A table, or one end of it, as a picture."""
    found = board_of(await readable(turn, quarter), table)
    asked = _end(end)
    lines = cut(found.lines, asked, count, per_class=found.apart)
    if len(lines) > PICTURED:
        raise InsteadError(words.too_long(found, len(lines), PICTURED))
    movement = await _movement(turn, found)
    turn.say(words.picture(found, lines, asked, count, turn.now, movement))


@page("ranking/{quarter:int}/of/{unit:int}", roles=ASKING, reads=True)
async def of_unit(turn: Turn, quarter: int, unit: int) -> None:
    """One unit's place, with who stands just before and behind: 教育局排第几."""
    for found in await readable(turn, quarter):
        line = found.of_unit(unit)
        if line is not None:
            office = turn.has(*OFFICE)
            mine = office or unit in turn.units
            turn.say(words.place_of(found, line, mine=mine, office=office))
            return
        if why := words.not_counted(found, unit):
            raise instead(why, HOME)
    raise instead(words.takes_no_part(), Button(label="看排名", route=f"ranking/{quarter}"))


@page("place", roles=("liaison",), reads=True)
async def own_place(turn: Turn) -> None:
    """A liaison's own units, as the newest edition has them, else why there is none.

    From the edition and not from the figures: what is decided since is not released yet.
    """
    for quarter in await quarters.everyone(turn.db):
        if await edition_of(turn.db, quarter) is None:
            continue
        public = quarter.state in PUBLIC
        for board in await boards(turn.db, quarter):
            for line in board.lines:
                if line.unit in turn.units:
                    turn.say(words.own_place(board, line, public=public))
        break
    if not turn.said:
        current = await current_quarter(turn.db, turn.now)
        name_of = quarter_words.name(current.year, current.number) if current else None
        turn.say(words.not_published(name_of))


async def readable(turn: Turn, quarter: int) -> list[Board]:
    """The tables of a quarter that this person may read.

    Raises:
        InsteadError: nothing is published yet (to a liaison), or nobody takes part.
    """
    found = await quarter_of(turn, quarter)
    office = in_the_office(turn)
    every = await boards(turn.db, found, public=not office)
    if not every and not office:
        raise InsteadError(words.not_published(quarter_words.name(found.year, found.number)))
    if not every:
        raise instead(words.nobody(), HOME)
    return every


def board_of(every: list[Board], number: int) -> Board:
    """The table of this number, or a sentence."""
    for board in every:
        if board.number == number:
            return board
    raise instead(words.no_table(), HOME)


async def _choose(turn: Turn, quarter: int, rest: str) -> None:
    every = await readable(turn, quarter)
    if len(every) == 1:
        await turn.visit(f"ranking/{quarter}/{every[0].number}/{rest}")
        return
    name = words.quarter_name(every[0])
    turn.say(words.choose(name, every, rest, office=turn.has(*OFFICE)))


async def _movement(turn: Turn, board: Board) -> Movement | None:
    """Since the quarter before; while units still fill in, places say nothing yet."""
    if not board.graded:
        return None
    places = [(one.unit, one.rank, one.classification or "") for one in board.lines]
    earlier = await publication.before(turn.db, board.quarter)
    return since(earlier, board.group, board.scheme.text, apart=board.apart, places=places)


def _end(text: str) -> End:
    """The end a route names; everything else means all of it."""
    for end in get_args(End):
        if text == end:
            return end  # type: ignore[no-any-return] # one of the literals of End
    return "all"
