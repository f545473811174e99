"""Lists of units as they were found: a section a quarter or a table, a line a unit, its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from bot.questions.combined.query import Query
from bot.speech.calendar import Quarter


@dataclass(frozen=True, slots=True)
class Figure:
    """A unit's figure; ``value`` orders, ``text`` is read."""

    value: Decimal
    text: str


Figures = dict[int, Figure]


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of a list; ``cells`` stand under the section's heads."""

    unit: int
    short: str
    group: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The list of one quarter, best first; ``of``: how many units there are to choose from."""

    quarter: Quarter
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
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
        return [line.unit for section in self.sections for line in section.lines]
