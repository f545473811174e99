"""How old Word documents set their letters: size, place of a paragraph, what is hidden.

After [MS-DOC]: properties of characters (2.9.33) and of paragraphs (2.9.178) lie in pages of 512
bytes, each with the stretches of the stream it is about; sprmCHps, sprmPJc, sprmCFVanish. Here:
the properties and what is in them. Not here: text (`old_word`), tables (`old_tables`). Styles are
left out: a size that only a style says is not known.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

from bot.extraction.pages import Place

_SIZES: Final = (1, 1, 2, 4, 2, 2, -1, 3)
"""Bytes of a property's value by the three top bits of its code; -1: the first byte says."""
_TABLE: Final = 0xD608
"""Its length takes two bytes."""
_DELETED, _HIDDEN = 0x0800, 0x083C
_SIZE: Final = 0x4A43
_PLACED: Final = frozenset({0x2403, 0x2461})
_PLACES: Final[dict[int, Place]] = {1: "centre", 2: "right"}
_MOST: Final = 100_000
_PLACE: Final = 13
"""Bytes of a paragraph's place among those of a page; a run's is one."""
Stretch = tuple[int, int, bytes]
"""From where to where in the stream, and the properties there."""
Told = TypeVar("Told")


class Spans(Generic[Told]):
    """What is said of stretches of the stream."""

    def __init__(self, found: Iterable[tuple[int, int, Told]]) -> None:
        self._found = sorted(found, key=lambda one: one[:2])
        self._starts = [one[0] for one in self._found]

    def at(self, place: int) -> Told | None:
        """What is said of this place; None: nothing."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._found[index][1]:
            return None
        return self._found[index][2]


def runs(main: bytes, table: bytes, at: int, length: int) -> Iterator[Stretch]:
    """The properties of characters, stretch by stretch."""
    for page in _pages(main, table, at, length):
        count = page[511]
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for index in range(count):
            place = page[(count + 1) * 4 + index] * 2
            if place:
                told = page[place + 1 : place + 1 + page[place]]
                yield bounds[index], bounds[index + 1], told


def paragraphs(main: bytes, table: bytes, at: int, length: int) -> Iterator[Stretch]:
    """The properties of paragraphs behind their styles, paragraph by paragraph."""
    for page in _pages(main, table, at, length):
        count = page[511]
        if (count + 1) * 4 + count * _PLACE > 511:
            continue
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for index in range(count):
            place = page[(count + 1) * 4 + index * _PLACE] * 2
            if place:
                yield bounds[index], bounds[index + 1], _of_paragraph(page, place)


def _pages(main: bytes, table: bytes, at: int, length: int) -> Iterator[bytes]:
    plex = table[at : at + length]
    count = max(0, (len(plex) - 4) // 8)
    for index in range(min(count, _MOST)):
        number = struct.unpack_from("<I", plex, (count + 1) * 4 + index * 4)[0] & 0x3FFFFF
        page = main[number * 512 : number * 512 + 512]
        if len(page) == 512:
            yield page


def _of_paragraph(page: bytes, place: int) -> bytes:
    words = page[place]
    begin = place + 1
    if words:
        size = 2 * words - 1
    else:
        size, begin = 2 * page[begin], begin + 1
    return page[begin + 2 : begin + size]


def properties(told: bytes) -> Iterator[tuple[int, bytes]]:
    """Each property's code and the bytes of its value."""
    at = 0
    while at + 2 < len(told):
        code = struct.unpack_from("<H", told, at)[0]
        at += 2
        size = _SIZES[code >> 13]
        if code == _TABLE:
            size = struct.unpack_from("<H", told, at)[0] + 1
        elif size < 0:
            size = told[at] + 1
        yield code, told[at : at + size]
        at += size


def unseen(told: bytes) -> bool:
    """Whether the letters are deleted or hidden."""
    hides = (_DELETED, _HIDDEN)
    return any(
        code in hides and value[:1] in (b"\x01", b"\x81") for code, value in properties(told)
    )


def size(told: bytes) -> int:
    """How large the letters are, in tenths of a point; 0: not said."""
    said = (value for code, value in properties(told) if code == _SIZE and len(value) > 1)
    return max((struct.unpack_from("<H", value)[0] * 5 for value in said), default=0)


def place(told: bytes) -> Place:
    """Where the paragraph is set."""
    said = (value[0] for code, value in properties(told) if code in _PLACED and value)
    return next((_PLACES[one] for one in said if one in _PLACES), "")
