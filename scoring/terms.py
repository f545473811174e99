"""The arithmetic of one term: what it measures, what that is worth, and its bounds.

Here: the door to what each verb does (`verbs`), for rows. Not here: rows (`rowwise`) and words
(`sentence`).
"""

from collections.abc import Iterable
from decimal import Decimal

from scoring.exact import ZERO
from scoring.facts import Values
from scoring.model import Row
from scoring.parts import Term
from scoring.verbs import VERBS

__all__ = ["Values", "bounds", "measure", "sides", "so_far", "together", "worth"]


def so_far(term: Term, values: Values) -> Values | None:
    """Return values a term can be measured with now, or None while it must wait."""
    return VERBS[term.kind].so_far(term, values)


def measure(term: Term, values: Values) -> Decimal:
    """Return x of a term whose inputs all have values: a count, 1 for yes, a rate, points."""
    return VERBS[term.kind].measure(term, values)


def worth(term: Term, x: Decimal) -> Decimal:
    """Return the signed points of a term for its x."""
    return VERBS[term.kind].worth(term, x)


def bounds(term: Term, values: Values, *, more: bool) -> tuple[Decimal, Decimal]:
    """Return the least and the most a term can bring.

    With `more` false: over every value of its unreported inputs. With `more` true: also with
    what the unit could still do (more activities, another item), never with an error undone.
    """
    verb = VERBS[term.kind]
    options = [verb.worth(term, x) for x in verb.candidates(term, values, more)]
    return min(options), max(options)


def together(row: Row, amounts: Iterable[tuple[Term, Decimal]]) -> Decimal:
    """Return what terms bring together: their sum, or with `highest` the best of each side.

    就高不就低: of what adds the largest counts, of what deducts the heaviest; a row that does both
    keeps one of each.
    """
    if not row.highest:
        return sum((amount for _, amount in amounts), ZERO)
    return sum(sides(row, amounts), ZERO)


def sides(row: Row, amounts: Iterable[tuple[Term, Decimal]]) -> tuple[Decimal, Decimal]:
    """Return what adds and what deducts, each by itself."""
    gains: list[Decimal] = []
    losses: list[Decimal] = []
    for term, amount in amounts:
        (gains if term.sign > 0 else losses).append(amount)
    if row.highest:
        return max(gains, default=ZERO), min(losses, default=ZERO)
    return sum(gains, ZERO), sum(losses, ZERO)
