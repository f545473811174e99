"""One row of a scheme file to a Row: its cells, its terms, its inputs.

Here: keys of rows. Not here: keys of a verb (`verbs`), header and sections (`reading`), sums,
reachability and examples (`checks`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, cast, get_args

from scoring import keys
from scoring.conditions import read_condition
from scoring.exact import UNLIMITED, ZERO
from scoring.factors import inputs_of_factors, read_factors
from scoring.grouped import read_groups
from scoring.inputs import inputs_of, of_terms
from scoring.joint import read_joint
from scoring.model import EACH, Absent, Row
from scoring.parts import (
    Condition,
    Effect,
    EffectKind,
    Example,
    Factor,
    Input,
    Stake,
    Term,
    Want,
)
from scoring.sharing import parted, read_shared
from scoring.stakes import read_stakes
from scoring.table import Table
from scoring.verbs import KINDS, VERBS

_CELLS: Final = ("name", "points", "content", "text", "basis", "method")
_STATES: Final = ("if", "items", "lacking")
"""Verbs that ask how things stand, not how often something was done."""
Known = Mapping[str, Input]


def read_row(table: Table, id: str) -> Row:
    """Return the row a table says; faults are noted on the table."""
    table.only(keys.ROW)
    points = table.number("points", unlimited=True)
    if points < 0:
        table.fault("points", "分值不能是负数")
    terms = (*_terms(table, "add", 1, points), *_terms(table, "deduct", -1, points))
    asks = dict(_asks(table))
    rules = _rules(table, terms, asks)
    shared = tuple(read_shared(table))
    own, borrowed = parted(rules.asked(table, asks), shared)
    return Row(
        id=id,
        name=table.text("name", required=True),
        points=points,
        text=table.text("text"),
        content=table.text("content"),
        basis=table.text("basis"),
        method=table.text("method"),
        by=_by(table, terms),
        reviewer=table.maybe_text("reviewer"),
        ledger=table.flag("ledger"),
        cumulative=table.flag("cumulative"),
        steady=_steady(table, terms),
        short=table.text("short"),
        proof=table.text("proof"),
        wants=tuple(_wants(table)),
        reading=table.text("reading"),
        defect=table.text("defect"),
        printed_cells=tuple(_printed(table)),
        inputs=own,
        shared=shared,
        borrowed=borrowed,
        terms=terms,
        only_if=rules.only_if,
        zero_if=rules.zero_if,
        after=tuple(_after(table)),
        joint=tuple(read_joint(table)),
        grouped=tuple(read_groups(table)),
        effects=rules.effects,
        factors=rules.factors,
        most_if=rules.most_if,
        total_off=rules.total_off,
        start=_start(table, terms, points),
        floor=_floor(table),
        highest=table.flag("highest"),
        units=table.texts("units"),
        classes=table.texts("classes"),
        absent=_absent(table),
        returned=table.returned(),
        asks=tuple(asks.items()),
        examples=tuple(_examples(table)),
    )


@dataclass(frozen=True)
class _Rules:
    """What stands beside the terms of a row: conditions, effects on the grade, factors, stakes."""

    known: Known
    only_if: tuple[Condition, ...]
    zero_if: tuple[Condition, ...]
    effects: tuple[Effect, ...]
    factors: tuple[Factor, ...]
    most_if: tuple[Stake, ...]
    total_off: tuple[Stake, ...]

    def asked(self, table: Table, asks: Mapping[str, str]) -> tuple[Input, ...]:
        """Return every figure and question of the row, its terms' and what stands beside them."""
        figures = {one.name: one for one in inputs_of_factors(self.factors, asks)}
        further = (
            *(one.when for one in self.factors if one.when is not None),
            *(one.when for one in (*self.most_if, *self.total_off)),
            *(one.when for one in self.effects),
        )
        conditions = (*self.only_if, *self.zero_if)
        return inputs_of(table, conditions, {**self.known, **figures}, further, asks)


def _rules(table: Table, terms: tuple[Term, ...], asks: Mapping[str, str]) -> _Rules:
    known = of_terms(table, terms, asks, table.flag("cumulative"))
    only_if, zero_if = (
        tuple(read_condition(table, key, text, known, asks) for text in table.texts(key))
        for key in ("only_if", "zero_if")
    )
    most_if, total_off = (
        tuple(read_stakes(table, key, known, asks)) for key in ("most_if", "total_off")
    )
    effects = tuple(_effects(table, known, asks))
    factors = tuple(read_factors(table, known, asks))
    return _Rules(known, only_if, zero_if, effects, factors, most_if, total_off)


def _steady(table: Table, terms: tuple[Term, ...]) -> bool:
    """Only a state of the quarter's end may be carried over, never what is counted in it (D12)."""
    if not table.flag("steady"):
        return False
    if "by" in table.data or table.flag("ledger"):
        table.fault("steady", "沿用只用于单位自己报的行，由别人提供数据的和台账的不写 steady")
    if any(term.kind not in _STATES for term in terms):
        table.fault("steady", "次数、比率、评定得分每次考核都要重新报，不能沿用：不写 steady")
    return True


def _by(table: Table, terms: tuple[Term, ...]) -> str | None:
    found = table.maybe_text("by")
    if found == EACH and all(term.kind != "marks" for term in terms):
        table.fault("by", f"写“{EACH}”的，这一行要有几方评委（marks）：每一方报自己打的分")
    return found


def _floor(table: Table) -> Decimal:
    if table.data.get("floor") == "不限":
        return UNLIMITED.copy_negate()
    return table.number("floor", ZERO)


def _start(table: Table, terms: tuple[Term, ...], points: Decimal) -> Decimal:
    signs = {term.sign for term in terms}
    if "start" in table.data:
        if signs == {-1}:
            table.fault("start", "只扣分的行从满分起算，不写 start")
        return table.number("start")
    if len(signs) == 2:
        table.fault("start", "又加又扣，要写明从几分起算")
        return ZERO
    if signs == {-1} and points == UNLIMITED:
        table.fault("points", "扣分的行要有分值，不能写“不限”")
        return ZERO
    return points if signs == {-1} else ZERO


def _terms(table: Table, key: str, sign: int, row_points: Decimal) -> Iterator[Term]:
    for one in table.tables(key):
        verbs = [kind for kind in KINDS if kind in one.data]
        if len(verbs) != 1:
            one.fault("", f"每一项要写且只写一个动词：{'、'.join(KINDS)}")
            continue
        verb = VERBS[verbs[0]]
        one.only((*verb.keys, *keys.TERM))
        term = verb.read(one, sign, row_points)
        yield replace(term, own=tuple(_own(one, term, row_points))) if "for" in one.data else term


def _own(table: Table, term: Term, row_points: Decimal) -> Iterator[tuple[str, Term]]:
    """The figures of classes and units, each as the whole term that it makes."""
    base = {key: raw for key, raw in table.data.items() if key != "for"}
    steps = ("band", "upto", "open")
    listed = table.table("for")
    if not listed.data:
        table.fault("for", '要写成 { "一类" = { points = 2 } } 这样')
    for name in listed.data:
        own = listed.table(name)
        own.only(keys.OWN)
        if not own.data:
            own.fault("", "没有写什么数不同")
        kept = (
            base
            if not {"band", "upto"} & set(own.data)
            else {key: raw for key, raw in base.items() if key not in steps}
        )
        whole = Table(table.faults, table.row, {**kept, **own.data}, own.prefix)
        found = VERBS[term.kind].read(whole, term.sign, row_points)
        if found.inputs != term.inputs:
            own.fault("", f"“{name}”的输入项要和这一项的一样，只能改数")
        yield name, found


def _after(table: Table) -> Iterator[tuple[str, Decimal]]:
    listed = table.table("after")
    if "after" in table.data and not listed.data:
        table.fault("after", '要写成 { "一.1" = 6 } 这样：行的编号和分数')
    for row in listed.data:
        yield row, listed.positive(row)


def _effects(table: Table, known: Known, asks: Collection[str]) -> Iterator[Effect]:
    for one in table.tables("effects"):
        one.only(keys.EFFECT)
        kind = one.choice("effect", get_args(EffectKind), "")
        when = read_condition(one, "when", one.text("when", required=True), known, asks)
        yield Effect(when, cast("EffectKind", kind))


def _absent(table: Table) -> Absent | Decimal | None:
    raw = table.data.get("absent")
    if raw is None:
        return None
    if raw == "zero" or raw == "full" or raw == "rescale":
        return raw
    if isinstance(raw, str):
        table.fault(
            "absent",
            "只能写 zero、full、rescale 或一个分数；取决于其他单位的（如全县平均），"
            "请改成由信用办提供的输入项",
        )
        return None
    return table.as_number("absent", raw)


def _asks(table: Table) -> Iterator[tuple[str, str]]:
    questions = table.table("ask")
    for name in questions.data:
        yield name, questions.text(name, required=True)


def _wants(table: Table) -> Iterator[Want]:
    if not isinstance(table.data.get("wants"), dict):
        yield from (Want(text) for text in table.texts("wants"))
        return
    listed = table.table("wants")
    for of in listed.data:
        yield from (Want(text, of) for text in listed.texts(of))


def _printed(table: Table) -> Iterator[tuple[str, str]]:
    if isinstance(table.data.get("printed"), str):
        yield "", table.text("printed", required=True)
        return
    cells = table.table("printed")
    cells.only(_CELLS)
    for cell in cells.data:
        yield cell, cells.text(cell)


def _examples(table: Table) -> Iterator[Example]:
    for one in table.tables("example"):
        one.only(keys.EXAMPLE)
        given = one.data.get("given")
        if not isinstance(given, dict):
            one.fault("given", '缺少，要写成 { "输入项" = 值 }')
            given = {}
        yield Example(tuple(given.items()), one.number("score"), tuple(_others(one)))


def _others(table: Table) -> Iterator[tuple[str, tuple[object, ...]]]:
    listed = table.table("others")
    for name, raw in listed.data.items():
        if isinstance(raw, list):
            yield name, tuple(raw)
        else:
            listed.fault(name, "要写成一列数，如 [500, 320]")
