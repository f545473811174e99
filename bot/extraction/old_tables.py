"""Tables of old Word documents: where rows end, and where the edges of their cells stand.

After [MS-DOC]: properties of paragraphs in pages of 512 bytes (2.9.178), the mark of a row's end
(sprmPFTtp), the edges and merged cells of a row (sprmTDefTable, 2.9.321; TC80, 2.9.315). Here:
cells and edges to the fields of one grid. Not here: the text (`old_word`).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.extraction.fields import Field, Row

_ENDS: Final = 0x2417
_TABLE: Final = 0xD608
_SIZES: Final = (1, 1, 2, 4, 2, 2, -1, 3)
_PLACE: Final = 13
"""Bytes of a place among those of a page."""
_CELL: Final = 20
_NEAR: Final = 60
"""Twentieths of a point: edges closer than this are one."""
_MOST: Final = 100_000
_GOES_ON: Final = 1


@dataclass(frozen=True, slots=True)
class End:
    """The end of a row: its edges from the left, and which of its cells go on from above."""

    edges: tuple[int, ...] = ()
    upright: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row as it is written: its cells' texts, and how it is drawn."""

    cells: tuple[str, ...]
    end: End


class Ends:
    """Where in the stream rows end."""

    def __init__(self, found: list[tuple[int, int, End]]) -> None:
        self._found = sorted(found, key=lambda one: one[:2])
        self._starts = [one[0] for one in self._found]

    def at(self, place: int) -> End | None:
        """How the row is drawn that ends here; None: none does."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._found[index][1]:
            return None
        return self._found[index][2]


def row_ends(main: bytes, table: bytes, at: int, length: int) -> Ends:
    """Every row's end of a document."""
    plex = table[at : at + length]
    count = max(0, (len(plex) - 4) // 8)
    found: list[tuple[int, int, End]] = []
    for index in range(min(count, _MOST)):
        number = struct.unpack_from("<I", plex, (count + 1) * 4 + index * 4)[0] & 0x3FFFFF
        page = main[number * 512 : number * 512 + 512]
        if len(page) == 512:
            found += _of_page(page)
    return Ends(found)


def _of_page(page: bytes) -> list[tuple[int, int, End]]:
    runs = page[511]
    if (runs + 1) * 4 + runs * _PLACE > 511:
        return []
    bounds = struct.unpack_from(f"<{runs + 1}I", page)
    found = []
    for index in range(runs):
        place = page[(runs + 1) * 4 + index * _PLACE] * 2
        end = _end(_properties(page, place)) if place else None
        if end is not None:
            found.append((bounds[index], bounds[index + 1], end))
    return found


def _properties(page: bytes, place: int) -> bytes:
    """The properties of a paragraph behind its style."""
    words = page[place]
    begin = place + 1
    if words:
        size = 2 * words - 1
    else:
        size, begin = 2 * page[begin], begin + 1
    return page[begin + 2 : begin + size]


def _end(properties: bytes) -> End | None:
    """How a row is drawn, where the paragraph is a row's end."""
    at, ends, drawn = 0, False, End()
    while at + 2 < len(properties):
        code = struct.unpack_from("<H", properties, at)[0]
        at += 2
        size = _SIZES[code >> 13]
        if code == _TABLE:
            size = struct.unpack_from("<H", properties, at)[0] + 1
            drawn = _drawn(properties[at + 2 : at + size])
        elif size < 0:
            size = properties[at] + 1
        if code == _ENDS:
            ends = bool(properties[at])
        at += size
    return drawn if ends else None


def _drawn(told: bytes) -> End:
    count = told[0] if told else 0
    if len(told) < 1 + (count + 1) * 2:
        return End()
    edges = struct.unpack_from(f"<{count + 1}h", told, 1)
    begin = 1 + (count + 1) * 2
    upright = []
    for index in range(count):
        at = begin + index * _CELL
        flags = struct.unpack_from("<H", told, at)[0] if at + 2 <= len(told) else 0
        upright.append(flags >> 5 & 3)
    return End(tuple(edges), tuple(upright))


def rows_drawn(drawn: Sequence[Drawn]) -> list[Row]:
    """The rows of one table in one grid; a row whose edges nobody wrote has its cells alone."""
    every = sorted({edge for one in drawn for edge in one.end.edges})
    edges = [edge for at, edge in enumerate(every) if not at or edge - every[at - 1] > _NEAR]
    rows: list[Row] = []
    for one in drawn:
        if len(one.end.edges) != len(one.cells) + 1:
            rows.append(tuple(Field(cell) for cell in one.cells))
            continue
        rows.append(_fields(one, edges, rows[-1] if rows else ()))
    return [row for row in rows if any(field.text for field in row)]


def _fields(one: Drawn, edges: Sequence[int], above: Row) -> Row:
    fields: list[Field] = []
    for cell, upright, (left, right) in zip(
        one.cells, one.end.upright, pairwise(one.end.edges), strict=True
    ):
        wide = max(1, bisect_right(edges, right - _NEAR) - bisect_right(edges, left - _NEAR))
        at = len(fields)
        goes_on = upright == _GOES_ON and not cell and at < len(above)
        text = above[at].text if goes_on else cell
        fields.append(Field(text, copied=goes_on))
        fields += [Field(text, copied=True, across=True)] * (wide - 1)
    return tuple(fields)
