"""`named`: things that have a name and a level, each counted once at its highest level.

“获国家级表彰加5分、省级3分、市级1分，同一事项就高不重复”. Not here: levels that are asked one by
one, of which one counts for the whole row (`if` with `highest`).
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring import named
from scoring.exact import ONE, UNLIMITED, ZERO
from scoring.facts import UNREPORTED, Values
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common
from scoring.verbs.verb import Pair, Sample, Verb, Wrong


def _read(table: Table, sign: int, points: Decimal) -> Term:
    name = table.text("named", required=True)
    levels = table.worded("levels")
    if "levels" not in table.data:
        table.fault("levels", "缺少，必须写")
    if any(worth <= 0 for _, worth in levels):
        table.fault("levels", "各级的分数要大于 0")
    if any(set(word) & set("：:；;\n") for word, _ in levels):
        table.fault("levels", "级别的名称里不能有冒号和分号")
    return Term(
        kind="named", sign=sign, inputs=(name,), points=ONE, max=common.most_of(table),
        label=name, unit=table.text("unit", default="项"), choice=levels,
    )  # fmt: skip


def _inputs(term: Term) -> Iterator[Input]:
    yield Input(term.label, "named", term.unit, "", choice=term.choice)


def _wrong(row: Row, term: Term) -> Iterator[Wrong]:
    most = row.points if term.max is None else min(term.max, row.points)
    over = [word for word, points in term.choice if points > most]
    if over and term.sign > 0:
        yield "levels", f"“{over[0]}”一件的分数就超过了最多能得的分"


def _measure(term: Term, values: Values) -> Decimal:
    return named.worth_of(str(values[term.label]), term.choice)


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    most = UNLIMITED if term.max is None else term.max
    if values[term.label] is UNREPORTED:
        return [ZERO, most]
    now = _measure(term, values)
    return [now, most] if more else [now]


def _rule(term: Term) -> str:
    levels = "、".join(f"{word}{common.amount(term, points)}" for word, points in term.choice)
    words = f"“{term.label}”每{term.unit}按级别：{levels}，同一{term.unit}只按最高的级别计一次"
    return common.with_limits(term, words)


def _said(term: Term, step: Step) -> str:
    x = step.x or ZERO
    listed = f"{term.label}：{step.note}" if step.note else f"{term.label} 没有"
    if step.cap is not None and x > step.cap:
        most = f"合计 {figure(x)} 分，最多 {figure(step.cap)} 分"
        return f"{listed}，{most}，计 {common.outcome(term, step)}"
    return f"{listed}，{common.outcome(term, step)}"


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "named", term.label
    if term.unit != "项":
        yield "unit", term.unit
    yield "levels", [list(one) for one in term.choice]
    if term.max is not None:
        yield "max", term.max


VERB = Verb(
    keys={
        "named": "有名称、有级别的事项：单位逐件报名称和级别",
        "unit": "单位，默认“项”",
        "levels": '各级几分：[[级别, 几分], …]，如 [["国家级", 5], ["省级", 3]]',
        "max": "这一项最多几分",
    },
    read=_read,
    inputs=_inputs,
    wrong=_wrong,
    so_far=common.whole_or_nothing,
    measure=_measure,
    worth=common.times,
    candidates=_candidates,
    rule=_rule,
    said=_said,
    back=_back,
    sample=Sample(
        body='add = [{ named = "表彰", levels = [["国家级", 5], ["省级", 3], ["市级", 1]] }]',
        given={"表彰": [["诚信街区", "市级"], ["诚信街区", "省级"], ["典型案例", "市级"]]},
        points=Decimal(4),
        rule="“表彰”每项按级别：国家级得 5 分、省级得 3 分、市级得 1 分，"
        "同一项只按最高的级别计一次；本行最高 10 分。",
        said="表彰：诚信街区 省级 3 分、典型案例 市级 1 分"
        "（“诚信街区”报了 2 次，只按最高的计一次），4 分；合计 4 分（满分 10 分）",
    ),
)
