"""What several verbs do alike: one input, points × x, and the words around them.

Here: parts that a verb takes as they are. Not here: lines and bands of a figure (`line`),
checklists (`checklist`), anything that only one verb does.
"""

from collections.abc import Iterator
from decimal import Decimal

from scoring.exact import EXACT, ZERO
from scoring.facts import UNREPORTED, Values
from scoring.figures import figure
from scoring.model import Row
from scoring.parts import Term
from scoring.result import Step
from scoring.table import Table
from scoring.verbs.verb import Wrong


def most_of(table: Table) -> Decimal | None:
    """Return `max`, the most this one part may bring or take."""
    return table.positive("max") if "max" in table.data else None


def whole_or_nothing(term: Term, values: Values) -> Values | None:
    """A part that cannot be measured before all its inputs are answered."""
    return values if all(values[name] is not UNREPORTED for name in term.inputs) else None


def figure_of(term: Term, values: Values) -> Decimal:
    """Return the answered figure of a part with one input."""
    return Decimal(values[term.inputs[0]])  # type: ignore[arg-type]  # answered


def signed(term: Term, points: Decimal) -> Decimal:
    """Return points bounded by `max`, below 0 where they are taken."""
    if term.max is not None:
        points = min(points, term.max)
    return points if term.sign > 0 else points.copy_negate() if points else ZERO


def times(term: Term, x: Decimal) -> Decimal:
    """Return ±min(max, points × x)."""
    return signed(term, EXACT.multiply(term.points, x))


def sound(row: Row, term: Term) -> Iterator[Wrong]:
    """Nothing of the row can make this part senseless."""
    yield from ()


def supplied(row: Row, term: Term) -> Iterator[Wrong]:
    """What depends on other units must be supplied by somebody who knows them."""
    if term.compare and row.by is None:
        sentence = f"“{term.compare}”取决于其他单位，单位自己报不了，要用 by 写明由谁提供"
        yield "by", sentence


def amount(term: Term, value: Decimal) -> str:
    """Return 得 2 分, 扣 2 分."""
    return f"{'得' if term.sign > 0 else '扣'} {figure(value)} 分"


def with_limits(term: Term, words: str) -> str:
    """Return a rule with the most it counts and what other units have to do with it."""
    if term.max is not None:
        words += f"（这一项最多 {figure(term.max)} 分）"
    if term.compare:
        words += f"（按{term.compare}）"
    return words


def outcome(term: Term, step: Step) -> str:
    """Return what a step brought: 4 分, 扣 2 分."""
    return f"{figure(step.value)} 分" if term.sign > 0 else f"扣 {figure(-step.value)} 分"


def product_said(term: Term, step: Step) -> str:
    """Return how a step was multiplied: “ × 2 分 = 6 分”, or only its outcome for a band."""
    brought = outcome(term, step)
    if step.points is None:
        return f"，{brought}"
    product = step.points * (step.x or ZERO)
    if step.cap is not None and product > step.cap:
        return f" × {figure(step.points)} 分，最多 {figure(step.cap)} 分，计 {brought}"
    return f" × {figure(step.points)} 分{' = ' if term.sign > 0 else '，'}{brought}"
