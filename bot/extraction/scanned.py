"""Looking at one page of a scan or one photo for tables: signs with places, and ruled lines.

The page is laid flat (the angle at which its rows and lines are sharpest), seals are taken out, its
lines are read and cut into signs, and long runs of ink that are no letters are its rules. A page of
a PDF that has text of its own needs no eyes. Needs OpenCV, which the eyes bring with them; runs in
the reader's own process. Not here: rows (`seen`, `grid`).
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
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
from bot.extraction.reading import bounded, flat
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
_BLOCK, _DARKER = 41, 12
"""Ink is so much darker than the paper in a field of so many pixels around it."""
_GAP: Final = 7
"""Pixels that noise may take out of a rule."""
_FLAT: Final = 60
"""Pixels: no stroke of a letter is so long."""
_LETTERS: Final = 1.5
"""So many letters high an upright rule is at least: strokes are shorter."""
_NO_STROKE: Final = 3.0
"""So many letters high it is no stroke, wherever it ends."""
_NO_WORD: Final = 8.0
"""So many letters wide a flat rule is none of a word."""
_HIGH: Final = 20.0
"""Pixels of a letter where none was found."""
_THICK: Final = 14
"""Pixels: what is thicker is a coloured field."""
_HELD: Final = 14
"""Pixels from a flat rule at which an upright one may end."""
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
    high = _high(lines)
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
    ink = _ink(small).astype(np.float32)
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


def _ink(grey: Image.Image) -> Array:
    """Where there is ink, 1 or 0: darker than the paper around it."""
    values = np.asarray(grey)
    return cv2.adaptiveThreshold(
        values, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, _DARKER
    )


# -- ruled lines ---------------------------------------------------------------------------------


def rules_in(image: Image.Image, lines: Sequence[Piece]) -> list[Rule]:
    """The ruled lines of a flat page with these lines of text, in its pixels.

    What is long is a rule; what is shorter is one where it ends at others and not in a letter.
    """
    high = _high(lines)
    ink = _ink(image.convert("L"))
    flat = [Rule(True, at, a, b) for at, a, b in _runs(ink, _FLAT)]
    down = _runs(np.ascontiguousarray(ink.T), max(_FLAT // 2, round(_LETTERS * high)))
    upright = [Rule(False, at, a, b) for at, a, b in down]
    long = [one for one in flat if one.end - one.begin >= _NO_WORD * high]
    far = _NO_STROKE * high
    upright = [one for one in upright if one.end - one.begin >= far or _held(one, flat)]
    short = [one for one in flat if one not in long and _held(one, upright)]
    return _closed([*long, *(one for one in short if not _in_text(one, lines)), *upright], high)


def _high(lines: Sequence[Piece]) -> float:
    return median(one.height for one in lines) if lines else _HIGH


def _closed(rules: list[Rule], high: float) -> list[Rule]:
    """The rules, and one across where several upright ones end together and none crosses.

    So a row ends that a page cuts in two.
    """
    upright = [one for one in rules if not one.flat]
    added: list[Rule] = []
    for ends in ([r.begin for r in upright], [r.end for r in upright]):
        for at in ends:
            same = [r for r, end in zip(upright, ends, strict=True) if abs(end - at) <= high / 2]
            near = any(r.flat and abs(r.at - at) <= high for r in (*rules, *added))
            if len(same) > _FEW and not near:
                across = [r.at for r in same]
                added.append(Rule(True, at, min(across), max(across)))
    return [*rules, *added]


def _in_text(rule: Rule, lines: Sequence[Piece]) -> bool:
    """Whether a flat run is made of the strokes of letters that stand in one line."""
    covered = sum(
        max(0.0, min(rule.end, one.right) - max(rule.begin, one.left))
        for one in lines
        if one.top + 0.1 * one.height < rule.at < one.bottom - 0.1 * one.height
    )
    return covered > 0.5 * (rule.end - rule.begin)


def _runs(ink: Array, least: int) -> list[tuple[float, float, float]]:
    """Long runs along the rows of a picture: which row, from, to."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    joined = cv2.dilate(opened, np.ones((3, _GAP), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for number in range(1, count):
        left, top, wide, tall, _area = (int(x) for x in stats[number])
        part = opened[top : top + tall, left : left + wide]
        part = part * (labels[top : top + tall, left : left + wide] == number)
        columns = part.sum(axis=0)
        thick = float(np.median(columns[columns > 0])) if columns.any() else 0.0
        if not thick or thick > _THICK:
            continue
        rows = np.nonzero(part)[0]
        ends = np.nonzero(columns)[0]
        found.append((top + float(np.median(rows)), left + int(ends[0]), left + int(ends[-1]) + 1))
    return [(at, float(a), float(b)) for at, a, b in found]


def _held(one: Rule, others: Sequence[Rule]) -> bool:
    """Whether a run ends at rules of the other direction: strokes of letters do not."""
    meets = [r for r in others if r.begin - _HELD <= one.at <= r.end + _HELD]
    return all(any(abs(r.at - end) <= _HELD for r in meets) for end in (one.begin, one.end))


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
    high = _high(lines)
    signs = [sign for one in lines for sign in signs_of(one, high)]
    ink = _ink(image.convert("L"))
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
