"""The average of a table's totals: one for every page that tells it or measures by it.

It counts every unit of the table, as the ranking does: who has said nothing has 0 so far.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.editions.rungs import Place
from bot.editions.standings import Board
from scoring.exact import quotient


def mean(board: Board) -> Decimal:
    """The average of a table's totals."""
    total = sum((one.total for one in board.lines), Decimal(0))
    return quotient(total, Decimal(len(board.lines)))


def counted(lines: Iterable[Place]) -> str:
    """What an average counts: those who have said nothing are in it with what there is of them."""
    silent = [one for one in lines if not one.heard]
    worth = "现有的" if any(one.total for one in silent) else " 0 "
    return f"，其中 {len(silent)} 个还没有报，按{worth}分算在里面" if silent else ""
