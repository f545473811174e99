"""A question asked while a row stands open is of that row: which topics may answer it there.

A topic whose clause stands in other rows only (网站、报刊 of 四.1, while 七.1 wants 市级以上) is
not given at once where a topic of the open row is near, or the text says 这一项: it is offered
behind that one. A topic of a row that the unit's table does not have is not even offered. No page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.advice.answering import in_another_table
from bot.advice.asking import open_row
from bot.advice.clauses import within
from bot.advice.facts import Asker, asker
from bot.corridor.turn import Turn
from bot.questions.guess import Guess
from bot.questions.topic import Topic, topics
from scoring.scheme import Row

_NEAR: Final = 0.03
"""How likely a topic of the open row must be, so that none of another row is given at once."""
_THIS_ROW: Final = re.compile(r"[这本该此](?:一)?(?:项|题|个指标|条)")


async def of_no_row_here(turn: Turn, text: str, best: Guess, near: Sequence[Guess]) -> bool:
    """线上答题活动算吗, 县融媒体算不算这一项: whether the likeliest topic is another row's."""
    if open_row(turn) is None:
        return False
    told = await asker(turn)
    if in_another_table(told, topics()[best.topic]):
        return True
    row = _open(turn, told)
    if not _is_of_others(told, row, best):
        return False
    of_it = [one for one in near if one.likely >= _NEAR and _is_of(told, row, one)]
    return bool(of_it) or _THIS_ROW.search(text) is not None


async def of_the_row_first(turn: Turn, near: Sequence[Guess]) -> list[Guess]:
    """Those of the open row before one of another row; none that the unit's table has not."""
    if open_row(turn) is None:
        return list(near)
    told = await asker(turn)
    row = _open(turn, told)
    kept = [one for one in near if not in_another_table(told, topics()[one.topic])]
    if not kept or not _is_of_others(told, row, kept[0]):
        return kept
    of_it = [one for one in kept if one.likely >= _NEAR and _is_of(told, row, one)]
    other = [one for one in kept if of_it and _is_of_others(told, row, one)]
    return [*of_it, *(one for one in kept if one not in of_it and one not in other), *other]


def _open(turn: Turn, told: Asker) -> Row | None:
    at = open_row(turn)
    rows = [row for scheme in told.schemes for row in scheme.rows]
    return next((row for row in rows if at is not None and row.id == at[2]), None)


def _rows_of(told: Asker, topic: Topic) -> list[str]:
    """The rows in which the clause stands that a topic explains: the first word that any holds."""
    rows = [row for scheme in told.schemes for row in scheme.rows]
    found = ([row.id for row in rows if within(row, word)] for word in topic.clause)
    return next((one for one in found if one), [])


def _is_of(told: Asker, row: Row | None, one: Guess) -> bool:
    return row is not None and row.id in _rows_of(told, topics()[one.topic])


def _is_of_others(told: Asker, row: Row | None, one: Guess) -> bool:
    of = _rows_of(told, topics()[one.topic])
    return row is not None and bool(of) and row.id not in of
