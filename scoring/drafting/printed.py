"""Tables of indicators as they are printed: sections and rows, each cell verbatim.

Offices merge cells, repeat headings on each page, print the sections as lines of their own or in a
column, and put several tables in one file. Here: all of that undone. Not here: what headings are
called (`columns`), what a clause means (`clause`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from scoring.cells import Cell
from scoring.drafting.apart import called, each_its_own, group_in
from scoring.drafting.by_content import block_of, columns_by_content, hinted, left_out, question
from scoring.drafting.columns import (
    OF_CLASS,
    SECTION_POINTS,
    class_columns,
    columns_of,
    figure_in,
    finer,
    of_sections,
)
from scoring.drafting.document import Line, Part
from scoring.drafting.printed_table import (
    NUMERAL,
    POINTS,
    PrintedRow,
    PrintedSection,
    PrintedTable,
    numeral,
)
from scoring.drafting.titles import MOST_TITLE, TITLE, title_of

_SECTION: Final = re.compile(
    rf"[(（]?([{NUMERAL}]{{1,3}})[)）]?\s*[、.．,，:：]?\s*(.*)", re.DOTALL
)
_HEADED: Final = re.compile(rf"^[(（]?[{NUMERAL}]{{1,3}}(?:[)）]|[、.．])")
_TOTAL: Final = re.compile(r"^(?:合\s*计|总\s*计|总\s*分|小\s*计|共\s*计)")
_ENDED: Final = re.compile(rf"^(?:附[件表]|表\s*(?=[0-9{NUMERAL}]))\s*[0-9{NUMERAL}]?")
_MOST_HEADING: Final = 60
_FEW: Final = 3
_LOOKED_AT: Final = 200
"""So many lines of a table say what its columns hold."""
_SEVERAL: Final = 2
"""A line of so many cells is one of a table."""
_TRIES: Final = 8
"""So far down a table begins whose headings nobody knows; below that it is none."""
_ANEW: Final = (
    "没有写标题，序号又从头数起，当作另一张表；和上一张是一张的，请删掉中间的表头再发一次"
)
ONE_CELL: Final = "和上一行合用一格分值，并作一行"


def tables_of(parts: Sequence[Part], apart: bool | None = None) -> tuple[PrintedTable, ...]:
    """Return every table of indicators of a file, in their order; those without rows left out.

    ``apart``: whether what stands in one table for several groups is one of each (`apart`).
    """
    found: list[PrintedTable] = []
    above: list[str] = []
    for part in parts:
        above = [*above, *([part.title] if TITLE.search(part.title) else [])]
        reader = _Reader(above, found)
        for at, line in enumerate(part.lines):
            reader.take(line, part.lines[at : at + _LOOKED_AT])
        above = reader.above
    each = [own for one in found for own in each_its_own(one, apart)]
    for one in each:
        _level(one)
    return tuple(one for one in each if one.rows)


def _level(table: PrintedTable) -> None:
    """Where every row had a section of its own, these were no sections but the rows' names."""
    filled = [one for one in table.sections if one.rows]
    single = all(len(one.rows) == 1 for one in filled)
    if "section" not in table.columns or not single or len(filled) <= _FEW:
        table.sections = filled
        return
    first = PrintedSection("一", table.title or "考核指标", None, "")
    kept: list[PrintedSection] = []
    for section in table.sections:
        if section.line:
            kept.append(replace(section, rows=[]))
        for row in section.rows:
            if table.columns["name"] == table.columns.get("content") and not section.line:
                row.cells["name"] = section.heading or section.name
            if not kept:
                kept.append(first)
            kept[-1].rows.append(row)
    table.sections = _numbered([one for one in kept if one.rows])


def _numbered(sections: list[PrintedSection]) -> list[PrintedSection]:
    """Their own numerals where those tell them apart, else one after the other."""
    found = [_SECTION.fullmatch(" ".join(one.heading.split())) for one in sections]
    own = [one[1] if one is not None else "" for one in found]
    if "" in own or len(set(own)) < len(own):
        own = [numeral(at) for at in range(1, len(sections) + 1)]
    return [replace(one, number=number) for one, number in zip(sections, own, strict=True)]


class _Reader:
    """Walks the lines of one part."""

    def __init__(self, above: list[str], found: list[PrintedTable]) -> None:
        self.above = list(above)
        self._found = found
        self._between: list[str] = []
        self._open = False
        self._below_heading = False
        self._section = ""
        self._head: Line | None = None
        self._more_heads = self._tries = 0
        self._totalled = False
        """Whether the last line was the total of the table."""

    def take(self, line: Line, rest: Sequence[Line]) -> None:
        """Take the next line; ``rest`` begins with it."""
        own = [cell.text.strip() for cell in line if cell.text.strip() and not cell.copied]
        shown = list(dict.fromkeys(cell.text.strip() for cell in line if cell.text.strip()))
        if not shown:
            return
        self._tries = 0 if len(line) < _SEVERAL else self._tries
        if self._open and self._below_heading and self._of_classes(line):
            return
        columns = columns_of(line)
        if columns is not None:
            self._heading(columns, rest[1:])
            self._head = line
        elif self._more_heads or (self._open and self._is_head(line)):
            self._more_heads = max(0, self._more_heads - 1)
        elif (len(shown) > 1 and self._may_begin() and self._unknown(line, rest)) or (
            self._open and self._below_heading and self._second(line, own)
        ):
            return
        elif self._open and len(line) > 1 and not _said_across(line, shown):
            if self._below_heading:
                self._complete(rest)
            self._below_heading = False
            self._row(line, shown)
        elif self._open and len(shown) == 1 and _HEADED.match(shown[0]) and _short(shown[0]):
            self._begin_section(shown[0], None)
        else:
            self._paragraph(shown[0])

    def _second(self, line: Line, own: list[str]) -> bool:
        """Take a second row of headings, which divides the columns of the first."""
        if not own:
            return True
        found = finer(dict(self._found[-1].columns), line)
        if found is not None:
            self._found[-1].columns = found
        return found is not None

    def _of_classes(self, line: Line) -> bool:
        """Take a second row of headings that divides the points by classes of units."""
        found = class_columns(self._found[-1].columns, self._head, line)
        self._found[-1].classes = found or self._found[-1].classes
        return bool(found)

    def _may_begin(self) -> bool:
        """Whether a table may begin here: none is open, or a title stands above."""
        return self._tries < _TRIES and (not self._open or self._titled())

    def _is_head(self, line: Line) -> bool:
        """Whether the headings are repeated on a further page."""
        head = self._head
        return head is not None and [one.text for one in line] == [one.text for one in head]

    def _unknown(self, line: Line, rest: Sequence[Line]) -> bool:
        """Take a line with which a table begins whose headings nobody knows, if it is one."""
        self._tries += 1
        block = block_of(rest)
        if (known := columns_by_content(block)) is None:
            return False
        found, heads = known
        head = block[heads - 1] if heads else None
        self._heading(hinted(found, head))
        self._found[-1].asked.append(question(found, head))
        self._head, self._more_heads, self._below_heading = head, max(0, heads - 1), False
        if not heads:
            self._row(line, list(dict.fromkeys(one.text.strip() for one in line if one.text)))
        return True

    def _complete(self, rest: Sequence[Line]) -> None:
        """What known headings leave out, by what stands below them."""
        table = self._found[-1]
        block = [line for line in block_of(rest) if columns_of(line) is None]
        table.columns = of_sections(table.columns, block) or table.columns
        found = left_out(dict(table.columns), block)
        if found:
            table.columns = {**table.columns, **found}
            table.asked.append(question(found, self._head))

    def _paragraph(self, text: str) -> None:
        self.above.append(text)
        self._between.append(text)
        if self._open and self._found:
            self._found[-1].below.append(text)

    def _titled(self) -> bool:
        return any(
            _ENDED.match(one) or group_in(one) or (TITLE.search(one) and len(one) <= MOST_TITLE)
            for one in self._between
        )

    def _heading(self, columns: dict[str, int], below: Sequence[Line] = ()) -> None:
        last = self._found[-1] if self._found and self._open else None
        if last is not None and (group := _empty_group(last)):
            self._between.append(group)
        if last is None or self._titled() or _begins_anew(last, columns, below):
            title, anew = self._title(), last is not None and not self._titled()
            self._found.append(PrintedTable(title, tuple(self.above), columns))
            self._found[-1].asked += [_ANEW] if anew else []
            self._section = ""
        else:
            last.columns = columns
        self._open = self._below_heading = True
        above, self._head, self._between = self._between, None, []
        for text in above[-1:] if self._found[-1] is not last else []:
            if _HEADED.match(text) and _short(text) and POINTS.search(normalize("NFKC", text)):
                self._begin_section(text, None)  # 一、政治建设（20分） over the first of several
                self._found[-1].above = tuple(one for one in self.above if one != text)

    def _title(self) -> str:
        """What stands above, with the group of units that a line of its own names."""
        near = self._between or self.above
        group = next((found for one in reversed(near) if (found := group_in(one))), "")
        title = title_of(near)
        number = next((one for one in reversed(near) if _ENDED.fullmatch(one.strip(" ：:"))), "")
        return called(title or title_of(self.above), group or ("" if title else number))

    def _row(self, line: Line, shown: list[str]) -> None:
        table = self._found[-1]
        places = {**table.columns, **{f"{OF_CLASS}{one}": at for one, at in table.classes.items()}}
        at = {name: line[place] for name, place in places.items() if place < len(line)}
        cells = {name: cell.text.strip() for name, cell in at.items()}
        first = shown[0]
        if _TOTAL.match(first) or _TOTAL.match(cells.get("name", "")):
            figures = [one for one in map(figure_in, shown) if one is not None]
            table.total = figures[0] if figures else table.total
            self._totalled = bool(figures)
            return
        if self._totalled and _first(cells.get("number", "")) and len(table.rows) > 1:
            table = PrintedTable(table.title, table.above, table.columns, classes=table.classes)
            self._found.append(table)  # behind its total a table that counts from 1 is another one
            table.asked.append(_ANEW)
        self._totalled = False
        if self._is_section(cells, shown, line):
            return
        section = at.get("section")
        if section is not None and section.text.strip() and section.text != self._section:
            self._section = section.text
            self._begin_section(section.text.strip(), figure_in(cells.get(SECTION_POINTS, "")))
        if not table.sections:
            self._begin_section("", None)
        self._put(table.sections[-1], at, cells)

    def _is_section(self, cells: dict[str, str], shown: list[str], line: Line) -> bool:
        """Take a line that is a heading of a section, if it is one."""
        if len(shown) == 1 and _short(shown[0]) and (_merged(line) or _HEADED.match(shown[0])):
            self._begin_section(shown[0], None)
            self._found[-1].sections[-1].line = True
            return True
        number = cells.get("number", "")
        numeral = re.fullmatch(rf"[(（]?[{NUMERAL}]{{1,3}}[)）]?[、.．]?", number)
        if not numeral:
            return False
        name = next((one for one in shown if one != number), "")
        points = figure_in(cells.get("points", ""))
        self._begin_section(f"{number.strip('、.．')}、{name}", points)
        rest = [cells.get(one, "") for one in ("text", "content")]
        if any(len(one) > len(name) and re.search(r"[0-9]\s*分", one) for one in rest):
            section = self._found[-1].sections[-1]
            own = PrintedRow("1", {**cells, "number": "1"}, lines=[line[0].line])
            section.rows.append(own)
        return True

    def _begin_section(self, text: str, points: Decimal | None) -> None:
        sections = self._found[-1].sections
        plain = " ".join(normalize("NFKC", text).split())
        found = _SECTION.fullmatch(plain) if _HEADED.match(plain) else None
        number = found[1] if found else numeral(len(sections) + 1)
        if number in {one.number for one in sections}:
            number = numeral(len(sections) + 1)
        rest = (found[2] if found else plain) or "考核指标"
        printed = POINTS.findall(rest)
        if points is None and printed:
            points = Decimal(printed[-1])
        name = re.sub(r"\s*[(（]\s*(?:共|满分|合计)?\s*[0-9.]+\s*分\s*[)）]", "", rest).strip()
        name = re.sub(r"\s+[0-9.]+\s*分$", "", name)
        name = re.sub(r"\s*([0-9.]+)\s*分\s*([)）])$", r"\2", name) if "附加" in name else name
        sections.append(PrintedSection(number, name or rest, points, text if text else ""))

    def _put(self, section: PrintedSection, at: Mapping[str, Cell], cells: dict[str, str]) -> None:
        rows = section.rows
        last = rows[-1] if rows else None
        name, points = at.get("name"), at.get("points")
        named = name is not None and bool(name.text.strip()) and not name.copied
        pointed = points is not None and bool(points.text.strip()) and not points.copied
        if last is not None and not pointed and not named:
            _join(last, at)
            return
        if (
            last is not None
            and not pointed
            and points is not None
            and points.copied
            and not points.across
        ):
            last.doubts.append(f"“{cells['name']}”{ONE_CELL}")
            last.cells["name"] = f"{last.get('name')}、{cells['name']}"
            _join(last, at)
            return
        same = last is not None and not named and pointed
        if same and last is not None:
            cells["name"] = last.get("name")
        number = cells.get("number", "")
        shared = not {"text", "content"} & set(self._found[-1].columns)
        lines = sorted({cell.line for cell in at.values()})
        rows.append(
            PrintedRow(number, cells, same_as_above=same, columns_shared=shared, lines=lines)
        )


def _first(number: str) -> bool:
    return normalize("NFKC", number).strip().strip(".、)(") == "1"


def _empty_group(table: PrintedTable) -> str:
    """The group of units that the last line names, under which the headings are said again."""
    last = table.sections[-1] if table.sections else None
    if last is None or last.rows or not group_in(last.name):
        return ""
    table.sections.pop()
    return last.name


def _begins_anew(table: PrintedTable, columns: Mapping[str, int], below: Sequence[Line]) -> bool:
    """Whether headings said again are those of another table: it counts from 1 or 一 again."""
    line = next((one for one in below if any(cell.text.strip() for cell in one)), None)
    if line is None or not table.rows or columns_of(line) is not None:
        return False
    said = next(cell.text.strip() for cell in line if cell.text.strip())
    sections = {one.number for one in table.sections if one.line or one.heading}
    if _HEADED.match(said) and re.match(r"[(（]?一[)）、.．]", said):
        return "一" in sections
    at, section = columns.get("number"), columns.get("section")
    if at is None or at >= len(line) or section is not None:
        return False
    again = _first(line[at].text) and not line[at].copied
    return again and _first(table.sections[-1].rows[0].number if table.sections[-1].rows else "")


def _join(row: PrintedRow, at: Mapping[str, Cell]) -> None:
    """Add what a line brings that belongs to the row above it."""
    row.lines = sorted({*row.lines, *(cell.line for cell in at.values())})
    for name, cell in at.items():
        text = cell.text.strip()
        if (
            name in ("number", "name", "points", "section", SECTION_POINTS)
            or name.startswith(OF_CLASS)
            or cell.copied
            or not text
        ):
            continue
        before = row.get(name)
        if name not in ("text", "content") and text in before.split("\n"):
            continue  # the same office for both of them
        row.cells[name] = f"{before}\n{text}" if before else text


def _merged(line: Line) -> bool:
    return any(cell.copied and cell.across for cell in line)


_REMARK: Final = re.compile(r"^(?:注|备注|说明|附注)\s*(?:[:：]|[0-9一])")


def _said_across(line: Line, shown: list[str]) -> bool:
    """Whether a line is words beside the table: of one cell, or a remark over all columns."""
    if len(shown) > 1:
        return False
    return not _merged(line) or _REMARK.match(shown[0]) is not None or not _short(shown[0])


def _short(text: str) -> bool:
    return len(text) <= _MOST_HEADING and not re.search(r"[。；;]", text)
