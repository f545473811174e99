"""Tables and plain text: every visible sheet as a page, every visible row as a line.

The cells come from ``scoring.cells``, which reads whatever opens in a spreadsheet program; here
rows become lines. Sheets, rows and columns that the workbook hides, by hand or by a filter, are
left out as a person who opens it does not see them, and that there are some is said.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bot.extraction.package import Package
from bot.extraction.pages import Closed, Line, Page, Unread
from bot.extraction.plain import mended
from scoring.cells import Cell, Limits, Unreadable
from scoring.cells.book import Opened, filled_lines
from scoring.cells.html import open_page
from scoring.cells.opening import open_sheets
from scoring.cells.text import decode

MOST_ROWS = 5000
"""Of one sheet; a list of a county's companies may be longer, what it is stands at its head."""
MOST_SHEETS = 60
_MOST_TEXT = 4 * 1024 * 1024
_LIMITS = Limits(bytes=64 * 1024 * 1024, unpacked=400 * 1024 * 1024, rows=MOST_ROWS, merged=20_000)
_PROGRAMS_OWN = "WpsReserved_"
"""WPS keeps pictures that lie in cells in a hidden sheet of such a name."""
_PICTURE = re.compile(r"xl/media/[^/]+\.(?:jpe?g|png|gif|bmp|webp)")
Row = tuple[int, list[Cell]]
_SHOWN = frozenset({"text", "number", "bool", "date", "time"})


def read_tables(path: Path, kind: str) -> tuple[list[Page], Unread]:
    """A page for each visible sheet, and why something is not in it. Raises Closed."""
    pages: list[Page] = []
    unread = Unread.NOTHING
    try:
        data = path.read_bytes()
        web = kind in ("page", "html")
        sheets = open_page(data, _LIMITS) if web else open_sheets(data, _LIMITS, kind)
        for sheet in islice(sheets, MOST_SHEETS):
            rows = list(islice(filled_lines(sheet, _LIMITS), MOST_ROWS + 1))
            if _hides(sheet, rows) and not unread:
                unread = Unread.HIDDEN
            if sheet.visible:
                if len(rows) > MOST_ROWS:
                    unread = Unread.TOO_LARGE
                lines = tuple(_lines(rows[:MOST_ROWS], sheet))
                pages.append(Page(len(pages) + 1, lines=lines))
    except Unreadable as fault:
        if "密码" in str(fault):
            raise Closed(Unread.PASSWORD) from fault
        raise Closed(Unread.DAMAGED) from fault
    if pages and kind in ("xlsx", "xlsb"):
        pages[0] = replace(pages[0], pictures=_pictures(path))
    return pages, unread


def _pictures(path: Path) -> int:
    """How many pictures lie on the sheets, also those that WPS keeps for cells."""
    with contextlib.suppress(Closed), Package(path) as package:
        return sum(_PICTURE.fullmatch(name) is not None for name in package.names)
    return 0


def _hides(sheet: Opened, rows: list[Row]) -> bool:
    """Whether something is in what a person does not see; a list of one column only fills menus."""
    if sheet.visible:
        return any(
            not cell.blank and not cell.copied
            and (number in sheet.unseen.rows or column in sheet.unseen.columns)
            for number, cells in rows for column, cell in enumerate(cells, 1)
        )  # fmt: skip
    if sheet.title.startswith(_PROGRAMS_OWN):
        return False
    filled = [[one.text for one in cells if not one.blank] for _, cells in rows]
    return any(len(one) > 1 for one in filled)


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


def _lines(rows: list[Row], sheet: Opened) -> Iterator[Line]:
    for number, cells in rows:
        if number not in sheet.unseen.rows:
            text = re.sub(r"\t{2,}", "\t", "\t".join(_seen(cells, sheet.unseen.columns))).strip(
                "\t"
            )
            if text:
                size, place = sheet.looks.get(number, (0, ""))
                yield Line(text, size=size, place=place)


def _seen(cells: list[Cell], hidden: set[int]) -> Iterator[str]:
    """What stands in the columns that are shown; a title that runs on from a hidden one, too."""
    before = ""
    for column, cell in enumerate(cells, 1):
        said = _said(cell)
        if column in hidden:
            before = said or (before if cell.across else "")
        else:
            yield before if cell.across else said
            before = ""


def _said(cell: Cell) -> str:
    if cell.copied or cell.kind not in _SHOWN:
        return ""
    return mended(" ".join(cell.text.split()))
