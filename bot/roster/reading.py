"""The list of units as people keep it in a spreadsheet, read into plain lines with every fault.

Here: the door of the roster: reading a file, passing over what is not a unit, doubles. The form
to fill in and the export (``bot.roster.sheets.book``) go out by the same door. Not here: opening
the file (``scoring.cells``), judging one row (``roster_row``), and what becomes of the units
afterwards (the page that imports).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.roster.headings import (
    DEPARTMENTS,
    EXAMPLE_MARK,
    GROUPS,
    HEADINGS,
    TOWNSHIPS,
    Groups,
    RosterDraft,
    RosterFault,
    RosterLine,
    group_of,
    heading,
    same,
    suggest_group,
    tidy,
)
from bot.roster.row import Row
from bot.roster.sheets.book import template, write_roster
from bot.roster.tables import Table, tables_of
from scoring.cells import Cell, Limits, Sheet, Unreadable, open_book

__all__ = [
    "DEPARTMENTS",
    "GROUPS",
    "TOWNSHIPS",
    "RosterDraft",
    "RosterFault",
    "RosterLine",
    "read",
    "suggest_group",
    "template",
    "write_roster",
]

MAX_LINES = 2000
_LONGEST_TITLE = 40
_TITLE = re.compile(r"(?:名单|名册|一览表|情况表|统计表|花名册|通讯录)$")

_SUMMARY = re.compile(
    r"^(?:(?:合计|总计|小计|共计|总共|共|计)[:：]?\d*[个家户]?(?:单位)?|\d+[个家户](?:单位)?)$"
)
_REMARK = re.compile(
    r"[:：。；]|^(注|说明|备注|填表|制表|以上|联系人)|^（?[一二三四五六七八九十]+[、）.．]"
    r"|^第[一二三四五六七八九十]+(?:组|部分|类|批)|^附件\d*"
    r"|^[12二][0-9〇零一二三四五六七八九]{3}[年./\-]"
)
_NUMBER = re.compile(r"[（(]?(?:[一二三四五六七八九十]+|\d+)[)）、.．]?[个家户]?")
"""What stands beside a section's name: 一, （二）, 45家."""
_SECTION = re.compile(
    r"^(?:（?[一二三四五六七八九十]+[、）.．]|第[一二三四五六七八九十]+(?:组|部分|类)|附件\d*)?"
)


def read(data: bytes, kind: str = "", groups: Groups = GROUPS) -> RosterDraft:
    """The units in a spreadsheet. Never raises: whatever is wrong is a fault of the draft.

    The content decides what the file is; ``kind`` (``xlsx``, ``csv``, as the sender's phone
    called it) only betrays a file whose name promises something else.
    """
    try:
        book = open_book(data, Limits("单位名单"), kind)
    except Unreadable as reason:
        return RosterDraft((), (RosterFault("", str(reason)),))
    tables = [table for sheet in book.sheets for table in tables_of(sheet, groups)]
    if not tables:
        return RosterDraft((), (RosterFault("", _no_heading(book.hidden)),))
    reading = _Reading(groups)
    several = len({table.sheet.title for table in tables}) > 1
    for table in tables:
        reading.take(table, qualified=several)
    if not reading.lines and not reading.faults:
        reading.faults.append(RosterFault("", "表里只有表头，没有单位。请填好后再发。"))
    return RosterDraft(
        tuple(reading.lines), tuple(reading.faults), tuple(reading.notes), tuple(reading.doubts)
    )


def _no_heading(hidden: tuple[str, ...]) -> str:
    sentence = "没有找到“单位名称”这一列。请在表头写上“单位名称”，或使用模板。"
    return sentence + (f"隐藏的工作表不读取：{'、'.join(hidden)}。" if hidden else "")


@dataclass
class _Reading:
    """The state of one import: what was taken, and what the names taken so far are."""

    groups: Groups
    lines: list[RosterLine] = field(default_factory=list)
    faults: list[RosterFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Every name, short name and alias so far: what it is compared by, to place and unit."""
    examples: int = 0
    section: str = ""
    """The group that the last line of its own (一、县直单位) named."""
    sheet: Sheet | None = None

    def take(self, table: Table, *, qualified: bool) -> None:
        """Read one table to its end."""
        sheet = table.sheet.title if qualified else ""
        ignored = [text for text in table.ignored if text not in {"序号", "编号", "备注", "NO."}]
        note = f"没有用到的列：{'、'.join(ignored)}。"
        if ignored and note not in self.notes:
            self.notes.append(note)
        self._begin(table)
        for number, cells in table.rows:
            if len(self.lines) >= MAX_LINES:
                break
            row = Row(number, cells, table, sheet, self.groups, self.section)
            if not self._divides(row) and self._is_unit(row):
                self._take_row(row)
        else:
            if not table.sheet.cut:
                self._note_examples()
                return
        self._note_examples()
        self.faults.append(RosterFault("", f"超过 {MAX_LINES} 行，后面的没有读。请分成几个文件。"))

    def _begin(self, table: Table) -> None:
        """A new sheet begins without a section; titles above its headings may name one."""
        self.examples = 0
        if table.sheet is self.sheet:
            return
        self.sheet, self.section = table.sheet, ""
        for _, cells in table.sheet.rows[: table.start - 1]:
            self.section = self._group_alone(cells) or self.section

    def _divides(self, row: Row) -> bool:
        """Whether the row only says which group the next ones belong to."""
        group = self._group_alone(row.cells)
        if not group:
            return False
        self.section = group
        said = max((tidy(cell.text) for cell in row.cells), key=len)
        self.notes.append(f"{row.place}“{said[:20]}”不像单位名称，没有导入。")
        return True

    def _group_alone(self, cells: Sequence[Cell]) -> str:
        """The group that a row's one text names; empty where it has more, or none.

        The number of a section may stand in the column before it, how many it has behind it.
        """
        texts = [tidy(cell.text) for cell in cells if cell.text and not cell.copied]
        texts = [text for text in texts if not _NUMBER.fullmatch(text)] or texts
        if len(texts) != 1 or len(texts[0]) > _LONGEST_TITLE:
            return ""
        bare = re.sub(r"（.*?）|\d+[个家].*$", "", _SECTION.sub("", texts[0]))
        headed = bare != texts[0]
        group = group_of(texts[0], self.groups)
        words = {same(word) for word in (group, *self.groups.get(group, ()))}
        return group if headed or same(bare) in words or _TITLE.search(bare) else ""

    def _note_examples(self) -> None:
        if self.examples:
            self.notes.append(f"跳过了{self.examples}行示例。")

    def _is_unit(self, row: Row) -> bool:
        """Whether the row is a unit at all, rather than blank, an example, a sum or a remark."""
        name = row.text("name") or row.title
        if row.cell("name").kind == "struck":
            self.notes.append(f"{row.place}的单位名称划掉了，没有导入。")
            return False
        if row.cell("name").kind in {"date", "time"}:
            self.notes.append(f"{row.place}“{row.cell('name').text}”不像单位名称，没有导入。")
            return False
        if row.continues:
            self.notes.append(f"{row.place}和上一行合并成了一个单位，只取第一行的内容。")
            return False
        if not name:
            return any(row.text(column) for column in HEADINGS if not row.copied(column))
        if name.startswith(EXAMPLE_MARK):
            self.examples += 1
            return False
        if heading(name) in HEADINGS["name"]:
            return False  # the headings again, as at the head of each printed page
        if row.title or _SUMMARY.search(name) or _REMARK.search(name):
            self.notes.append(f"{row.place}“{name[:20]}”不像单位名称，没有导入。")
            return False
        return True

    def _take_row(self, row: Row) -> None:
        faults = list(row.faults())
        line = row.line()
        if not faults:
            faults = list(self._doubles(row, line))
        if faults:
            self.faults.extend(faults)
        else:
            self.lines.append(line)
            if row.together:
                self.doubts.append(
                    f"{row.at('name')}：“{line.name[:20]}”像是 {row.together} 个单位写在一格里，"
                    "现在按一个单位导入；要分开考核，请一行写一个。"
                )
            if row.unread_phone:
                self.notes.append(
                    f"{row.at('phone')}：“{row.unread_phone[:20]}”看不出是电话，没有记，单位照常导入。"
                )
            if row.unread_sounds:
                self.notes.append(
                    f"{row.at('sounds')}：“{row.unread_sounds[:20]}”和“{line.name}”对不上，读音没有记，"
                    "单位照常导入。"
                )
        for word in (line.name, line.short, *line.aliases):
            if word:
                self.taken.setdefault(same(word), (row.place, line.name))

    def _doubles(self, row: Row, line: RosterLine) -> Iterator[RosterFault]:
        """Words that an earlier row has already: nobody could tell which unit is meant."""
        earlier = self.taken.get(same(line.name))
        if earlier:
            place, name = earlier
            which = f"都是“{line.name}”" if name == line.name else f"那里是“{name}”的简称或别名"
            yield row.fault("name", f"与{place}重复，{which}。")
            return
        for column, words in (("short", (line.short,)), ("aliases", line.aliases)):
            for word in filter(None, words):
                if same(word) in self.taken:
                    place, name = self.taken[same(word)]
                    yield row.fault(column, f"“{word}”已用于{place}的“{name}”，请换一个。")
