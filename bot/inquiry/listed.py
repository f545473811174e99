"""Lists of units as they were found: a section a quarter or a table, a line a unit, its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Protocol, overload

from bot.questions.combined.query import Query
from bot.speech.calendar import Quarter

_LEAST: Final = 1_000_000
"""Points have fewer places: what is divided by it only decides between equals."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A unit's figure; ``value`` orders, ``text`` is read; of equal ones ``more`` orders."""

    value: Decimal
    text: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of all units that have one: what orders them, and how each is said.

    Of ten thousand that are put in order ten are read.
    """

    values: Mapping[int, Decimal]
    said: Callable[[int], str]
    more: Mapping[int, int] = field(default_factory=dict)
    """What orders units whose figures are equal, where anything does."""

    @classmethod
    def of(cls, found: Mapping[int, Figure]) -> Figures:
        """Figures that are said already."""
        values = {unit: one.value for unit, one in found.items()}
        more = {unit: one.more for unit, one in found.items() if one.more}
        return cls(values, lambda unit: found[unit].text, more)

    def orders(self) -> Mapping[int, Decimal]:
        """What puts the units in order: no figure to be told or summed."""
        if not self.more:
            return self.values
        return {
            unit: value + Decimal(self.more.get(unit, 0)) / _LEAST
            for unit, value in self.values.items()
        }

    def __contains__(self, unit: int) -> bool:
        return unit in self.values

    def has(self, unit: int) -> bool:
        """Whether a unit's figure is more than nothing."""
        return bool(self.values.get(unit) or self.more.get(unit))

    def text(self, unit: int) -> str:
        """As it is read; empty where the unit has none."""
        return self.said(unit) if unit in self.values else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of a list; ``cells`` stand under the section's heads."""

    unit: int
    short: str
    group: str
    cells: tuple[str, ...]


class Whose(Protocol):
    """What a line says of a unit itself."""

    @property
    def short(self) -> str:
        """Its short name."""

    @property
    def group(self) -> str:
        """Its table."""


class Lines(Sequence[Line]):
    """The lines of a list, each made when it is looked at."""

    def __init__(
        self,
        units: Sequence[int],
        whose: Mapping[int, Whose],
        cells: Callable[[int], tuple[str, ...]],
    ) -> None:
        self.units = tuple(units)
        self.whose = whose
        self._cells = cells

    def cells(self, unit: int) -> tuple[str, ...]:
        """What stands beside a unit."""
        return self._cells(unit)

    def with_cells(self, cells: Callable[[int], tuple[str, ...]]) -> Lines:
        """The same units with other cells beside them."""
        return Lines(self.units, self.whose, cells)

    def tables(self) -> Counter[str]:
        """How many lines are of each table."""
        return Counter(self.whose[unit].group for unit in self.units)

    def __len__(self) -> int:
        return len(self.units)

    @overload
    def __getitem__(self, place: int) -> Line: ...

    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...

    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        if isinstance(place, slice):
            return [self._line(unit) for unit in self.units[place]]
        return self._line(self.units[place])

    def _line(self, unit: int) -> Line:
        of = self.whose[unit]
        return Line(unit, of.short, of.group, self._cells(unit))


@dataclass(frozen=True, slots=True)
class Section:
    """The list of one quarter, best first; ``of``: how many units there are to choose from."""

    quarter: Quarter
    heads: tuple[str, ...]
    lines: Lines
    of: int
    provisional: bool
    table: str = ""
    """The table, where places of another table would mean another thing."""
    against: Quarter | None = None
    beside: tuple[Quarter, ...] = ()
    """The quarters whose figures stand beside this one's."""
    over: bool = False
    """Whether the figures are of all these quarters taken together."""
    tables: tuple[tuple[str, int], ...] = ()
    """How many units there are to choose from in each table, where a share is asked."""


@dataclass
class Found:
    """What a query comes to; ``notes`` are said below."""

    query: Query
    sections: list[Section] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def units(self) -> list[int]:
        """The units in the order they are shown: what 第二个 means next."""
        return [unit for section in self.sections for unit in section.lines.units]
