"""From the terms of a row to the inputs it asks for.

Here: which inputs a row has, in the order they are asked: gates, terms, effects. Not here: the
values (`facts`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from scoring.model import Condition, Input, InputKind, Term
from scoring.table import Table
from scoring.verbs import VERBS


def inputs_of(
    table: Table,
    gates: tuple[Condition, ...],
    terms: tuple[Term, ...],
    events: tuple[Condition, ...],
    asks: Mapping[str, str],
    cumulative: bool,
) -> tuple[Input, ...]:
    """Return a row's inputs; one named twice must be the same thing both times."""
    from_terms: dict[str, Input] = {}
    for term in terms:
        for one in _of_term(term, asks, cumulative):
            _join(table, from_terms, one)
    found: dict[str, Input] = {}
    for condition in gates:
        _condition(table, found, from_terms, condition, asks)
    ordered = found | {name: one for name, one in from_terms.items() if name not in found}
    for condition in events:
        _condition(table, ordered, from_terms, condition, asks)
    _check_asks(table, ordered, asks)
    return tuple(ordered.values())


def _of_term(term: Term, asks: Mapping[str, str], cumulative: bool) -> Iterator[Input]:
    for found in VERBS[term.kind].inputs(term):
        one = replace(found, cumulative=cumulative and found.kind == "count")
        yield replace(one, ask=asks.get(one.checklist or one.name) or question(one))


def _join(table: Table, found: dict[str, Input], one: Input) -> None:
    before = found.setdefault(one.name, one)
    if before is one:
        return
    if one.kind == "flag" or one.kind == "award":
        table.fault("", f"输入项“{one.name}”重复了")
    elif (before.kind, before.unit, before.signed) != (one.kind, one.unit, one.signed):
        table.fault("", f"输入项“{one.name}”前后的种类或单位不一致")


def _condition(
    table: Table,
    found: dict[str, Input],
    from_terms: Mapping[str, Input],
    condition: Condition,
    asks: Mapping[str, str],
) -> None:
    """Place a condition's input; one that no term knows is a question of its own."""
    name = condition.input
    known = found.get(name) or from_terms.get(name)
    wanted: InputKind = "flag" if condition.at_least is None else "count"
    if known is None:
        known = Input(name, wanted, "" if wanted == "flag" else "次", "")
        known = replace(known, ask=asks.get(name) or question(known))
    if known.kind != wanted:
        need = f"要写成“{name} >= 1”" if known.kind == "count" else "只能用是否或计数的输入项"
        table.fault("", f"条件“{condition}”{need}")
    found[name] = known


def _check_asks(table: Table, found: Mapping[str, Input], asks: Mapping[str, str]) -> None:
    labels = {one.checklist or one.name for one in found.values()}
    for name in asks:
        if name not in labels:
            table.fault("ask", f"没有叫“{name}”的输入项或清单")


def question(one: Input) -> str:
    """Return the plain question for an input the scheme gives none for."""
    match one.kind:
        case "count":
            return f"“{one.name}”有多少{one.unit}？没有就填 0。"
        case "rate":
            return f"“{one.name}”是多少？可以写成 12.5% 或 0.125。"
        case "award":
            return f"“{one.name}”由审核员评定，请说明做了什么并附上佐证材料。"
        case "flag":
            listed = one.checklist
            return f"是否“{one.name}”？" if listed is None else f"“{listed}”具备哪几项？"
        case _:
            assert_never(one.kind)
