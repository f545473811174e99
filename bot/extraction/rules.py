"""Ruled lines in the picture of a page: long dark runs, flat and upright.

Whatever drew them (a stroke, a filled bar, the border of a cell) looks the same on paper. Here:
from a grey picture to rules in the page's own measure. Not here: what they enclose (`grid`).
"""

from __future__ import annotations

import re

from PIL import Image

from bot.extraction.fields import Rule

DARK = 190
_FLAT = 26
"""Points: no stroke of a letter is so long."""
_UPRIGHT = 9
_THICK = 4
"""Points: what is thicker is a coloured field."""
_HIGHEST = 72
"""Points: what is higher is a picture and no heading on a dark ground."""
_MOST = 4000


def rules_of(grey: Image.Image, points: float) -> list[Rule]:
    """The rules of a page; `points` of the page are one pixel of its picture."""
    dark = grey.point(lambda value: 0 if value < DARK else 255)
    thick = round(_THICK / points)
    flat, fields = _runs(dark, round(_FLAT / points), thick, round(_HIGHEST / points))
    turned = dark.transpose(Image.Transpose.TRANSPOSE)
    upright, _ = _runs(turned, round(_UPRIGHT / points), thick, 0)
    upright = [one for one in upright if not any(_between(one, ground) for ground in fields)]
    flat += [(y, a, b) for a, b, top, bottom in fields for y in (top, bottom)]
    upright += [(x, top, bottom) for a, b, top, bottom in fields for x in (a, b)]
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


Run = tuple[float, int, int]
"""Row, from, to."""
Ground = tuple[int, int, int, int]
"""A dark ground, as headings have: from, to, its first row, its last."""


def _runs(
    dark: Image.Image, least: int, thick: int, highest: int
) -> tuple[list[Run], list[Ground]]:
    """Dark runs along the rows of a picture, those under one another joined; and dark grounds."""
    width, height = dark.size
    data = dark.tobytes()
    pattern = re.compile(b"\x00+")
    open_: list[list[float]] = []
    done: list[list[float]] = []
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
        done += open_
        open_ = kept
    done += open_
    lines = [((one[2] + one[3]) / 2, int(one[0]), int(one[1])) for one in done if _thin(one, thick)]
    grounds = [one for one in done if not _thin(one, thick) and one[3] - one[2] <= highest]
    return lines, [(int(a), int(b), int(top), int(bottom)) for a, b, top, bottom in grounds]


def _between(upright: Run, ground: Ground) -> bool:
    """Whether a run is only what white letters leave of their dark ground."""
    x, begin, end = upright
    left, right, top, bottom = ground
    return left + 2 < x < right - 2 and top - 2 <= begin and end <= bottom + 2


def _thin(run: list[float], thick: int) -> bool:
    return run[3] - run[2] < thick
