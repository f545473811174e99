"""From letters and words that stand somewhere on a page to lines in reading order.

Pure geometry, the same for text layers and for what eyes found: pieces of one height that overlap
in height are one line, along the slant of the page; a wide gap becomes one blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from bot.extraction.pages import WHOLE, Box, Line, Source
from bot.extraction.plain import mended

_OVERLAP = 0.5
"""Of the lower of two pieces: so much of its height must overlap for one line."""
_BLANK = 0.6
_WORD = 0.18
"""A gap of so many heights is a blank; beside a letter or figure a small one is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A letter, word or line with its place on the upright page, in any unit; down is more."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: int = 1000
    slope: float = 0.0
    """How much it sinks per unit to the right."""

    @property
    def height(self) -> float:
        """Never nothing."""
        return max(self.bottom - self.top, 1e-6)


def moved(one: Piece, right: float, down: float) -> Piece:
    """The piece so much farther to the right and down."""
    return replace(
        one,
        left=one.left + right,
        top=one.top + down,
        right=one.right + right,
        bottom=one.bottom + down,
    )


def in_lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces in reading order, a list for each line."""
    slope = median(one.slope for one in pieces) if pieces else 0.0
    rows: list[_Row] = []
    for one in sorted(pieces, key=lambda one: _level(one, slope)):
        row = next((row for row in reversed(rows[-4:]) if row.takes(one, slope)), None)
        if row is None:
            rows.append(_Row(one, slope))
        else:
            row.add(one)
    rows.sort(key=lambda row: row.level)
    return [sorted(row.pieces, key=lambda one: one.left) for row in rows]


def _level(one: Piece, slope: float) -> float:
    return (one.top + one.bottom) / 2 - slope * (one.left + one.right) / 2


class _Row:
    def __init__(self, first: Piece, slope: float) -> None:
        self.pieces = [first]
        self.level = _level(first, slope)
        self._height = first.height

    def takes(self, one: Piece, slope: float) -> bool:
        apart = abs(_level(one, slope) - self.level)
        overlap = (self._height + one.height) / 2 - apart
        return overlap > _OVERLAP * min(self._height, one.height) and not self._covers(one)

    def _covers(self, one: Piece) -> bool:
        """Whether a piece stands at the same place: then one is above the other."""
        return any(
            min(one.right, other.right) - max(one.left, other.left)
            > 0.7 * min(one.right - one.left, other.right - other.left)
            and abs(one.top - other.top) > 0.3 * min(one.height, other.height)
            for other in self.pieces[-40:]
        )

    def add(self, one: Piece) -> None:
        self.pieces.append(one)
        self._height = max(self._height, one.height)


def joined(row: Iterable[Piece]) -> str:
    """The text of one line; a wide gap is a blank."""
    text, last = "", None
    for one in row:
        if last is not None:
            gap = one.left - last.right
            least = _WORD if last.text[-1:].isascii() or one.text[:1].isascii() else _BLANK
            if gap > least * min(last.height, one.height) and not text.endswith(" "):
                text += " "
        text += one.text
        last = one
    return mended(text)


def as_lines(
    pieces: Sequence[Piece], width: float, height: float, source: Source, turned: int = 0
) -> list[Line]:
    """Lines with their boxes in ten-thousandths of the page, which was ``turned`` to be read.

    ``width`` and ``height`` are those of the upright page the pieces stand on.
    """
    found = []
    for row in in_lines(pieces):
        text = joined(row)
        if text:
            score = round(sum(one.score for one in row) / len(row))
            found.append(Line(text, _box(row, width, height, turned), source, score))
    return found


def _box(row: Sequence[Piece], width: float, height: float, turned: int) -> Box:
    left = _part(min(one.left for one in row), width)
    top = _part(min(one.top for one in row), height)
    right = _part(max(one.right for one in row), width)
    bottom = _part(max(one.bottom for one in row), height)
    return turned_back((left, top, right, bottom), turned)


def turned_back(box: Box, turned: int) -> Box:
    """A box on a page that was turned clockwise, as it lies on the page as it was."""
    left, top, right, bottom = box
    if turned == 90:
        return top, WHOLE - right, bottom, WHOLE - left
    if turned == 180:
        return WHOLE - right, WHOLE - bottom, WHOLE - left, WHOLE - top
    if turned == 270:
        return WHOLE - bottom, left, WHOLE - top, right
    return box


def _part(value: float, whole: float) -> int:
    return max(0, min(WHOLE, round(value * WHOLE / whole))) if whole > 0 else 0
