"""A table's standing, as short as it can be told: how many units stand on each rung.

Units that have the same place and the same total share a rung. What a ranking, a place or the
grades say of a table follows from its rungs and the few lines that are shown, whether it has eighty
units or ten thousand. Pure; where rungs and lines are read is ``ladders``' and ``standings``'.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from scoring.ranking import apart, league
from scoring.scheme import Scheme
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
    def rungs(self) -> tuple[Rung, ...]:
        """Best first, class by class where these are ranked apart."""

    @cached_property
    def size(self) -> int:
        """How many units have a line."""
        return sum(one.units for one in self.rungs)

    @cached_property
    def provisional(self) -> int:
        """How many totals are provisional."""
        return sum(one.provisional for one in self.rungs)

    @cached_property
    def apart(self) -> bool:
        """Whether classes are ranked apart."""
        return apart(self.scheme, (one.classification for one in self.rungs))

    @property
    def graded(self) -> bool:
        """Whether there are grades: not while units may still change everything."""
        return self.quarter.state != "open"

    @cached_property
    def grades(self) -> Counter[str]:
        """How many units have each grade."""
        found = Counter[str]()
        for one in self.rungs:
            found[one.grade] += one.units
        return found

    def league(self, line: Place | Rung) -> str | None:
        """The class a line is ranked in; None where there is none, or all are ranked together."""
        return line.classification if self.apart else None

    def among(self, line: Place) -> int:
        """How many a unit is ranked with: its table, or its class where these are ranked apart."""
        return sum(one.units for one in self._league_of(line))

    def tied(self, line: Place) -> int:
        """How many others share a unit's rank."""
        return sum(one.units for one in self._league_of(line) if one.rank == line.rank) - 1

    def _league_of(self, line: Place) -> Iterator[Rung]:
        mine = self.league(line)
        return (one for one in self.rungs if self.league(one) == mine)

    def cut(self, end: str, count: int) -> list[Part]:
        """The first (top) or last (bottom) ``count`` lines of each class, or all of them.

        Who ties with the last of them is shown as well.
        """
        found = []
        for classification, rungs in groupby(self.rungs, self.league):
            members = list(rungs)
            size = sum(one.units for one in members)
            start, stop = 0, size
            if end != "all" and 0 < count < size:
                if end == "top":
                    stop = _through(members, count)
                else:
                    start = size - _through(members[::-1], count)
            found.append(Part(classification, start, stop))
        return found


def _through(rungs: Sequence[Rung], count: int) -> int:
    """How many lines it is to the end of the rank that the ``count``-th of them has."""
    lines = 0
    for _, alike in groupby(rungs, lambda one: one.rank):
        lines += sum(one.units for one in alike)
        if lines >= count:
            break
    return lines


def rungs_of(scheme: Scheme, lines: Sequence[Place]) -> tuple[Rung, ...]:
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
    return tuple(found)
