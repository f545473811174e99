"""年度汇总: a year's quarters side by side, unit by unit, as text and as a workbook.

Only what is announced or published is lined up. A result of the year is computed where the newest
quarter's scheme says how (``[year]``), never otherwise. One unit's own history is in ``history``.
"""

from __future__ import annotations

from decimal import Decimal

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.routes import link
from bot.corridor.turn import Turn, instead
from bot.editions.standings import RELEASED, Board, boards, rows
from bot.forms.pages.office import in_the_office, opened
from bot.questions.typed import alone
from bot.results.words import year as words
from bot.speech.calendar import in_china, read_year
from scoring.periods import numbers
from storage.queries import quarters
from storage.queries.quarters import Quarter

_PER_PAGE = 12


@page(
    "year",
    roles=("liaison", *OFFICE),
    words=alone("year"),
    opens=("年度汇总", "各季度得分"),
    reads=True,
)
async def newest(turn: Turn) -> None:
    """年度汇总; 年度汇总 2025. A liaison is led to the own units' history."""
    if not in_the_office(turn):
        await turn.visit("history")
        return
    today = in_china(turn.now).date()
    # In January people mean the year that has just ended.
    usual = today.year - 1 if today.month == 1 else today.year
    year = read_year(turn.rest, today) if turn.rest else usual
    if year is None:
        await turn.ask(f"年度汇总{turn.rest}")
        return
    await turn.visit(link("year", year, 1))


@page("year/{year:int}/book", roles=OFFICE, reads=True)
async def book(turn: Turn, year: int) -> None:
    """All tables of a year as a workbook."""
    turn.say(words.book(year, await _tables(turn, year)))


@page("year/{year:int}/{table:int}/{number:int}?", roles=OFFICE, reads=True)
async def listed(turn: Turn, year: int, table: int, number: int = 1) -> None:
    """One table of a year, a line per unit; the workbook holds all tables."""
    found = await _tables(turn, year)
    if not 1 <= table <= len(found):
        raise instead(words.no_such_table(), HOME)
    chosen = found[table - 1]
    shown = leaf(chosen.ordered, number, _PER_PAGE)
    turn.say(words.listed(chosen, table, shown, [one.group for one in found]))


async def _tables(turn: Turn, year: int) -> list[words.Year]:
    """The tables of a year.

    Raises:
        InsteadError: nothing of that year has been announced.
    """
    found = await tables(turn, year)
    if not found:
        await opened(turn)
        raise instead(words.nothing(year), HOME)
    return found


async def tables(turn: Turn, year: int) -> list[words.Year]:
    """The tables of a year, each with its quarters in order; a quarter not released has none."""
    known = [one for one in await quarters.everyone(turn.db) if one.year == year]
    known.sort(key=lambda one: one.number)
    by_group: dict[str, list[tuple[Quarter, Board | None]]] = {}
    for place, quarter in enumerate(known):
        for board in await boards(turn.db, quarter) if quarter.state in RELEASED else []:
            line = by_group.setdefault(board.group, [(one, None) for one in known])
            line[place] = (quarter, board)
    return [
        words.Year(year, group, tuple(line), await _of_year(turn, line[-1][1]))
        for group, line in by_group.items()
    ]


async def _of_year(turn: Turn, board: Board | None) -> dict[int, dict[str, Decimal]] | None:
    """Every unit's points in the rows of the year; None while its last period is not released."""
    if board is None or board.quarter.number != numbers(board.scheme.period)[-1]:
        return None
    if not board.scheme.of_year:
        return {}
    return {one.unit: one.points for one in await rows(turn.db, board)}
