"""A table's standing, as short as it can be told: how many units stand on each rung.

Units that have the same place and the same total share a rung. What a ranking, a place or the
grades say of a table follows from its rungs and the few lines that are shown, whether it has eighty
units or ten thousand. Pure; where rungs and lines are read is ``ladders``' and ``standings``'.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import attrgetter, mul
from typing import NamedTuple

from scoring.ranking import apart, league
from scoring.scheme import Scheme
from scoring.shown import Beside
from storage.queries.frozen import EditionMark
from storage.queries.quarters import Quarter


class Place(NamedTuple):
    """One unit's line, in the order of the ranking."""

    rank: int
    unit: int
    name: str
    short: str
    total: Decimal
    grade: str
    provisional: bool
    classification: str | None
    heard: bool = True
    """Whether the unit or anybody else has said anything."""
    submitted: bool = True


@dataclass(frozen=True, slots=True)
class Rung:
    """Units that stand alike. ``classification`` is the class that is ranked apart, else None."""

    classification: str | None
    rank: int
    total: Decimal
    grade: str
    units: int
    provisional: int
    """How many of them have a provisional total."""


@dataclass(frozen=True, slots=True)
class Rungs:
    """All rungs of a table, best first, class by class where these are ranked apart: as columns.

    Ten thousand units may stand on nearly as many rungs, and these are counted, never looked at
    one by one.
    """

    classes: tuple[str | None, ...] = ()
    ranks: tuple[int, ...] = ()
    totals: tuple[Decimal, ...] = ()
    grades: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    provisional: tuple[int, ...] = ()

    def __iter__(self) -> Iterator[Rung]:
        return map(
            Rung, self.classes, self.ranks, self.totals, self.grades, self.units, self.provisional
        )

    def __len__(self) -> int:
        return len(self.ranks)

    def __getitem__(self, at: int) -> Rung:
        return Rung(
            self.classes[at], self.ranks[at], self.totals[at], self.grades[at], self.units[at],
            self.provisional[at],
        )  # fmt: skip

    @classmethod
    def of(cls, rungs: Iterable[Rung]) -> Rungs:
        """The same of rungs one by one."""
        every = list(rungs)
        return cls(*(tuple(map(attrgetter(name), every)) for name in Rung.__slots__))


Span = tuple[int, int]
"""Rungs that follow one another: the first, and behind the last."""


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A unit whose figures cannot be assessed; ``reference`` stands in the log beside the cause."""

    unit: int
    name: str
    short: str
    reference: str


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one class that follow one another: ``start`` counts within the class, from 0."""

    classification: str | None
    start: int
    stop: int


@dataclass(frozen=True, kw_only=True)
class Table(ABC):
    """One table's standing; ``number`` is its place in the quarter, from 1, as routes carry it.

    ``edition``: which one it is read from; None while the figures themselves are read.
    """

    quarter: Quarter
    number: int
    group: str
    scheme: Scheme
    edition: EditionMark | None = None
    behind: int = 0
    """Units whose figures have changed and whose result is not worked out again yet."""
    uncounted: tuple[Uncounted, ...] = ()
    """Units whose figures cannot be assessed: they have no line."""

    @property
    @abstractmethod
    def rungs(self) -> Rungs:
        """Best first, class by class where these are ranked apart."""

    @cached_property
    def size(self) -> int:
        """How many units have a line."""
        return sum(self.rungs.units)

    @cached_property
    def provisional(self) -> int:
        """How many totals are provisional."""
        return sum(self.rungs.provisional)

    @cached_property
    def points(self) -> Decimal:
        """All totals together."""
        return sum(map(mul, self.rungs.totals, self.rungs.units), Decimal(0))

    @cached_property
    def apart(self) -> bool:
        """Whether classes are ranked apart."""
        return apart(self.scheme, set(self.rungs.classes))

    @property
    def graded(self) -> bool:
        """Whether there are grades: not while units may still change everything."""
        return self.quarter.state != "open"

    @cached_property
    def grades(self) -> Counter[str]:
        """How many units have each grade."""
        found = Counter[str]()
        for grade, units in zip(self.rungs.grades, self.rungs.units, strict=True):
            found[grade] += units
        return found

    @cached_property
    def beside(self) -> Beside:
        """What says with how many decimals a total is printed here."""
        return Beside(self.scheme, self.rungs.classes, self.rungs.totals)

    def league(self, line: Place | Rung) -> str | None:
        """The class a line is ranked in; None where there is none, or all are ranked together."""
        return line.classification if self.apart else None

    def among(self, line: Place) -> int:
        """How many a unit is ranked with: its table, or its class where these are ranked apart."""
        first, last = self.span(self.league(line))
        return sum(self.rungs.units[first:last])

    def tied(self, line: Place) -> int:
        """How many others share a unit's rank."""
        first, last = self.span(self.league(line))
        start = bisect_left(self.rungs.ranks, line.rank, first, last)
        stop = bisect_right(self.rungs.ranks, line.rank, start, last)
        return sum(self.rungs.units[start:stop]) - 1

    def span(self, league: str | None) -> Span:
        """The rungs of those that are ranked with each other; none where nobody is."""
        return self.spans.get(league, (0, 0))

    @cached_property
    def spans(self) -> Mapping[str | None, Span]:
        """Those that are ranked with each other: all, or class by class where these are apart."""
        if self.apart:
            return self.by_class
        return {None: (0, len(self.rungs))} if len(self.rungs) else {}

    @cached_property
    def by_class(self) -> Mapping[str | None, Span]:
        """The rungs of each class, which follow one another, whoever is ranked with whom."""
        found, at = dict[str | None, Span](), 0
        for named, alike in groupby(self.rungs.classes):
            found[named] = (at, at := at + len(list(alike)))
        return found

    def cut(self, end: str, count: int) -> list[Part]:
        """The first (top) or last (bottom) ``count`` lines of each class, or all of them.

        Who ties with the last of them is shown as well.
        """
        found = []
        for classification, (first, last) in self.spans.items():
            ranks, units = self.rungs.ranks[first:last], self.rungs.units[first:last]
            size = sum(units)
            start, stop = 0, size
            if end != "all" and 0 < count < size:
                if end == "top":
                    stop = _through(ranks, units, count)
                else:
                    start = size - _through(ranks[::-1], units[::-1], count)
            found.append(Part(classification, start, stop))
        return found


def _through(ranks: Sequence[int], units: Sequence[int], count: int) -> int:
    """How many lines it is to the end of the rank that the ``count``-th of them has."""
    lines, before = 0, None
    for rank, many in zip(ranks, units, strict=True):
        if rank != before and lines >= count:
            break
        lines, before = lines + many, rank
    return lines


def rungs_of(scheme: Scheme, lines: Sequence[Place]) -> Rungs:
    """The rungs that lines stand on, in their order."""
    found: list[Rung] = []
    leagues = {named: league(scheme, named) for named in {one.classification for one in lines}}
    key = lambda one: (leagues[one.classification], one.rank)  # noqa: E731 -- of two lines
    for (named, rank), alike in groupby(lines, key):
        units, provisional = Counter[tuple[Decimal, str]](), Counter[tuple[Decimal, str]]()
        for one in alike:
            units[one.total, one.grade] += 1
            provisional[one.total, one.grade] += one.provisional
        found += [
            Rung(named or None, rank, *kind, number, provisional[kind])
            for kind, number in units.items()
        ]
    return Rungs.of(found)
