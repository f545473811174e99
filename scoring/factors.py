"""What multiplies the points of a row: 加倍, 减半, 难度系数.

“屡查屡犯的加倍扣分”, “难度系数由考核办核定，0.8 到 1.5”: `factors` of a row stand between its terms
and its bounds, so that nothing beyond 分值 is earned and 扣完为止 holds. Here: reading them,
what they come to, and their words. Not here: the sum of a row (`rowwise`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from scoring import keys
from scoring.conditions import holds, met, read_condition
from scoring.exact import EXACT, ONE, ZERO, plain
from scoring.facts import UNREPORTED, Values
from scoring.grouped import within
from scoring.model import Row
from scoring.parts import Factor, Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.terms import sides

_SIDES = {"add": (1,), "deduct": (-1,), "": (1, -1)}
_OF = {(1,): "加分", (-1,): "扣分", (1, -1): "得分"}


def read_factors(
    table: Table, known: Mapping[str, Input], asks: Collection[str]
) -> Iterator[Factor]:
    """Yield the factors a row's table says."""
    for one in table.tables("factors"):
        one.only(keys.FACTOR)
        of = _SIDES[one.choice("of", ("add", "deduct"), "")] if "of" in one.data else _SIDES[""]
        if ("when" in one.data) == ("figure" in one.data):
            one.fault("when", "when（什么情形）和 figure（系数）写一个，也只写一个")
        elif "when" in one.data:
            when = read_condition(one, "when", one.text("when", required=True), known, asks)
            yield Factor(when, one.positive("times"), of=of)
        else:
            least, most = one.positive("from"), one.positive("to")
            if least > most:
                one.fault("to", "要不小于 from")
            yield Factor(
                None, figure=one.text("figure", required=True), least=least, most=most, of=of
            )


def inputs_of_factors(factors: Iterable[Factor], asks: Mapping[str, str]) -> Iterator[Input]:
    """Yield the figures they ask for."""
    for one in factors:
        if one.figure:
            span = f"{plain(one.least)} 到 {plain(one.most)}"
            ask = asks.get(one.figure) or f"“{one.figure}”是多少？在 {span} 之间，可以带小数。"
            yield Input(one.figure, "amount", "倍", ask, minimum=one.least, maximum=one.most)


def factored(
    row: Row,
    amounts: Iterable[tuple[Term, Decimal]],
    values: Values,
    pick: Callable[[Iterable[Decimal]], Decimal],
) -> Decimal:
    """Return the least or the most (`pick`) that terms bring, whatever open factors turn out."""
    if row.grouped:  # which no factor bears on
        return within(row, amounts)
    total = ZERO
    for sign, side in zip((1, -1), sides(row, amounts), strict=True):
        low, high = _span(row.factors, sign, values)
        total += pick((EXACT.multiply(side, low), EXACT.multiply(side, high)))
    return total


def _span(factors: Sequence[Factor], sign: int, values: Values) -> tuple[Decimal, Decimal]:
    low = high = ONE
    for one in factors:
        if sign not in one.of:
            continue
        known = _known(one, values)
        ways = (known,) if known is not None else _ways(one)
        low, high = EXACT.multiply(low, min(ways)), EXACT.multiply(high, max(ways))
    return low, high


def _ways(one: Factor) -> tuple[Decimal, ...]:
    return (one.least, one.most) if one.figure else (ONE, one.times)


def _known(one: Factor, values: Values) -> Decimal | None:
    if one.when is None:
        raw = values[one.figure]
        return None if raw is UNREPORTED else Decimal(raw)  # type: ignore[arg-type] # a figure
    held = holds(one.when, values)
    return None if held is None else one.times if held else ONE


def steps_of(row: Row, amounts: Sequence[tuple[Term, Decimal]], values: Values) -> Iterator[Step]:
    """Yield what each factor that is known makes of the row's sum, one after another."""
    side = dict(zip((1, -1), sides(row, amounts), strict=True))
    for one in row.factors:
        times = _known(one, values)
        if times is None or times == ONE:
            continue
        before = sum((side[sign] for sign in one.of), ZERO)
        for sign in one.of:
            side[sign] = EXACT.multiply(side[sign], times)
        after = sum((side[sign] for sign in one.of), ZERO)
        if after != before:
            name = one.figure or str(one.when)
            yield Step("factor", after - before, name, x=times, unit=_OF[one.of])


def rule_of(row: Row, one: Factor) -> str:
    """Return 屡查屡犯的，扣分乘以 2."""
    what = _OF[one.of if {term.sign for term in row.terms} == {1, -1} else _only(row)]
    if one.when is not None:
        return f"{met(row, one.when)}的，{what}乘以 {plain(one.times)}"
    return f"{what}再乘以“{one.figure}”（{plain(one.least)} 到 {plain(one.most)}）"


def _only(row: Row) -> tuple[int, ...]:
    return tuple(sorted({term.sign for term in row.terms}, reverse=True))


def said(row: Row, step: Step) -> str:
    """Return a step: 屡查屡犯，扣分乘以 2（再扣 2 分）."""
    what = _OF[_only(row)] if len(_only(row)) == 1 else step.unit
    more = f"再{'加' if step.value > 0 else '减'} {plain(abs(step.value))} 分"
    return f"{step.input}，{what}乘以 {plain(step.x or ONE)}（{more}）"


def wrong(row: Row) -> Iterator[str]:
    """What makes no sense once the whole row is known."""
    signs = {term.sign for term in row.terms}
    for one in row.factors:
        if not signs & set(one.of):
            yield f"factors 管的{_OF[one.of]}，本行没有"
        if one.figure and one.figure in {name for term in row.terms for name in term.inputs}:
            yield f"“{one.figure}”已经是加扣分的输入项，系数要另起一个名字"
