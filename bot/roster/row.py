"""One row of a list of units: judging its cells.

Here: what a row says and everything that is wrong with it by itself. Not here: what it has in
common with other rows (``bot.roster.reading``), what the words mean (``bot.roster.headings``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.roster.headings import (
    NO,
    YES,
    Groups,
    RosterFault,
    RosterLine,
    same,
    tidy,
)
from bot.roster.phones import read_phones
from bot.roster.pinyin import said_of_unit
from bot.roster.tables import Table
from scoring.cells import Cell, column_letters

LONGEST_NAME = 40
LONGEST_WORD = 20
"""Signs of a short name, an alias, a class or a contact's name."""
MOST_ALIASES = 20
_NUMBERED = re.compile(r"^[（(]?\d{1,3}[)）、.．](?=\D)")
"""1、县教育局: the number is not the name."""


_UNIT = re.compile(
    r"\w{1,}(?:局|委|办|部|院|会|中心|镇|乡|街道|办事处|公司|银行|支行|所|站|馆|队|社|校|学)"
    r"(?:（.*）)?"
)
_TOGETHER = re.compile(r"[、，,;；/|\n]|(?<=[局委镇乡]) +(?=\w)")


def not_words(cell: Cell) -> str:
    """Why a cell holds no words at all; empty where it may. What is struck out is gone."""
    return {
        "formula": "这里是公式，文件里没有存下结果。请在 Excel 里打开、保存一次，或者改成文字。",
        "error": f"这里是错误值 {cell.text}，请改成文字。",
        "picture": "这里是图片，请改成文字。",
        "date": f"这一格是日期（{cell.text}），请改成文字。",
        "time": f"这一格是时间（{cell.text}），请改成文字。",
        "hidden": "这一格有数，却设成不显示，请让它显示出来或者清空。",
    }.get(cell.kind, "")


@dataclass(frozen=True)
class Row:
    """One row below the headings."""

    number: int
    cells: tuple[Cell, ...]
    table: Table
    sheet: str
    groups: Groups
    section: str = ""
    """The group that the line above says (一、县直单位)."""

    @property
    def place(self) -> str:
        """How a sentence names the row."""
        return f"“{self.sheet}”第{self.number}行" if self.sheet else f"第{self.number}行"

    def cell(self, column: str) -> Cell:
        """The cell of a field; blank where the list has no such column.

        A merged area counts for all its rows where it sorts them (table, class, 是否考核), but
        a name merged over two rows is still one unit.
        """
        place = self.table.columns.get(column)
        if place is None or place >= len(self.cells):
            return Cell()
        cell = self.cells[place]
        sorts = column in {"group", "classification", "assessed"}
        return cell if sorts or not cell.copied else Cell()

    def copied(self, column: str) -> bool:
        """Whether the field only has the text of a merged area."""
        return self.cell(column).copied

    @property
    def continues(self) -> bool:
        """Whether the row belongs to the unit above: its name is only that of a merged area."""
        cell = self._name_cell()
        return cell.copied and not cell.across

    @property
    def title(self) -> str:
        """The text that runs across the name's column in this row (“一、县直单位”), or nothing."""
        cell = self._name_cell()
        return tidy(cell.text) if cell.across else ""

    def _name_cell(self) -> Cell:
        place = self.table.columns["name"]
        return self.cells[place] if place < len(self.cells) else Cell()

    def text(self, column: str) -> str:
        """The tidied text of a field."""
        said = tidy(self.cell(column).said)
        return _NUMBERED.sub("", said) if column == "name" else said

    def at(self, column: str) -> str:
        """The address of the field's cell."""
        place = self.table.columns.get(column, self.table.columns["name"])
        address = f"{column_letters(place)}{self.number}"
        return f"{self.sheet}!{address}" if self.sheet else address

    def fault(self, column: str, sentence: str) -> RosterFault:
        """A fault at the field's cell."""
        return RosterFault(self.at(column), sentence)

    def line(self) -> RosterLine:
        """The row as a line; only to be used where it has no faults."""
        name, short = self.text("name"), self.text("short")
        words = re.split(r"[、,，;；/|\s]+", self.cell("aliases").text)
        others = {same(name), same(short)}
        aliases = {same(word): word for word in map(tidy, words) if word}
        return RosterLine(
            row_number=self.number,
            name=name,
            short="" if same(short) == same(name) else short,
            aliases=tuple(word for key, word in aliases.items() if key not in others),
            group=self._group() or "",
            classification=self.text("classification"),
            assessed=same(self.text("assessed")) not in NO,
            contact=self.text("contact"),
            phone=read_phones(self.cell("phone").said)[0],
            sheet=self.sheet,
            sounds=self._sounds if said_of_unit(name, short, self._sounds) is not None else "",
        )

    def _group(self) -> str | None:
        """The group written in the row, else the one the sheet is named after; None if unknown."""
        written = self.text("group")
        for text in (written, self.table.group, self.section, self.table.sheet.title):
            for group, spellings in self.groups.items():
                if text and same(text) in {same(word) for word in (group, *spellings)}:
                    return group
            if written:
                return None
        return ""

    @property
    def unread_phone(self) -> str:
        """What stands in the phone's cell and is no number: no reason to refuse a list."""
        return read_phones(self.cell("phone").said)[1]

    @property
    def _sounds(self) -> str:
        return " ".join(self.cell("sounds").said.split())

    @property
    def unread_sounds(self) -> str:
        """What stands in the reading's cell and does not fit the name: it refuses no list."""
        return "" if self.line().sounds else self._sounds

    @property
    def together(self) -> int:
        """How many units the name's cell lists, each with the ending of a unit; 0 for one."""
        parts = [tidy(part) for part in _TOGETHER.split(self._name_cell().said) if part.strip()]
        return len(parts) if len(parts) > 1 and all(map(_UNIT.fullmatch, parts)) else 0

    def faults(self) -> Iterator[RosterFault]:
        """Everything that is wrong with the row by itself."""
        for column in self.table.columns:
            if trouble := not_words(self.cell(column)):
                yield self.fault(column, trouble)
        if any(not_words(self.cell(column)) for column in self.table.columns):
            return
        yield from self._faults_of_name()
        yield from self._faults_of_words()
        if self._group() is None:
            expected = "或".join(f"“{group}”" for group in self.groups)
            yield self.fault("group", f"不认识“{self.text('group')[:20]}”，请填{expected}。")
        assessed = same(self.text("assessed"))
        if assessed and assessed not in YES | NO:
            yield self.fault("assessed", f"不认识“{self.text('assessed')[:20]}”，请填“是”或“否”。")

    def _faults_of_name(self) -> Iterator[RosterFault]:
        name = self.text("name")
        if not name:
            yield self.fault("name", "没有写单位名称。")
        elif len(name) > LONGEST_NAME:
            yield self.fault("name", f"单位名称有{len(name)}个字，最多{LONGEST_NAME}个字。")
        elif name[0] in "=+-@" or not any(sign.isalpha() for sign in name):
            yield self.fault("name", f"“{name}”不像单位名称。")

    def _faults_of_words(self) -> Iterator[RosterFault]:
        line = self.line()
        if len(line.aliases) > MOST_ALIASES:
            yield self.fault("aliases", f"别名最多写{MOST_ALIASES}个。")
        short = {"short": (line.short,), "aliases": line.aliases}
        for column, words in {
            **short,
            "classification": (line.classification,),
            "contact": (line.contact,),
        }.items():
            for word in words:
                if len(word) > LONGEST_WORD:
                    yield self.fault(column, f"“{word[:8]}…”太长，最多{LONGEST_WORD}个字。")
