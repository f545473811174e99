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
from scoring.model import Scheme, YearRule
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


def working(rule: YearRule, totals: Totals) -> str:
    """Return the sum as one would write it: （90 + 92）÷ 2, 90×40% + 92×60%."""
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
