"""Marks on a sheet of paper: texts, bars, lines, arrows.

A picture is first arranged as a list of marks, each of which knows its box; so whether texts fit
is a question that a test answers without looking at pixels. Not here: what a picture shows, and
how marks become pixels (``painting``, which comes with the first picture).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.paper import fonts

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class Text:
    """A line of text whose baseline is at ``y`` and whose start, middle or end is at ``x``."""

    x: float
    y: float
    text: str
    size: int
    colour: str
    align: Literal["start", "middle", "end"] = "start"
    heavy: bool = False
    """The wheel has one weight only; a heavy text is drawn with a thin stroke around it."""

    @property
    def box(self) -> Box:
        """Where the ink lies, stroke included."""
        left, top, right, bottom = fonts.sans(self.size).getbbox(
            self.text, anchor=self.anchor, stroke_width=self.stroke
        )
        return self.x + left, self.y + top, self.x + right, self.y + bottom

    @property
    def anchor(self) -> str:
        """Pillow's name of the alignment."""
        return {"start": "ls", "middle": "ms", "end": "rs"}[self.align]

    @property
    def stroke(self) -> float:
        """Pixels of stroke around each sign."""
        return max(0.5, self.size / 56) if self.heavy else 0


@dataclass(frozen=True)
class Pill:
    """A bar with round ends: filled, hatched (for what may still change) or only outlined."""

    box: Box
    colour: str
    look: Literal["filled", "hatched", "outlined"] = "filled"


@dataclass(frozen=True)
class Arrow:
    """A small triangle that points up or down."""

    box: Box
    colour: str
    up: bool


@dataclass(frozen=True)
class Rule:
    """A hairline from left to right."""

    left: float
    right: float
    y: float
    colour: str


@dataclass(frozen=True)
class Stroke:
    """A straight line between two places, whole or dashed."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str
    width: int
    dashed: bool = False

    @property
    def box(self) -> Box:
        """What the line needs, its width included."""
        (x0, y0), (x1, y1) = self.start, self.end
        wide = self.width
        return min(x0, x1) - wide, min(y0, y1) - wide, max(x0, x1) + wide, max(y0, y1) + wide


Mark = Text | Pill | Arrow | Rule | Stroke


def paint(size: tuple[int, int], paper: str, marks: Iterable[Mark]) -> bytes:
    """The marks on paper of that size and colour, as a PNG."""
    from bot.paper import painting

    return painting.painted(size, paper, marks)
