"""One row: gate × clamp(start + Σ terms, floor, 分值), as steps.

Here: a row's values in, its RowResult out. Not here: checking values (`facts`), totals
(`totals`).
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from scoring import fields, named
from scoring.conditions import holds
from scoring.exact import BOTTOMLESS, ZERO, plain
from scoring.factors import factored, steps_of
from scoring.facts import NOT_APPLICABLE, UNREPORTED
from scoring.grouped import steps_of as steps_of_groups
from scoring.model import Returned, Row
from scoring.parts import Condition, Term, TermKind
from scoring.result import RowResult, Step, StepKind
from scoring.stakes import at_worst, ceiling_step, charges
from scoring.terms import Values, bounds, measure, so_far, together, worth
from scoring.verbs import among, marks

_NOT_PRODUCTS: Final[frozenset[TermKind]] = frozenset(("among", "marks"))
"""Kinds whose worth is not points × x."""


def term_step(place: int, term: Term, values: Values) -> Step | None:
    """Return what a term brings, or None while it must wait for an answer."""
    known = so_far(term, values)
    if known is None:
        return None
    x = measure(term, known)
    points = None if term.band or term.kind in _NOT_PRODUCTS else term.points
    brought = worth(term, x)
    found = Step("term", brought, term.label, place, x, term.unit, points, term.max)
    if term.kind == "named":
        return found._replace(note=named.said(str(known[term.label]), term.choice))
    if term.kind == "marks":
        return found._replace(note=marks.note(term, known))
    return found._replace(note=among.note(term, known, x)) if term.kind == "among" else found


TermStep = Callable[[int, Term, Values], Step | None]


def score_row(row: Row, values: Values, of_term: TermStep = term_step) -> RowResult:
    """Return what the row brings for its values (each input present, perhaps unreported).

    A gate that is not met, or an event that zeroes the row, makes the other inputs unneeded.
    `of_term` may remember what it worked out before.
    """
    known = values.values()
    if NOT_APPLICABLE in known:
        return absent_row(row)
    shut = _shut(row, values) if row.only_if or row.zero_if else None
    if shut:
        return _closed(row, values, shut)
    steps, points = _sum_steps(row, values, of_term)
    for lost in charges(row, values) if row.total_off else ():
        steps.append(lost)
        points += lost.value
    waits = _waits(row)
    if UNREPORTED not in known:
        return RowResult(row.id, points, row.points, tuple(steps), waiting=waits)
    missing = _open(row, values)
    least = _least(row, values)
    earned = min(points, max(least, min(ZERO, points)))
    if earned != points:
        steps.append(Step("unreported", earned - points))
    lower = least if least < earned else None
    return RowResult(row.id, earned, row.points, tuple(steps), missing, least=lower, waiting=waits)


def _closed(row: Row, values: Values, shut: Step) -> RowResult:
    """Return a row that is 0 by a condition; what bears on grade and total is asked yet."""
    watched = _watched(row)
    missing = tuple(name for name in _open(row, values) if name in watched)
    if not row.total_off:
        return RowResult(row.id, ZERO, row.points, (shut,), missing)
    lost = charges(row, values)
    points = sum((one.value for one in lost), ZERO)
    least = at_worst(row, values)[1].copy_negate()
    lower = least if least < points else None
    return RowResult(row.id, points, row.points, (shut, *lost), missing, least=lower)


def returned_row(row: Row, rule: Returned, claimed: Values, accepted: Values | None) -> RowResult:
    """Return the result of a row that was 退回 and not supplemented, by the scheme's rule.

    `accepted` are the figures a reviewer accepted before, None where nobody ever did.
    """
    if rule == "claimed" or (rule == "last_accepted" and accepted is not None):
        found = score_row(row, claimed if accepted is None or rule == "claimed" else accepted)
        return found._replace(steps=(*found.steps, Step("returned", ZERO, rule)), returned=rule)
    found = score_row(row, claimed)
    cut = min(found.points, ZERO) - found.points
    why = "zero" if rule == "zero" else "never_accepted"
    watched = _watched(row)
    return found._replace(
        points=found.points + cut,
        steps=(*found.steps, Step("returned", cut, why)),
        missing=tuple(name for name in found.missing if name in watched),
        least=None,
        absent=None,
        returned=rule,
    )


def absent_row(row: Row) -> RowResult:
    """Return the result of a row that does not apply, counted as its `absent` says."""
    rule = row.absent
    points = rule if isinstance(rule, Decimal) else row.points if rule == "full" else ZERO
    named = plain(rule) if isinstance(rule, Decimal) else rule or "zero"
    return RowResult(row.id, points, row.points, (Step("absent", points),), (), named)


def _open(row: Row, values: Values) -> tuple[str, ...]:
    return tuple(one.name for one in row.inputs if values[one.name] is UNREPORTED)


def _watched(row: Row) -> set[str]:
    """The inputs that bear on the grade or the total, whatever the row itself comes to."""
    return {one.when.input for one in row.effects} | {one.when.input for one in row.total_off}


def _waits(row: Row) -> str:
    """What a row that compares figures still waits for of the other units, in words."""
    found = (fields.waiting(term) for term in row.terms if term.kind == "among")
    return next(filter(None, found), "")


def _shut(row: Row, values: Values) -> Step | None:
    for condition in row.only_if:
        if holds(condition, values) is False:
            return Step("gate", ZERO, str(condition), x=_figure(condition, values))
    for condition in row.zero_if:
        if holds(condition, values):
            return Step("zero", ZERO, str(condition), x=_figure(condition, values))
    return None


def _figure(condition: Condition, values: Values) -> Decimal | None:
    if condition.sign is None:
        return None
    return Decimal(values[condition.input])  # type: ignore[arg-type]  # answered


def _sum_steps(row: Row, values: Values, of_term: TermStep) -> tuple[list[Step], Decimal]:
    """Return start, terms and clamping for what is known, and what they come to."""
    steps, points = [], row.start
    if points:
        steps.append(Step("start", points))
    for place, term in enumerate(row.terms):
        step = of_term(place, term, values)
        if step is not None:
            steps.append(step)
            points += step.value
    if row.highest:
        for step in _highest(row, [step for step in steps if step.kind == "term"]):
            steps.append(step)
            points += step.value
    for step in list(steps_of_groups(row, steps)) if row.grouped else ():
        steps.append(step)
        points += step.value
    if row.factors:
        earned = [(row.terms[one.term or 0], one.value) for one in steps if one.kind == "term"]
        for step in steps_of(row, earned, values):
            steps.append(step)
            points += step.value
    return steps, _bounded(row, values, steps, points)


def _bounded(row: Row, values: Values, steps: list[Step], points: Decimal) -> Decimal:
    """Return points within the row's bounds, with the steps that bring them there."""
    if points > row.points:
        steps.append(Step("cap", row.points - points, cap=row.points))
        points = row.points
    held = ceiling_step(row, values, points)
    if held is not None:
        steps.append(held)
        points += held.value
    if points < row.floor:
        steps.append(Step("floor", row.floor - points, cap=row.floor))
        return row.floor
    return points


def _highest(row: Row, earned: list[Step]) -> Iterator[Step]:
    """Yield what is left out of each side of which only the best, or the heaviest, counts."""
    sides: tuple[tuple[StepKind, int], ...] = (("highest", 1), ("heaviest", -1))
    for kind, sign in sides:
        side = [step for step in earned if row.terms[step.term or 0].sign == sign]
        if len(side) > 1:
            amounts = ((row.terms[step.term or 0], step.value) for step in side)
            yield Step(kind, together(row, amounts) - sum((step.value for step in side), ZERO))


def _least(row: Row, values: Values) -> Decimal:
    """Return the least the row can come to, whatever its open inputs turn out to be.

    A row of which nothing at all is reported, or whose gate is open, comes to nothing; a floor
    above 0 is no reward for silence either.
    """
    lows = ((term, bounds(term, values, more=False)[0]) for term in row.terms)
    total = row.start + factored(row, lows, values, min)
    top, lost = at_worst(row, values)
    least = min(max(total, min(row.floor, ZERO)), row.points, top) - lost
    silent = all(value is UNREPORTED for value in values.values())
    certain = all(holds(one, values) is not None for one in (*row.only_if, *row.zero_if))
    least = max(least, BOTTOMLESS)
    if silent and isinstance(row.absent, Decimal):
        least = min(least, row.absent)
    return least if certain and not silent else min(least, -lost)
