"""What hangs on an event beside a row's own terms: the most of the row then, a loss of the total.

“未完成计划的，最高得50分” (`most_if`) bounds the row once its terms are added up; “被追责的，
从总分中扣5分” (`total_off`) is lost beside the row, whatever it came to, even 0 by a gate. Here:
reading both, what they come to, their words. Not here: the sum of a row (`rowwise`).
"""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from scoring import keys
from scoring.conditions import holds, met, read_condition
from scoring.exact import UNLIMITED, ZERO
from scoring.facts import Values
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Input, Stake
from scoring.result import Step
from scoring.table import Table


def read_stakes(
    table: Table, key: str, known: Mapping[str, Input], asks: Collection[str]
) -> Iterator[Stake]:
    """Yield what a row's table says under a key."""
    for one in table.tables(key):
        one.only(keys.STAKE)
        when = read_condition(one, "when", one.text("when", required=True), known, asks)
        yield Stake(when, one.number("points") if key == "most_if" else one.positive("points"))


def ceiling(row: Row, values: Values) -> Stake | None:
    """Return the lowest most that is known to hold, None where there is none below the row's."""
    found = [one for one in row.most_if if holds(one.when, values)]
    return min(found, key=lambda one: one.points, default=None)


def ceiling_step(row: Row, values: Values, points: Decimal) -> Step | None:
    """Return the step that brings a row down to its most, None where it lies below it anyway."""
    held = ceiling(row, values) if row.most_if else None
    if held is None or points <= held.points:
        return None
    return Step("ceiling", held.points - points, str(held.when), cap=held.points)


def charges(row: Row, values: Values) -> list[Step]:
    """Return what is known to be lost of the total, one step for each."""
    held = (one for one in row.total_off if holds(one.when, values))
    return [Step("charge", one.points.copy_negate(), str(one.when)) for one in held]


def at_worst(row: Row, values: Values) -> tuple[Decimal, Decimal]:
    """Return the least most and the largest loss that open answers may still turn out to be."""
    tops = [one.points for one in row.most_if if holds(one.when, values) is not False]
    lost = [one.points for one in row.total_off if holds(one.when, values) is not False]
    return min(tops, default=UNLIMITED), sum(lost, ZERO)


def at_best(row: Row, values: Values, points: Decimal) -> Decimal:
    """Return what a row can still come to at most: what happened is not undone."""
    held = ceiling(row, values)
    best = points if held is None else min(points, held.points)
    return best + sum((one.value for one in charges(row, values)), ZERO)


def rules_of(row: Row) -> Iterator[str]:
    """Say both: 未完成年度计划的，本行最高 50 分; 被追究刑事责任的，另从总分中扣 5 分."""
    yield from (f"{met(row, one.when)}的，本行最高 {figure(one.points)} 分" for one in row.most_if)
    yield from (
        f"{met(row, one.when)}的，另从总分中扣 {figure(one.points)} 分" for one in row.total_off
    )


def wrong(row: Row) -> Iterator[tuple[str, str]]:
    """What makes no sense once the whole row is known: (key, sentence)."""
    for one in row.most_if:
        if not row.floor <= one.points < row.points:
            yield "most_if", "有这个情形时的最高分，要不低于最低分、低于分值"
