"""A year from its quarters, by the scheme's own `[year]`: mean, sum or weights, exactly.

Here: one unit's total of the year, ranks and grades of the year, and the words for both. Not here:
which quarters there are and what was released of them (the caller says), quarters themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import assert_never

from scoring import periods
from scoring.exact import EXACT, ONE, ZERO, plain, quotient
from scoring.figures import figure
from scoring.model import Scheme, Section, YearRule, weighted
from scoring.periods import Kind, numbers, place, within_year
from scoring.ranking import apart, class_order, compared, grade, placed

Totals = Mapping[int, Decimal | None]
"""By number of the period, what was released of it: a unit's total, None: it took no part."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """One unit's year: its exact total, shared rank from 1, and grade (empty: none is ruled)."""

    unit: int
    total: Decimal
    classification: str | None
    rank: int = 0
    grade: str = ""


def total_of(rule: YearRule, totals: Totals) -> Decimal | None:
    """Return the total of the year so far; None where the scheme counts no such year.

    Quarters that are not released are no part of it: a mean is of what there is.
    """
    if rule.missing == "none" and None in totals.values():
        return None
    counted = {
        number: ZERO if total is None else total
        for number, total in sorted(totals.items())
        if total is not None or rule.missing == "zero"
    }
    if not counted or all(total is None for total in totals.values()):
        return None
    with localcontext(EXACT):
        if rule.compose == "sum":
            return sum(counted.values(), ZERO)
        weights = {number: _weight(rule, number) for number in counted}
        whole = sum(weights.values(), ZERO)
        if not whole:
            return None
        return quotient(sum((weights[n] * x for n, x in counted.items()), ZERO), whole)


def extra_of(scheme: Scheme, points: Mapping[str, Decimal] | None) -> Decimal:
    """Return what the sections of the year add, by the points of their rows in its last period."""
    given = points or {}
    with localcontext(EXACT):
        return sum((_added(one, given) for one in scheme.of_year), ZERO)


def _added(section: Section, points: Mapping[str, Decimal]) -> Decimal:
    found = sum((points.get(row.id, ZERO) for row in section.rows), ZERO)
    return weighted(section, min(found, section.points) if section.capped else found)


def with_extra(rule: YearRule, composed: Decimal, extra: Decimal) -> Decimal:
    """Return the total of the year: what is composed by its share, and what the year adds."""
    with localcontext(EXACT):
        share = ONE if rule.share is None else rule.share.scaleb(-2)
        return composed * share + extra


def counts_yearly(scheme: Scheme, row: str) -> bool:
    """Return whether a row counts in the year alone, and not in the period it is reported in."""
    number = row.partition(".")[0]
    return any(one.number == number for one in scheme.of_year)


def in_period(scheme: Scheme, number: int) -> Scheme:
    """Return the scheme as it is in a period: sections of the year are only in its last one."""
    if not scheme.of_year or number == numbers(scheme.period)[-1]:
        return scheme
    kept: dict[str, object] = scheme.__dict__
    found = kept.get("in_period")
    if not isinstance(found, Scheme):
        sections = tuple(one for one in scheme.sections if not one.yearly)
        found = kept["in_period"] = replace(scheme, sections=sections)
    return found


def _weight(rule: YearRule, number: int) -> Decimal:
    return rule.weights[place(number) - 1] if rule.compose == "weighted" else ONE


def of_year(scheme: Scheme) -> Scheme:
    """Return the scheme with the grades of the year, by which its figures are shown."""
    rule = scheme.year
    return replace(scheme, grades=rule.grades) if rule is not None and rule.grades else scheme


def ranked(scheme: Scheme, lines: Sequence[YearLine]) -> list[YearLine]:
    """Return the lines in order, best first, with ranks, and grades where the year has some."""
    rule, yearly = scheme.year, of_year(scheme)
    keys = [compared(scheme, one.total) for one in lines]
    ranks = placed(scheme, keys, [one.classification for one in lines])
    graded = rule is not None and (rule.grades or rule.compose != "sum")
    found = [
        replace(one, rank=rank, grade=grade(yearly, one.total) if graded else "")
        for one, rank in zip(lines, ranks, strict=True)
    ]
    classes = [one.classification or "" for one in lines]
    order = class_order(scheme, classes) if apart(scheme, classes) else []
    places = {name: place for place, name in enumerate(order)}
    return sorted(found, key=lambda o: (places.get(o.classification or "", 0), o.rank, o.unit))


def said(scheme: Scheme) -> str:
    """Return how the year comes about, in one sentence; nothing where the scheme rules nothing."""
    rule = scheme.year
    if rule is None:
        return ""
    kind = scheme.period
    parts = [f"全年得分{_composed(rule, kind)}", periods.said(kind, _absent(rule))]
    if rule.share is not None:
        parts.append(f"合成的得分按 {plain(rule.share)}% 计")
    if scheme.of_year:
        added = "、".join(f"{one.number}、{one.name}" for one in scheme.of_year)
        parts.append(f"另加只计入全年的{added}")
    if rule.grades:
        lines = "、".join(f"{one.name} {plain(one.at_least)}" for one in rule.grades)
        parts.append(f"全年等次：{lines}")
    return "；".join(parts) + "。"


def _composed(rule: YearRule, kind: Kind) -> str:
    match rule.compose:
        case "mean":
            return periods.said(kind, "是各季度得分的平均")
        case "sum":
            return periods.said(kind, "是各季度得分相加")
        case "weighted":
            shares = "、".join(
                f"{within_year(number)}占 {plain(share)}%"
                for number, share in zip(numbers(kind), rule.weights, strict=False)
            )
            return f"按权重合成：{shares}"
        case _:
            assert_never(rule.compose)


def _absent(rule: YearRule) -> str:
    match rule.missing:
        case "skip":
            return "没有参加的季度不算在内"
        case "zero":
            return "没有参加的季度按 0 分计"
        case "none":
            return "有季度没有参加的，不计全年"
        case _:
            assert_never(rule.missing)


def working(rule: YearRule, totals: Totals, extra: Decimal | None = None) -> str:
    """Return the sum as one would write it: （90 + 92）÷ 2, 90×40% + 92×60%.

    `extra` is what the sections of the year add; None where there are none.
    """
    found = _composed_of(rule, totals)
    if rule.share is not None:
        found = f"（{found}）× {plain(rule.share)}%"
    return found if extra is None else f"{found} + 只计入全年的 {figure(extra)}"


def _composed_of(rule: YearRule, totals: Totals) -> str:
    counted = {
        number: ZERO if total is None else total
        for number, total in sorted(totals.items())
        if total is not None or rule.missing == "zero"
    }
    if rule.compose == "weighted":
        parts = [f"{figure(x)}×{plain(_weight(rule, n))}%" for n, x in counted.items()]
        whole = sum((_weight(rule, n) for n in counted), ZERO)
        joined = " + ".join(parts)
        return joined if whole == 100 else f"（{joined}）÷ {plain(whole)}%"
    joined = " + ".join(figure(x) for x in counted.values())
    if rule.compose == "sum" or len(counted) == 1:
        return joined
    return f"（{joined}）÷ {len(counted)}"
