"""`quota`: points once every one of some counts has reached its number.

本办法没有这样的行；石城县 2018 年度：省级 1 篇、市级 2 篇、县级 2 篇为定额，完成得 5 分。
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import ONE, ZERO
from scoring.facts import UNREPORTED, State, Value, Values
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common
from scoring.verbs.verb import Pair, Sample, Verb


def _read(table: Table, sign: int, points: Decimal) -> Term:
    quotas = table.table("quota")
    if not quotas.data:
        table.fault("quota", "不能是空的")
    return Term(
        kind="quota",
        sign=sign,
        inputs=tuple(quotas.data),
        label="、".join(quotas.data),
        unit=table.text("unit", required=True),
        points=table.positive("points"),
        needs=tuple(quotas.whole(name, 1) for name in quotas.data),
    )


def _inputs(term: Term) -> Iterator[Input]:
    for name in term.inputs:
        yield Input(name, "count", term.unit, "")


def _measure(term: Term, values: Values) -> Decimal:
    needs = zip(term.inputs, term.needs, strict=True)
    reached = (int(values[name]) >= need for name, need in needs)  # type: ignore[arg-type]
    return ONE if all(reached) else ZERO


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    open_ = (_filled(term, values, more, low=low) for low in (True, False))
    return [_measure(term, {**values, **one}) for one in open_]


def _filled(term: Term, values: Values, more: bool, low: bool) -> dict[str, Value | State]:
    """Fill the open counts with nothing, or with all that is needed."""
    filled: dict[str, Value | State] = {}
    for name, need in zip(term.inputs, term.needs, strict=True):
        raw = values[name]
        if raw is UNREPORTED:
            filled[name] = 0 if low else need
        elif more and not low and term.sign > 0:
            filled[name] = max(need, int(raw))  # type: ignore[arg-type]  # a count
    return filled


def _rule(term: Term) -> str:
    needs = zip(term.inputs, term.needs, strict=True)
    named = "、".join(f"{name} {need} {term.unit}" for name, need in needs)
    return f"完成定额（{named}）{common.amount(term, term.points)}"


def _said(term: Term, step: Step) -> str:
    return f"{'完成' if step.x else '没有完成'}定额，{common.outcome(term, step)}"


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "quota", dict(zip(term.inputs, term.needs, strict=True))
    yield "unit", term.unit
    yield "points", term.points


VERB = Verb(
    keys={
        "quota": '定额：各输入项都达到才给分，如 { "市级" = 2 }',
        "unit": "单位，如“篇”",
        "points": "完成定额几分",
    },
    read=_read,
    inputs=_inputs,
    wrong=common.sound,
    so_far=common.whole_or_nothing,
    measure=_measure,
    worth=common.times,
    candidates=_candidates,
    rule=_rule,
    said=_said,
    back=_back,
    sample=Sample(
        body='add = [{ quota = { "省级" = 1, "市级" = 2 }, unit = "篇", points = 10 }]',
        given={"省级": 1, "市级": 2},
        points=Decimal(10),
        rule="完成定额（省级 1 篇、市级 2 篇）得 10 分；本行最高 10 分。",
        said="完成定额，10 分；合计 10 分（满分 10 分）",
    ),
)
