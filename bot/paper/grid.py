"""A spreadsheet file as plain cells, opened with distrust.

Here: telling xlsx from csv by content, the limits of size, decoding, merged cells. Not here: what
a column or a cell means (``bot.roster.reading``).
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Literal

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 30 * 1024 * 1024
"""Bytes that an xlsx may declare in its zip directory; more is refused before anything opens."""
MAX_ROWS = 6000
"""Rows that are looked at, blank ones included: two thousand units with room to spare."""
MAX_COLUMNS = 60
MAX_MERGED = 2000

Range = tuple[int, int, int, int]
"""First column, first row, last column, last row, counted from 1."""


class Unreadable(Exception):
    """The file as a whole cannot be used; the text is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Cell:
    """What stands in one cell, as text."""

    text: str = ""
    kind: Literal["plain", "formula", "error"] = "plain"
    copied: bool = False
    """True where the text is that of the merged area the cell belongs to, not its own."""
    across: bool = False
    """Copied from a cell of the same row, as in a title that runs across the columns."""


@dataclass(frozen=True)
class Sheet:
    """One visible sheet."""

    title: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    """Row number as the program shows it, and the cells from column A on; blank rows left out."""
    cut: bool = False
    """True when the sheet has more rows than are looked at."""


@dataclass(frozen=True)
class Book:
    """All sheets that a person sees when the file is opened."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()
    """Titles of the sheets that are hidden and were therefore not read."""


def open_book(data: bytes, kind: str = "", what: str = "单位名单") -> Book:
    """The cells of an xlsx or csv file; ``kind`` is what its name claims, see ``roster.read``.

    ``what`` is what the person meant to send, for the sentences.

    Raises:
        Unreadable: empty, too large, another kind of file, damaged, or packed suspiciously.

    """
    if not data.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise Unreadable("这是一个空文件，请填好后再发。")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"文件超过 5 MB，不像{what}。请只保留要填的那一张表再发。")
    if data.startswith(b"PK"):
        return _open_xlsx(data, what)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "这是旧版或加了密码的表格（.xls、.et）。请去掉密码，另存为 .xlsx 或 .csv 再发。"
        )
    if data.startswith((b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"7z\xbc\xaf")):
        raise Unreadable(f"这不是表格。请发 .xlsx 或 .csv 格式的{what}。")
    if kind == "xlsx":
        raise Unreadable("文件名写的是 .xlsx，内容却不是 Excel 表格。请用 Excel 或 WPS 另存再发。")
    return Book((_read_csv(_decode(data)),))


def _decode(data: bytes) -> str:
    """Text in UTF-8, in UTF-16 with its mark (Excel's “Unicode 文本”), or in GB18030 (and GBK)."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("认不出文件里的文字。请用 Excel 或 WPS 另存为 .xlsx 再发。")


def _read_csv(text: str) -> Sheet:
    beginning = text[:20_000]
    delimiter = max(",\t;", key=beginning.count)
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            if number > MAX_ROWS:
                return Sheet("", tuple(rows), cut=True)
            cells = tuple(_csv_cell(field) for field in fields[:MAX_COLUMNS])
            if any(cell.text for cell in cells):
                rows.append((number, cells))
    except csv.Error as error:
        raise Unreadable("表格的引号不成对，读不下去。请另存为 .xlsx 再发。") from error
    return Sheet("", tuple(rows))


def _csv_cell(field: str) -> Cell:
    return Cell(field.strip(), "formula" if field.lstrip().startswith("=") else "plain")


def _open_xlsx(data: bytes, what: str) -> Book:
    _inspect_directory(data, what)
    try:
        # openpyxl warns of things it leaves out (drop-downs, styles): of no concern to a roster.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read_workbook(data)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file makes openpyxl raise whatever it stumbles over
        raise Unreadable("表格已损坏，打不开。请用 Excel 或 WPS 打开后另存一次再发。") from error


def _inspect_directory(data: bytes, what: str) -> None:
    """Judge the file by its zip directory alone, before anything is unpacked.

    ``zipfile`` never unpacks more of a member than the directory declares, so a bomb must declare
    itself here.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("表格不完整，可能没有传完。请重新发一次。") from error
    names = {member.filename for member in members}
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable(f"这不是 Excel 表格。请发 .xlsx 或 .csv 格式的{what}。")
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("表格加了密码。请去掉密码再发。")
    if len(members) > 1000 or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable(f"表格展开后太大，不像{what}。请把内容复制到一张新表里再发。")


def _read_workbook(data: bytes) -> Book:
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        seen: list[Sheet] = []
        hidden: list[str] = []
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for worksheet in workbook.worksheets:
                if worksheet.sheet_state != "visible":
                    hidden.append(worksheet.title)
                    continue
                # The only way to the merged areas of a streamed sheet is the part it came from.
                path: str = getattr(worksheet, "_worksheet_path")  # noqa: B009 - not in the types
                seen.append(_read_worksheet(worksheet, _merged(archive, path)))
        return Book(tuple(seen), tuple(hidden))
    finally:
        workbook.close()


def _read_worksheet(worksheet: Any, merged: tuple[Range, ...]) -> Sheet:
    worksheet.reset_dimensions()  # the declared area is often wrong; the rows themselves are not
    owners = {first[:2]: Cell() for first in merged}
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    numbered = enumerate(worksheet.iter_rows(max_col=MAX_COLUMNS), 1)
    for number, row in numbered:
        if number > MAX_ROWS:
            return Sheet(worksheet.title, tuple(rows), cut=True)
        cells = [_xlsx_cell(cell) for cell in row]
        fill_merged(number, cells, merged, owners)
        if any(cell.text and not cell.copied for cell in cells):
            rows.append((number, tuple(cells)))
    return Sheet(worksheet.title, tuple(rows))


def fill_merged(
    number: int,
    cells: list[Cell],
    merged: tuple[Range, ...],
    owners: dict[tuple[int, int], Cell],
) -> None:
    """Give every cell of a merged area in this row the text of the area, marked as copied."""
    for left, top, right, bottom in merged:
        if not top <= number <= bottom:
            continue
        if number == top and left <= len(cells):
            owners[left, top] = cells[left - 1]
        owner = owners[left, top]
        for column in range(left, min(right, len(cells)) + 1):
            if (column, number) != (left, top):
                cells[column - 1] = Cell(owner.text, owner.kind, True, across=number == top)


def _merged(archive: zipfile.ZipFile, path: str) -> tuple[Range, ...]:
    """The merged areas, which openpyxl does not tell when it streams a sheet."""
    found: list[Range] = []
    kept = b""
    with archive.open(path.lstrip("/")) as part:
        for block in _blocks(part):
            text = kept + block
            end = 0
            for match in re.finditer(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z0-9:]+)\"", text):
                found.append(_range(match.group(1).decode()))
                end = match.end()
                if len(found) > MAX_MERGED:
                    raise Unreadable("表格里合并的单元格太多。请取消合并后再发。")
            kept = text[end:][-200:]  # an element may lie across two blocks
    return tuple(found)


def _range(reference: str) -> Range:
    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError(reference)
    return left, top, right, bottom


def _blocks(part: Any) -> Iterator[bytes]:
    while block := part.read(1 << 16):
        yield block


def _xlsx_cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(str(value), "formula")
    if cell.data_type == "e":
        return Cell(str(value), "error")
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_share(cell):
        return Cell(f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%")
    return Cell(_as_text(value).strip())


def _is_share(cell: Any) -> bool:
    """Whether the cell shows its number as a percentage: 0.125 is then seen as 12.5%."""
    return "%" in (cell.number_format or "")


def _as_text(value: object) -> str:
    """A cell's value as the person sees it; a phone number kept as a number has no “.0”."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
