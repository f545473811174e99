"""等次: how many units have each grade, the average, and who has one of them.

Whoever may read the ranking may read this: the office at any time, a liaison what is published.
"""

from __future__ import annotations

from bot.corridor.pages import page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn
from bot.editions.ladders import Ladder, lines, steps
from bot.forms.alive import ALIVE, current_quarter
from bot.forms.pages.office import none_yet
from bot.questions.typed import alone
from bot.results.pages.ranking import ASKING, readable
from bot.results.words import grades as words

PER_PAGE = 10


@page("grades", roles=ASKING, words=alone("grades"), reads=True)
async def current(turn: Turn) -> None:
    """等次分布: of the current quarter."""
    quarter = await current_quarter(turn.db, turn.now, states=ALIVE)
    if quarter is None:
        raise none_yet(turn)
    await turn.visit(f"grades/{quarter.id}")


@page("grades/{quarter:int}", roles=ASKING, reads=True)
async def summary(turn: Turn, quarter: int) -> None:
    """Every table's counts and average."""
    every = await readable(turn, quarter)
    turn.say(words.summary(every))


@page("grades/{quarter:int}/{table:int}/{grade}/{number:int}?", roles=ASKING, reads=True)
async def named(turn: Turn, quarter: int, table: int, grade: str, number: int = 1) -> None:
    """Who has a grade; table 0 is every table."""
    every = await readable(turn, quarter)
    chosen = [one for one in every if table in (0, one.number)]
    if not chosen or not chosen[0].graded:
        turn.say(words.not_yet(every))
        return
    having = [one for one in chosen if grade in _grades(one)]
    if not having:
        turn.say(words.no_such_grade(grade, every, _grades(every[0])))
        return
    members = [
        (one, unit)
        for one in having
        for unit, its in await steps(turn.db, one, one.cut("all", 0))
        if its == grade
    ]
    turn.listed = tuple(unit for _, unit in members)
    shown = leaf(members, number, PER_PAGE)
    named = [
        (one, line)
        for one in having
        for line in await lines(turn.db, one, [u for its, u in shown.items if its is one])
    ]
    turn.say(words.listed(grade, table, having, shown.of(named)))


def _grades(board: Ladder) -> tuple[str, ...]:
    return tuple(one.name for one in board.scheme.grades)
