"""Ruled lines in the picture of a page: long dark runs, flat and upright.

Whatever drew them (a stroke, a filled bar, the border of a cell) looks the same on paper. Here:
from a grey picture to rules in the page's own measure. Not here: what they enclose (`grid`).
"""

from __future__ import annotations

import re

from PIL import Image

from bot.extraction.grid import Rule

_DARK = 190
_FLAT = 26
"""Points: no stroke of a letter is so long."""
_UPRIGHT = 9
_THICK = 4
"""Points: what is thicker is a coloured field."""
_MOST = 4000


def rules_of(grey: Image.Image, points: float) -> list[Rule]:
    """The rules of a page; `points` of the page are one pixel of its picture."""
    dark = grey.point(lambda value: 0 if value < _DARK else 255)
    flat = _runs(dark, round(_FLAT / points), round(_THICK / points))
    upright = _runs(dark.transpose(Image.Transpose.TRANSPOSE), round(_UPRIGHT / points),
                    round(_THICK / points))  # fmt: skip
    rules = [Rule(flat=True, at=y * points, begin=a * points, end=b * points) for y, a, b in flat]
    near = 2.5
    ends = [
        Rule(flat=False, at=x * points, begin=a * points, end=b * points) for x, a, b in upright
    ]
    return rules + [one for one in ends if _held(one, rules, near)]


def _held(one: Rule, flat: list[Rule], near: float) -> bool:
    """Whether an upright run ends at flat rules: strokes of letters do not."""
    meets = [r for r in flat if r.begin - near <= one.at <= r.end + near]
    return all(any(abs(r.at - end) <= near for r in meets) for end in (one.begin, one.end))


def _runs(dark: Image.Image, least: int, thick: int) -> list[tuple[float, int, int]]:
    """Dark runs along the rows of a picture, those under one another joined: (row, from, to)."""
    width, height = dark.size
    data = dark.tobytes()
    pattern = re.compile(b"\x00+")
    open_: list[list[float]] = []
    done: list[tuple[float, int, int]] = []
    for row in range(height):
        found = [
            [one.start(), one.end()]
            for one in pattern.finditer(data, row * width, (row + 1) * width)
            if one.end() - one.start() >= least
        ]
        found = [[a - row * width, b - row * width] for a, b in found]
        kept: list[list[float]] = []
        for begin, end in found[:_MOST]:
            same = next((one for one in open_ if begin < one[1] and one[0] < end), None)
            if same is None:
                kept.append([begin, end, row, row])
            else:
                open_.remove(same)
                kept.append([min(begin, same[0]), max(end, same[1]), same[2], row])
        done += _closed(open_, thick)
        open_ = kept
    return done + _closed(open_, thick)


def _closed(runs: list[list[float]], thick: int) -> list[tuple[float, int, int]]:
    return [
        ((first + last) / 2, int(begin), int(end))
        for begin, end, first, last in runs
        if last - first < thick
    ]
