"""`award`: points given by the reviewer, for rows whose criteria the document does not print.

附件2 四.1、四.2、五.1 没有评分标准一栏；READINGS B06：评分人裁量 0-10，须附理由。
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import ONE, UNLIMITED, ZERO
from scoring.facts import UNREPORTED, Values
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Events, Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common
from scoring.verbs.verb import Pair, Sample, Verb, Wrong


def _read(table: Table, sign: int, points: Decimal) -> Term:
    most = common.most_of(table)
    if most is None and points.is_finite():
        most = points
    name = table.text("award", required=True)
    least = table.number("min", ZERO)
    choice = table.worded("choice")
    if choice:
        for key in ("min", "max", "or_none"):
            if key in table.data:
                table.fault(key, "写了 choice 的，分数就是各等次的分，不另写最低最高")
        worth = [points for _, points in choice]
        least, most = min(worth), max(worth)
        if least < 0:
            table.fault("choice", "等次的分数不能是负数")
    events = None
    if "events" in table.data:
        events, least, most = _events(table, points)
    return Term(
        kind="award",
        sign=sign,
        inputs=(name,),
        points=ONE,
        max=most,
        label=name,
        unit="分",
        minimum=least,
        or_none=table.flag("or_none"),
        choice=choice,
        events=events,
    )


def _events(table: Table, points: Decimal) -> tuple[Events, Decimal, Decimal | None]:
    """Marks of every event by itself, and what all of them come to at most."""
    for key in ("choice", "or_none"):
        if key in table.data:
            table.fault(key, "逐件评定的（events）不写这个键")
    one = Events(
        table.text("events", required=True), table.number("min", ZERO), table.positive("max")
    )
    if one.least > one.most:
        table.fault("min", "最低分不能高于最高分")
    total = table.positive("total") if "total" in table.data else None
    if total is None and points.is_finite():
        total = points or None
    return one, ZERO, total


def _inputs(term: Term) -> Iterator[Input]:
    most = UNLIMITED if term.max is None or term.events is not None else term.max
    yield Input(
        term.label, "award", "分", "", minimum=term.minimum, maximum=most, or_none=term.or_none,
        choice=term.choice, events=term.events,
    )  # fmt: skip


def _wrong(row: Row, term: Term) -> Iterator[Wrong]:
    over = [word for word, points in term.choice if points > row.points]
    if over:
        yield "choice", f"“{over[0]}”的分数超过了本行的分值"
    if term.max is not None and term.minimum > term.max:
        yield "min", "最低分不能高于最高分"


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    if term.events is not None and values[term.label] is UNREPORTED:
        return [ZERO, UNLIMITED if term.max is None else term.max]
    if values[term.label] is UNREPORTED:
        lowest = ZERO if term.or_none else term.minimum
        return [lowest, UNLIMITED if term.max is None else term.max]
    return [common.figure_of(term, values)]


def _rule(term: Term) -> str:
    if term.choice:
        said = "、".join(f"{word}{common.amount(term, points)}" for word, points in term.choice)
        return f"“{term.label}”由审核员评定等次：{said}"
    if term.events is not None:
        one = term.events
        span = f"{figure(one.least)} 至 {figure(one.most)} 分"
        most = ""
        if term.max is not None and term.max.is_finite():
            most = f"，合计最多{'计' if term.sign > 0 else '扣'} {figure(term.max)} 分"
        act = "得" if term.sign > 0 else "扣"
        return f"“{term.label}”由审核员逐{one.unit}评定，每{one.unit}{act} {span}{most}"
    none = "，也可以不给分" if term.or_none else ""
    if term.max is None or term.max == UNLIMITED:
        return f"“{term.label}”由审核员评定，{figure(term.minimum)} 分以上{none}"
    span = f"{figure(term.minimum)} 至 {figure(term.max)} 分"
    return f"“{term.label}”由审核员在 {span}之间评定{none}"


def _said(term: Term, step: Step) -> str:
    if term.events is not None:
        return f"{term.label} 合计 {figure(step.x or ZERO)} 分，{common.outcome(term, step)}"
    word = next((word for word, points in term.choice if points == abs(step.value)), "")
    return f"{term.label} {f'{word}，' if word else ''}{common.outcome(term, step)}"


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "award", term.label
    if term.choice:
        yield "choice", [list(one) for one in term.choice]
        return
    if term.events is not None:
        yield "events", term.events.unit
        if term.events.least:
            yield "min", term.events.least
        yield "max", term.events.most
        if term.max is not None and term.max != row.points:
            yield "total", term.max
        return
    if term.max is not None and term.max != row.points:
        yield "max", term.max
    if term.minimum:
        yield "min", term.minimum
    if term.or_none:
        yield "or_none", True


VERB = Verb(
    keys={
        "award": "由审核员评定的输入项",
        "min": "最低几分",
        "max": "最高几分，默认本行分值",
        "or_none": "也可以不给分（0 分），给就不低于 min",
        "events": "逐件评定再相加：每一件在 min 到 max 之间，这里写单位，如“起”",
        "total": "逐件评定的，合计最多几分，默认本行分值",
        "choice": '只在几个等次里评定：[[等次, 几分], …]，如 [["好", 5], ["差", 0]]',
    },
    read=_read,
    inputs=_inputs,
    wrong=_wrong,
    so_far=common.whole_or_nothing,
    measure=common.figure_of,
    worth=common.times,
    candidates=_candidates,
    rule=_rule,
    said=_said,
    back=_back,
    sample=Sample(
        body='add = [{ award = "评定得分" }]',
        given={"评定得分": "7.5"},
        points=Decimal("7.5"),
        rule="“评定得分”由审核员在 0 至 10 分之间评定；本行最高 10 分。",
        said="评定得分 7.5 分；合计 7.5 分（满分 10 分）",
    ),
)
