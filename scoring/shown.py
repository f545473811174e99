"""Totals as they are printed: two decimals, and as many more as rank or grade need to be seen.

Grades and ranks are decided on exact totals (READINGS D05), so 82.9965 and 82.999996 are two
places, and 79.996 is not yet 80. Here: how many decimals it takes until the printed figures say
the same as the places and grades beside them. Not here: places and grades (`ranking`), how one
figure is rounded (`exact`).
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, Protocol

from scoring.exact import plain, rounded
from scoring.memory import Remembered
from scoring.model import Scheme
from scoring.ranking import apart, grade

_MOST: Final = 40
"""More decimals than any total has: quotients end after twenty, facts after thirty."""


_SIDE_BY_SIDE: Final = 1000
_TABLES = Remembered[dict[tuple[str | None, Decimal], Decimal]](most=8)


class Placed(Protocol):
    """A line of a ranking: a standing, a line of an edition."""

    @property
    def total(self) -> Decimal:
        """The exact total."""

    @property
    def classification(self) -> str | None:
        """The class, where there are classes."""


def figures(scheme: Scheme, lines: Sequence[Placed]) -> list[Decimal]:
    """Return the figure to print for each line, in the same order.

    `str` of it keeps the zeros (83.50), `plain` leaves them out (83.5): one of the two in one
    document. Lines that are ranked apart are looked at apart.
    """
    found: list[Decimal] = [line.total for line in lines]
    by_class = apart(scheme, (line.classification for line in lines))
    groups = dict.fromkeys(line.classification if by_class else None for line in lines)
    for name in groups:
        places = [at for at, one in enumerate(lines) if not by_class or one.classification == name]
        for at, digits in zip(places, _digits(scheme, [found[at] for at in places]), strict=True):
            found[at] = rounded(found[at], digits, scheme.ranking.rounding)
    return found


def figure_in(scheme: Scheme, lines: tuple[Placed, ...], one: Placed) -> Decimal:
    """Return the figure to print for one line of a table, seen beside the others.

    A table of thousands is never read side by side, so there only the grade is looked at.
    """
    if len(lines) > _SIDE_BY_SIDE:
        return rounded(one.total, _graded(scheme, one.total), scheme.ranking.rounding)
    known = _TABLES.of(lines, scheme)
    if known is None:
        keys = [(line.classification, line.total) for line in lines]
        made = dict(zip(keys, figures(scheme, lines), strict=True))
        known = _TABLES.keep(lines, scheme, made)
    found = known.get((one.classification, one.total))
    return figures(scheme, (one,))[0] if found is None else found


def figure_of(scheme: Scheme, total: Decimal) -> str:
    """Return one total as it is printed beside its grade: never 80 where the grade is below 80."""
    return plain(rounded(total, _graded(scheme, total), scheme.ranking.rounding))


def digits_apart(numbers: Iterable[Decimal], digits: int = 2, rounding: str = "half_up") -> int:
    """Return the least decimals, `digits` or more, at which different numbers print differently.

    The difference of two of them then prints as something, too: not “高 0 分”.
    """
    known = sorted(set(numbers))
    steps = [above - below for below, above in itertools.pairwise(known)]
    while digits < _MOST:
        printed = {rounded(one, digits, rounding) for one in known}
        if len(printed) == len(known) and all(rounded(one, digits, rounding) for one in steps):
            break
        digits += 1
    return digits


def _graded(scheme: Scheme, total: Decimal) -> int:
    """Return the decimals at which a printed total earns the grade that the exact one earns."""
    digits, rules = scheme.ranking.digits, scheme.ranking
    while digits < _MOST and grade(scheme, total) != grade(
        scheme, rounded(total, digits, rules.rounding)
    ):
        digits += 1
    return digits


def _digits(scheme: Scheme, totals: Sequence[Decimal]) -> list[int]:
    """Return the decimals of each total, so that grades and order can be read off the figures."""
    if scheme.ranking.compare == "shown":
        return [scheme.ranking.digits] * len(totals)
    ordered = sorted(set(totals), reverse=True)
    needed = {total: _graded(scheme, total) for total in ordered}
    for above, below in _contradictions(scheme, ordered, needed):
        more = max(needed[above], needed[below]) + 1
        for one in (above, below):
            # All its digits are enough for any total: more would only be zeros.
            needed[one] = max(needed[one], min(more, -int(one.normalize().as_tuple().exponent)))
    return [needed[total] for total in totals]


def _contradictions(
    scheme: Scheme, ordered: list[Decimal], needed: dict[Decimal, int]
) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield neighbours of which the higher does not print higher, until there are none."""
    rounding, again = scheme.ranking.rounding, True
    while again:
        again = False
        for above, below in itertools.pairwise(ordered):
            high = rounded(above, needed[above], rounding)
            if high <= rounded(below, needed[below], rounding):
                again = True
                yield above, below
