"""Worked examples of a row that nobody has worked out yet: a good, a middling and a poor unit.

Here: figures for every input by what its term makes of it, and the points they bring. Not here:
the examples a scheme file holds (`scoring.checks` holds those to their score).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from scoring.exact import EXACT, ZERO, plain
from scoring.facts import NIL, Value
from scoring.model import Row
from scoring.parts import Input, Term
from scoring.peers import in_field
from scoring.rowwise import score_row
from scoring.sharing import joined_row
from scoring.values import values_of

_COUNTS: Final = {1: (5, 2, 0), -1: (0, 2, 5)}
_RATES: Final = ("1", "0.9", "0.5")
_PEERS: Final = (Decimal(10), Decimal(60), Decimal(80), Decimal(100))
"""What other units report in an example of a row that compares."""
_AMONG: Final = (Decimal(120), Decimal(80), Decimal(5))
_SHIFT: Final = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class Sample:
    """Figures in words, and the points the row brings with them."""

    said: str
    points: Decimal


def samples(row: Row) -> tuple[Sample, ...]:
    """Return up to three examples, the best first; such as bring the same figures left out."""
    row = joined_row(row)
    found: dict[str, Sample] = {}
    others = {
        one.name: [figure / 100 for figure in _PEERS] if one.kind == "rate" else _PEERS
        for one in row.inputs
    }
    for level in range(3):
        given = {one.name: _value(row, one, level) for one in row.inputs}
        said = "，".join(_said(row, given))
        beside = in_field(row, dict(given), others)
        result = score_row(row if isinstance(beside, str) else beside, values_of(row, dict(given)))
        if said and said not in found:
            found[said] = Sample(said, result.points)
    return tuple(found.values())


def _value(row: Row, one: Input, level: int) -> Value:
    term = next((term for term in row.terms if one.name in term.inputs), None)
    if one.kind == "flag":
        return _flag(row, one, term, level)
    if one.kind == "named":
        word, _ = max(one.choice, key=lambda pair: pair[1])
        return f"甲：{word}" if level < 2 else NIL
    if one.choice:
        worth = sorted((points for _, points in one.choice), reverse=True)
        falls = term is not None and term.sign < 0
        return (worth[::-1] if falls else worth)[(0, len(worth) // 2, -1)[level]]
    if one.kind == "award":
        most = one.maximum if one.maximum.is_finite() else Decimal(5)
        middle = (one.minimum + most) / 2
        rising = (most, middle, ZERO if one.or_none or not one.minimum else one.minimum)
        falling = rising[::-1]
        return (falling if term is not None and term.sign < 0 else rising)[level]
    if one.kind == "rate":
        return _rate(term, level)
    if term is not None and term.kind == "marks":
        return one.maximum * (Decimal(1), Decimal("0.8"), Decimal("0.5"))[level]
    if one.kind == "amount":
        return _amount(term, level)
    return _count(row, one, term, level)


def _flag(row: Row, one: Input, term: Term | None, level: int) -> bool:
    if term is None:
        if one.name in {stake.when.input for stake in (*row.most_if, *row.total_off)}:
            return level == (1 if row.most_if else 2)  # what it costs is shown once
        gates = {condition.input for condition in row.only_if}
        return one.name in gates and level < 2
    if term.kind in ("items", "lacking"):
        missing = (0, 1, len(term.inputs))[level]
        return term.inputs.index(one.name) < len(term.inputs) - missing
    if term.sign < 0:
        return level == 2
    return level < 2 - (term.inputs[0] != row.terms[0].inputs[0]) if level else True


def _rate(term: Term | None, level: int) -> Decimal:
    if term is None:
        return Decimal(_RATES[level])
    if term.kind == "among":
        return _among(term, level) / 100
    if term.band:
        edges = [edge for edge, _ in term.band]
        return (edges[-1], edges[len(edges) // 2], max(ZERO, edges[0] - _SHIFT))[level]
    if term.under is not None:
        return (term.under, term.under - _SHIFT, term.under - 5 * _SHIFT)[level]
    if term.over is not None:
        return (term.over, term.over + _SHIFT, term.over + 5 * _SHIFT)[level]
    return Decimal(_RATES[level])


def _among(term: Term, level: int) -> Decimal:
    rising = term.less or term.mean == "below"
    return (_AMONG[::-1] if rising != (term.sign < 0) else _AMONG)[level]


def _amount(term: Term | None, level: int) -> Decimal:
    step = Decimal(1) if term is None or term.per is None else term.per
    if term is not None and term.kind == "among":
        return _among(term, level)
    if term is not None and term.band:
        edges = [edge for edge, _ in term.band]
        return (edges[-1], edges[len(edges) // 2], max(ZERO, edges[0] - step / 2))[level]
    if term is not None and term.under is not None:
        return max(ZERO, term.under - (ZERO, step * 3 / 2, step * 4)[level])
    if term is not None and term.over is not None:
        return term.over + (step * 4, step * 3 / 2, ZERO)[level]
    steps = (step * 4, step * 3 / 2, ZERO)
    return (steps if term is None or term.sign > 0 else steps[::-1])[level]


def _count(row: Row, one: Input, term: Term | None, level: int) -> int:
    if one.least:
        return (1, 3, 9)[level]
    if term is None:
        lines = [int(c.line) for c in (*row.only_if, *row.zero_if) if c.input == one.name]
        gates = {condition.input for condition in row.only_if}
        return max(lines, default=1) if one.name in gates else 0
    if term.kind == "quota":
        need = term.needs[term.inputs.index(one.name)]
        return (need, max(0, need - 1), 0)[level]
    if term.kind == "ratio":
        return (20, 20, 20)[level] if one.name == term.inputs[1] else (20, 18, 10)[level]
    if term.band:
        edges = [int(edge) for edge, _ in term.band]
        counts = (edges[-1], edges[len(edges) // 2], max(0, edges[0] - 1))
        return (counts if term.sign > 0 else counts[::-1])[level]
    base = int(term.over or 0) if term.over else 0
    if term.under is not None:
        return (int(term.under), max(0, int(term.under) - 1), 0)[level]
    return base + _COUNTS[term.sign][level]


def _said(row: Row, given: dict[str, Value]) -> Iterator[str]:
    lists: dict[str, list[bool]] = {}
    for one in row.inputs:
        value = given[one.name]
        if one.checklist is not None:
            lists.setdefault(one.checklist, []).append(value is True)
        elif isinstance(value, bool):
            yield f"{one.name}：{'是' if value else '否'}"
        elif one.kind == "named":
            yield f"{one.name} {value}"
        elif one.kind == "rate":
            yield f"{one.name} {plain(EXACT.multiply(Decimal(value), Decimal(100)))}%"
        else:
            yield f"{one.name} {plain(Decimal(value))} {one.unit}"
    for name, met in lists.items():
        yield f"{name} {len(met)} 样有 {sum(met)} 样"
