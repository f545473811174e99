"""Totals as they are printed: two decimals, and as many more as rank or grade need to be seen.

Grades and ranks are decided on exact totals (READINGS D05), so 82.9965 and 82.999996 are two
places, and 79.996 is not yet 80. Here: how many decimals it takes until the printed figures say
the same as the places and grades beside them. Not here: places and grades (`ranking`), how one
figure is rounded (`exact`).
"""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, Protocol

from scoring.exact import plain, rounded
from scoring.memory import Remembered
from scoring.model import Scheme
from scoring.ranking import apart, grade

_MOST: Final = 40
"""More decimals than any total has: quotients end after twenty, facts after thirty."""


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
    """Return the figure to print for one line of a table, seen beside all the others.

    The same as `figures` says of the whole table, but only the totals are looked at that print
    alike with this one, so that one line of ten thousand costs no more than one of eighty.
    """
    beside = _TABLES.of(lines, scheme)
    if beside is None:
        classes, totals = [line.classification for line in lines], [line.total for line in lines]
        beside = _TABLES.keep(lines, scheme, Beside(scheme, classes, totals))
    return beside.figure(one)


class Beside:
    """A table's totals in order, each class for itself where classes are ranked apart.

    Built from the classes and the totals of its lines, in any order, each line at its own place.
    """

    def __init__(
        self, scheme: Scheme, classes: Sequence[str | None], totals: Sequence[Decimal]
    ) -> None:
        self._scheme = scheme
        self._apart = apart(scheme, set(classes))
        groups: dict[str | None, list[Decimal]] = {None: [*totals]}
        if self._apart:
            groups = {}
            for name, total in zip(classes, totals, strict=True):
                groups.setdefault(name, []).append(total)
        self._ordered = {
            name: [one for one, _ in itertools.groupby(sorted(found, reverse=True))]
            for name, found in groups.items()
        }
        self._known: dict[tuple[str | None, Decimal], int] = {}

    def figure(self, one: Placed) -> Decimal:
        """Return the figure to print for one line of the table, seen beside all the others."""
        return rounded(one.total, self._digits(one), self._scheme.ranking.rounding)

    def _digits(self, one: Placed) -> int:
        """Return the decimals of one line; a line of no table is seen by its grade alone."""
        group = self._group(one)
        known = self._known.get((group, one.total))
        if known is not None:
            return known
        ordered = self._ordered.get(group, [])
        at = bisect_left(ordered, -one.total, key=lambda total: -total)
        if at == len(ordered) or ordered[at] != one.total:
            return _digits(self._scheme, [one.total])[0]
        alike = ordered[self._end(ordered, at, -1) : self._end(ordered, at, 1) + 1]
        for total, digits in zip(alike, _digits(self._scheme, alike), strict=True):
            self._known[group, total] = digits
        return self._known[group, one.total]

    def _group(self, line: Placed) -> str | None:
        return line.classification if self._apart else None

    def _end(self, ordered: list[Decimal], at: int, step: int) -> int:
        """Return how far the totals reach that have to do with the digits of their neighbour."""
        while 0 <= at + step < len(ordered):
            above, below = sorted((ordered[at], ordered[at + step]), reverse=True)
            if not self._near(above, below):
                break
            at += step
        return at

    def _near(self, above: Decimal, below: Decimal) -> bool:
        """Tell whether two neighbours print alike, or could once they are printed longer.

        With the same decimals they lie on two sides of a half: both can come to print as that half
        only within a tenth of the last digit. With different decimals (a grade begins between
        them) a whole last digit of the shorter one decides.
        """
        scheme = self._scheme
        high, low = _graded(scheme, above), _graded(scheme, below)
        rounding = scheme.ranking.rounding
        if rounded(above, high, rounding) <= rounded(below, low, rounding):
            return True
        return above - below < Decimal(1).scaleb(-min(high, low) - (high == low))


_TABLES = Remembered[Beside](most=8)


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
