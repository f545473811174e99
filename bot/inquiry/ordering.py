"""The order of a list, and how much of it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.inquiry.listed import Figures
from bot.questions.combined.query import Query


def ordered(query: Query, chosen: list[int], figured: Figures) -> list[int]:
    """The chosen units as the query wants them, and as many as it wants."""
    falls = any(one.kind in ("down", "rank_down", "grade_down") for one in query.tests)
    # 退步最多 is the greatest loss.
    down = bool(query.descending) != (falls and query.measure == "change")
    if query.descending is None:
        if query.measure not in ("total", "rank", "done", "at") or not figured.values:
            return chosen[: query.first] if query.first else chosen
        down = query.measure != "at"
    values = figured.values
    nothing = min(values.values(), default=Decimal(0)) - 1
    order = sorted(chosen, key=lambda unit: values.get(unit, nothing), reverse=down)
    return _first(order, figured, query.first) if query.first else order


def _first(order: Sequence[int], figured: Figures, count: int) -> list[int]:
    """The first so many; who equals the last of them is shown as well."""
    if len(order) <= count:
        return list(order)
    edge = figured.values.get(order[count - 1])
    return [
        unit
        for place, unit in enumerate(order)
        if place < count or (edge is not None and figured.values.get(unit) == edge)
    ]
