"""The headings of a spreadsheet of figures, and one row of it, before anything is judged.

Here: which column is which input for which table, and what kind of row a row is. Not here: faults,
units, figures (``bot.supply.reading``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.roster.headings import HEADINGS, heading, tidy
from bot.speech.names import Roster
from bot.supply.table import Column, Table, called, key
from scoring.cells import Cell, Sheet, column_letters

HEADING_WITHIN: Final = 30
"""The headings stand within so many filled rows."""


@dataclass(frozen=True)
class Known:
    """What the file is read against."""

    tables: tuple[Table, ...]
    roster: Roster
    bodies: frozenset[str] | None = None
    """Whose columns this person may fill; None: all."""
    dashes: str = ""
    """What a dash in a cell means: ``nil``, ``blank``, or nobody has said yet."""
    names: Mapping[str, int] = field(default_factory=dict)
    """Whose a name is that is on no roster, as somebody said: the unit's number, 0 for nobody's."""


@dataclass(frozen=True)
class Head:
    """The headings of a sheet: where the names are, and what each column is for each table."""

    start: int
    name: int
    columns: Mapping[str, Mapping[int, Column]]
    """Table to place to column."""
    texts: Mapping[int, str]
    faults: tuple[tuple[int, str], ...]
    row: int

    @classmethod
    def find(cls, sheet: Sheet, known: Known) -> Head | None:
        """The first row with a heading for the name and one for a figure."""
        for index, (number, cells) in enumerate(sheet.rows[:HEADING_WITHIN]):
            texts = {i: c.text for i, c in enumerate(cells) if c.text and not c.copied}
            named = [i for i, text in texts.items() if heading(text) in HEADINGS["name"]]
            if not named:
                continue
            name = named[0]
            columns, faults = _columns(texts, known)
            if any(columns.values()) or faults:
                return cls(index + 1, name, columns, texts, tuple(faults), number)
        return None

    @property
    def known(self) -> frozenset[int]:
        """Places that mean something in some table."""
        return frozenset(place for found in self.columns.values() for place in found)


def _columns(
    texts: Mapping[int, str], known: Known
) -> tuple[dict[str, dict[int, Column]], list[tuple[int, str]]]:
    """What each heading means in each table, and the headings that mean too much."""
    columns: dict[str, dict[int, Column]] = {}
    faults: dict[int, str] = {}
    sure: set[int] = set()
    for table in known.tables:
        meanings = called(table.columns)
        found: dict[int, Column] = {}
        for place, text in texts.items():
            meant = meanings.get(key(text), ())
            if len(meant) > 1:
                titles = "、".join(f"“{one.title}”" for one in meant)
                faults[place] = f"“{text}”可以是{titles}，请写上指标编号。"
            elif meant and meant[0] in found.values():
                faults[place] = f"“{meant[0].title}”有两列，请只留一列。"
                sure.add(place)
            elif meant:
                found[place] = meant[0]
        columns[table.group] = found
    placed = {place for found in columns.values() for place in found}
    kept = [(at, text) for at, text in faults.items() if at in sure or at not in placed]
    return columns, kept


@dataclass(frozen=True)
class SheetRow:
    """One row below the headings."""

    number: int
    cells: tuple[Cell, ...]
    head: Head
    where: str

    def at(self, place: int) -> str:
        """The address of a cell in this row."""
        return f"{self.where}{column_letters(place)}{self.number}"

    @property
    def place(self) -> str:
        """第 5 行, with its sheet where there are several: a name is found by it on a phone."""
        sheet = f"{self.where.removesuffix('!')} " if self.where else ""
        return f"{sheet}第 {self.number} 行"

    def cell(self, place: int) -> Cell:
        """The cell at a place; blank beyond the row's end."""
        return self.cells[place] if place < len(self.cells) else Cell()

    @property
    def name(self) -> str:
        """The unit's name as written."""
        return tidy(self.cell(self.head.name).text)

    @property
    def merged_name(self) -> bool:
        """Whether the name is only that of a merged area above, with figures of its own."""
        cell = self.cell(self.head.name)
        return cell.copied and not cell.across and self.filled

    @property
    def title_across(self) -> bool:
        """A title that runs across the columns, such as 一、县直单位."""
        places = [place for place in self.head.known if self.cell(place).text]
        name = self.cell(self.head.name)
        return name.across or bool(
            places and all(self.cell(p).across and self.cell(p).text == name.text for p in places)
        )

    @property
    def filled(self) -> bool:
        """Whether any figure is written in this row."""
        return any(
            not self.cell(place).blank and not self.cell(place).across for place in self.head.known
        )
