"""Ruled lines in the picture of a scan: long runs of ink, flat and upright, that are no letters.

Here: from a picture laid flat to rules in its pixels, by morphology; noise may have cut them. Needs
OpenCV. Not here: rules of a page that is drawn and not scanned (`rules`), the page (`scanned`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image

from bot.extraction.fields import Rule
from bot.extraction.layout import Piece

Array = Any
"""An array of numpy."""
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
_APART: Final = 0.6
"""So many letters apart two lines are two."""
_FEW: Final = 2


def ink_of(grey: Image.Image) -> Array:
    """Where there is ink, 1 or 0: darker than the paper around it."""
    values = np.asarray(grey)
    return cv2.adaptiveThreshold(
        values, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, _DARKER
    )


def rules_in(image: Image.Image, lines: Sequence[Piece]) -> list[Rule]:
    """The ruled lines of a flat page with these lines of text, in its pixels.

    What is long is a rule; what is shorter is one where it ends at others and not in a letter.
    """
    high = high_of(lines)
    ink = ink_of(image.convert("L"))
    flat = [Rule(True, at, a, b) for at, a, b in _runs(ink, _FLAT)]
    down = _runs(np.ascontiguousarray(ink.T), max(_FLAT // 2, round(_LETTERS * high)))
    upright = [Rule(False, at, a, b) for at, a, b in down]
    long = [one for one in flat if one.end - one.begin >= _NO_WORD * high]
    far = _NO_STROKE * high
    solid = [one for one in flat if one in long or not _in_text(one, lines)]
    # what is longer than a stroke and meets a rule at one end was broken by noise or a seal
    upright = [
        one
        for one in upright
        if _ends_held(one, solid) > (one.end - one.begin < far) or one.end - one.begin >= 2 * far
    ]
    short = [one for one in flat if one not in long and _held(one, upright)]
    found = _snapped(
        [*long, *(one for one in short if not _in_text(one, lines)), *upright], high * _APART
    )
    return _closed(found, high)


def _snapped(rules: Sequence[Rule], near: float) -> list[Rule]:
    """The rules, those of one direction that lie closer than ``near`` on one line.

    Paper that was bent or lies a little askew moves a line from row to row.
    """
    found: list[Rule] = []
    for flat in (True, False):
        group: list[Rule] = []
        for one in sorted((r for r in rules if r.flat == flat), key=lambda r: r.at):
            if group and one.at - group[-1].at > near:
                found += _on_one_line(group)
                group = []
            group.append(one)
        found += _on_one_line(group)
    return found


def _on_one_line(group: Sequence[Rule]) -> list[Rule]:
    at = median(one.at for one in group) if group else 0.0
    return [replace(one, at=at) for one in group]


def high_of(lines: Sequence[Piece]) -> float:
    """How high a line of text is here."""
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
    return _ends_held(one, others) == _FEW


def _ends_held(one: Rule, others: Sequence[Rule]) -> int:
    """How many ends of a run lie at rules of the other direction."""
    meets = [r for r in others if r.begin - _HELD <= one.at <= r.end + _HELD]
    return sum(any(abs(r.at - end) <= _HELD for r in meets) for end in (one.begin, one.end))
