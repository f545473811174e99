"""The lines of a paper as their meaning is read from them: real characters, upright places.

Pure. Here: what every reader of a meaning needs of a line. Not here: how lines came about
(`bot.extraction`), what they mean (`dates`, `numbers`, `titles`, `issuers`, `sorts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.extraction.pages import WHOLE, Box, Extract, Line, Page
from bot.extraction.plain import mended

UNSURE: Final = 800
"""Below this score eyes were not sure of a line, or the text is made anew at every opening."""
_WIDE: Final = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_BLANKS: Final = re.compile(r"\s+")
_STOP: Final = "。；;！!？?，,、"


@dataclass(frozen=True)
class Said:
    """One line: ``number`` on its page from 1; ``box`` None where a format has no places."""

    text: str
    page: int
    number: int
    box: Box | None = None
    sure: bool = True

    @cached_property
    def bare(self) -> str:
        """The line without blanks."""
        return _BLANKS.sub("", self.text)

    @property
    def height(self) -> int:
        """How high the letters are; 0 where it is not known."""
        return self.box[3] - self.box[1] if self.box else 0

    @property
    def top(self) -> int:
        """How far down its page it stands; 0 where it is not known."""
        return self.box[1] if self.box else 0

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle, as a title does."""
        if self.box is None:
            return False
        left, _, right, _ = self.box
        return abs((left + right) - WHOLE) < 0.12 * WHOLE and right - left < 0.85 * WHOLE

    @property
    def ends_open(self) -> bool:
        """Whether the sentence ends here."""
        return not self.bare.endswith(tuple(_STOP))


def said(extract: Extract) -> tuple[Said, ...]:
    """Every line that says something, page after page."""
    found: list[Said] = []
    for page in extract.pages:
        for number, line in enumerate(page.lines, 1):
            text = mended(line.text).translate(_WIDE)
            if text:
                found.append(Said(text, page.number, number, _upright(line, page), _sure(line)))
    return tuple(found)


def _sure(line: Line) -> bool:
    return line.score >= UNSURE


def _upright(line: Line, page: Page) -> Box | None:
    """The place on the page as it was turned to be read."""
    if line.box is None:
        return None
    left, top, right, bottom = line.box
    if page.turned == 90:
        return WHOLE - bottom, left, WHOLE - top, right
    if page.turned == 180:
        return WHOLE - right, WHOLE - bottom, WHOLE - left, WHOLE - top
    if page.turned == 270:
        return top, WHOLE - right, bottom, WHOLE - left
    return line.box
