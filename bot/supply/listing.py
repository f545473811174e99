"""A supplier's own list, several rows a unit, read into one figure a unit.

Here: finding the headings and the columns whose cells are names of units, and counting rows, adding
up a column, or saying whether there is any row. Nothing is guessed: what is no unit, no figure or
two units is a fault at its cell. Not here: sheets with a column an input (``bot.supply.reading``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, Literal

from bot.roster.headings import HEADINGS, RosterFault, heading, tidy
from bot.roster.row import not_words
from bot.speech.names import Found, Roster
from bot.speech.periodic import per
from bot.supply.cell import CellFault, must_fit, not_a_figure
from bot.supply.columns import HEADING_WITHIN
from bot.supply.reading import Figure, Guess, SupplyDraft
from bot.supply.table import Column, Member, Raw, Table, concerns
from scoring.cells import Book, Cell, Sheet, column_letters
from scoring.exact import plain

How = Literal["rows", "sum", "any"]
"""Each row counts as one; a column is added up; whether there is any row."""
_TOTAL: Final = re.compile(r"^[（(]?(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|本页计|共\d+)")
_NUMBERING: Final = frozenset({"序号", "编号", "NO.", "NO", "№"})
_BETWEEN: Final = re.compile(r"[、，,;；/／|\n]+|和|及|与")
_AMOUNT: Final = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_LIKE_AMOUNT: Final = re.compile(
    r"[约近]?[0-9０-９][0-9０-９,，.．]*\s*[十百千万亿]*[元家户条件笔个人]?"
)
"""What makes a column one of figures; whether a cell is one is judged when it is added up."""
_EMPTY: Final = re.compile(r"^(无|没有|[-—–－―─/\\]+)?$")


@dataclass(frozen=True)
class Listing:
    """A list as it was found: its headings and the rows below them."""

    sheet: Sheet
    start: int
    """Index of the first row below the headings."""
    texts: Mapping[int, str]
    units: tuple[int, ...]
    """Places of the columns whose cells are names of units, the likeliest first."""
    amounts: tuple[int, ...]
    """Places of the columns with figures."""
    repeated: bool
    """Whether some unit has several rows."""
    unread: tuple[str, ...] = ()
    """Sheets that are not read: one list is taken at a time."""

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands above the headings."""
        above = self.sheet.rows[: self.start - 1]
        return tuple(c.text for _, cells in above for c in cells if c.text and not c.copied)

    def place(self, text: str) -> int | None:
        """The one column with this heading; None where there is none, or several."""
        found = [place for place, one in self.texts.items() if one == text]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the sender said of a list."""

    column: Column
    unit: int
    how: How
    amount: int | None = None
    skip: bool = False
    """Whether names that are no units of the quarter are left out."""


def find(book: Book, roster: Roster) -> Listing | None:
    """The list in a file; None where no column holds names of units."""
    for sheet in book.sheets:
        for index, (_, cells) in enumerate(sheet.rows[:HEADING_WITHIN]):
            if (found := _listing(sheet, index, cells, roster)) is not None:
                others = (one.title for one in book.sheets if one is not sheet and one.rows)
                return replace(found, unread=tuple(others))
    return None


def _listing(sheet: Sheet, index: int, cells: Sequence[Cell], roster: Roster) -> Listing | None:
    texts = {p: tidy(c.text) for p, c in enumerate(cells) if c.text and not c.copied}
    if len(texts) < 2 or any(cells[p].number is not None for p in texts):
        return None
    names = {p: _names(sheet, index + 1, p, roster) for p in texts}
    if any(roster.find(text).sure for text in texts.values()):
        return None
    units = [p for p, (sure, every) in names.items() if sure and _are_units(texts[p], sure, every)]
    if not units:
        return None
    units.sort(key=lambda p: (heading(texts[p]) not in HEADINGS["name"], -len(names[p][0]), p))
    amounts = [
        p
        for p in texts
        if p not in units and heading(texts[p]) not in _NUMBERING and _has_figures(sheet, index, p)
    ]
    sure = names[units[0]][0]
    repeated = len(set(sure)) < len(sure)
    return Listing(sheet, index + 1, texts, tuple(units), tuple(amounts), repeated)


def _names(sheet: Sheet, start: int, place: int, roster: Roster) -> tuple[list[int], int]:
    """The units named surely in a column, row by row, and how many cells are filled."""
    sure: list[int] = []
    every = 0
    for _, cells in sheet.rows[start:]:
        text = _at(cells, place).text
        if not text or _TOTAL.match(text) or _at(cells, place).across:
            continue
        every += 1
        found = roster.find(tidy(text))
        if found.unit is not None and found.sure:
            sure.append(found.unit.id)
    return sure, every


def _are_units(text: str, sure: Sequence[int], every: int) -> bool:
    return heading(text) in HEADINGS["name"] or len(sure) * 2 >= every


def _has_figures(sheet: Sheet, index: int, place: int) -> bool:
    cells = [_at(cells, place) for _, cells in sheet.rows[index + 1 :]]
    return any(c.kind == "number" or _LIKE_AMOUNT.fullmatch(c.text) for c in cells)


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else Cell()


def ways(column: Column) -> tuple[How, ...]:
    """How a list can become a figure of this input; none for a percentage."""
    if column.input.kind == "flag":
        return ("any",)
    return ("rows", "sum") if column.input.kind == "count" else ()


def targets(tables: Sequence[Table]) -> tuple[tuple[int, int, Column], ...]:
    """What a list can be for: number of the table, place of the column, and the column."""
    return tuple(
        (number, place, column)
        for number, table in enumerate(tables)
        for place, column in enumerate(table.columns)
        if ways(column)
    )


def read_list(listing: Listing, table: Table, choice: Choice, roster: Roster) -> SupplyDraft:
    """The figures of a list for every unit of a table; whatever is wrong is a fault."""
    reading = _Reading(listing, table, choice, roster)
    for number, cells in listing.sheet.rows[listing.start :]:
        reading.take(number, cells)
    if listing.sheet.cut:
        reading.faults.append(RosterFault("", "表太长了，后面的没有读。请分成几个文件。"))
    return reading.draft()


@dataclass
class _Reading:
    """The state of one reading."""

    listing: Listing
    table: Table
    choice: Choice
    roster: Roster
    sums: dict[int, Decimal] = field(default_factory=dict)
    cells: dict[int, str] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    faults: list[RosterFault] = field(default_factory=list)
    strangers: dict[str, str] = field(default_factory=dict)
    """Names that are no units of the quarter, and what is said of each."""
    elsewhere: dict[str, None] = field(default_factory=dict)
    """Units of another table, or that the row does not assess."""
    guesses: dict[str, Guess] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Who can have a figure here."""
        row = self.choice.column.row
        self.members = {m.unit: m for m in self.table.members if concerns(row, m)}

    def take(self, number: int, cells: Sequence[Cell]) -> None:
        """One row of the list."""
        own, at = _at(cells, self.choice.unit), self._address(self.choice.unit, number)
        texts = [c.text for c in cells if c.text and not c.copied]
        if not texts or own.across or tidy(own.text) == self.listing.texts[self.choice.unit]:
            return
        if any(_TOTAL.match(text) for text in texts[:2]) or _TOTAL.match(own.text):
            self.notes.append(f"{at}这一行是合计，没有算。")
        elif not own.text:
            self._without_name(number, cells, at)
        elif trouble := not_words(own):
            self.faults.append(RosterFault(at, f"单位名称：{trouble}"))
        elif (member := self._member(tidy(own.text), at)) is not None:
            self._count(member, number, cells, at)

    def _address(self, place: int, number: int) -> str:
        return f"{column_letters(place)}{number}"

    def _without_name(self, number: int, cells: Sequence[Cell], at: str) -> None:
        """A remark below the list is none of it; a row with several cells is a unit's."""
        filled = [place for place in self._others(cells) if _at(cells, place).text]
        if len(filled) > 1:
            self.faults.append(RosterFault(at, "这一行没有写单位，不知道算给谁。"))
        else:
            self.notes.append(f"第 {number} 行没有写单位，没有算。")

    def _others(self, cells: Sequence[Cell]) -> list[int]:
        """The columns that say something of a row: neither the unit nor its number in the list."""
        return [
            place
            for place, text in self.listing.texts.items()
            if place != self.choice.unit and heading(text) not in _NUMBERING and place < len(cells)
        ]

    def _member(self, name: str, at: str) -> Member | None:
        found = self.roster.find(name)
        if found.unit is not None and found.sure:
            return self._of_table(found.unit.id, found.unit.name)
        if several := self._several(name):
            sentence = f"一格里写了{'、'.join(several)}，请一个单位一行。"
            self.faults.append(RosterFault(at, sentence))
        elif found.unit is not None and found.alike:
            self.guesses.setdefault(name, Guess(at, name, found.unit.name))
            return self._of_table(found.unit.id, found.unit.name)
        elif name not in self.strangers:
            self.strangers[name] = f"{at}“{name[:20]}”{_like(found)}"
        return None

    def _of_table(self, unit: int, name: str) -> Member | None:
        member = self.members.get(unit)
        if member is None:
            self.elsewhere[name] = None
        return member

    def _several(self, name: str) -> list[str]:
        """The units that are named in one cell, where there is more than one."""
        parts = [self.roster.find(one.strip()) for one in _BETWEEN.split(name) if one.strip()]
        named = [one.unit.name for one in parts if one.unit is not None and one.sure]
        return named if len(named) > 1 else []

    def _count(self, member: Member, number: int, cells: Sequence[Cell], at: str) -> None:
        others = self._others(cells)
        if others and all(_EMPTY.match(_at(cells, place).text) for place in others):
            self.empty.append(at)
            return
        value = Decimal(1)
        if self.choice.amount is not None:
            place = self.choice.amount
            try:
                value = amount(_at(cells, place))
            except CellFault as fault:
                where = self._address(place, number)
                self.faults.append(RosterFault(where, f"{member.short}：{fault.sentence}"))
                return
        self.sums[member.unit] = self.sums.get(member.unit, Decimal(0)) + value
        self.rows[member.unit] = self.rows.get(member.unit, 0) + 1
        self.cells.setdefault(member.unit, at)

    def draft(self) -> SupplyDraft:
        """What was read: a figure for every unit the row assesses, or what has to be mended."""
        entries = [one for m in self.members.values() if (one := self._figure(m)) is not None]
        return SupplyDraft(
            () if self.faults or self._asks else tuple(entries),
            tuple(self.faults),
            tuple(self.notes),
            tuple(self.guesses.values()),
            titles=self.listing.titles,
            left_out=tuple(self._said()),
            strangers=() if self.faults or not self._asks else tuple(self.strangers.values()),
        )

    @property
    def _asks(self) -> bool:
        return bool(self.strangers) and not self.choice.skip

    def _figure(self, member: Member) -> Figure | None:
        column, total = self.choice.column, self.sums.get(member.unit, Decimal(0))
        at = self.cells.get(member.unit, "")
        raw: Raw = member.unit in self.rows
        try:
            if self.choice.how != "any":
                raw = _whole(total)
            must_fit(raw, column)
        except CellFault as fault:
            self.faults.append(RosterFault(at, f"{member.short}：{fault.sentence}"))
            return None
        return Figure(member.unit, column.row.id, column.input.name, raw, at)

    def _said(self) -> list[str]:
        """What whoever confirms must have seen."""
        none = [m.short for m in self.members.values() if m.unit not in self.rows]
        nil = "否" if self.choice.how == "any" else "0"
        lines = [f"表里有 {len(self.rows)} 家，一共 {sum(self.rows.values())} 行。"]
        if none:
            more = "等" if len(none) > 10 else ""
            lines.append(f"表里没有的 {len(none)} 家填“{nil}”：{'、'.join(none[:10])}{more}。")
        if self.elsewhere:
            names = "、".join(self.elsewhere)
            lines.append(f"不归{self.table.group}这一项考核，没有算：{names}。")
        if self.strangers and self.choice.skip:
            lines.append(f"不是{per('本季度')}的单位，没有算：{'、'.join(self.strangers)}。")
        if self.listing.unread:
            titles = "、".join(self.listing.unread)
            lines.append(f"只读了工作表“{self.listing.sheet.title}”，没有读：{titles}。")
        if self.empty:
            lines.append(f"只有单位、没有内容的行没有算：{'、'.join(self.empty[:6])}。")
        return lines


def amount(cell: Cell) -> Decimal:
    """The exact figure of a cell that is added up. Raises CellFault where it is none."""
    if cell.copied:
        raise CellFault("这里和别的格子合并了，分不清是哪一行的数，请取消合并后分别填。")
    if sentence := not_a_figure(cell):
        raise CellFault(sentence)
    if not cell.text:
        raise CellFault("这一格空着，没法合计。没有请填 0。")
    if cell.kind == "number" and cell.number is not None:
        if re.search(r"[%％‰万亿千百]", cell.text):
            raise CellFault(f"“{cell.text[:12]}”带着单位，请写成纯数字。")
        return cell.number
    text = cell.text.translate(_NARROW).strip()
    if not _AMOUNT.fullmatch(text):
        raise CellFault(f"“{cell.text[:12]}”不是纯数字，请写出数来，例如把 3.5万 写成 35000。")
    return Decimal(text.replace(",", ""))


_NARROW: Final = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")


def _whole(total: Decimal) -> int:
    if total != total.to_integral_value():
        raise CellFault(f"合计是 {plain(total)}，这一项只能填整数。")
    return int(total)


def _like(found: Found) -> str:
    names = "、".join(f"“{one.name}”" for one in found.candidates)
    return f"，像的有{names}" if names else ""
