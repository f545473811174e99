"""XML Spreadsheet 2003, often saved under the name of .xls, as streams of cells.

Here: its own elements and named formats. Not here: HTML (``html``), Open XML (``xlsx``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from scoring.cells.book import Cell, Limits, Opened, Range, Unseen
from scoring.cells.package import local, tree
from scoring.cells.showing import show_number
from scoring.cells.strings import Rich
from scoring.cells.styles import PLAIN, Look
from scoring.cells.xlsx import EMPTY, STRUCK, boolean, numbered, worded

_MARK: Final = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")
_NAMED: Final = {
    "General Number": "General",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "yyyy/m/d",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00',
    "Euro Currency": '"€"#,##0.00',
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": '"是";"是";"否"',
    "True/False": '"TRUE";"TRUE";"FALSE"',
    "On/Off": '"开";"开";"关"',
}


def is_spreadsheetml(data: bytes) -> bool:
    """Whether it is XML Spreadsheet 2003: its namespace stands near the beginning."""
    head = data[:4096].replace(b"\x00", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") and (
        bool(_MARK.search(head)) and b"<html" not in head.lower()
    )


def open_spreadsheetml(data: bytes, limits: Limits) -> Iterator[Opened]:
    """The sheets of such a file."""
    root = tree(data)
    looks = _looks(root)
    for sheet in root:
        if local(sheet.tag) != "Worksheet":
            continue
        title = _attribute(sheet, "Name")
        said = [e.text for e in sheet.iter() if local(e.tag) == "Visible"]
        table = next((part for part in sheet if local(part.tag) == "Table"), None)
        read = _Sheet(looks, limits)
        lines = [] if table is None else list(read.lines(table))
        shown = not said or said[0] == "SheetVisible"
        yield Opened(title, shown, iter(lines), tuple(read.merged), read.unseen)


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if local(key) == name), "")


def _looks(root: Element) -> dict[str, Look]:
    """The styles; one may build upon another that stands before it."""
    found: dict[str, Look] = {}
    for style in root.iter():
        if local(style.tag) != "Style":
            continue
        look = found.get(_attribute(style, "Parent"), found.get("Default", PLAIN))
        code, struck = look.code, look.struck
        for part in style:
            if local(part.tag) == "NumberFormat":
                said = _attribute(part, "Format") or "General"
                code = _NAMED.get(said, said)
            elif local(part.tag) == "Font":
                struck = _attribute(part, "StrikeThrough") == "1"
        found[_attribute(style, "ID")] = Look(code, struck)
    return found


@dataclass
class _Style:
    """Which style a cell has where it names none: its row's, its column's, the table's."""

    table: str
    columns: dict[int, str]

    def of(self, row: Element, place: int) -> str:
        """The style for a place."""
        return _attribute(row, "StyleID") or self.columns.get(place, self.table)


class _Sheet:
    """One worksheet."""

    def __init__(self, looks: dict[str, Look], limits: Limits) -> None:
        self._looks = looks
        self._limits = limits
        self.merged: list[Range] = []
        self.unseen = Unseen()

    def lines(self, table: Element) -> Iterator[tuple[int, list[Cell]]]:
        """The rows; a row may say its number, and the next ones count on from it."""
        styles = _Style(_attribute(table, "StyleID"), self._columns(table))
        number = 0
        for row in table:
            if local(row.tag) != "Row":
                continue
            number = _number(row, "Index") or number + 1
            last = number + _number(row, "Span")
            if _is_hidden(row):
                self.unseen.rows.update(range(number, min(last, self._limits.rows) + 1))
            yield number, self._row(row, number, styles)
            number = last

    def _columns(self, table: Element) -> dict[int, str]:
        found: dict[int, str] = {}
        place = 0
        for column in table:
            if local(column.tag) != "Column":
                continue
            place = (_number(column, "Index") or place + 1) - 1
            span = min(_number(column, "Span"), 200)
            style = _attribute(column, "StyleID")
            found |= {place + n: style for n in range(span + 1) if style}
            if _is_hidden(column):
                self.unseen.hide_columns(place + 1, place + 1 + span, self._limits)
            place += 1 + span
        return found

    def _row(self, row: Element, number: int, styles: _Style) -> list[Cell]:
        cells: list[Cell] = []
        place = 0
        for element in row:
            if local(element.tag) != "Cell":
                continue
            place = (_number(element, "Index") or place + 1) - 1
            if place >= self._limits.columns:
                break
            cells += [EMPTY] * (place + 1 - len(cells))
            style = _attribute(element, "StyleID") or styles.of(row, place)
            cells[place] = _cell(element, self._looks.get(style, self._looks.get("Default", PLAIN)))
            across, down = _number(element, "MergeAcross"), _number(element, "MergeDown")
            if across or down:
                self.merged.append((place + 1, number, place + 1 + across, number + down))
                cells += [EMPTY] * (min(place + 1 + across, self._limits.columns) - len(cells))
            place += 1 + across
        return cells


def _is_hidden(element: Element) -> bool:
    return _attribute(element, "Hidden") == "1"


def _number(element: Element, name: str) -> int:
    said = _attribute(element, name)
    return int(said) if said.isdecimal() else 0


def _cell(element: Element, look: Look) -> Cell:
    data = next((part for part in element if local(part.tag) == "Data"), None)
    if data is None:
        return Cell("=", "formula") if _attribute(element, "Formula") else EMPTY
    kind, text = _attribute(data, "Type"), "".join(data.itertext())
    if kind == "Number" and text.strip():
        return numbered(float(text), look, from_1904=False)
    if kind == "Boolean":
        return STRUCK if look.struck else boolean(text.strip() == "1")
    if kind == "Error":
        return Cell(text.strip(), "error")
    if kind == "DateTime":
        return _date(text.strip(), look)
    return worded(Rich(tuple(_runs(data, None))), look)


def _runs(element: Element, struck: bool | None) -> Iterator[tuple[str, bool | None]]:
    """The text in its runs; <S> strikes out, <Sup> and the like do not."""
    here = True if local(element.tag) in {"S", "Strike", "Del"} else struck
    if element.text:
        yield element.text, here
    for part in element:
        yield from _runs(part, here)
        if part.tail:
            yield part.tail, here


def _date(text: str, look: Look) -> Cell:
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return Cell(text, "date")
    span = moment - datetime(1899, 12, 30)  # noqa: DTZ001 - no zone in files
    serial = span.days + span.seconds / 86_400
    if span.days < 0:
        serial += 1
    code = look.code if look.code != "General" else "yyyy/m/d"
    cell = show_number(serial, code)
    return cell if cell.kind in {"date", "time"} else Cell(text.partition("T")[0], "date")
