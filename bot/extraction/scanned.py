"""Looking at one page of a scan or one photo for tables: signs with places, and ruled lines.

The page is laid flat (the angle at which its rows and lines are sharpest), seals are taken out, its
lines are read and cut into signs, and long runs of ink that are no letters are its rules. A page of
a PDF that has text of its own needs no eyes. Needs OpenCV, which the eyes bring with them; runs in
the reader's own process. Not here: rows (`seen`, `grid`).
"""

from __future__ import annotations

import itertools
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Protocol

import cv2
import numpy as np
from PIL import Image

from bot.extraction.drawable import PICTURES
from bot.extraction.fields import Place, Rule
from bot.extraction.grid import rows_of, ruling
from bot.extraction.layout import Piece, moved
from bot.extraction.pages import Closed, Unread
from bot.extraction.pdf import Pdf
from bot.extraction.pictured import picture
from bot.extraction.reading import bounded, flat
from bot.extraction.scanned_rules import high_of, ink_of, rules_in
from bot.extraction.seals import without_seals
from bot.extraction.seen import DIM, LONG, UNCLEAR, Seen
from bot.extraction.tabled import MOST_PAGES
from storage.likeness import NotAPicture, drawn

Array = Any
"""An array of numpy."""
_SIDE: Final = 2400
"""Pixels of the longer side: small print of a table has twenty of them for a sign."""
_SHOWN: Final = 1800
"""Pixels of the longer side of the picture that is kept for who checks what was read."""
_SMALL: Final = 1000
"""Pixels of the longer side in which the angle is looked for."""
_MOST_SKEW: Final = 6.0
"""Degrees; a page that lies more askew was put down anew by whoever scanned it."""
_LEAST_SKEW: Final = 0.15
_EDGE: Final = 0.6
"""So many letters from its ends a rule runs through a line, and not beside it."""
_RIM: Final = 6
"""Pixels within the rules of a cell that may be theirs."""
_STROKES: Final = frozenset("一-—–_－ー")
"""A lone flat stroke: at the head of a row a numeral, elsewhere the dash of an empty cell."""
_ONE: Final = 900
_FEW: Final = 2
_LONE: Final = 6.0
"""So many letters wide a lone word is at most."""
_LETTER: Final = 0.7
"""So much of the height of a found line are its letters; the rest is white."""
_INK: Final = 12
"""Pixels of ink that noise does not leave at one place; and of the square of a letter's height."""
_SPECK: Final = 0.02


class Places(Protocol):
    """What finds lines of text in a picture, with their places."""

    def pieces(
        self, image: Image.Image, beat: Callable[[], None]
    ) -> tuple[Image.Image, list[Piece], int]:
        """The picture upright, its lines, and by how much it had to be turned."""
        ...

    def find(self, image: Image.Image) -> list[Piece]:
        """The lines of a small part of a picture, in its pixels."""
        ...

    def line(self, image: Image.Image) -> tuple[str, int]:
        """What one line says that fills the picture, and how sure that is."""
        ...


def look(
    path: Path,
    kind: str,
    page: int,
    eyes: Places,
    out: Path | None = None,
    beat: Callable[[], None] = lambda: None,
) -> Seen:
    """A page, counted from 1; where eyes were needed its picture, laid flat, lies in `out`.

    Raises Closed.
    """
    if kind in PICTURES:
        return _seen(_photo(path), eyes, out, beat)
    if kind in ("docx", "ofd"):
        data, count = picture(path, kind, page)
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            return replace(_seen(_photo(Path(file.name)), eyes, out, beat), count=count)
    document = Pdf(path)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise Closed(Unread.TOO_LARGE)
        if not 1 <= page <= count:
            raise Closed(Unread.DAMAGED)
        placed = document.placed(page)
        if not placed.scan:
            leaf = document.leaf(page)
            size = float(leaf.width), float(leaf.height)
            return Seen(placed.pieces, placed.rules, *size, read=False, count=count)
        return replace(_seen(document.picture(page, _SIDE), eyes, out, beat), count=count)
    finally:
        document.close()


def _photo(path: Path) -> Image.Image:
    try:
        with drawn(path, "RGB", (_SIDE, _SIDE)) as image:
            image.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
            return bounded(flat(image))
    except NotAPicture as fault:
        raise Closed(Unread.DAMAGED) from fault


def _seen(image: Image.Image, eyes: Places, out: Path | None, beat: Callable[[], None]) -> Seen:
    image, skew = laid_flat(image)
    upright, lines, turned = eyes.pieces(image, beat)
    if out is not None:
        shown = upright.copy()
        shown.thumbnail((_SHOWN, _SHOWN), Image.Resampling.LANCZOS)
        shown.save(out, "JPEG", quality=70, optimize=True)
    scale = LONG / max(upright.size)
    lines = [one for one in lines if one.score >= DIM or any(map(str.isalnum, one.text))]
    clean = without_seals(upright)
    rules = rules_in(clean, lines)
    lines = [part for one in lines for part in _within_cells(one, rules, clean, eyes)]
    lines += _overlooked(lines, rules, clean, eyes)
    lines += _left_unread(lines, rules, clean)
    high = high_of(lines)
    pieces = [sign for one in lines if one.text != UNCLEAR for sign in signs_of(one, high)]
    size = upright.width * scale, upright.height * scale
    return Seen(
        tuple(_scaled(one, scale) for one in pieces),
        tuple(Rule(r.flat, r.at * scale, r.begin * scale, r.end * scale) for r in rules),
        *size,
        turned=turned,
        skew=skew,
        dim=tuple(_scaled(one, scale) for one in lines if one.score < DIM),
    )


def _scaled(one: Piece, scale: float) -> Piece:
    return Piece(
        one.text,
        one.left * scale,
        one.top * scale,
        one.right * scale,
        one.bottom * scale,
        one.score,
    )


# -- laid flat -----------------------------------------------------------------------------------


def laid_flat(image: Image.Image) -> tuple[Image.Image, float]:
    """The picture turned by so many degrees clockwise that its lines lie flat."""
    small = image.convert("L")
    small.thumbnail((_SMALL, _SMALL))
    ink = ink_of(small).astype(np.float32)
    coarse = max(np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.5), key=lambda a: _sharp(ink, a))
    fine = max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda a: _sharp(ink, a))
    skew = round(float(fine), 2)
    if abs(skew) < _LEAST_SKEW:
        return image, 0.0
    return image.rotate(
        -skew, expand=True, resample=Image.Resampling.BICUBIC, fillcolor="white"
    ), skew


def _sharp(ink: Array, angle: float) -> float:
    """How much the rows of a picture differ once it is turned: most where lines lie flat."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -float(angle), 1.0)
    turned = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return sum(float(np.square(np.diff(turned.sum(axis=axis))).sum()) for axis in (0, 1))


# -- lines and signs -----------------------------------------------------------------------------


def _within_cells(
    line: Piece, rules: Sequence[Rule], image: Image.Image, eyes: Places
) -> list[Piece]:
    """A line that runs over upright rules, read anew between them: two cells are not one line."""
    middle, edge = (line.top + line.bottom) / 2, line.height * _EDGE
    over = sorted(
        r.at
        for r in rules
        if not r.flat and r.begin < middle < r.end and line.left + edge < r.at < line.right - edge
    )
    if not over:
        return [line]
    found = []
    for left, right in itertools.pairwise([line.left - _RIM, *over, line.right + _RIM]):
        box = round(left) + 3, round(line.top) - 3, round(right) - 3, round(line.bottom) + 3
        part = replace(line, left=left + 3, right=right - 3)
        own = eyes.find(image.crop(box)) if box[2] - box[0] > _RIM else []
        one = _read(part, image, eyes) if not own else None
        found += [moved(each, box[0], box[1]) for each in own] or ([one] if one else [])
    return found


def _overlooked(
    lines: Sequence[Piece], rules: Sequence[Rule], image: Image.Image, eyes: Places
) -> list[Piece]:
    """What stands alone in a cell and was not found: a lone figure is easily overlooked.

    What cannot be read there is told as unclear (`UNCLEAR`) and not guessed.
    """
    high = high_of(lines)
    signs = [sign for one in lines for sign in signs_of(one, high)]
    ink = ink_of(image.convert("L"))
    found = []
    for row in rows_of(signs, ruling(signs, rules))[0]:
        for at, field in enumerate(row):
            if field.text or field.copied or not field.places:
                continue
            where = _inked(ink, field.places[0], high)
            if where is None:
                continue
            one = _read(where, image, eyes)
            if one is not None and one.text in _STROKES:
                one = replace(one, text="一" if not at else "—", score=_ONE)
            sure = one is not None and one.score >= DIM
            found.append(one if one is not None and sure else replace(where, text=UNCLEAR, score=0))
    return found


def _left_unread(lines: Sequence[Piece], rules: Sequence[Rule], image: Image.Image) -> list[Piece]:
    """Where letters stand outside every line that was read, as under a seal: told, not guessed."""
    high = high_of(lines)
    ink = ink_of(image.convert("L"))
    for one in lines:
        box = (round(one.left) - 3, round(one.top) - 3, round(one.right) + 3, round(one.bottom) + 3)
        ink[max(0, box[1]) : max(0, box[3]), max(0, box[0]) : max(0, box[2])] = 0
    for rule in rules:
        at, begin, end = round(rule.at), max(0, round(rule.begin)), round(rule.end)
        near = slice(max(0, at - _RIM), at + _RIM)
        if rule.flat:
            ink[near, begin:end] = 0
        else:
            ink[begin:end, near] = 0
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, round(high / 2)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    return [
        Piece(UNCLEAR, x, y, x + wide, y + tall, 0)
        for x, y, wide, tall, area in stats[1:].tolist()
        if 0.5 * high <= tall <= 1.6 * high and wide >= high and area >= 0.3 * wide * tall
    ]


def _inked(ink: Array, place: Place, high: float) -> Piece | None:
    """Where there is a word of ink in a cell; None: there is none, or it is no word."""
    _, left, top, right, bottom = (round(x) for x in place)
    left, top = left + _RIM, top + _RIM
    inside = ink[top : bottom - _RIM, left : right - _RIM]
    if not inside.size:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(inside)
    least = max(_INK, round(high * high * _SPECK))
    strokes = [one[:4] for one in stats[1:].tolist() if one[4] >= least]
    if not strokes:
        return None
    x, y = min(one[0] for one in strokes), min(one[1] for one in strokes)
    wide = max(one[0] + one[2] for one in strokes) - x
    tall = max(one[1] + one[3] for one in strokes) - y
    lies = wide >= 0.5 * high  # 一 is no more than a stroke
    if not (0.4 * high <= tall or lies) or tall > 1.6 * high or wide > _LONE * high:
        return None
    middle, half = top + y + tall / 2, max(tall / 2 + 4, high / 2)
    return Piece("", left + x - 4, middle - half, left + x + wide + 4, middle + half)


def _read(where: Piece, image: Image.Image, eyes: Places) -> Piece | None:
    box = round(where.left), round(where.top), round(where.right), round(where.bottom)
    if box[2] - box[0] < _RIM or box[3] - box[1] < _RIM:
        return None
    text, score = eyes.line(image.crop(box))
    return replace(where, text=text, score=score) if text.strip() else None


def signs_of(line: Piece, high: float) -> list[Piece]:
    """A line cut into its signs, each as wide as its kind is: what reads finds lines, no signs."""
    wide = [2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line.text]
    if not wide:
        return []
    step = (line.right - line.left) / sum(wide)
    # lines are found with white around them, some with much, and stand close in cells
    middle, half = (line.top + line.bottom) / 2, min(line.height, high) * _LETTER / 2
    line = replace(line, top=middle - half, bottom=middle + half)
    found, at = [], line.left
    for sign, own in zip(line.text, wide, strict=True):
        if not sign.isspace():
            found.append(replace(line, text=sign, left=at, right=at + own * step))
        at += own * step
    return found
