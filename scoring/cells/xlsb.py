"""Binary workbooks (.xlsb, [MS-XLSB]) as streams of cells.

Here: their records, as far as cells need them. python-calamine and pyxlsb read the values but tell
no formats, and the format decides what a value means. Not here: the zip (``package``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from scoring.cells.book import Cell, Limits, Opened, Range, Unreadable, Unseen
from scoring.cells.package import SAVE_AS, Package
from scoring.cells.strings import Rich
from scoring.cells.styles import PLAIN, Look, look_of
from scoring.cells.xlsx import EMPTY, STRUCK, boolean, numbered, worded

WORKBOOK: Final = "xl/workbook.bin"
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_F_TEXT, _F_REAL, _F_BOOL, _F_ERROR, _RICH = 8, 9, 10, 11, 62
_ITEM, _FONT, _FORMAT, _XF = 19, 43, 44, 47
_COLUMNS = 60
_VIEW, _END_OF_ROWS, _PROPERTIES, _SHEET, _MERGED = 137, 146, 153, 156, 176
_CELL_XFS, _END_OF_CELL_XFS = 617, 618
_ROW_FLAGS, _ROW_HIDDEN, _COLUMN_FLAGS = 11, 0x10, 16
"""Where BrtRowHdr (2.4.767) has fDyZero, and BrtColInfo (2.4.330) fHidden."""
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def open_xlsb(package: Package, limits: Limits) -> Iterator[Opened]:
    """The sheets of a binary workbook. Raises Unreadable where one is missing."""
    return _Workbook(package, limits).sheets()


def _records(part: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Every record: its kind and its length are written in groups of seven bits (2.1.4)."""
    while (first := part.read(1)) != b"":
        kind = first[0]
        if kind & 0x80:
            kind = (kind & 0x7F) | (part.read(1)[0] << 7)
        length = shift = 0
        for _ in range(4):
            (byte,) = part.read(1)
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, part.read(length)


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A text and where it ends; a length of all ones is no text."""
    (length,) = struct.unpack_from("<I", body, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


class _Workbook:
    """What the sheets of one workbook share."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._related = package.related(WORKBOOK)
        self.from_1904 = False
        self.looks: list[Look] = []
        self.struck: list[bool] = []
        self._read_styles()
        self.strings = self._read_strings()

    def sheets(self) -> Iterator[Opened]:
        """Every worksheet."""
        found = []
        with self._package.open(WORKBOOK) as part:
            for kind, body in _records(part):
                if kind == _PROPERTIES:
                    self.from_1904 = bool(body[0] & 1)
                elif kind == _SHEET:
                    number, end = _wide(body, 8)
                    found.append((body[0], number, _wide(body, end)[0]))
        for state, number, title in found:
            related = self._related.get(number)
            if related is None or related.kind != "worksheet":
                continue
            if not self._package.has(related.target):
                raise Unreadable(f"文件里缺少工作表“{title[:20]}”的内容，读不了。{SAVE_AS}")
            sheet = _Sheet(self, self._package, related.target)
            merged = sheet.merged() if not state else ()
            yield Opened(title, not state, sheet.lines(), merged, sheet.unseen)

    def look(self, number: int) -> Look:
        """The look of a cell."""
        return self.looks[number] if number < len(self.looks) else PLAIN

    def _part(self, kind: str, usual: str) -> str:
        return next((r.target for r in self._related.values() if r.kind == kind), usual)

    def _read_styles(self) -> None:
        path = self._part("styles", "xl/styles.bin")
        if not self._package.has(path):
            return
        codes: dict[int, str] = {}
        inside = False
        with self._package.open(path) as part:
            for kind, body in _records(part):
                if kind == _FORMAT:
                    codes[struct.unpack_from("<H", body)[0]] = _wide(body, 2)[0]
                elif kind == _FONT:
                    self.struck.append(bool(struct.unpack_from("<H", body, 2)[0] & 0x08))
                elif kind in {_CELL_XFS, _END_OF_CELL_XFS}:
                    inside = kind == _CELL_XFS
                elif kind == _XF and inside:
                    _, number, font = struct.unpack_from("<HHH", body)
                    self.looks.append(look_of(number, font, codes, self.struck))

    def _read_strings(self) -> list[Rich]:
        path = self._part("sharedStrings", "xl/sharedStrings.bin")
        if not self._package.has(path):
            return []
        with self._package.open(path) as part:
            return [self.rich(body, 0) for kind, body in _records(part) if kind == _ITEM]

    def rich(self, body: bytes, at: int) -> Rich:
        """A text with its runs (2.5.122)."""
        text, end = _wide(body, at + 1)
        if not body[at] & 1:
            return Rich(((text, None),))
        (count,) = struct.unpack_from("<I", body, end)
        starts = [struct.unpack_from("<HH", body, end + 4 + 4 * n) for n in range(count)]
        ends = [*(start for start, _ in starts[1:]), len(text)]
        first = ((text[: starts[0][0]] if starts else text), None)
        runs = [
            (text[start:stop], font < len(self.struck) and self.struck[font])
            for (start, font), stop in zip(starts, ends, strict=True)
        ]
        return Rich((first, *runs))


@dataclass
class _Sheet:
    """One worksheet part."""

    workbook: _Workbook
    package: Package
    path: str
    unseen: Unseen = field(default_factory=Unseen)

    def merged(self) -> tuple[Range, ...]:
        """The merged areas."""
        with self.package.open(self.path) as part:
            areas = (
                struct.unpack_from("<IIII", body)
                for kind, body in _records(part)
                if kind == _MERGED
            )
            return tuple(
                (left + 1, top + 1, right + 1, bottom + 1) for top, bottom, left, right in areas
            )

    def lines(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that are written in the file."""
        number, zeros = 0, True
        cells: list[Cell] = []
        with self.package.open(self.path) as part:
            for kind, body in _records(part):
                if kind == _VIEW:
                    zeros = bool(struct.unpack_from("<H", body)[0] & 0x10)
                elif kind == _COLUMNS:
                    self._columns(body)
                elif kind in {_ROW, _END_OF_ROWS}:
                    if number:
                        yield number, cells
                    if kind == _END_OF_ROWS:
                        return
                    number, cells = struct.unpack_from("<I", body)[0] + 1, []
                    if len(body) > _ROW_FLAGS and body[_ROW_FLAGS] & _ROW_HIDDEN:
                        self.unseen.rows.add(number)
                elif _BLANK < kind <= _F_ERROR or kind == _RICH:
                    place = struct.unpack_from("<I", body)[0]
                    if place < 16_384:
                        cells += [EMPTY] * (place + 1 - len(cells))
                        cells[place] = self._cell(kind, body, zeros)

    def _columns(self, body: bytes) -> None:
        first, last = struct.unpack_from("<II", body)
        if len(body) > _COLUMN_FLAGS and body[_COLUMN_FLAGS] & 1:
            self.unseen.hide_columns(first + 1, last + 1, self.workbook._limits)  # noqa: SLF001 - the sheet is a part of it

    def _cell(self, kind: int, body: bytes, zeros: bool) -> Cell:
        look = self.workbook.look(struct.unpack_from("<I", body, 4)[0] & 0xFFFFFF)
        if kind in {_RK, _REAL, _F_REAL}:
            number = _rk(body) if kind == _RK else struct.unpack_from("<d", body, 8)[0]
            return numbered(number, look, self.workbook.from_1904, zeros=zeros)
        if kind == _SHARED:
            place = struct.unpack_from("<I", body, 8)[0]
            if place >= len(self.workbook.strings):
                raise Unreadable(f"文件里没有存下单元格的文字，读不出来。{SAVE_AS}")
            return worded(self.workbook.strings[place], look)
        if kind in {_TEXT, _F_TEXT}:
            return worded(Rich(((_wide(body, 8)[0], None),)), look)
        if kind == _RICH:
            return worded(self.workbook.rich(body, 8), look)
        if kind in {_BOOL, _F_BOOL}:
            return STRUCK if look.struck else boolean(bool(body[8]))
        return Cell(_ERRORS.get(body[8], "#VALUE!"), "error")


def _rk(body: bytes) -> float:
    """A number in four bytes: a whole one or the head of a float, perhaps a hundredth (2.5.121)."""
    (raw,) = struct.unpack_from("<i", body, 8)
    if raw & 2:
        number = float(raw >> 2)
    else:
        (number,) = struct.unpack("<d", bytes(4) + struct.pack("<i", raw & ~3))
    return number / 100 if raw & 1 else number
