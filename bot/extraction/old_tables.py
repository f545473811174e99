"""Tables of old Word documents: where rows end, and where the edges of their cells stand.

After [MS-DOC]: the mark of a row's end (sprmPFTtp), the edges and merged cells of a row
(sprmTDefTable, 2.9.321; TC80, 2.9.315). Here:
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
from bot.extraction.old_looks import Spans, paragraphs, properties

_ENDS: Final = 0x2417
_TABLE: Final = 0xD608
_CELL: Final = 20
_NEAR: Final = 60
"""Twentieths of a point: edges closer than this are one."""
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


def row_ends(main: bytes, table: bytes, at: int, length: int) -> Spans[End]:
    """Every row's end of a document."""
    told = ((start, stop, _end(one)) for start, stop, one in paragraphs(main, table, at, length))
    return Spans((start, stop, end) for start, stop, end in told if end is not None)


def _end(told: bytes) -> End | None:
    """How a row is drawn, where the paragraph is a row's end."""
    ends, drawn = False, End()
    for code, value in properties(told):
        if code == _TABLE:
            drawn = _drawn(value[2:])
        if code == _ENDS:
            ends = bool(value and value[0])
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
