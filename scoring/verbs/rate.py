"""`rate`: a ratio (1 is 100 %) times points, in steps, or by bands.

“信用贷款规模年增速，得分=7*增速，最多得7分。”（附件1 三.1a）
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.figures import figure, percent
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common, line
from scoring.verbs.verb import Pair, Sample, Verb


def _read(table: Table, sign: int, points: Decimal) -> Term:
    return line.read(table, "rate", sign, in_units=False)


def _inputs(term: Term) -> Iterator[Input]:
    yield Input(
        term.label, "rate", "%", "", signed=term.signed,
        compare=term.compare, averaged=term.averaged,
    )  # fmt: skip


def _rule(term: Term) -> str:
    if term.per is None:
        taken = "得" if term.sign > 0 else "扣"
        return line.rule(term, percent, f" × {figure(term.points)} 分计{taken}分")
    each = f"每 {percent(term.per)} {common.amount(term, term.points)}{line.rounding(term)}"
    return line.rule(term, percent, each)


def _said(term: Term, step: Step) -> str:
    return line.said(term, step, percent)


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "rate", term.label
    yield from line.back(term, row)


VERB = Verb(
    keys={
        "rate": "比率的输入项，1 就是 100%",
        "points": "比率乘以几分",
        "per": "每多少算一档，如 0.01 即一个百分点",
        "whole": "不足一档怎么算：up 进位，down 舍去；不写就按比例",
        "signed": "可以是负数，如增速",
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
        body='add = [{ rate = "完成比例", points = 10 }]',
        given={"完成比例": "85.5%"},
        points=Decimal("8.55"),
        rule="“完成比例” × 10 分计得分；本行最高 10 分。",
        said="完成比例 85.5% × 10 分 = 8.55 分；合计 8.55 分（满分 10 分）",
    ),
)
