"""The course of a unit's points and places over the quarters, as a picture for a phone.

Two panels above one another: exact points, and the place (first on top). Drawn 1080 pixels wide,
three for each pixel of a phone 360 wide. Texts come in finished; this file only places them. Where
two quarters cannot be compared no line joins them, and the gap says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.corridor.recipes import makes
from bot.paper import fonts
from bot.paper.canvas import Mark, Pill, Rule, Stroke, Text, paint

WIDTH = 1080
MARGIN = 54
LEFT, RIGHT = 150, WIDTH - 90
"""Where the first and the last quarter stand."""
MOST = 8
"""Quarters on one picture; more would not leave room for their figures."""
TITLE_SIZE, SMALL_SIZE, FIGURE_SIZE, AXIS_SIZE = 58, 38, 38, 32
PANEL = 420
"""Height of the points' panel; the places' is two thirds of it."""
PAPER, INK, SOFT, FAINT = "#FFFFFF", "#1B2430", "#5B6775", "#D9DFE6"
POINTS_COLOUR, PLACE_COLOUR, WARNING = "#0B5A8F", "#A8402A", "#8A5A00"
DOT = 11
STEEP = 70


@dataclass(frozen=True)
class TrendPoint:
    """One quarter; ``open``: not released yet. ``alike``: comparable with the one before it."""

    year: str
    label: str
    points_text: str
    points: float
    rank: int
    fellows: int
    grade: str
    open: bool = False
    alike: bool = True


@dataclass(frozen=True)
class TrendPicture:
    """What the picture shows; points oldest first. ``full``: the most points, None without end."""

    title: str
    subtitle: str
    note: str
    points: tuple[TrendPoint, ...]
    full: float | None = None


@dataclass(frozen=True)
class Arrangement:
    """A picture as marks, before it is painted."""

    height: int
    marks: tuple[Mark, ...]


@makes("trend")
def make(data: Mapping[str, Any]) -> bytes:
    """A unit's course as a PNG; ``data`` is ``asdict`` of a ``TrendPicture``."""
    points = tuple(TrendPoint(**point) for point in data["points"])
    return draw(TrendPicture(**{**data, "points": points}))


def draw(picture: TrendPicture) -> bytes:
    """``picture`` as a PNG.

    Raises:
        ValueError: no quarter, or more than ``MOST``.
    """
    arranged = arrange(picture)
    return paint((WIDTH, arranged.height), PAPER, arranged.marks)


def arrange(picture: TrendPicture) -> Arrangement:
    """Where everything stands. Raises as ``draw`` does."""
    if not 0 < len(picture.points) <= MOST:
        raise ValueError(f"{len(picture.points)} quarters on one picture, 1 to {MOST}")
    marks: list[Mark] = []
    y = _head(picture, marks)
    least, most = _range(picture)
    marks.append(Text(MARGIN, y + 40, "得分", SMALL_SIZE, POINTS_COLOUR, heavy=True))
    top = y + 130
    marks += _panel(
        picture.points,
        (top, top + PANEL),
        lambda one: (one.points - least) / (most - least),
        [one.points_text for one in picture.points],
        POINTS_COLOUR,
        (f"{least:g}", f"{most:g}"),
    )
    y = _quarters(picture.points, top + PANEL + 30, marks) + 30
    worst = max(one.fellows for one in picture.points)
    marks.append(Text(MARGIN, y + 40, "名次", SMALL_SIZE, PLACE_COLOUR, heavy=True))
    top = y + 130
    marks += _panel(
        picture.points,
        (top, top + PANEL * 2 // 3),
        lambda one: 1 - (one.rank - 1) / max(1, worst - 1),
        [f"第{one.rank}" for one in picture.points],
        PLACE_COLOUR,
        (f"{worst}", "1"),
    )
    y = top + PANEL * 2 // 3 + 20
    for x, one in zip(_places(len(picture.points)), picture.points, strict=True):
        marks.append(Text(x, y + 40, f"共{one.fellows}", AXIS_SIZE, SOFT, "middle"))
    return Arrangement(_note(picture.note, y + 80, marks) + MARGIN, tuple(marks))


def _head(picture: TrendPicture, marks: list[Mark]) -> int:
    y = MARGIN
    room = WIDTH - 2 * MARGIN
    for text in fonts.balance(fonts.sans(TITLE_SIZE), fonts.clean(picture.title), room):
        y += 72
        marks.append(Text(MARGIN, y - 10, text, TITLE_SIZE, INK, heavy=True))
    for text in fonts.wrap(fonts.sans(SMALL_SIZE), fonts.clean(picture.subtitle), room):
        y += 54
        marks.append(Text(MARGIN, y - 6, text, SMALL_SIZE, SOFT))
    marks.append(Rule(MARGIN, WIDTH - MARGIN, y + 24, FAINT))
    return y + 24


def _range(picture: TrendPicture) -> tuple[float, float]:
    """From the ten below the lowest to the full mark: a small change stays visible, as small."""
    values = [one.points for one in picture.points]
    most = picture.full if picture.full is not None else max(values)
    most = max(most, *values)
    least = max(0.0, (min(values) - 5) // 10 * 10)
    return (least, most) if most > least else (least, least + 1)


def _places(count: int) -> list[float]:
    """Where the quarters stand from left to right; a single one in the middle."""
    if count == 1:
        return [(LEFT + RIGHT) / 2]
    return [LEFT + (RIGHT - LEFT) * place / (count - 1) for place in range(count)]


def _panel(
    points: Sequence[TrendPoint],
    edges: tuple[int, int],
    height: Callable[[TrendPoint], float],
    labels: Sequence[str],
    colour: str,
    ends: tuple[str, str],
) -> Iterator[Mark]:
    """One line with its dots, the figures above them, and the least and most at the edge."""
    top, bottom = edges
    for y, text in ((bottom, ends[0]), (top, ends[1])):
        yield Rule(LEFT - 40, RIGHT + 40, y, FAINT)
        yield Text(LEFT - 52, y + 11, text, AXIS_SIZE, SOFT, "end")
    at = [
        (x, bottom - (bottom - top) * height(one))
        for x, one in zip(_places(len(points)), points, strict=True)
    ]
    for before, here, one in zip(at, at[1:], points[1:], strict=False):
        if one.alike:
            yield Stroke(before, here, colour, 6)
        else:
            middle = (before[0] + here[0]) / 2
            yield Stroke((middle, top - 50), (middle, bottom), WARNING, 3, dashed=True)
            yield Text(middle, top - 66, "不可比", AXIS_SIZE, WARNING, "middle")
    higher = [
        False,
        *(before[1] < here[1] - STEEP for before, here in pairwise(at)),
    ]
    for (x, height_at), one, label, below in zip(at, points, labels, higher, strict=True):
        box = (x - DOT, height_at - DOT, x + DOT, height_at + DOT)
        yield Pill(box, colour)
        if one.open:
            yield Pill((x - DOT + 5, height_at - DOT + 5, x + DOT - 5, height_at + DOT - 5), PAPER)
        # A line that falls steeply would run through the figure above its end.
        baseline = (
            height_at + DOT + 44
            if below and height_at + DOT + 34 < bottom
            else height_at - DOT - 14
        )
        yield Text(x, baseline, fonts.clean(label), FIGURE_SIZE, INK, "middle", heavy=True)


def _quarters(points: Sequence[TrendPoint], y: int, marks: list[Mark]) -> int:
    """The names of the quarters; the year under the first of each."""
    year = ""
    for x, one in zip(_places(len(points)), points, strict=True):
        marks.append(Text(x, y + 36, one.label, AXIS_SIZE, INK, "middle"))
        if one.grade:
            marks.append(Text(x, y + 78, fonts.clean(one.grade), AXIS_SIZE, SOFT, "middle"))
        if one.year != year:
            marks.append(Text(x, y + 120, one.year, AXIS_SIZE, SOFT, "middle"))
            year = one.year
    return y + 130


def _note(note: str, y: int, marks: list[Mark]) -> int:
    marks.append(Rule(MARGIN, WIDTH - MARGIN, y, FAINT))
    y += 16
    for text in fonts.wrap(fonts.sans(34), fonts.clean(note), WIDTH - 2 * MARGIN):
        y += 50
        marks.append(Text(MARGIN, y - 6, text, 34, SOFT))
    return y
