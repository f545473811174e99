"""A checklist answered item by item: what `items` and `lacking` share.

Here: names, label, what is met and what may still be. Not here: whether met or missing items
count (`items`, `lacking`).
"""

from collections.abc import Iterator

from scoring.facts import UNREPORTED, Values
from scoring.model import Row
from scoring.parts import Input, Term, TermKind
from scoring.table import Table
from scoring.verbs import common
from scoring.verbs.verb import Pair


def keys(verb: str, explained: str) -> dict[str, str]:
    """Return the keys beside a list."""
    rest = {"list": "清单名", "points": "每项几分", "max": "这一项最多几分"}
    return {verb: explained, **rest}


def read(table: Table, verb: TermKind, sign: int) -> Term:
    """Return the term of a list."""
    names = table.texts(verb)
    if not names:
        table.fault(verb, "清单不能是空的")
    return Term(
        kind=verb,
        sign=sign,
        inputs=names,
        label=table.text("list", required="list" in table.data, default="清单"),
        unit="项",
        points=table.positive("points"),
        max=common.most_of(table),
    )


def inputs(term: Term) -> Iterator[Input]:
    """Yield a yes/no for each item."""
    for name in term.inputs:
        yield Input(name, "flag", "", "", checklist=term.label)


def met(term: Term, values: Values) -> int:
    """Return how many items are met."""
    return sum(values[name] is True for name in term.inputs)


def most_met(term: Term, values: Values, more: bool) -> int:
    """Return how many items may turn out to be met, with `more` also by what is still done."""
    open_ = (values[name] is UNREPORTED or (more and not values[name]) for name in term.inputs)
    return met(term, values) + sum(open_)


def counting(term: Term, values: Values, neutral: bool) -> Values:
    """Return the values with open items standing for what brings and takes nothing."""
    return {n: neutral if values[n] is UNREPORTED else values[n] for n in term.inputs}


def rule(term: Term, each: str) -> str:
    """Return the rule of a list, its items named."""
    listed = f"“{term.label}”（{'、'.join(term.inputs)}）"
    return common.with_limits(term, f"{listed}{each}{common.amount(term, term.points)}")


def back(term: Term, row: Row) -> Iterator[Pair]:
    """Yield the keys of a list."""
    yield term.kind, list(term.inputs)
    yield "list", term.label
    yield "points", term.points
    if term.max is not None:
        yield "max", term.max
