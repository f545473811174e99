"""An old Excel file (.xls, and .et, in which WPS keeps the same stream) as plain cells.

xlrd reads it; what xlrd does not tell is read here from the records themselves: which cells are
formulas, and how large the sheets are before anything of that size is built. Not here: xlsx and
csv (``roster_grid``), what a column means (``bot.supply.reading``).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import xlrd
from xlrd.compdoc import CompDoc

from bot.paper.grid import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    Book,
    Cell,
    Sheet,
    Unreadable,
    fill_merged,
)

SIGNATURE: Final = b"\xd0\xcf\x11\xe0"
_MOST_CELLS: Final = 400_000
_BOUNDSHEET, _BOF, _EOF, _FORMULA = 0x0085, 0x0809, 0x000A, 0x0006
_ONE: Final = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E})
"""Records of one cell: row, column. [MS-XLS] 2.4."""
_MANY: Final = frozenset({0x00BD, 0x00BE})
"""Records of several cells of a row; the last column ends them."""
_SAVE_AS: Final = "请用 Excel 或 WPS 打开后另存为 .xlsx 再发。"

Place = tuple[int, int]
"""Row and column, from 0."""


def open_xls(data: bytes) -> Book:
    """The cells of an .xls or .et file.

    Raises:
        Unreadable: too large, encrypted, damaged, or another kind of old Office file.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("文件超过 5 MB，不像部门数据表。请只保留要填的那一张表再发。")
    try:
        formulas = _formulas(_stream(data))
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return _read(book, formulas)
    except Unreadable:
        raise
    except Exception as error:  # xlrd raises whatever a damaged file makes it stumble over
        raise Unreadable(f"这个旧格式的表格打不开。{_SAVE_AS}") from error


def _stream(data: bytes) -> bytes:
    compound = CompDoc(data, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        found = compound.get_named_stream(name)
        if found is not None:
            return bytes(found)
    raise Unreadable(f"这不是表格，或者加了密码。{_SAVE_AS}")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, charts within it included."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return


def _formulas(stream: bytes) -> list[frozenset[Place]]:
    """Where formulas stand, sheet by sheet; Unreadable where a sheet is far too large."""
    sheets = [
        struct.unpack_from("<I", body)[0]
        for kind, body in _records(stream, 0)
        if kind == _BOUNDSHEET and len(body) >= 6 and body[5] == 0
    ]
    return [_formulas_of(stream, start) for start in sheets]


def _formulas_of(stream: bytes, start: int) -> frozenset[Place]:
    found = set()
    widths: dict[int, int] = {}
    for kind, body in _records(stream, start):
        if kind not in _ONE and kind not in _MANY:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind in _MANY else column
        widths[row] = max(widths.get(row, 0), last + 1)
        if kind == _FORMULA:
            found.add((row, column))
    if sum(widths.values()) > _MOST_CELLS:
        raise Unreadable(f"表格太大了，不像部门数据表。{_SAVE_AS}")
    return frozenset(found)


def _read(book: Any, formulas: list[frozenset[Place]]) -> Book:
    seen: list[Sheet] = []
    hidden: list[str] = []
    for sheet, places in zip(book.sheets(), formulas, strict=True):
        if sheet.visibility:
            hidden.append(sheet.name)
        else:
            seen.append(_read_sheet(book, sheet, places))
    return Book(tuple(seen), tuple(hidden))


def _read_sheet(book: Any, sheet: Any, formulas: frozenset[Place]) -> Sheet:
    merged = tuple(
        (left + 1, top + 1, right, bottom) for top, bottom, left, right in sheet.merged_cells
    )
    if len(merged) > MAX_MERGED:
        raise Unreadable("表格里合并的单元格太多。请取消合并后再发。")
    owners = {first[:2]: Cell() for first in merged}
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for number in range(min(sheet.nrows, MAX_ROWS)):
        wide = min(sheet.row_len(number), MAX_COLUMNS)
        cells = [
            Cell(_text(book, sheet.cell(number, place)), "formula")
            if (number, place) in formulas
            else _cell(book, sheet.cell(number, place))
            for place in range(wide)
        ]
        fill_merged(number + 1, cells, merged, owners)
        if any(cell.text and not cell.copied for cell in cells):
            rows.append((number + 1, tuple(cells)))
    return Sheet(sheet.name, tuple(rows), cut=sheet.nrows > MAX_ROWS)


def _cell(book: Any, cell: Any) -> Cell:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Cell(xlrd.error_text_from_code.get(cell.value, "#?"), "error")
    return Cell(_text(book, cell).strip())


def _text(book: Any, cell: Any) -> str:
    """A cell's value as the program shows it: 是 for TRUE, 12.5% where that is its format."""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "是" if cell.value else "否"
    if cell.ctype != xlrd.XL_CELL_NUMBER:
        return str(cell.value)
    number = Decimal(f"{cell.value:.15g}")
    shown = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    if shown is not None and "%" in shown.format_str:
        return f"{(number * 100).normalize():f}%"
    return f"{number.normalize():f}"
