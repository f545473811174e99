"""Rows of one unit beside each other: what one asks of another, what several count together.

Here: both, in their order. Not here: a row by itself (`rowwise`), the bounds of `joint`, sections
and totals (`totals`).
"""

from collections.abc import Mapping
from decimal import Decimal

from scoring.exact import ZERO
from scoring.joint import bounded
from scoring.model import Row, Scheme
from scoring.result import RowResult, Step


def beside(scheme: Scheme, rows: Mapping[str, RowResult]) -> dict[str, RowResult]:
    """Return every row of `rows` as it counts beside the others. Must run in the exact context."""
    brought = {id: one.points for id, one in rows.items() if one.absent is None}
    found: dict[str, RowResult] = {}
    for row in scheme.rows:
        one = _asked(row, rows[row.id], brought) if row.after else rows[row.id]
        found[row.id] = bounded(row, one, found) if row.joint else one
    return found


def _asked(row: Row, found: RowResult, brought: Mapping[str, Decimal]) -> RowResult:
    """The row, 0 where another one did not bring what it asks of it."""
    for other, least in row.after:
        points = brought.get(other, least)  # a row that does not apply asks nothing
        if points < least and found.points > 0 and found.absent is None:
            step = Step("after", -found.points, other, x=points, cap=least)
            return found._replace(points=ZERO, steps=(*found.steps, step))
    return found
