"""`rank`: points by a place among all units, which somebody else must supply.

本办法没有这样的行；其他县常见“第一名得 10 分，第二、三名得 8 分，其余得 5 分”。
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import ONE, UNLIMITED, ZERO, plain
from scoring.facts import UNREPORTED, Values
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs import common
from scoring.verbs.verb import Pair, Sample, Verb, Wrong


def _read(table: Table, sign: int, points: Decimal) -> Term:
    places = table.pairs("table")
    if not places and "table" not in table.data:
        table.fault("table", "缺少，必须写名次换分的表")
    name = table.text("rank", required=True)
    return Term(
        kind="rank",
        sign=sign,
        inputs=(name,),
        label=name,
        unit="名",
        points=ONE,
        band=places,
        otherwise=table.number("otherwise", ZERO),
        compare=table.maybe_text("compare"),
    )


def _inputs(term: Term) -> Iterator[Input]:
    ask = f"“{term.label}”是第几名？"
    yield Input(term.label, "count", "名", ask, least=1, compare=term.compare)


def _wrong(row: Row, term: Term) -> Iterator[Wrong]:
    if row.by is None:
        yield "by", "名次取决于其他单位，单位自己报不了，要用 by 写明由谁提供"


def _worth(term: Term, x: Decimal) -> Decimal:
    reached = (points for last, points in term.band if x <= last)
    return common.signed(term, next(reached, term.otherwise))


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    """Return the places among which the least and the most lie; a better one is a smaller one."""
    places = [ONE, *(last for last, _ in term.band), UNLIMITED]
    if values[term.label] is UNREPORTED:
        return places
    known = common.figure_of(term, values)
    better = [one for one in places if one < known] if more and term.sign > 0 else []
    return [known, *better]


def _rule(term: Term) -> str:
    words, first = [], 1
    for last, points in term.band:
        span = f"第 {first} 名" if last == first else f"第 {first} 至 {plain(last)} 名"
        words.append(f"{span}{common.amount(term, points)}")
        first = int(last) + 1
    words.append(f"其余{common.amount(term, term.otherwise)}")
    return common.with_limits(term, f"“{term.label}”{'、'.join(words)}")


def _said(term: Term, step: Step) -> str:
    return f"{term.label}第 {plain(step.x or ZERO)} 名，{common.outcome(term, step)}"


def _back(term: Term, row: Row) -> Iterator[Pair]:
    yield "rank", term.label
    yield "table", [list(step) for step in term.band]
    if term.otherwise:
        yield "otherwise", term.otherwise
    if term.compare is not None:
        yield "compare", term.compare


VERB = Verb(
    keys={
        "rank": "名次的输入项，须由 by 写明的机构提供",
        "table": "名次换分：[[到第几名, 得几分], …]",
        "otherwise": "再往后几分，默认 0",
        "compare": "按什么排的名次",
    },
    read=_read,
    inputs=_inputs,
    wrong=_wrong,
    so_far=common.whole_or_nothing,
    measure=common.figure_of,
    worth=_worth,
    candidates=_candidates,
    rule=_rule,
    said=_said,
    back=_back,
    sample=Sample(
        body='by = "统计局"\nadd = [{ rank = "名次", table = [[1, 10], [3, 8]], otherwise = 5 }]',
        given={"名次": 2},
        points=Decimal(8),
        rule=(
            "“名次”第 1 名得 10 分、第 2 至 3 名得 8 分、其余得 5 分；本行最高 10 分；"
            "数据由统计局提供。"
        ),
        said="名次第 2 名，8 分；合计 8 分（满分 10 分）",
    ),
)
