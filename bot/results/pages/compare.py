"""比较: two units of a quarter, row by row, the greatest difference first. For the office only."""

from __future__ import annotations

from bot.corridor.buttons import HOME
from bot.corridor.pages import OFFICE, page
from bot.corridor.paging import leaf
from bot.corridor.turn import Turn, instead
from bot.editions.ladders import of_units
from bot.editions.points import Rows
from bot.editions.rungs import Table
from bot.editions.standings import rows_of
from bot.forms.pages.office import quarter_of
from bot.questions import words as asked_words
from bot.questions.typed import alone
from bot.results.words import compare as words, ranking as ranking_words

PER_PAGE = 8


@page("compare", roles=OFFICE, words=alone("compare"), reads=True)
async def which(turn: Turn) -> None:
    """比较 alone."""
    turn.say(asked_words.name_two_units())


@page("compare/{quarter:int}/{one:int}/{other:int}/{number:int}?", roles=OFFICE, reads=True)
async def compare(turn: Turn, quarter: int, one: int, other: int, number: int = 1) -> None:
    """Two units, by total and place, and where they differ."""
    if one == other:
        raise instead(words.the_same())
    asked = await quarter_of(turn, quarter)
    found = await of_units(turn.db, asked, (one, other))
    lost = [
        (its[0].number, ranking_words.not_counted(its[0], unit))
        for its, unit in zip(found, (one, other), strict=True)
        if its is not None and its[1] is None
    ]
    if lost:
        lost.sort(key=lambda its: its[0])
        raise instead("\n".join(said for _, said in lost), HOME)
    sides = [(its[0], its[1]) for its in found if its is not None and its[1] is not None]
    if len(sides) < len(found):
        raise instead(words.one_takes_no_part(), HOME)
    left, right = sides
    differing = []
    if left[0].group == right[0].group:
        points = await rows_of(turn.db, left[0], one), await rows_of(turn.db, right[0], other)
        differing = _differences(left[0], *points)
    turn.say(words.compared(left, right, leaf(differing, number, PER_PAGE), len(differing)))


def _differences(board: Table, left: Rows | None, right: Rows | None) -> list[words.Difference]:
    """Rows in which the two differ; a row that applies to one of them only is none."""
    if left is None or right is None:
        return []
    found = []
    for row in board.scheme.rows:
        if row.id not in left.points or row.id not in right.points:
            continue
        mine, theirs = left.points[row.id], right.points[row.id]
        waits = row.id in left.missing, row.id in right.missing
        if mine != theirs or waits[0] != waits[1]:
            found.append(words.Difference(row, mine, theirs, *waits))
    return sorted(found, key=lambda one: -abs(one.mine - one.theirs))
