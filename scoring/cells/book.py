"""A table file as plain cells: what a person saw in each, and what it stands for.

Here: the shapes every reader fills, and how far a file is read. Not here: any file format, and
what a column or a cell means to somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "text", "number", "bool", "date", "time", "hidden", "struck", "picture", "error", "formula"
]
"""``text`` also for an empty cell; ``hidden``: a number that its format does not show; ``struck``:
all of it is struck out; ``formula``: one whose value is not stored in the file."""

Range = tuple[int, int, int, int]
"""First column, first row, last column, last row, counted from 1."""
Place = Literal["", "centre", "right"]
Look = tuple[int, Place]
"""How a line of text is set: the size of its letters in tenths of a point (0: not known), where."""


class Unreadable(Exception):
    """The file as a whole cannot be used; the text is a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell."""

    text: str = ""
    """As the program shows it under its format, without what is struck out."""
    kind: Kind = "text"
    number: Decimal | None = None
    """The figure as shown, with all its stored digits: 12.5 where 13% is shown of 0.125."""
    readings: tuple[str, ...] = ()
    """What to read instead of ``text`` where it shows a number: all of it with every digit, then
    (where no words stand before it) the bare figure with its percent sign or 万."""
    rounded: bool = False
    """Whether ``text`` shows fewer digits than are stored."""
    copied: bool = False
    """True where the cell only belongs to a merged area, and has the area's text."""
    across: bool = False
    """Copied from a cell of the same row, as in a title that runs across the columns."""
    line: int = 0
    """Which line of the document it stands in, where somebody wants to be led back there."""

    def __post_init__(self) -> None:
        if "\0" in self.text:  # which no program shows, and not every database takes
            object.__setattr__(self, "text", self.text.replace("\0", ""))

    @property
    def said(self) -> str:
        """The text, or all figures where a number is shown as 1.38E+10: for telephone numbers."""
        return self.readings[-1] if self.readings and "E+" in self.text else self.text

    @property
    def blank(self) -> bool:
        """Whether nothing at all is in the cell."""
        return not self.text and self.kind == "text"

    def copy(self, across: bool) -> Cell:
        """The same content in another cell of a merged area."""
        return replace(self, copied=True, across=across)


Line = tuple[int, tuple[Cell, ...]]
"""Row number as the program shows it, and the cells from column A on."""


@dataclass(frozen=True)
class Sheet:
    """One visible sheet."""

    title: str
    rows: tuple[Line, ...]
    """Blank rows left out."""
    cut: bool = False
    """True when the sheet has more rows than are looked at."""


@dataclass(frozen=True)
class Book:
    """All sheets that a person sees when the file is opened."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()
    """Titles of the sheets that are hidden and were therefore not read."""


@dataclass(frozen=True)
class Limits:
    """How far a file is read, and what it should be, for the sentences of a refusal."""

    what: str = "表格"
    bytes: int = 5 * 1024 * 1024
    unpacked: int = 30 * 1024 * 1024
    """Bytes a zip may declare in its directory; more is refused before anything is unpacked."""
    rows: int = 6000
    columns: int = 60
    merged: int = 2000
    cells: int = 400_000


@dataclass
class Unseen:
    """Rows and columns (from 1) that a person does not see, hidden by hand or by a filter.

    Rows are known once they were read.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    def hide_columns(self, first: int, last: int, limits: Limits) -> None:
        """From one to another, as far as a sheet is read."""
        self.columns.update(range(max(1, first), min(last, limits.columns) + 1))


@dataclass
class Opened:
    """A sheet whose rows are still to be read, by whichever reader opened the file."""

    title: str
    visible: bool
    lines: Iterator[tuple[int, list[Cell]]]
    merged: tuple[Range, ...] = ()
    unseen: Unseen = field(default_factory=Unseen)
    looks: dict[int, Look] = field(default_factory=dict)
    """How rows are set that are lines of text, where the file says so."""


def gather(sheets: Iterator[Opened], limits: Limits) -> Book:
    """Everything the readers bring, with merged areas filled in."""
    seen, hidden = [], []
    for sheet in sheets:
        if sheet.visible:
            seen.append(_sheet(sheet, limits))
        else:
            hidden.append(sheet.title)
    return Book(tuple(seen), tuple(hidden))


def _sheet(opened: Opened, limits: Limits) -> Sheet:
    if len(opened.merged) > limits.merged:
        raise Unreadable("表格里合并的单元格太多。请取消合并后再发。")
    rows: list[Line] = []
    filled = 0
    for number, cells in filled_lines(opened, limits):
        if number > limits.rows:
            return Sheet(opened.title, tuple(rows), cut=True)
        if any(not cell.blank and not cell.copied for cell in cells):
            filled += len(cells)
            rows.append((number, tuple(cells)))
        if filled > limits.cells:
            raise Unreadable(f"表格太大了，不像{limits.what}。请只保留要填的那一张表再发。")
    return Sheet(opened.title, tuple(rows))


def filled_lines(opened: Opened, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    """The rows with merged areas filled in."""
    owners = {first[:2]: Cell() for first in opened.merged}
    for number, read in opened.lines:
        cells = read[: limits.columns]
        _fill_merged(number, cells, opened.merged, owners, limits.columns)
        yield number, cells


def _fill_merged(
    number: int,
    cells: list[Cell],
    merged: tuple[Range, ...],
    owners: dict[tuple[int, int], Cell],
    most: int,
) -> None:
    """Give every cell of a merged area in this row the content of the area, marked as copied."""
    for left, top, right, bottom in merged:
        if not top <= number <= bottom:
            continue
        cells += [Cell()] * (min(right, most) - len(cells))  # covered cells need not be written
        if number == top and left <= len(cells):
            owners[left, top] = cells[left - 1]
        owner = owners[left, top]
        for column in range(left, min(right, len(cells)) + 1):
            if (column, number) != (left, top):
                cells[column - 1] = owner.copy(across=number == top)
