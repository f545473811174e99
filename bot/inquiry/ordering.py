"""The order of a list, how much of it is shown, and that classes stand in no order together."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from heapq import nlargest, nsmallest
from operator import itemgetter

from bot.inquiry.facts import Snapshot
from bot.inquiry.listed import Figures
from bot.questions.combined.query import Condition, ConditionKind, Query


def ordered(query: Query, chosen: list[int], figured: Figures) -> list[int]:
    """The chosen units as the query wants them, and as many as it wants."""
    falls = any(one.kind in ("down", "rank_down", "grade_down") for one in query.tests)
    # 退步最多 is the greatest loss.
    down = bool(query.descending) != (falls and query.measure == "change")
    if query.descending is None:
        if query.measure not in ("total", "rank", "done", "at") or not figured.values:
            return chosen[: query.first] if query.first else chosen
        down = query.measure != "at"
    values = figured.orders()
    nothing = min(values.values(), default=Decimal(0)) - 1
    each = [values.get(unit, nothing) for unit in chosen]
    count = query.first
    if not count or count >= len(chosen):
        return _sorted(zip(chosen, each, strict=True), down=down)
    # Of ten thousand five are wanted: they are found without putting all of them in order.
    edge = (nlargest if down else nsmallest)(count, each)[-1]
    within = operator.ge if down else operator.le
    ends = [one for one in zip(chosen, each, strict=True) if within(one[1], edge)]
    order = _sorted(ends, down=down)
    # Who equals the last of them is shown as well, unless that one has no figure at all.
    return order[:count] if edge == nothing else order


def _sorted(each: Iterable[tuple[int, Decimal]], *, down: bool) -> list[int]:
    return [unit for unit, _ in sorted(each, key=itemgetter(1), reverse=down)]


async def class_by_class(query: Query, at: Snapshot) -> Query:
    """倒数五名 of a table with classes: places of different classes stand in no order together."""
    whole = query.measure == "rank" and query.first and not query.row
    if not whole or query.tests or query.units or query.klass or not at.graded:
        return query
    lines = (await at.lines()).values()
    of = [one for board, one in lines if query.group in ("", board.group)]
    if len({one.classification for one in of} - {None, ""}) <= 1:
        return query
    kind: ConditionKind = "bottom" if query.descending is False else "top"
    return replace(query, first=0, tests=(Condition(kind, amount=Decimal(query.first)),))
