"""`ratio`: two reported counts divided, such as what was done by what was due, with a target.

本办法没有这样的行；其他县常见“按时办结率达到 95% 得满分，不到的按比例计”。
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import ONE, ZERO, quotient
from scoring.facts import UNREPORTED, Values
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common, line
from scoring.verbs.verb import Pair, Sample, Verb


def _read(table: Table, sign: int, points: Decimal) -> Term:
    names = table.texts("ratio")
    if len(names) != 2 or len(set(names)) != 2:
        table.fault("ratio", '要写成两个不同的输入项，如 ["办结数", "应办结数"]')
        names = (*names, "", "")[:2]
    bands = line.bands_of(table)
    over, under = line.lines_of(table)
    target = table.positive("target") if "target" in table.data else None
    if target is not None and (bands.band or over is not None or under is not None):
        table.fault("target", "达到目标得满分、不到的按比例，不再写 band、upto、over、under")
    return Term(
        kind="ratio",
        sign=sign,
        inputs=names,
        label=f"{names[0]}÷{names[1]}",
        unit=table.text("unit", required=True),
        points=line.points_of(table, bands.band),
        max=common.most_of(table),
        over=over,
        under=under,
        band=bands.band,
        upto=bands.upto,
        otherwise=bands.otherwise,
        open=bands.open,
        target=target or None,
        empty=table.choice("empty", ("full", "zero"), "zero"),
    )


def _inputs(term: Term) -> Iterator[Input]:
    for name in term.inputs:
        yield Input(name, "count", term.unit, "")


def _counting(term: Term, ratio: Decimal) -> Decimal:
    """Return what counts of a ratio: its part of the target, or what is beyond a line."""
    if term.target is None:
        return line.beyond(term, ratio)
    return min(ONE, quotient(ratio, term.target)) if ratio.is_finite() else ONE


def _ratio(term: Term, values: Values) -> Decimal:
    done, due = (Decimal(values[name]) for name in term.inputs)  # type: ignore[arg-type]  # counts
    if not due:
        return ONE if term.empty == "full" else ZERO
    return quotient(done, due)


def _measure(term: Term, values: Values) -> Decimal:
    if term.empty == "full" and not values[term.inputs[1]] and term.target is not None:
        return ONE
    return _counting(term, _ratio(term, values))


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    open_ = any(values[name] is UNREPORTED for name in term.inputs)
    if open_:
        return [_counting(term, one) for one in line.extremes(term)]
    found = [_measure(term, values)]
    if more and term.sign > 0:
        known = _ratio(term, values)
        found += [_counting(term, one) for one in line.extremes(term) if one > known]
    return found


def _percent(ratio: Decimal) -> str:
    return f"{figure(ratio * 100)}%"


def _rule(term: Term) -> str:
    done, due = term.inputs
    taken = "得" if term.sign > 0 else "扣"
    each = f" × {figure(term.points)} 分计{taken}分"
    if term.target is not None:
        amount = common.amount(term, term.points)
        each = f"达到 {_percent(term.target)}{amount}，不到的按比例计"
    said = line.rule(term, _percent, each).replace(f"“{term.label}”", f"“{done}”占“{due}”的比例", 1)
    empty = "按 100% 计" if term.empty == "full" else "按 0 计"
    return f"{said}，“{due}”为 0 的{empty}"


def _said(term: Term, step: Step) -> str:
    x = step.x or ZERO
    if term.target is None:
        return line.said(term, step, _percent)
    return f"{term.label}达到目标的 {_percent(x)}{common.product_said(term, step)}"


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "ratio", list(term.inputs)
    yield "unit", term.unit
    yield from line.back(term, row)
    if term.target is not None:
        yield "target", term.target
    if term.empty != "zero":
        yield "empty", term.empty


VERB = Verb(
    keys={
        "ratio": '两个数相除，如 ["办结数", "应办结数"]',
        "unit": "两个数的单位，如“件”",
        "points": "比例乘以几分；写了 target 的，达到目标得几分",
        "target": "目标，如 0.95：达到得满分，不到的按比例",
        "empty": "除数为 0 怎么算：full 按 100%，zero 按 0（默认）",
        **{key: words for key, words in line.KEYS.items() if key != "compare"},
    },
    read=_read,
    inputs=_inputs,
    wrong=common.sound,
    so_far=common.whole_or_nothing,
    measure=_measure,
    worth=line.worth,
    candidates=_candidates,
    rule=_rule,
    said=_said,
    back=_back,
    sample=Sample(
        body='add = [{ ratio = ["办结数", "应办结数"], unit = "件", points = 10, target = 0.8 }]',
        given={"办结数": 6, "应办结数": 10},
        points=Decimal("7.5"),
        rule=(
            "“办结数”占“应办结数”的比例达到 80%得 10 分，不到的按比例计，“应办结数”为 0 的按 0 计；"
            "本行最高 10 分。"
        ),
        said="办结数÷应办结数达到目标的 75% × 10 分 = 7.5 分；合计 7.5 分（满分 10 分）",
    ),
)
