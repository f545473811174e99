"""The sheets of a results' workbook: how they are set up, printed, and filled line by line.

A line comes in pieces, cells side by side; the same piece in many lines is worked out once. Not
here: what the sheets say (``result_book``), and how a row is written (``bot.paper.many_rows``).
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.paper import workbook
from bot.paper.tabs import tab

if TYPE_CHECKING:
    from bot.paper import many_rows

FONT: Final = "仿宋_GB2312"
HEAD_FONT: Final = "黑体"
_DATE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- the date of the document, no moment in time

SHORT: Final = 12
"""Columns up to this width hold one word and are centred."""
LINE: Final = 16.0
"""Points of one line of a wrapped cell."""

Cell = str | Decimal
Piece = tuple[Cell, ...]
"""Cells side by side; what stands in many lines is best one object for all of them."""


class Book:
    """A workbook under way, every sheet set up to be read and printed."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._out = io.BytesIO()
        self._book = workbook.begin(self._out)
        # A fixed date: the same edition makes the same bytes, and no clock is read here.
        self._book.set_properties({"title": title, "created": _DATE})
        cell = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
        cell |= {"border": 1, "border_color": "#B8C0CA"}
        self._title = self._book.add_format(
            {"font_name": HEAD_FONT, "font_size": 16, "num_format": "@"}
        )
        self._note = self._book.add_format(
            {"font_name": FONT, "font_size": 11, "num_format": "@", "font_color": "#5B6775"}
        )
        head = {"font_name": HEAD_FONT, "align": "center", "bg_color": "#E8EEF4"}
        self._head = self._book.add_format({**cell, **head, "num_format": "@"})
        self._text = self._book.add_format({**cell, "num_format": "@"})
        self._points = self._book.add_format({**cell, "align": "center", "num_format": "0.####"})
        self._short = self._book.add_format({**cell, "align": "center", "num_format": "@"})
        self._whole = self._book.add_format({**cell, "align": "center", "num_format": "0"})

    def sheet(
        self,
        group: str,
        what: str,
        heads: Sequence[tuple[str, int]],
        lines: Iterable[Sequence[Piece]],
        notes: Sequence[str] = (),
        *,
        fixed: int = 0,
    ) -> None:
        """A sheet of lines below headings (text, width); ``fixed`` columns stay in sight.

        A line is its pieces from left to right.

        ``group``: the table it is about; ``what`` it says of it.
        """
        sheet = workbook.sheet_of_many(self._book, tab(group, self._book.sheetnames, what))
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.write_string(0, 0, f"{self.title}　{group}{what}", self._title)
        for row, note in enumerate(notes, 1):
            sheet.write_string(row, 0, note, self._note)
        first = len(notes) + 1
        sheet.repeat_rows(first)
        sheet.freeze_panes(first + 1, fixed)
        for column, (text, wide) in enumerate(heads):
            sheet.set_column(column, column, wide)
            sheet.write_string(first, column, text, self._head)
        widths = [wide for _, wide in heads]
        sheet.set_row(first, _height([text for text, _ in heads], widths))
        forms = [self._short if wide <= SHORT else self._text for wide in widths]
        sheet.begin_rows(first + 1, forms, self._whole, self._points)
        # A piece is known by itself: to compare its figures takes longer than to write it anew.
        known: dict[int, tuple[int, many_rows.Piece, float, Piece]] = {}
        for line in lines:
            at, high, made = 0, 0.0, []
            for piece in line:
                one = known.get(id(piece))
                if one is None or one[0] != at:
                    # LibreOffice and WPS do not make a row high enough for its text by themselves.
                    needed = _height(piece, widths[at : at + len(piece)])
                    one = known[id(piece)] = (at, sheet.piece(at, piece), needed, piece)
                made.append(one[1])
                if one[2] > high:
                    high = one[2]
                at += len(piece)
            sheet.add_row(high, made)

    def bytes(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._out.getvalue()


def _height(line: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points that a row needs for the longest of these cells, each wrapped to its column."""
    most = 1
    for value, wide in zip(line, widths, strict=True):
        if isinstance(value, str) and len(value) * 2.24 > wide - 1:
            most = max(most, math.ceil(_taken(value) * 1.12 / (wide - 1)))
    return min(409.0, most * LINE + 4)


@lru_cache(maxsize=20_000)
def _taken(text: str) -> float:
    """Signs that a text takes, a Chinese one being two: most cells of a column are alike."""
    wide = sum(map("\u2000".__lt__, text))
    return len(text) * 1.1 + wide * 0.9
