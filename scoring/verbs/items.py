"""`items`: points for each item of a checklist that is met.

“每覆盖一项得2分，共14分。”（附件2 二.4，“七有”）
“每覆盖一个领域0.5分，共3分”（附件1 六.1，六种承诺类型）
"""

from decimal import Decimal

from scoring.facts import Values
from scoring.parts import Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import checklist, common
from scoring.verbs.verb import Sample, Verb


def _read(table: Table, sign: int, points: Decimal) -> Term:
    return checklist.read(table, "items", sign)


def _so_far(term: Term, values: Values) -> Values:
    return checklist.counting(term, values, neutral=False)


def _measure(term: Term, values: Values) -> Decimal:
    return Decimal(checklist.met(term, values))


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    low, high = checklist.met(term, values), checklist.most_met(term, values, more)
    return [Decimal(low), Decimal(high)]


def _rule(term: Term) -> str:
    return checklist.rule(term, "每具备一项")


def _said(term: Term, step: Step) -> str:
    return f"{term.label} {step.x} 项{common.product_said(term, step)}"


VERB = Verb(
    keys=checklist.keys("items", "清单，每具备一项给分"),
    read=_read,
    inputs=checklist.inputs,
    wrong=common.sound,
    so_far=_so_far,
    measure=_measure,
    worth=common.times,
    candidates=_candidates,
    rule=_rule,
    said=_said,
    back=checklist.back,
    sample=Sample(
        body='add = [{ items = ["有文件", "有阵地"], list = "两有", points = 5 }]',
        given={"有文件": True, "有阵地": False},
        points=Decimal(5),
        rule="“两有”（有文件、有阵地）每具备一项得 5 分；本行最高 10 分。",
        said="两有 1 项 × 5 分 = 5 分；合计 5 分（满分 10 分）",
    ),
)
