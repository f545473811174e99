"""The arithmetic of one term: what it measures, what that is worth, and its bounds.

Here: ±min(max, points × x), bands, quotas, rank tables; the least and the most a term can still
bring while inputs are open. Not here: rows (`assess`) and words (`sentence`).
"""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from scoring.exact import EXACT, ONE, UNLIMITED, ZERO, quotient
from scoring.facts import UNREPORTED, State, Value
from scoring.model import Term

Values = Mapping[str, Value | State]


def measure(term: Term, values: Values) -> Decimal:
    """Return x of a term whose inputs all have values: a count, 1 for yes, a rate, points."""
    if term.kind in ("items", "lacking"):
        met = sum(values[name] is True for name in term.inputs)
        return Decimal(met if term.kind == "items" else len(term.inputs) - met)
    if term.kind == "quota":
        return ONE if _quota_met(term, values) else ZERO
    return beyond(term, Decimal(values[term.inputs[0]]))  # type: ignore[arg-type]  # answered


def beyond(term: Term, raw: Decimal) -> Decimal:
    """Return what counts of a raw figure: the part over or under the line, in steps of `per`."""
    x = raw
    if term.over is not None:
        x = max(ZERO, EXACT.subtract(raw, term.over))
    elif term.under is not None:
        x = max(ZERO, EXACT.subtract(term.under, raw))
    if term.per is not None:
        x = quotient(x, term.per) if x.is_finite() else x
    if term.whole and x.is_finite():
        x = x.to_integral_value(ROUND_CEILING if term.whole == "up" else ROUND_FLOOR, EXACT)
    return x


def worth(term: Term, x: Decimal) -> Decimal:
    """Return the signed points of a term for its x."""
    points = _banded(term, x) if term.band else EXACT.multiply(term.points, x)
    if term.max is not None:
        points = min(points, term.max)
    return points if term.sign > 0 else points.copy_negate() if points else ZERO


def bounds(term: Term, values: Values, *, more: bool) -> tuple[Decimal, Decimal]:
    """Return the least and the most a term can bring.

    With `more` false: over every value of its unreported inputs. With `more` true: also with
    what the unit could still do (more activities, another item), never with an error undone.
    """
    options = [worth(term, x) for x in _candidates(term, values, more)]
    return min(options), max(options)


def _candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    if term.kind in ("items", "lacking"):
        return _list_candidates(term, values, more)
    if term.kind == "quota":
        return [
            measure(term, {**values, **_open(term, values, more, low=low)}) for low in (True, False)
        ]
    raw = values[term.inputs[0]]
    if raw is UNREPORTED:
        return [beyond(term, one) for one in _extremes(term)]
    known = Decimal(raw)  # type: ignore[arg-type]  # 不适用 never reaches a term
    found = [beyond(term, known)]
    if more and term.sign > 0 and term.kind in ("each", "if", "rate", "rank"):
        found += [beyond(term, one) for one in _extremes(term) if _better(term, one, known)]
    return found


def _better(term: Term, other: Decimal, known: Decimal) -> bool:
    """More is something a unit can still do; a better rank is a smaller one."""
    return other < known if term.kind == "rank" else other > known


def _list_candidates(term: Term, values: Values, more: bool) -> list[Decimal]:
    met = sum(values[name] is True for name in term.inputs)
    still = sum(values[name] is UNREPORTED or (more and not values[name]) for name in term.inputs)
    low, high = Decimal(met), Decimal(met + still)
    whole = Decimal(len(term.inputs))
    return [low, high] if term.kind == "items" else [whole - low, whole - high]


def _open(term: Term, values: Values, more: bool, low: bool) -> dict[str, Value | State]:
    """Fill the open inputs of a quota with nothing, or with all that is needed."""
    filled: dict[str, Value | State] = {}
    for name, need in zip(term.inputs, term.needs, strict=True):
        raw = values[name]
        if raw is UNREPORTED:
            filled[name] = 0 if low else need
        elif more and not low and term.sign > 0:
            filled[name] = max(need, int(raw))  # type: ignore[arg-type]  # a count
    return filled


def _extremes(term: Term) -> list[Decimal]:
    """Return raw figures among which a term's least and greatest worth are found."""
    if term.kind == "if":
        return [ZERO, ONE]
    if term.kind == "award":
        return [term.minimum, term.max if term.max is not None else UNLIMITED]
    least = ONE if term.kind == "rank" else UNLIMITED.copy_negate() if term.signed else ZERO
    return [least, *(edge for edge, _ in term.band), UNLIMITED]


def _quota_met(term: Term, values: Values) -> bool:
    reached = (
        int(values[name]) >= need  # type: ignore[arg-type]  # answered counts
        for name, need in zip(term.inputs, term.needs, strict=True)
    )
    return all(reached)


def _banded(term: Term, x: Decimal) -> Decimal:
    """Return the points of the step x falls on; a rank table reads up to, others from."""
    if term.kind == "rank":
        return next((points for edge, points in term.band if x <= edge), term.otherwise)
    return next((points for edge, points in reversed(term.band) if x >= edge), term.otherwise)
