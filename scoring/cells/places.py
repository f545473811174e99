"""Addresses of cells: letters of columns and areas, as files and people write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from scoring.cells.book import Range

_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@lru_cache(maxsize=20_000)
def column_of(reference: str) -> int | None:
    """The column of an address, from 0; None where it is no address."""
    found = _PLACE.fullmatch(reference)
    return None if found is None else _number(found[1]) - 1


def range_of(reference: str) -> Range:
    """An area such as B2:B4. Raises ValueError."""
    first, _, last = reference.partition(":")
    ends = [_PLACE.fullmatch(one) for one in (first, last or first)]
    if ends[0] is None or ends[1] is None:
        raise ValueError(reference)
    (left, top), (right, bottom) = ((_number(e[1]), int(e[2])) for e in ends if e)
    return left, top, right, bottom


def column_letters(place: int) -> str:
    """The letters of a column counted from 0: A, B … AA."""
    said = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
