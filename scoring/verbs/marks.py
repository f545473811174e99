"""`marks`: several assessors mark one row, and their marks count by weights.

“民主测评：领导评价占40%，部门互评占30%，群众评价占30%”. Whoever has not marked yet brings
nothing, and is said. Not here: what one reviewer gives (`award`).
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import EXACT, ONE, ZERO, plain, quotient
from scoring.facts import UNREPORTED, Values
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common
from scoring.verbs.verb import Pair, Sample, Verb, Wrong

_WHOLE = Decimal(100)


def _read(table: Table, sign: int, points: Decimal) -> Term:
    name = table.text("marks", required=True)
    assessors = table.worded("assessors")
    if "assessors" not in table.data:
        table.fault("assessors", "缺少，必须写")
    elif sum((weight for _, weight in assessors), ZERO) != _WHOLE:
        table.fault("assessors", "各方的权重合计要是 100")
    if any(weight <= 0 for _, weight in assessors):
        table.fault("assessors", "各方的权重要大于 0")
    worth = table.positive("points", points if points.is_finite() else None)
    return Term(
        kind="marks",
        sign=sign,
        inputs=tuple(_input_of(name, who) for who, _ in assessors),
        label=name,
        unit="分",
        points=worth,
        target=table.positive("out_of", worth),
        choice=assessors,
    )


def _input_of(name: str, assessor: str) -> str:
    return f"{name}（{assessor}）"


def _inputs(term: Term) -> Iterator[Input]:
    most = term.target or ONE
    for name in term.inputs:
        ask = f"“{name}”打多少分？0 到 {plain(most)} 分，可以带小数。"
        yield Input(name, "amount", "分", ask, maximum=most)


def _wrong(row: Row, term: Term) -> Iterator[Wrong]:
    if row.ledger:
        yield "ledger", "台账里只有次数，没有评分"


def _so_far(term: Term, values: Values) -> Values | None:
    known = {name: values[name] for name in term.inputs if values[name] is not UNREPORTED}
    return known or None


def _measure(term: Term, values: Values) -> Decimal:
    """Return the mark of all together: of those who have marked, each by its weight."""
    given = [
        (weight, Decimal(values[name]))  # type: ignore[arg-type]  # answered
        for name, (_, weight) in zip(term.inputs, term.choice, strict=True)
        if values.get(name, UNREPORTED) is not UNREPORTED
    ]
    total = sum((EXACT.multiply(weight, mark) for weight, mark in given), ZERO)
    return quotient(total, _WHOLE)


def _worth(term: Term, x: Decimal) -> Decimal:
    return common.signed(term, quotient(EXACT.multiply(term.points, x), term.target or ONE))


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    most = term.target or ONE
    open_ = {name for name in term.inputs if values[name] is UNREPORTED}
    ways: list[Values] = [values]
    if open_:
        ways = [{**values, **dict.fromkeys(open_, mark)} for mark in (ZERO, most)]
    return [_measure(term, one) for one in ways]


def _rule(term: Term) -> str:
    shares = "、".join(f"{who}占 {plain(weight)}%" for who, weight in term.choice)
    most = term.target or ONE
    marked = "" if most == term.points else f"打 0 到 {plain(most)} 分，"
    worth = common.amount(term, term.points)
    return f"“{term.label}”由几方{marked}按权重合成：{shares}，满分{worth}（还没有打分的先按 0 分）"


def _said(term: Term, step: Step) -> str:
    most = term.target or ONE
    found = f"{term.label}：{step.note}，合成 {figure(step.x or ZERO)} 分"
    if most == term.points:
        return found if term.sign > 0 else f"{found}，{common.outcome(term, step)}"
    return f"{found}，按满分 {plain(most)} 折成 {common.outcome(term, step)}"


def note(term: Term, values: Values) -> str:
    """Return who marked what, by which weight, and who has not."""
    parts, silent = [], []
    for name, (who, weight) in zip(term.inputs, term.choice, strict=True):
        raw = values.get(name, UNREPORTED)
        if raw is UNREPORTED:
            silent.append(who)
        else:
            parts.append(f"{who} {figure(Decimal(raw))} × {plain(weight)}%")  # type: ignore[arg-type] # answered
    gone = f"（{'、'.join(silent)}还没有打分）" if silent else ""
    return f"{' + '.join(parts)}{gone}"


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "marks", term.label
    yield "assessors", [list(one) for one in term.choice]
    if term.points != row.points:
        yield "points", term.points
    if term.target != term.points:
        yield "out_of", term.target


VERB = Verb(
    keys={
        "marks": "几方评委各打各的分，按权重合成",
        "assessors": "各方和权重（百分数），合计 100：[[谁, 百分之几], …]",
        "out_of": "每一方最多打几分，如按百分制打的写 100；不写就是 points",
        "points": "合成的满分折成几分，默认本行分值",
    },
    read=_read,
    inputs=_inputs,
    wrong=_wrong,
    so_far=_so_far,
    measure=_measure,
    worth=_worth,
    candidates=_candidates,
    rule=_rule,
    said=_said,
    back=_back,
    sample=Sample(
        body='add = [{ marks = "民主测评", out_of = 100, '
        'assessors = [["领导", 40], ["部门", 30], ["群众", 30]] }]',
        given={"民主测评（领导）": "90", "民主测评（部门）": "80", "民主测评（群众）": "85"},
        points=Decimal("8.55"),
        rule="“民主测评”由几方打 0 到 100 分，按权重合成：领导占 40%、部门占 30%、群众占 30%，"
        "满分得 10 分（还没有打分的先按 0 分）；本行最高 10 分。",
        said="民主测评：领导 90 × 40% + 部门 80 × 30% + 群众 85 × 30%，合成 85.5 分，"
        "按满分 100 折成 8.55 分；合计 8.55 分（满分 10 分）",
    ),
)
