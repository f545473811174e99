"""失分最多: on which rows a table loses the most points, and who loses on one of them.

For the office. What has not been reported is no loss yet and is counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.editions.ladders import Ladder, ladders
from bot.editions.points import Rows
from bot.editions.standings import RELEASED, aside, rows
from bot.forms.pages.office import quarter_of
from bot.questions.typed import alone
from bot.results.words import losses as words, ranking as ranking_words
from scoring.joint import short
from scoring.scheme import Row, Scheme
from storage.queries import frozen, quarters

PER_PAGE = 5
LOSERS = 9
BRIEF = 4
"""Rows per table where both tables are shown at once."""


@page("losses/{quarter:int}/{table:int}/{number:int}?", roles=OFFICE, reads=True)
async def listed(turn: Turn, quarter: int, table: int, number: int = 1) -> None:
    """A table's rows, the most lost first; table 0 is every table in brief."""
    every = await _boards(turn, quarter)
    if not table and len(every) > 1:
        briefs = [(board, (await _lost(turn, board))[:BRIEF]) for board in every]
        turn.say(words.brief(briefs))
        return
    board = _board(every, table or every[0].number)
    shown = leaf(await _lost(turn, board), number, PER_PAGE)
    turn.say(words.listed(board, shown))


@page("losses/row/{quarter:int}/{table:int}/{row}/{number:int}?", roles=OFFICE, reads=True)
async def of_row(turn: Turn, quarter: int, table: int, row: str, number: int = 1) -> None:
    """Who loses on a row; table 0 is the one that has it, or the person is asked."""
    every = await _boards(turn, quarter)
    having = [one for one in every if _rows_like(one, row) and table in (0, one.number)]
    if not having:
        raise instead(words.no_such_row(row), HOME)
    found = [(board, one) for board in having for one in _rows_like(board, row)]
    if len(found) > 1:
        turn.say(words.which_row(found))
        return
    board, one = found[0]
    losers = [
        words.Loser(unit.unit, unit.short, less, unit.points[one.id])
        for unit in await rows(turn.db, board)
        if one.id in unit.points and one.id not in unit.missing
        if (less := short(board.scheme, one, unit.points)) > 0
    ]
    losers.sort(key=lambda loser: (-loser.less, loser.short))
    (summary,) = [s for s in await _lost(turn, board, every=True) if s.row.id == one.id]
    turn.say(words.of_row(board, summary, leaf(losers, number, LOSERS)))


@page("losses/year", roles=OFFICE, words=alone("losses/year"), reads=True)
async def of_the_year(turn: Turn) -> None:
    """全年失分最多: what the released quarters of the newest year that has any add up to."""
    known = [one for one in await quarters.everyone(turn.db) if one.state in RELEASED]
    year = max((one.year for one in known), default=0)
    added: dict[str, dict[str, words.LostInYear]] = defaultdict(dict)
    of_year = sorted((one for one in known if one.year == year), key=lambda one: one.number)
    for quarter in of_year:
        for board in await ladders(turn.db, quarter):
            rows_ = added[board.group]
            for one in await _lost(turn, board, every=True):
                before = rows_.get(one.row.id)
                same = before is not None and before.row.text == one.row.text
                rows_[one.row.id] = words.LostInYear(
                    one.row,
                    one.less + (before.less if same and before else 0),
                    one.losers + (before.losers if same and before else 0),
                )
    most = {
        group: sorted((one for one in every.values() if one.less), key=lambda one: -one.less)
        for group, every in added.items()
    }
    turn.say(words.of_the_year(of_year, {group: of[:_OF_YEAR] for group, of in most.items()}))


_OF_YEAR: Final = 5
"""So many rows of each table are told of a year."""


def _rows_like(board: Ladder, row: str) -> list[Row]:
    """The row of this id, else those below it: 三.1a, 三.1b for 三.1."""
    exact = board.scheme.by_id.get(row)
    if exact is not None:
        return [exact]
    return [
        one for one in board.scheme.rows if one.id.startswith(row) and one.id[len(row) :].isalpha()
    ]


async def _lost(turn: Turn, board: Ladder, *, every: bool = False) -> list[words.Lost]:
    if board.edition is not None and not board.scheme.most_together:
        counted = await frozen.points_of_edition(turn.db, board.edition.id, board.group)
        found = _counted(board.scheme.rows, counted)
    else:
        units = await rows(turn.db, board)
        found = await aside(len(units), _sums, board.scheme, units)
    return found if every else [one for one in found if one.less]


def _counted(every: Sequence[Row], counted: Sequence[tuple[str, str, int]]) -> list[words.Lost]:
    """The same from how many units came to so many points."""
    by_row = defaultdict[str, list[tuple[Decimal, int]]](list)
    for row, points, units in counted:
        by_row[row].append((Decimal(points), units))
    found = [
        words.Lost(
            row=row,
            less=sum(((row.points - points) * n for points, n in by_row[row.id]), Decimal(0)),
            losers=sum(n for points, n in by_row[row.id] if points < row.points),
            known=sum(n for _, n in by_row[row.id]),
            missing=0,
        )
        for row in every
        if row.points.is_finite()
    ]
    return sorted(found, key=lambda one: -one.less)


def _sums(scheme: Scheme, units: list[Rows]) -> list[words.Lost]:
    found = [_sum(scheme, row, units) for row in scheme.rows if row.points.is_finite()]
    return sorted(found, key=lambda one: -one.less)


def _sum(scheme: Scheme, row: Row, units: list[Rows]) -> words.Lost:
    concerned = [one for one in units if row.id in one.points]
    known = [one for one in concerned if row.id not in one.missing]
    less = [short(scheme, row, one.points) for one in known]
    return words.Lost(
        row=row,
        less=sum(less, Decimal(0)),
        losers=sum(one > 0 for one in less),
        known=len(known),
        missing=len(concerned) - len(known),
    )


async def _boards(turn: Turn, quarter: int) -> list[Ladder]:
    found = await ladders(turn.db, await quarter_of(turn, quarter))
    if not found:
        raise instead(ranking_words.nobody(), HOME)
    return found


def _board(every: list[Ladder], number: int) -> Ladder:
    for board in every:
        if board.number == number:
            return board
    raise instead(ranking_words.no_table(), HOME)
