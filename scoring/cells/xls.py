"""Old Excel files (.xls, and .et, in which WPS keeps the same stream) as streams of cells.

xlrd reads the values; what it does not tell is read from the records (``xls_records``). Files that
open unasked everywhere because they are locked with the key that every Excel knows are unlocked
first. Not here: other formats, formats of numbers (``showing``).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from scoring.cells.book import Cell, Limits, Opened, Range, Unreadable, Unseen
from scoring.cells.format_code import built_in
from scoring.cells.strings import Rich
from scoring.cells.styles import Look
from scoring.cells.xls_records import (
    Formulas,
    formulas_of,
    is_locked,
    stream_of,
    unlocked,
)
from scoring.cells.xlsx import EMPTY, STRUCK, boolean, numbered, worded

_FIRST_OF_ITS_OWN: Final = 164
"""Formats below are the program's; those a file makes itself begin here."""


def open_xls(data: bytes, limits: Limits) -> Iterator[Opened]:
    """The sheets of an .xls or .et file.

    Raises:
        Unreadable: with a password, far too large, or another kind of old Office file.
    """
    import xlrd  # costs a tenth of a second: only for those who bring an old file

    stream = stream_of(data)
    if is_locked(stream):
        data = unlocked(data)
        stream = stream_of(data)
    formulas = formulas_of(stream, limits.cells)
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise Unreadable("这个表格设了打开密码。请去掉密码再发。") from error
        raise
    return _sheets(book, formulas)


def _sheets(book: Any, formulas: list[Formulas]) -> Iterator[Opened]:
    fonts = _Fonts(book)
    for place, sheet in enumerate(book.sheets()):
        merged: tuple[Range, ...] = tuple(
            (left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells
        )
        known = formulas[place] if place < len(formulas) else Formulas()
        lines = _lines(sheet, known, fonts)
        yield Opened(sheet.name, not sheet.visibility, lines, merged, _unseen(sheet))


def _unseen(sheet: Any) -> Unseen:
    return Unseen(
        {row + 1 for row, told in sheet.rowinfo_map.items() if told.hidden},
        {column + 1 for column, told in sheet.colinfo_map.items() if told.hidden},
    )


class _Fonts:
    """The looks of a workbook, by the number that its cells use."""

    def __init__(self, book: Any) -> None:
        self.from_1904 = bool(book.datemode)
        self._book = book
        self._looks: dict[int, Look] = {}

    def look(self, number: int | None) -> Look:
        """The look of a cell."""
        if number is None or number >= len(self._book.xf_list):
            return Look()
        if number not in self._looks:
            xf = self._book.xf_list[number]
            self._looks[number] = Look(self._code(xf.format_key), self.is_struck(xf.font_index))
        return self._looks[number]

    def _code(self, key: int) -> str:
        own = key >= _FIRST_OF_ITS_OWN or self._book.biff_version < 50
        found = self._book.format_map.get(key) if own else None
        return found.format_str if found is not None else built_in(key)

    def is_struck(self, font: int) -> bool:
        """Whether a font has a line through it."""
        fonts = self._book.font_list
        return font < len(fonts) and bool(fonts[font].struck_out)


def _lines(sheet: Any, formulas: Formulas, fonts: _Fonts) -> Iterator[tuple[int, list[Cell]]]:
    zeros = bool(getattr(sheet, "show_zero_values", 1))
    for row in range(sheet.nrows):
        cells = []
        for place in range(sheet.row_len(row)):
            if (row, place) in formulas.uncomputed:
                cells.append(Cell("=", "formula"))
                continue
            raw = sheet.cell(row, place)
            look = fonts.look(raw.xf_index)
            runs = sheet.rich_text_runlist_map.get((row, place))
            cells.append(_cell(raw, look, fonts, runs or [], zeros))
        yield row + 1, cells


def _cell(raw: Any, look: Look, fonts: _Fonts, runs: list[tuple[int, int]], zeros: bool) -> Cell:
    import xlrd

    if raw.ctype == xlrd.XL_CELL_TEXT:
        return worded(_rich(raw.value, runs, fonts), look)
    if raw.ctype in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return numbered(raw.value, look, fonts.from_1904, zeros=zeros)
    if raw.ctype == xlrd.XL_CELL_BOOLEAN:
        return STRUCK if look.struck else boolean(bool(raw.value))
    if raw.ctype == xlrd.XL_CELL_ERROR:
        return Cell(xlrd.error_text_from_code.get(raw.value, "#VALUE!"), "error")
    return EMPTY


def _rich(text: str, runs: list[tuple[int, int]], fonts: _Fonts) -> Rich:
    """A text in its runs: each begins at a place and has a font of its own."""
    ends = [*(place for place, _ in runs[1:]), len(text)]
    first = ((text[: runs[0][0]] if runs else text), None)
    spans = [
        (text[start:end], fonts.is_struck(font))
        for (start, font), end in zip(runs, ends, strict=False)
    ]
    return Rich((first, *spans))
