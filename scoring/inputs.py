"""From the terms of a row to the inputs it asks for.

Here: which inputs a row has, in the order they are asked: gates, terms, effects. Not here: the
values (`facts`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from scoring import averaged
from scoring.conditions import input_of
from scoring.parts import Condition, Input, Term
from scoring.table import Table
from scoring.verbs import VERBS


def of_terms(
    table: Table, terms: tuple[Term, ...], asks: Mapping[str, str], cumulative: bool
) -> dict[str, Input]:
    """Return the inputs of a row's terms; one named twice must be the same thing both times."""
    found: dict[str, Input] = {}
    for term in terms:
        for one in _of_term(term, asks, cumulative):
            _join(table, found, one)
    return found


def inputs_of(
    table: Table,
    gates: tuple[Condition, ...],
    from_terms: Mapping[str, Input],
    events: tuple[Condition, ...],
    asks: Mapping[str, str],
) -> tuple[Input, ...]:
    """Return a row's inputs; a condition's that no term knows is a question of its own."""
    found: dict[str, Input] = {}
    for one in gates:
        found[one.input] = from_terms.get(one.input) or _of_condition(table, one, found, asks)
    found |= from_terms
    for one in events:
        if one.input not in from_terms:
            found[one.input] = _of_condition(table, one, found, asks)
    _check_asks(table, found, asks)
    return tuple(found.values())


def _of_term(term: Term, asks: Mapping[str, str], cumulative: bool) -> Iterator[Input]:
    for found in VERBS[term.kind].inputs(term):
        one = replace(found, cumulative=cumulative and found.kind == "count")
        yield replace(one, ask=asks.get(one.checklist or one.name) or one.ask or question(one))


def _join(table: Table, found: dict[str, Input], one: Input) -> None:
    before = found.setdefault(one.name, one)
    if before is one:
        return
    if one.kind in ("flag", "award", "named"):
        table.fault("", f"输入项“{one.name}”重复了")
    elif _kind(before) != _kind(one):
        table.fault("", f"输入项“{one.name}”前后的种类或单位不一致")


def _kind(one: Input) -> tuple[object, ...]:
    return one.kind, one.unit, one.signed, one.averaged


def _of_condition(
    table: Table, condition: Condition, found: Mapping[str, Input], asks: Mapping[str, str]
) -> Input:
    one = input_of(condition)
    before = found.get(one.name, one)
    if before.kind != one.kind:
        table.fault("", f"条件“{condition}”里的“{one.name}”前后的种类不一致")
    return replace(one, ask=asks.get(one.name) or question(one))


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
        case "rate" if one.averaged:
            return f"“{one.name}”是多少？{averaged.how(one.averaged, '95%、88%、90.5%')}"
        case "amount" if one.averaged:
            return f"“{one.name}”是多少{one.unit}？{averaged.how(one.averaged, '95、88、90.5')}"
        case "rate":
            return f"“{one.name}”是多少？可以写成 12.5% 或 0.125。"
        case "amount":
            return f"“{one.name}”是多少{one.unit}？可以带小数，没有就填 0。"
        case "award":
            return f"“{one.name}”由审核员评定，请说明做了什么并附上佐证材料。"
        case "named":
            return f"“{one.name}”有哪几{one.unit}？"
        case "flag":
            listed = one.checklist
            return f"是否“{one.name}”？" if listed is None else f"“{listed}”具备哪几项？"
        case _:
            assert_never(one.kind)
