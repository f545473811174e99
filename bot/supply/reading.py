"""A spreadsheet of other bodies' figures, read into entries with every fault at its cell.

The form this program hands out, or anybody's own table with unit names down and indicators across:
columns are known by their headings in any order, units by their names. Not here: what a cell's
figure is (``bot.supply.cell``), which column is which (``bot.supply.columns``), what would change
(``bot.supply.plan``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from bot.roster.headings import HEADINGS, RosterFault, heading
from bot.roster.row import not_words
from bot.speech.periodic import per
from bot.supply.cell import CellFault, Dash, Nothing, read_cell
from bot.supply.columns import HEADING_WITHIN, Head, Known, SheetRow
from bot.supply.doubts import Doubt, doubt_of, same_thing
from bot.supply.sheets.book import GUIDE_TITLE
from bot.supply.table import Column, Member, Raw, Stamp, concerns
from bot.supply.words.doubts import skipped
from scoring.cells import Book, Cell, Limits, Sheet, Unreadable, column_letters, open_book

WHAT: Final = "部门数据表"
MOST_FAULTS: Final = 300
_BESIDE: Final = frozenset({"序号", "编号", "备注", "NO.", "简称", "考核表", "类别", "说明"})
_SUMMARY: Final = re.compile(r"^(合计|总计|小计|共计|共\d+[个家]单位)$")
_REMARK: Final = re.compile(r"[:：]|^(注|说明|备注|填表|制表)|^（?[一二三四五六七八九十]+[、）]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the file; ``value`` None takes back what was there.

    ``blank``: the cell was handed out and is empty, so it takes back only what stood in it then.
    """

    unit: int
    row: str
    input: str
    value: Raw | None
    cell: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that is only like a unit's: shown before anything is written."""

    place: str
    written: str
    unit: str


@dataclass(frozen=True)
class SupplyDraft:
    """What the file says."""

    entries: tuple[Figure, ...] = ()
    faults: tuple[RosterFault, ...] = ()
    notes: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    stamp: Stamp | None = None
    """The form's stamp; None for somebody's own table."""
    titles: tuple[str, ...] = ()
    """What stands above the headings: perhaps another quarter's name."""
    left_out: tuple[str, ...] = ()
    """What is somebody else's to write or was not counted, in sentences: shown with the figures."""
    strangers: tuple[str, ...] = ()
    """Names in a supplier's list that are no units of the quarter: asked about."""
    dashes: tuple[str, ...] = ()
    """Cells with a dash of which nobody has said yet what it means."""
    doubts: tuple[Doubt, ...] = ()
    """Names that may be another unit's and of which nobody has said yet whose they are."""
    none_of_ours: bool = False
    """No sheet has a column of ours: perhaps a supplier's own list, several rows a unit."""
    repeated: bool = False
    """There are columns of ours, and yet some unit has several rows."""


def read(data: bytes, kind: str, known: Known) -> SupplyDraft:
    """The figures in a file. Never raises: whatever is wrong is a fault of the draft."""
    try:
        book = open_file(data, kind)
    except Unreadable as reason:
        return SupplyDraft(faults=(RosterFault("", str(reason)),))
    return read_book(book, known)


def open_file(data: bytes, kind: str = "") -> Book:
    """The cells of a table file of any kind. Raises Unreadable."""
    return open_book(data, Limits(WHAT), kind)


def read_book(book: Book, known: Known) -> SupplyDraft:
    """The figures of an opened file."""
    reading = _Reading(known)
    heads = [(sheet, Head.find(sheet, known)) for sheet in book.sheets]
    taken = [(sheet, head) for sheet, head in heads if head is not None]
    reading.stamp = next((found for sheet, _ in heads if (found := stamp_of(sheet))), None)
    if not taken:
        reading.fault("", _no_heading(book.hidden))
        reading.foreign_form = reading.stamp is None
    for sheet, head in heads:
        if head is None and sheet.rows and taken and sheet.title != GUIDE_TITLE:
            reading.notes.append(f"工作表“{sheet.title}”不是部门数据，没有读。")
    for sheet, head in taken:
        reading.take(sheet, head, qualified=len(taken) > 1)
    return reading.draft()


def stamp_of(sheet: Sheet) -> Stamp | None:
    """The stamp of a sheet that this program handed out."""
    for _, cells in sheet.rows[:HEADING_WITHIN]:
        for cell in cells[:3]:
            if found := Stamp.find(cell.text):
                return found
    return None


def _no_heading(hidden: tuple[str, ...]) -> str:
    sentence = "没有认出部门数据：表头要有“单位名称”，还要有指标，例如“二.1 迟报、错报”。"
    sentence += "最好用我发的表来填。"
    return sentence + (f"隐藏的工作表不读取：{'、'.join(hidden)}。" if hidden else "")


@dataclass
class _Reading:
    """The state of one reading."""

    known: Known
    stamp: Stamp | None = None
    entries: dict[tuple[int, str, str], Figure] = field(default_factory=dict)
    faults: list[RosterFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    dashes: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    rounded: list[str] = field(default_factory=list)
    """Cells that show fewer digits than they hold, and what is taken."""
    foreign: dict[str, None] = field(default_factory=dict)
    """Bodies whose columns are in the file and are not this person's to fill."""

    foreign_form: bool = False
    """Whether no sheet has a column of ours."""
    repeated: bool = False
    """Whether some unit has several rows in somebody's own table."""

    def __post_init__(self) -> None:
        """Who can be named."""
        self.members = {m.unit: m for table in self.known.tables for m in table.members}

    def fault(self, cell: str, sentence: str) -> None:
        """Something to mend."""
        self.faults.append(RosterFault(cell, sentence))

    def draft(self) -> SupplyDraft:
        """What was read."""
        if not any((self.entries, self.faults, self.dashes, self.doubts, self.skipped)):
            self.fault("", "表里还没有填数。请填好后再发。")
        if self.foreign:
            self.notes.append(f"由{'、'.join(self.foreign)}提供的列不归您报，没有读。")
        if self.rounded:
            self.notes.append(
                f"有 {len(self.rounded)} 格显示的是四舍五入以后的数，按表里存的全部位数算："
                f"{'；'.join(self.rounded[:3])}。"
            )
        if self.dashes and self.faults:
            self.notes.append(f"另有 {len(self.dashes)} 格写的是“—”或“/”，改好以后会问是什么意思。")
        if self.doubts and self.faults:
            self.notes.append(f"另有 {len(self.doubts)} 个单位名称，改好以后会问是哪个单位。")
        entries = () if self.faults else tuple(self.entries.values())
        return SupplyDraft(
            entries,
            tuple(self.faults),
            tuple(self.notes),
            tuple(self.guesses),
            self.stamp,
            tuple(self.titles),
            left_out=tuple(self.skipped),
            dashes=() if self.faults else tuple(self.dashes),
            doubts=() if self.faults else tuple(self.doubts),
            none_of_ours=self.foreign_form,
            repeated=self.repeated,
        )

    def take(self, sheet: Sheet, head: Head, *, qualified: bool) -> None:
        """Read one sheet to its end."""
        where = f"{sheet.title}!" if qualified else ""
        for place, sentence in head.faults:
            self.fault(f"{where}{column_letters(place)}{head.row}", sentence)
        self._note_columns(head)
        above = sheet.rows[: head.start - 1]
        self.titles += [cell.text for _, cells in above for cell in cells if cell.text]
        seen: dict[int, str] = {}
        for number, cells in sheet.rows[head.start :]:
            if len(self.faults) >= MOST_FAULTS:
                break
            line = SheetRow(number, cells, head, where)
            if not self._is_unit(line):
                continue
            member = self._member(line)
            if member is None:
                continue
            if member.unit in seen:
                self.repeated = self.stamp is None
                self.fault(line.at(head.name), f"“{member.name}”在{seen[member.unit]}已经有一行。")
                continue
            seen[member.unit] = line.at(head.name)
            self._figures(line, member)
        if sheet.cut:
            self.fault("", "表太长了，后面的没有读。请分成几个文件。")

    def _note_columns(self, head: Head) -> None:
        """Columns nobody asks for, and those that are another body's to fill."""
        others = [
            text
            for place, text in head.texts.items()
            if place != head.name
            and place not in head.known
            and heading(text) not in _BESIDE | set(HEADINGS["name"])
            and place not in dict(head.faults)
        ]
        if others:
            self.notes.append(f"没有用到的列：{'、'.join(others)}。")
        if self.known.bodies is None:
            return
        self.foreign |= {
            one.body: None
            for found in head.columns.values()
            for one in found.values()
            if one.body not in self.known.bodies
        }

    def _is_unit(self, line: SheetRow) -> bool:
        """Whether a row is a unit at all, rather than blank, a sum, a remark, the headings anew."""
        name = line.name
        if not name:
            if line.filled:
                self.fault(line.at(line.head.name), "这一行填了数，却没有单位名称。")
            return False
        if line.merged_name:
            self.fault(
                line.at(line.head.name), "单位名称和上一行合并了，请取消合并，一行一个单位。"
            )
            return False
        if heading(name) in HEADINGS["name"] or line.title_across:
            return False
        if _SUMMARY.search(name) or (_REMARK.search(name) and not line.filled):
            self.notes.append(f"{line.at(line.head.name)}“{name[:20]}”不是单位，没有读。")
            return False
        return True

    def _member(self, line: SheetRow) -> Member | None:
        """The unit a row is about, or None with a fault."""
        cell = line.at(line.head.name)
        if trouble := not_words(line.cells[line.head.name]):
            self.fault(cell, f"单位名称：{trouble}")
            return None
        if (said := self.known.names.get(line.name)) is not None:
            return self._said(line, said)
        found = self.known.roster.find(line.name)
        if found.unit is None and not line.filled:
            self.notes.append(f"{cell}“{line.name[:20]}”不在{per('本季度')}的名单里，也没有填数。")
            return None
        if found.unit is None or (not found.sure and not found.alike and line.filled):
            self.doubts.append(doubt_of(line, found))
            return None
        if not found.sure and line.filled:
            self.guesses.append(Guess(line.place, line.name, found.unit.name))
        return self.members.get(found.unit.id)

    def _said(self, line: SheetRow, unit: int) -> Member | None:
        """The unit that somebody has said a name means; nobody's: the row is left out."""
        if not unit and line.filled:
            self.skipped.append(skipped(line.place, line.name))
        member = self.members.get(unit)
        if member is not None and line.filled:
            self.guesses.append(Guess(line.place, line.name, member.name))
        return member

    def _figures(self, line: SheetRow, member: Member) -> None:
        """Every figure of one unit's row."""
        columns = line.head.columns[member.group]
        for place in sorted(line.head.known):
            column, cell = columns.get(place), line.cell(place)
            at = line.at(place)
            if column is None:
                if cell.text:
                    self.fault(at, self._not_theirs(line, place, member))
            elif self.known.bodies is not None and column.body not in self.known.bodies:
                continue
            elif not concerns(column.row, member):
                if cell.text:
                    self.fault(at, f"“{column.title}”不考核{member.name}，请把这一格清空。")
            else:
                self._figure(at, cell, column, member)

    def _not_theirs(self, line: SheetRow, place: int, member: Member) -> str:
        """A column of another table; where the unit's own table asks the same, its row."""
        asked = next(one[place] for one in line.head.columns.values() if place in one)
        own = next(table for table in self.known.tables if table.group == member.group)
        same = same_thing(asked, own.columns_for(member))
        where = f"{member.short}的填在 {same.row.id} 那一列。" if same else f"{member.name}不用填。"
        return f"“{line.head.texts[place]}”不是{member.group}的指标，{where}"

    def _figure(self, at: str, cell: Cell, column: Column, member: Member) -> None:
        try:
            value = self._value(at, cell, column)
        except CellFault as fault:
            self.fault(at, f"{member.short}“{column.title}”：{fault.sentence}")
            return
        if cell.rounded:
            self.rounded.append(f"{at} 显示 {cell.text}，存的是 {cell.readings[-1]}")
        if value is Nothing.BLANK and self.stamp is None:
            return
        blank = value is Nothing.BLANK
        key = (member.unit, column.row.id, column.input.name)
        before = self.entries.get(key)
        raw = None if isinstance(value, Nothing) else value
        if before is not None and not before.blank:
            if not blank and before.value != raw:
                self.fault(at, f"{member.short}“{column.title}”在 {before.cell} 填了另一个数。")
            return
        self.entries[key] = Figure(*key, raw, at, blank)

    def _value(self, at: str, cell: Cell, column: Column) -> Raw | Nothing:
        """What a cell says, a dash included once somebody has said what it means."""
        try:
            return read_cell(cell, column)
        except Dash:
            if not self.known.dashes:
                self.dashes.append(at)
            if self.known.dashes == "nil" and column.input.kind != "rate":
                return False if column.input.kind == "flag" else 0
            return Nothing.BLANK


__all__ = ["Figure", "Guess", "Known", "SupplyDraft", "open_file", "read", "read_book", "stamp_of"]
