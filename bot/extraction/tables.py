"""Tables and plain text: every visible sheet as a page, every visible row as a line.

The cells come from ``scoring.cells``, which reads whatever opens in a spreadsheet program; here
rows become lines, and rows that the workbook hides are left out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bot.extraction.package import Package, attribute, local
from bot.extraction.pages import Closed, Line, Page, Unread
from bot.extraction.plain import mended
from scoring.cells import Cell, Limits, Unreadable
from scoring.cells.book import Look, filled_lines
from scoring.cells.html import open_page
from scoring.cells.opening import open_sheets
from scoring.cells.text import decode

MOST_ROWS = 5000
"""Of one sheet; a list of a county's companies may be longer, what it is stands at its head."""
MOST_SHEETS = 60
_MOST_TEXT = 4 * 1024 * 1024
_LIMITS = Limits(bytes=64 * 1024 * 1024, unpacked=400 * 1024 * 1024, rows=MOST_ROWS, merged=20_000)
_SHOWN = frozenset({"text", "number", "bool", "date", "time"})


def read_tables(path: Path, kind: str) -> tuple[list[Page], bool]:
    """A page for each visible sheet; whether something was left out. Raises Closed."""
    hidden = _hidden_rows(path) if kind == "xlsx" else {}
    pages: list[Page] = []
    cut = False
    try:
        data = path.read_bytes()
        web = kind in ("page", "html")
        sheets = open_page(data, _LIMITS) if web else open_sheets(data, _LIMITS, kind)
        for sheet in islice(sheets, MOST_SHEETS):
            if sheet.visible:
                skip = hidden.get(sheet.title, frozenset())
                rows = list(islice(filled_lines(sheet, _LIMITS), MOST_ROWS + 1))
                cut |= len(rows) > MOST_ROWS
                lines = tuple(_lines(rows[:MOST_ROWS], skip, sheet.looks))
                pages.append(Page(len(pages) + 1, lines=lines))
    except Unreadable as fault:
        if "密码" in str(fault):
            raise Closed(Unread.PASSWORD) from fault
        raise Closed(Unread.DAMAGED) from fault
    return pages, cut


def read_text(path: Path) -> tuple[list[Page], bool]:
    """A text file as one page; whether it is longer than what was read. Raises Closed."""
    with path.open("rb") as file:
        data = file.read(_MOST_TEXT + 1)
    cut = len(data) > _MOST_TEXT
    if cut:
        data = data[: data.rfind(b"\n") + 1]
    try:
        text = decode(data)
    except Unreadable as fault:
        raise Closed(Unread.DAMAGED) from fault
    lines = [said for line in text.splitlines() if (said := mended(line))]
    return [Page(1, lines=tuple(Line(one) for one in lines[:20_000]))], cut or len(lines) > 20_000


def _lines(
    rows: list[tuple[int, list[Cell]]], skip: frozenset[int], looks: dict[int, Look]
) -> Iterator[Line]:
    for number, cells in rows:
        if number not in skip:
            said = [_said(cell) for cell in cells]
            text = re.sub(r"\t{2,}", "\t", "\t".join(said)).strip("\t")
            if text:
                size, place = looks.get(number, (0, ""))
                yield Line(text, size=size, place=place)


def _said(cell: Cell) -> str:
    if cell.copied or cell.kind not in _SHOWN:
        return ""
    return mended(" ".join(cell.text.split()))


def _hidden_rows(path: Path) -> dict[str, frozenset[int]]:
    """The rows of each sheet that the workbook hides, by hand or by a filter."""
    try:
        with Package(path) as package:
            main = package.main("xl/workbook.xml")
            targets = {number: part for number, _, part in package.related(main)}
            root = package.tree(main)
            found = {}
            for one in () if root is None else root.iter():
                if local(one.tag) == "sheet":
                    number = next((v for k, v in one.items() if k.endswith("}id")), "")
                    found[attribute(one, "name") or ""] = _hidden_in(
                        package.read(targets.get(number, ""))
                    )
            return found
    except (Closed, zipfile.BadZipFile):
        return {}


_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")


def _hidden_in(sheet: bytes) -> frozenset[int]:
    rows, number = set(), 0
    for match in _ROW.finditer(sheet):
        told = re.search(rb'\br="(\d+)"', match[1])
        number = int(told[1]) if told else number + 1
        if re.search(rb'\bhidden="(?:1|true)"', match[1]):
            rows.add(number)
    return frozenset(rows)
