"""What a table on paper is made of: ruled lines, fields, rows; and how lines become a field's text.

Pure. Not here: which rules make a table (`grid`), tables without upright rules (`columns`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.extraction.layout import Piece, in_lines, joined

_GAP = 0.7
"""White of so many signs divides columns: what a cell keeps free at both its sides."""
_SHORT = 2.0
"""A line that ends so many letters before the edge of its cell ends a paragraph."""
_TEN = "[一二三四五六七八九十]+"
_HEADING = re.compile(rf"\s*(?:{_TEN}、|（{_TEN}）|附件|合计|总计)")
_FIGURE = re.compile(r"[-－]?[0-9]+(?:\.[0-9]+)?分?")


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruled line: flat or upright, at `at`, from `begin` to `end`."""

    flat: bool
    at: float
    begin: float
    end: float


Place = tuple[int, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row of a table: its text; `copied` from the cell it is a part of."""

    text: str
    copied: bool = False
    across: bool = False
    unsure: bool = False
    """What stands here may be of several rows or columns."""
    places: tuple[Place, ...] = ()
    """Where it stands, on each page it goes over: the page, then left, top, right, bottom."""


Row = tuple[Field, ...]


def is_figure(text: str) -> bool:
    """Whether a text is one number, as points and numbers of rows are."""
    return _FIGURE.fullmatch(text.strip()) is not None


def is_heading(text: str) -> bool:
    """Whether a text begins as a heading over rows does."""
    return _HEADING.match(text) is not None


def sign_width(pieces: Sequence[Piece], otherwise: float) -> float:
    """How wide a Chinese sign is here."""
    signs = [one.right - one.left for one in pieces if not one.text.isascii()]
    return median(signs) if signs else otherwise


def paragraphs(pieces: Sequence[Piece], unit: float) -> list[tuple[float, str]]:
    """Lines of running text, those that go on to the edge joined to the next: (top, text)."""
    lines = [line for line in in_lines(pieces) if joined(line)]
    edge = max((max(one.right for one in line) for line in lines), default=0.0)
    found: list[tuple[float, str]] = []
    full, last = False, 0.0
    for line in lines:
        top, own = min(one.top for one in line), joined(line)
        if full and found and top - last < 1.6 * unit and not own.startswith("附"):
            found[-1] = (found[-1][0], found[-1][1] + own)
        else:
            found.append((top, own))
        full = max(one.right for one in line) > edge - _SHORT * unit
        last = max(one.bottom for one in line)
    return found


def white(pieces: Sequence[Piece], x: float, wide: float) -> bool:
    """Whether no line of a row runs across an edge."""
    for line in in_lines(pieces):
        left = [one.right for one in line if (one.left + one.right) / 2 < x]
        right = [one.left for one in line if (one.left + one.right) / 2 >= x]
        if left and right and min(right) - max(left) < _GAP * wide:
            return False
    return True


def parts_of(line: Sequence[Piece], wide: float) -> list[list[Piece]]:
    """A line cut where white is wide."""
    parts: list[list[Piece]] = []
    for one in line:
        if parts and one.left - parts[-1][-1].right <= _GAP * wide:
            parts[-1].append(one)
        else:
            parts.append([one])
    return parts


def written(pieces: Sequence[Piece], left: float, right: float) -> str:
    """The text of a cell: a line ends a paragraph where the next sign would still have fitted."""
    text = ""
    lines = in_lines(pieces)
    signs = [one.right - one.left for one in pieces if not one.text.isascii()]
    wide = median(signs) if signs else median(one.height for one in pieces)
    padding = max(0.0, min(one.left for one in pieces) - left)
    edge = max(max(one.right for one in pieces), right - padding)
    for number, line in enumerate(lines):
        own = joined(line)
        if number and own:
            white = edge - max(one.right for one in lines[number - 1])
            both = is_figure(text.rsplit("\n", 1)[-1]) and is_figure(own)
            apart = both and white > 1.3 * (line[0].right - line[0].left)
            text += "\n" if apart else _between(text, own, white / wide)
        text += own
    return text.strip()


def _between(text: str, own: str, white: float) -> str:
    """What stands between two lines of a cell, with room for so many signs behind the first."""
    hangs = own[:1] in "，。、；：）”》」！？,.;:)%" or text[-1:] in "（“《「(，、,"
    open_ = any(text.count(a) > text.count(b) for a, b in ("“”", "（）", "《》"))
    hangs = hangs or open_ or text[-1:].isdigit()
    token = re.match(r"[A-Za-z0-9.%]*.[，。、；：）”》」！？,.;:)%]*", own)
    needs = max(1.0 if text[-1:] in "。；;" else 2.0, float(len(token[0])) if token else 1.0)
    if white >= needs * 0.95 and not hangs:
        return "\n"
    words = text[-1:].isascii() and text[-1:].isalpha() and own[:1].isascii()
    return " " if words and own[:1].isalpha() else ""
