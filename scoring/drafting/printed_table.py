"""What a printed table is once it has been found: its sections and rows, each cell verbatim.

Pure records. Not here: how they are found in the lines of a document (`printed`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.drafting.columns import figure_in

POINTS: Final = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)\s*分")
"""A figure of points in a text."""

NUMERAL: Final = "一二三四五六七八九十"


@dataclass
class PrintedRow:
    """One indicator: its printed number and cells, `points` as printed."""

    number: str
    cells: dict[str, str]
    same_as_above: bool = False
    columns_shared: bool = False
    """Whether the name stands in a column that may hold the clause as well."""
    doubts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Which lines of the document it is made of, where these are known."""

    def get(self, name: str) -> str:
        """Return a cell, empty where the table has none."""
        return self.cells.get(name, "")

    @property
    def points(self) -> Decimal | None:
        """The printed 分值, or None where none can be read."""
        own = figure_in(self.get("points"))
        if own is not None:
            return own
        found = POINTS.findall(normalize("NFKC", self.get("name")))
        return Decimal(found[-1]) if found else None


@dataclass
class PrintedSection:
    """A heading with its rows; `points` None where none is printed."""

    number: str
    name: str
    points: Decimal | None
    heading: str
    rows: list[PrintedRow] = field(default_factory=list)
    line: bool = False
    """Whether it is printed as a line of its own, and not in a column."""

    @property
    def bonus(self) -> bool:
        """Whether it is a section of bonus points by its name."""
        return bool(re.search(r"附加|加分|奖励|奖扣|奖惩|奖罚|加减分|创新加", self.name))


@dataclass
class PrintedTable:
    """One table with its title and what is printed above it; `total` is the full mark it says."""

    title: str
    above: tuple[str, ...]
    columns: Mapping[str, int]
    sections: list[PrintedSection] = field(default_factory=list)
    total: Decimal | None = None
    classes: Mapping[str, int] = field(default_factory=dict)
    """The column of the points of each class of unit, where they have columns of their own."""
    below: list[str] = field(default_factory=list)
    """The notes printed under it."""
    asked: list[str] = field(default_factory=list)
    """Whether columns without a heading anybody knows are what they look like."""

    @property
    def rows(self) -> list[PrintedRow]:
        """All rows in their order."""
        return [row for section in self.sections for row in section.rows]


def numeral(number: int) -> str:
    """Return 一, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    lead = "" if not tens else "十" if tens == 1 else f"{NUMERAL[tens - 1]}十"
    return lead + (NUMERAL[ones - 1] if ones else "")
