"""A figure measured against a line, in steps, or by bands: what `each` and `rate` share.

“及时率达到 95%，每低一个百分点扣 0.05 分”: `over` and `under` count only what is beyond or short of
a line, `per` and `whole` turn that into steps, `band` gives points by steps instead of by product.
Not here: which figures (`each` counts, `rate` ratios).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from scoring.averaged import name_of
from scoring.exact import EXACT, ONE, UNLIMITED, ZERO, plain, quotient
from scoring.facts import UNREPORTED, Values
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Term, TermKind
from scoring.result import Step
from scoring.table import Table
from scoring.verbs.common import (
    amount,
    figure_of,
    most_of,
    product_said,
    signed,
    times,
    with_limits,
)
from scoring.verbs.verb import Pair

KEYS = {
    "over": "只算超过这个数的部分",
    "under": "只算不到这个数的部分",
    "band": "分档：[[达到多少, 得几分], …]",
    "upto": "分档，含上限：[[不超过多少, 得几分], …]；再多的按 otherwise",
    "otherwise": "超过各档的得几分，默认 0；只和 upto 一起写",
    "open": "不含本数的界限，如 [0.8]：恰好 80% 的不在这一档里；和 band、upto 一起写",
    "max": "这一项最多几分",
    "compare": "取决于其他单位（如全县平均），说明口径；须由 by 写明的机构提供",
}
_BESIDE = Decimal("0.000001")
"""Just beyond an edge whose own figure is not in its step."""
Say = Callable[[Decimal], str]
"""How a figure of this kind is said: 3 次, 95%."""


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of a part, from below or `upto` their upper edge."""

    band: tuple[tuple[Decimal, Decimal], ...]
    upto: bool
    otherwise: Decimal
    open: tuple[Decimal, ...] = ()


def bands_of(table: Table) -> Bands:
    """Return `band` or `upto`, of which a part has at most one."""
    upto = "upto" in table.data
    if upto and "band" in table.data:
        table.fault("upto", "band 和 upto 只能写一个")
    if "otherwise" in table.data and not upto:
        table.fault("otherwise", "只和 upto 一起写")
    band, open_ = table.pairs("upto" if upto else "band"), table.numbers("open")
    for edge in open_:
        if edge not in {at for at, _ in band}:
            table.fault("open", f"“{plain(edge)}”不是这几档的界限：只写分档里有的数")
    if "open" in table.data and not open_:
        table.fault("open", "不能是空的")
    return Bands(band, upto, table.number("otherwise", ZERO), open_)


def points_of(table: Table, band: tuple[tuple[Decimal, Decimal], ...]) -> Decimal:
    """Return `points`, which a band leaves out."""
    if not band:
        return table.positive("points")
    if "points" in table.data:
        table.fault("points", "分档（band、upto）里已经有分数，不再写 points")
    return ONE


def lines_of(table: Table) -> tuple[Decimal | None, Decimal | None]:
    """Return `over` and `under`, of which a part has at most one."""
    over, under = table.maybe_number("over"), table.maybe_number("under")
    if over is not None and under is not None:
        table.fault("over", "over 和 under 只能写一个")
    return over, under


def read(
    table: Table, kind: TermKind, sign: int, *, in_units: bool = True, in_steps: bool = True
) -> Term:
    """Return the part: its figure, its lines and bands, its points.

    `in_units`: the figure has a unit of its own, though an amount may have none (指数, 系数);
    `in_steps`: it may be negative, or be taken in steps of `per`, as what is counted may not.
    """
    bands, (over, under) = bands_of(table), lines_of(table)
    name = table.text(kind, required=True)
    steps = in_steps and "per" in table.data
    rounds = in_steps and "whole" in table.data
    return Term(
        kind=kind,
        sign=sign,
        inputs=(name,),
        label=name,
        unit=table.text("unit", required=kind != "amount") if in_units else "",
        whole=table.choice("whole", ("up", "down"), "up") if rounds else None,
        points=points_of(table, bands.band),
        max=most_of(table),
        over=over,
        under=under,
        per=(table.positive("per") or None) if steps else None,
        band=bands.band,
        upto=bands.upto,
        otherwise=bands.otherwise,
        open=bands.open,
        signed=in_steps and (table.flag("signed") or table.flag("absolute")),
        absolute=in_steps and table.flag("absolute"),
        averaged=table.text("averaged") if in_steps else "",
        compare=table.maybe_text("compare"),
    )


def beyond(term: Term, raw: Decimal) -> Decimal:
    """Return what counts of a raw figure: the part over or under the line, in steps of `per`."""
    raw = raw.copy_abs() if term.absolute else raw
    x = raw
    if term.over is not None:
        x = max(ZERO, EXACT.subtract(raw, term.over))
    elif term.under is not None:
        x = max(ZERO, EXACT.subtract(term.under, raw))
    if term.per is not None:
        x = quotient(x, term.per) if x.is_finite() else x
    if term.whole and x.is_finite():
        x = x.to_integral_value(ROUND_CEILING if term.whole == "up" else ROUND_FLOOR, EXACT)
    return x


def measure(term: Term, values: Values) -> Decimal:
    """Return what counts of the answered figure."""
    return beyond(term, figure_of(term, values))


def worth(term: Term, x: Decimal) -> Decimal:
    """Return the points of x: of the highest band it reaches, else points × x."""
    if not term.band:
        return times(term, x)
    if term.upto:
        under = (points for at, points in term.band if x < at or (x == at and at not in term.open))
        return signed(term, next(under, term.otherwise))
    steps = reversed(term.band)
    reached = (points for at, points in steps if x > at or (x == at and at not in term.open))
    return signed(term, next(reached, ZERO))


def extremes(term: Term) -> list[Decimal]:
    """Return the raw figures among which the least and the most worth lie."""
    least = UNLIMITED.copy_negate() if term.signed and not term.absolute else ZERO
    return [least, *_raw_edges(term), UNLIMITED]


def candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    """Return every x among which the least and the most worth lie."""
    raw = values[term.inputs[0]]
    if raw is UNREPORTED:
        return [beyond(term, one) for one in extremes(term)]
    known = figure_of(term, values)
    known = known.copy_abs() if term.absolute else known
    found = [beyond(term, known)]
    if more and term.sign > 0:
        found += [beyond(term, one) for one in extremes(term) if one > known]
    return found


def _raw_edges(term: Term) -> Iterator[Decimal]:
    """Return the raw figures at which a band changes: its edges are of what counts."""
    step = term.per if term.per is not None else ONE
    edges = [edge for edge, _ in term.band]
    for edge in (*edges, *(EXACT.add(one, _BESIDE) for one in term.open)):
        part = EXACT.multiply(edge, step)
        if term.over is not None:
            yield EXACT.add(term.over, part)
        elif term.under is not None:
            yield EXACT.subtract(term.under, part)
        else:
            yield part


def rule(term: Term, say: Say, each: str) -> str:
    """Return the rule; `each` is what it says where there is no band."""
    size = "的绝对值" if term.absolute else ""
    lead = f"{name_of(term.label, term.averaged)}{size}{_part(term, say)}"
    if term.band:
        edges = (lambda at: f"{plain(at)} 档") if term.per is not None else say
        words = ("不到", "不超过") if term.upto else ("超过", "达到")
        bands = "、".join(
            f"{words[at not in term.open]} {edges(at)}的{amount(term, points)}"
            for at, points in term.band
        )
        if term.upto:
            bands += f"、再多的{amount(term, term.otherwise)}"
        return with_limits(term, f"{lead}{_steps(term, say)}{bands}")
    return with_limits(term, f"{lead}{each}")


def _steps(term: Term, say: Say) -> str:
    return f"每 {say(term.per)} 算一档{rounding(term)}，" if term.per is not None else ""


def rounding(term: Term) -> str:
    """Return what becomes of less than a step."""
    return {"up": "，不足一档按一档计", "down": "，不足一档不计"}.get(term.whole or "", "")


def _part(term: Term, say: Say) -> str:
    if term.over is not None:
        return f"超过 {say(term.over)}的部分"
    if term.under is not None:
        return f"不到 {say(term.under)}的差额"
    return ""


def said(term: Term, step: Step, say: Say) -> str:
    """Return a step: how much counted, and what it brought."""
    side = "超出" if term.over is not None else "差" if term.under is not None else ""
    x = step.x or ZERO
    measured = f"{figure(x)} 档" if term.per is not None else say(x)
    size = "的绝对值" if term.absolute and not side else ""
    return f"{term.label}{size}{side} {measured}{product_said(term, step)}"


def back(term: Term, row: Row) -> Iterator[Pair]:
    """Yield the keys of lines, steps and bands."""
    if term.band:
        yield "upto" if term.upto else "band", [list(step) for step in term.band]
        if term.otherwise:
            yield "otherwise", term.otherwise
        if term.open:
            yield "open", list(term.open)
    else:
        yield "points", term.points
    for name in ("max", "over", "under", "per", "whole", "compare"):
        if getattr(term, name) is not None:
            yield name, getattr(term, name)
    if term.averaged:
        yield "averaged", term.averaged
    if term.absolute:
        yield "absolute", True
    elif term.signed:
        yield "signed", True
