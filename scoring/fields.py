"""What a figure is in its field: a place from either end, above or below the mean, a share.

Here: exact answers about the figures one unit stands among (`model.Field`). Not here: which figures
those are (`peers`), and points (`verbs.among`).
"""

from bisect import bisect_left, bisect_right
from decimal import Decimal, localcontext

from scoring.exact import EXACT, ONE, UNLIMITED, ZERO, quotient
from scoring.parts import Field, Term


def waiting(term: Term) -> str:
    """Return what a comparison still waits for, in words; nothing where it stands."""
    field = term.field
    if field is None:
        return "其他单位的数还不知道"
    if field.settled or not (field.silent or field.unseen):
        return ""
    parts = [f"{field.silent} 家没报"] if field.silent else []
    parts += [f"{field.unseen} 家没审"] if field.unseen else []
    return f"还有 {'、'.join(parts)}"


def place(field: Field, figure: Decimal, *, less: bool) -> int:
    """Return the place from the best, 1 for the first; equal figures share the better place."""
    return 1 + _before(field, figure, less=less)


def place_from_end(field: Field, figure: Decimal, *, less: bool) -> int:
    """Return the place from the worst, 1 for the last; equal figures share the last place."""
    return 1 + len(field.figures) - _upto(field, figure, less=less)


def alike(field: Field, figure: Decimal) -> int:
    """Return how many others have the same figure."""
    less = field.figures[:1] < field.figures[-1:]
    return max(0, _upto(field, figure, less=less) - _before(field, figure, less=less) - 1)


def _before(field: Field, figure: Decimal, *, less: bool) -> int:
    """Return how many figures are better: they stand best first."""
    if less:
        return bisect_left(field.figures, figure)
    return bisect_left(field.figures, figure.copy_negate(), key=Decimal.copy_negate)


def _upto(field: Field, figure: Decimal, *, less: bool) -> int:
    """Return how many figures are better or the same."""
    if less:
        return bisect_right(field.figures, figure)
    return bisect_right(field.figures, figure.copy_negate(), key=Decimal.copy_negate)


def _total(field: Field) -> Decimal:
    return sum(field.figures, ZERO) if field.total is None else field.total


def reported(term: Term, field: Field) -> int:
    """Return how many figures somebody reported: who is counted as 0 reported nothing."""
    return len(field.figures) - (field.silent if term.missing == "zero" else 0)


def mean(field: Field) -> Decimal:
    """Return the mean of the figures; 0 of none."""
    count = len(field.figures)
    with localcontext(EXACT):
        return quotient(_total(field), Decimal(count)) if count else ZERO


def over_mean(field: Field, figure: Decimal) -> Decimal:
    """Return 1, 0 or -1: above, at or below the mean, decided without dividing."""
    with localcontext(EXACT):
        difference = figure * len(field.figures) - _total(field)
    return ONE if difference > 0 else -ONE if difference < 0 else ZERO


def share(figure: Decimal, of: Decimal, *, less: bool) -> Decimal:
    """Return a figure by the one it is measured against; turned about where less is better."""
    over, under = (of, figure) if less else (figure, of)
    if not under:
        # Nothing where less is better is beyond every share.
        return ONE if not over else UNLIMITED if less else ZERO
    with localcontext(EXACT):
        return quotient(over, under)
