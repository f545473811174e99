"""`lacking`: points taken for each item of a checklist that is missing.

“成立的得 5 分; 缺一项扣 1 分, 未成立的不得分。”（附件1 一.1；“未成立的不得分”是 `only_if`）
"""

from decimal import Decimal

from scoring.facts import Values
from scoring.parts import Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import checklist, common
from scoring.verbs.verb import Sample, Verb


def _read(table: Table, sign: int, points: Decimal) -> Term:
    if sign > 0:
        table.fault("lacking", "缺项只能扣分，请写在 deduct 里")
    return checklist.read(table, "lacking", sign)


def _so_far(term: Term, values: Values) -> Values:
    return checklist.counting(term, values, neutral=True)


def _measure(term: Term, values: Values) -> Decimal:
    return Decimal(len(term.inputs) - checklist.met(term, values))


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    low, high = checklist.met(term, values), checklist.most_met(term, values, more)
    return [Decimal(len(term.inputs) - low), Decimal(len(term.inputs) - high)]


def _rule(term: Term) -> str:
    return checklist.rule(term, "每缺一项")


def _said(term: Term, step: Step) -> str:
    return f"{term.label}缺 {step.x} 项{common.product_said(term, step)}"


VERB = Verb(
    keys=checklist.keys("lacking", "清单，每缺一项扣分"),
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
        body='deduct = [{ lacking = ["领导", "制度"], list = "要素", points = 1 }]',
        given={"领导": True, "制度": False},
        points=Decimal(9),
        rule="从 10 分起，“要素”（领导、制度）每缺一项扣 1 分；扣到 0 分为止。",
        said="起算 10 分；要素缺 1 项 × 1 分，扣 1 分；合计 9 分（满分 10 分）",
    ),
)
