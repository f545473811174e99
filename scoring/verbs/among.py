"""`among`: a figure of the unit's own against those that the other units reported.

“按引资额排名，前三名得5分，4至10名得3分，其余1分”, “高于全县平均的得2分”, “第一名满分，其余按与
第一名的比例得分”, “末位不得分”. Not here: a place that somebody else supplies (`rank`).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from scoring import fields
from scoring.exact import EXACT, ONE, UNLIMITED, ZERO, plain
from scoring.facts import UNREPORTED, Values
from scoring.figures import figure, percent
from scoring.model import Row
from scoring.parts import Field, Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common
from scoring.verbs.verb import Pair, Sample, Verb, Wrong

_MEANS = {"above": "高于平均值的", "reach": "达到平均值的", "below": "低于平均值的"}
_TWO: Final = 2
_ENOUGH = {"above": (ONE,), "reach": (ONE, ZERO), "below": (-ONE,)}


def _read(table: Table, sign: int, points: Decimal) -> Term:
    name = table.text("among", required=True)
    placed = "places" in table.data or "last" in table.data
    if placed + ("mean" in table.data) + ("share" in table.data) != 1:
        table.fault(
            "", "按名次（places、last）、和平均值比（mean）、按比例（share）只写一种，也要写一种"
        )
    if placed and "points" in table.data:
        table.fault("points", "名次表里已经有分数，不再写 points")
    if "otherwise" in table.data and "places" not in table.data:
        table.fault("otherwise", "只和 places 一起写")
    for key in ("places", "last"):
        if any(edge != edge.to_integral_value() or edge < 1 for edge, _ in table.pairs(key)):
            table.fault(key, "名次要是 1、2、3 这样的整数")
    unit = table.text("unit", required=True)
    return Term(
        kind="among",
        sign=sign,
        inputs=(name,),
        label=name,
        unit=unit,
        points=ONE if placed else table.positive("points"),
        max=common.most_of(table),
        band=table.pairs("places"),
        otherwise=table.number("otherwise", ZERO),
        last=table.pairs("last"),
        mean=table.choice("mean", tuple(_MEANS), "") if "mean" in table.data else "",
        share=table.choice("share", ("first", "mean"), "") if "share" in table.data else "",
        less=table.flag("less"),
        within=table.choice("within", ("class",), "") if "within" in table.data else "",
        missing=table.choice("missing", ("out", "zero"), "out"),
        signed=table.flag("signed"),
    )


def _inputs(term: Term) -> Iterator[Input]:
    if term.unit == "%":
        yield Input(term.label, "rate", "", "", signed=term.signed)
    else:
        yield Input(term.label, "amount", term.unit, "", signed=term.signed)


def _wrong(row: Row, term: Term) -> Iterator[Wrong]:
    if row.ledger:
        yield "ledger", "台账里只有次数，不和其他单位比"
    if term.share and term.signed:
        yield "signed", "可以是负数的，按比例算没有意义：去掉 signed，或者按名次"
    if term.less and term.mean:
        yield "less", '和平均值比的，少的好写 mean = "below"'


def _so_far(term: Term, values: Values) -> Values | None:
    return None if term.field is None else common.whole_or_nothing(term, values)


def _measure(term: Term, values: Values) -> Decimal:
    own, field = common.figure_of(term, values), term.field or Field(())
    if term.mean:
        return fields.over_mean(field, own)
    if term.share:
        best = field.figures[0] if term.share == "first" else fields.mean(field)
        return fields.share(own, best, less=term.less)
    first = fields.place(field, own, less=term.less)
    end = fields.place_from_end(field, own, less=term.less)
    # Where all are equal nobody is the last.
    tail = first > 1 and any(end <= edge for edge, _ in term.last)
    return Decimal(-end if tail else first)


def _worth(term: Term, x: Decimal) -> Decimal:
    if term.mean:
        return common.signed(term, term.points if x in _ENOUGH[term.mean] else ZERO)
    if term.share:
        most = term.points if term.max is None else term.max
        points = min(most, EXACT.multiply(term.points, x)) if x.is_finite() else most
        return common.signed(term, points)
    band = term.band if x > 0 else term.last
    reached = (points for edge, points in band if x.copy_abs() <= edge)
    return common.signed(term, next(reached, term.otherwise))


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    every = _extremes(term)
    if values[term.label] is UNREPORTED or term.field is None:
        return every
    now = _measure(term, values)
    return [now, *(every if more and term.sign > 0 else ())]


def _extremes(term: Term) -> list[Decimal]:
    if term.mean:
        return [-ONE, ZERO, ONE]
    if term.share:
        return [ZERO, ONE, *([UNLIMITED] if term.share == "mean" else [])]
    ends = [edge.copy_negate() for edge, _ in term.last]
    return [ONE, *(edge for edge, _ in term.band), UNLIMITED, *ends]


def _who(term: Term) -> str:
    return "同类各单位" if term.within == "class" else "各单位"


def _rule(term: Term) -> str:
    return common.with_limits(term, f"“{term.label}”{_by(term)}{_absent(term)}")


def _by(term: Term) -> str:
    who, less = _who(term), "少的在前，" if term.less else ""
    if term.mean:
        return f"和{who}的平均值比，{_MEANS[term.mean]}{common.amount(term, term.points)}"
    most = figure(term.points)
    if term.share == "first":
        first = f"第一名{common.amount(term, term.points)}"
        return f"在{who}里{less}{first}，其余按与第一名的比例乘以 {most} 分"
    if term.share:
        limit = figure(term.max or term.points)
        return f"按与{who}平均值的比例乘以 {most} 分，{less}最多 {limit} 分"
    words = [*_spans(term, term.band, "第"), *_spans(term, term.last, "倒数第")]
    if term.band:
        words.append(f"其余{common.amount(term, term.otherwise)}")
    return f"在{who}里{less}排名：{'、'.join(words)}，并列的名次相同"


def _spans(term: Term, band: tuple[tuple[Decimal, Decimal], ...], lead: str) -> Iterator[str]:
    first = 1
    for last, points in band:
        span = f"{lead} {first} 名" if last == first else f"{lead} {first} 至 {plain(last)} 名"
        yield f"{span}{common.amount(term, points)}"
        first = int(last) + 1


def _absent(term: Term) -> str:
    return "（没报的单位按 0 参加比较）" if term.missing == "zero" else "（没报的单位不参加比较）"


def _said(term: Term, step: Step) -> str:
    return f"{term.label}{step.note}，{common.outcome(term, step)}"


def note(term: Term, values: Values, x: Decimal) -> str:
    """Return where a figure stands in its field: places, ties and means, nobody's figure."""
    own, field = common.figure_of(term, values), term.field or Field(())
    count = len(field.figures)
    if term.mean or term.share == "mean":
        return f"：{_level(term, field, own)}，{_beside_mean(term, x)}"
    if term.share:
        turned = "第一名是本单位的" if term.less else "是第一名的"
        return f"：{_who(term)} {count} 家里，{turned} {percent(x)}"
    same = fields.alike(field, own)
    tied = f"（与另外 {same} 家并列）" if same else ""
    from_end = f"倒数第 {plain(-x)} 名" if x < 0 else f"第 {plain(x)} 名"
    return f"：{_who(term)} {count} 家里{from_end}{tied}"


def _level(term: Term, field: Field, own: Decimal) -> str:
    """Say the mean and the own figure; a mean that would tell another's figure is not said.

    That of two does, and so does one that is read before and after somebody has reported.
    """
    told = f"，本单位 {_say(term, own)}"
    who = f"{_who(term)} {len(field.figures)} 家"
    if not field.settled or fields.reported(term, field) == _TWO:
        return f"{who}比{told}"
    return f"{who}平均 {_say(term, fields.mean(field))}{told}"


def _beside_mean(term: Term, x: Decimal) -> str:
    if term.mean:
        return {ONE: "高于平均值", ZERO: "等于平均值", -ONE: "低于平均值"}[x]
    if not x.is_finite():
        return "平均值比本单位的多"
    return f"平均值是本单位的 {percent(x)}" if term.less else f"是平均值的 {percent(x)}"


def _say(term: Term, amount: Decimal) -> str:
    return percent(amount) if term.unit == "%" else f"{figure(amount)} {term.unit}"


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "among", term.label
    yield "unit", term.unit
    said: tuple[Pair, ...] = (
        ("places", [list(step) for step in term.band]),
        ("otherwise", term.otherwise),
        ("last", [list(step) for step in term.last]),
        ("mean", term.mean),
        ("share", term.share),
        ("points", term.points if term.mean or term.share else None),
        ("max", term.max),
        ("less", term.less),
        ("within", term.within),
        ("missing", "zero" if term.missing == "zero" else ""),
        ("signed", term.signed),
    )
    yield from (pair for pair in said if pair[1])


VERB = Verb(
    keys={
        "among": "单位自己报的数，和其他单位报的比",
        "unit": "单位，如“万元”“件”；比率写“%”",
        "places": "名次换分：[[到第几名, 得几分], …]",
        "otherwise": "再往后几分，默认 0；只和 places 一起写",
        "last": "从最后数起的名次换分：[[1, 0]] 就是末位 0 分；数都一样的没有末位",
        "mean": "和平均值比：above 高于平均值的、reach 达到的、below 低于的，得（扣）points 分",
        "share": "按比例：first 第一名得 points 分、其余按与第一名的比例，mean 按与平均值的比例",
        "points": "和平均值比、按比例的，几分",
        "less": "少的好：数小的排在前面",
        "within": "class 只在同一类单位里比；不写的，在这张表的所有单位里比",
        "missing": "没报的单位：out 不参加比较（默认），zero 按 0 参加",
        "signed": "可以是负数，如增速",
        "max": "这一项最多几分；按比例的不写就是 points",
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
        body='add = [{ among = "引资额", unit = "万元", places = [[3, 10], [10, 6]], '
        "otherwise = 2 }]",
        given={"引资额": "320"},
        others={"引资额": ["500", "320", "80"]},
        points=Decimal(10),
        rule="“引资额”在各单位里排名：第 1 至 3 名得 10 分、第 4 至 10 名得 6 分、其余得 2 分，"
        "并列的名次相同（没报的单位不参加比较）；本行最高 10 分。",
        said="引资额：各单位 4 家里第 2 名（与另外 1 家并列），10 分；合计 10 分（满分 10 分）",
    ),
)
