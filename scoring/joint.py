"""Rows that count together: 与上项合并计分, 两项合计不超过5分, 两项合计最多扣5分.

`joint = [{ with = ["五.1"], most = 5 }]` stands in the later of the rows: what all of them come to
beyond `most` is cut from it, what they come to short of `least` is given back to it. Here: reading
it, the rows of a unit bounded by it, what such rows are worth together and lack, its words. Not
here: the sum of a row (`rowwise`), of a section (`totals`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from scoring import keys
from scoring.exact import ZERO
from scoring.figures import figure
from scoring.model import Row, Scheme
from scoring.parts import Joint
from scoring.result import RowResult, Step
from scoring.table import Table


def read_joint(table: Table) -> Iterator[Joint]:
    """Yield what a row's table says of the rows it counts together with."""
    for one in table.tables("joint"):
        one.only(keys.JOINT)
        others = one.texts("with")
        if not others:
            one.fault("with", '缺少，要写成 ["五.1"] 这样：和哪几行合在一起')
        most, least = one.maybe_number("most"), one.maybe_number("least")
        if most is None and least is None:
            one.fault("most", "要写明合计最多几分（most）或者最少几分（least）")
        yield Joint(others, most, least)


def bounded(row: Row, found: RowResult, others: Mapping[str, RowResult]) -> RowResult:
    """Return what a row comes to beside those it counts together with, which come before it."""
    if found.absent is not None:
        return found
    for one in row.joint:
        beside = [others[id] for id in one.others if id in others and others[id].absent is None]
        found = _within(row, found, one, beside)
    return found


def _within(row: Row, found: RowResult, one: Joint, beside: list[RowResult]) -> RowResult:
    if found.missing:  # what is not said is not lifted
        one = replace(one, least=None)
    own, rest = found.points, sum((other.points for other in beside), ZERO)
    points = _held(row, one, own, rest)
    least = found.least
    if least is not None or any(other.least is not None for other in beside):
        lows = [other.points if other.least is None else other.least for other in beside]
        low = _held(row, one, own if least is None else least, sum(lows, ZERO))
        least = low if low < points else None
    if points == own:
        return found._replace(least=least)
    named = "、".join((*(other.id for other in beside), row.id))
    cap = one.most if points < own else one.least
    step = Step("joint", points - own, named, x=rest + own, cap=cap)
    return found._replace(points=points, steps=(*found.steps, step), least=least)


def _held(row: Row, one: Joint, own: Decimal, rest: Decimal) -> Decimal:
    """The points of a row so that all together keep within their bounds, as far as it can."""
    if one.most is not None and own + rest > one.most:
        return max(one.most - rest, min(own, ZERO))
    if one.least is not None and own + rest < one.least:
        return min(one.least - rest, max(own, row.points))
    return own


def together(rows: Iterable[tuple[Row, Decimal]]) -> dict[str, Decimal]:
    """Return what rows can bring beside each other, of what each can bring by itself."""
    found: dict[str, Decimal] = {}
    for row, most in rows:
        found[row.id] = most
        for one in row.joint:
            rest = sum((found.get(id, ZERO) for id in one.others), ZERO)
            if one.most is not None:
                found[row.id] = min(found[row.id], max(one.most - rest, ZERO))
    return found


def short(scheme: Scheme, row: Row, points: Mapping[str, Decimal]) -> Decimal:
    """Return by how many points a row could still be better beside those it counts together with.

    `points` are the unit's by row. 0 where the row prints no points, and where rows that count
    together have all that they can bring: nothing is lost there.
    """
    if not row.points.is_finite():
        return ZERO
    less = row.points - points[row.id]
    for ids, most in scheme.most_together.get(row.id, ()):
        less = min(less, max(most - sum((points.get(id, ZERO) for id in ids), ZERO), ZERO))
    return less


def rules_of(row: Row) -> Iterator[str]:
    """Say it: 和 五.1 合计最高 5 分，多出的从本行减."""
    for one in row.joint:
        others = "、".join(one.others)
        if one.most is not None:
            yield f"和 {others} 合计最高 {figure(one.most)} 分，多出的从本行减"
        if one.least is not None:
            yield f"和 {others} 合计最低 {figure(one.least)} 分，再扣的不扣"


def step_said(step: Step) -> str:
    """Say what it did: 五.1、五.2 合计 6 分，最高计 5 分（-1 分）."""
    value, cap = figure(step.value), figure(step.cap or ZERO)
    side = "最高" if step.value < 0 else "最低"
    sign = "" if step.value < 0 else "+"
    return f"{step.input} 合计 {figure(step.x or ZERO)} 分，{side}计 {cap} 分（{sign}{value} 分）"


def wrong(scheme: Scheme, row: Row) -> Iterator[str]:
    """What makes no sense: rows that do not stand before it, bounds nobody can come to."""
    before: dict[str, Row] = {}
    for other in scheme.rows:
        if other.id == row.id:
            break
        before[other.id] = other
    for one in row.joint:
        for id in one.others:
            if id not in scheme.by_id:
                yield f"没有“{id}”这一行"
            elif id not in before:
                yield f"“{id}”要排在本行前面：写在靠后的那一行里"
        if one.most is not None and one.least is not None and one.least > one.most:
            yield "合计最少的分不能比最多的还多"
