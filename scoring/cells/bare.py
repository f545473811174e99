"""A stream of cell records without container, formats or globals, as small export scripts write it.

Here: BOF, texts and numbers, EOF ([MS-XLS] 2.4.148, 2.4.180 and the older forms). xlrd wants a
whole workbook. Not here: real old workbooks (``xls``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from scoring.cells.book import Cell, Limits, Opened, Unreadable
from scoring.cells.package import SAVE_AS
from scoring.cells.showing import show_number
from scoring.cells.strings import plain
from scoring.cells.text import decode
from scoring.cells.xlsx import EMPTY, worded

_BOFS: Final = (0x0809, 0x0409, 0x0209, 0x0009)
_NUMBER, _TEXT, _NUMBER_2, _TEXT_2, _INTEGER_2 = 0x203, 0x204, 0x03, 0x04, 0x02
_MOST: Final = 1_000_000


def is_bare(data: bytes) -> bool:
    """Whether the data begins with a BOF and not with a container."""
    if len(data) < 8:
        return False
    kind, length = struct.unpack_from("<HH", data)
    return kind in _BOFS and length in {4, 6, 8, 16} and b"\n" not in data[:4]


def open_bare(data: bytes, limits: Limits) -> Iterator[Opened]:
    """The one sheet of such a stream. Raises Unreadable where it has no cells."""
    found: dict[int, dict[int, Cell]] = {}
    at = count = 0
    while at + 4 <= len(data) and count < _MOST:
        kind, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        at += 4 + length
        count += 1
        if (cell := _cell(kind, body)) is not None:
            row, place = struct.unpack_from("<HH", body)
            found.setdefault(row, {})[place] = cell
    if not found:
        raise Unreadable(f"这个表格里有我读不懂的地方，没能读出来。{SAVE_AS}")
    yield Opened("", True, _lines(found, limits))


def _cell(kind: int, body: bytes) -> Cell | None:
    if kind == _NUMBER and len(body) >= 14:
        return show_number(struct.unpack_from("<d", body, 6)[0], "General")
    if kind == _TEXT and len(body) >= 8:
        length = struct.unpack_from("<H", body, 6)[0]
        return worded(plain(decode(body[8 : 8 + length])))
    if kind == _NUMBER_2 and len(body) >= 15:
        return show_number(struct.unpack_from("<d", body, 7)[0], "General")
    if kind == _TEXT_2 and len(body) >= 8:
        return worded(plain(decode(body[8 : 8 + body[7]])))
    if kind == _INTEGER_2 and len(body) >= 9:
        return show_number(float(struct.unpack_from("<H", body, 7)[0]), "General")
    return None


def _lines(found: dict[int, dict[int, Cell]], limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    for row in sorted(found):
        wide = min(max(found[row]) + 1, limits.columns)
        yield row + 1, [found[row].get(place, EMPTY) for place in range(wide)]
