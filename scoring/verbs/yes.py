"""`if`: points for a yes, nothing for a no.

“出台的得2分，未制定的不得分。”（附件1 三.2）
“有违约拖欠中小微企业的货物、工程、服务款项的扣2分”（附件1 五.2）
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import ONE, ZERO
from scoring.facts import UNREPORTED, Values
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common
from scoring.verbs.verb import Pair, Sample, Verb


def _read(table: Table, sign: int, points: Decimal) -> Term:
    name = table.text("if", required=True)
    return Term("if", sign, (name,), table.positive("points"), label=name)


def _inputs(term: Term) -> Iterator[Input]:
    yield Input(term.label, "flag", "", "")


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    if values[term.label] is UNREPORTED:
        return [ZERO, ONE]
    known = common.figure_of(term, values)
    return [known, ONE] if more and term.sign > 0 else [known]


def _rule(term: Term) -> str:
    return f"“{term.label}”的{common.amount(term, term.points)}"


def _said(term: Term, step: Step) -> str:
    return f"{term.label}：{'是' if step.x else '否'}，{common.outcome(term, step)}"


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "if", term.label
    yield "points", term.points


VERB = Verb(
    keys={"if": "是否的输入项", "points": "是则几分"},
    read=_read,
    inputs=_inputs,
    wrong=common.sound,
    so_far=common.whole_or_nothing,
    measure=common.figure_of,
    worth=common.times,
    candidates=_candidates,
    rule=_rule,
    said=_said,
    back=_back,
    sample=Sample(
        body='add = [{ if = "已出台", points = 10 }]',
        given={"已出台": True},
        points=Decimal(10),
        rule="“已出台”的得 10 分；本行最高 10 分。",
        said="已出台：是，10 分；合计 10 分（满分 10 分）",
    ),
)
