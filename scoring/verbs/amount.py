"""`amount`: a quantity that may have decimals, in its own unit: money, area, hours, days, a mark.

“招商到位资金每 1000 万元得 1 分”, “逾期每天扣 0.5 分”, “第三方评估 90 分以上的得 10 分”.
Not here: things that are counted one by one (`each`), shares (`rate`).
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import ONE, plain
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common, line
from scoring.verbs.verb import Pair, Sample, Verb


def _read(table: Table, sign: int, points: Decimal) -> Term:
    term = line.read(table, "amount", sign)
    if term.unit == "%":
        table.fault("unit", "比率写 rate，不写 amount")
    return term


def _inputs(term: Term) -> Iterator[Input]:
    yield Input(
        term.label, "amount", term.unit, "", signed=term.signed,
        compare=term.compare, averaged=term.averaged,
    )  # fmt: skip


def _say(term: Term, amount: Decimal) -> str:
    return f"{figure(amount)}{_in_unit(term)}"


def _in_unit(term: Term) -> str:
    """12/10万, but 12 万元: a figure in proportion is written as one."""
    return f"{'' if term.unit.startswith('/') else ' '}{term.unit}"


def _rule(term: Term) -> str:
    bare = term.per is None and term.unit and "/" not in term.unit
    step = term.unit if bare else f" {plain(term.per or ONE)}{_in_unit(term)}".rstrip()
    each = (
        f"每{step}{'' if term.unit else ' '}{common.amount(term, term.points)}{line.rounding(term)}"
    )
    return line.rule(term, lambda amount: _say(term, amount), each)


def _said(term: Term, step: Step) -> str:
    return line.said(term, step, lambda amount: _say(term, amount))


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "amount", term.label
    if term.unit:
        yield "unit", term.unit
    yield from line.back(term, row)


VERB = Verb(
    keys={
        "amount": "可以带小数的数量",
        "unit": "单位，如“万元”“亩”“天”；指数、系数没有单位的不写",
        "points": "每一个单位几分；写了 per 的，每一档几分",
        "per": "每多少算一档，如 100 即每 100 万元",
        "whole": "不足一档怎么算：up 进位，down 舍去；不写就按比例",
        "signed": "可以是负数",
        "absolute": "按绝对值算，正负偏差一样；报的数可以是负数",
        "averaged": "几个下属各报一个数、按平均数算的，写是什么，如“村”：各村平均",
        **line.KEYS,
    },
    read=_read,
    inputs=_inputs,
    wrong=common.supplied,
    so_far=common.whole_or_nothing,
    measure=line.measure,
    worth=line.worth,
    candidates=line.candidates,
    rule=_rule,
    said=_said,
    back=_back,
    sample=Sample(
        body='add = [{ amount = "到位资金", unit = "万元", per = 100, points = 2 }]',
        given={"到位资金": "340.5"},
        points=Decimal("6.81"),
        rule="“到位资金”每 100 万元得 2 分；本行最高 10 分。",
        said="到位资金 3.405 档 × 2 分 = 6.81 分；合计 6.81 分（满分 10 分）",
    ),
)
