"""`each`: so many points for each one counted.

“每自主开展一次的得0.5分；最高得5分。”（附件1 四.1）
“有迟报、错报的每条扣 0.5 分, 最高扣 7.5 分。”（附件1 二.1）
“每提供1个具体案例的得4分，共8分。”（附件1 六.2）
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import plain
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common, line
from scoring.verbs.verb import Pair, Sample, Verb


def _read(table: Table, sign: int, points: Decimal) -> Term:
    return line.read(table, "each", sign, in_steps=False)


def _inputs(term: Term) -> Iterator[Input]:
    yield Input(term.label, "count", term.unit, "", compare=term.compare)


def _rule(term: Term) -> str:
    each = f"每{term.unit}{common.amount(term, term.points)}"
    return line.rule(term, lambda count: f"{plain(count)} {term.unit}", each)


def _said(term: Term, step: Step) -> str:
    return line.said(term, step, lambda count: f"{plain(count)} {term.unit}")


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "each", term.label
    yield "unit", term.unit
    yield from line.back(term, row)


VERB = Verb(
    keys={"each": "计数的输入项", "unit": "单位，如“次”", "points": "每个几分", **line.KEYS},
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
        body='add = [{ each = "宣传活动", unit = "次", points = 2 }]',
        given={"宣传活动": 3},
        points=Decimal(6),
        rule="“宣传活动”每次得 2 分；本行最高 10 分。",
        said="宣传活动 3 次 × 2 分 = 6 分；合计 6 分（满分 10 分）",
    ),
)
