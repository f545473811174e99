"""Whether two papers have the same text, whole or in part: samples of runs of six signs.

Pure. A paper is known by those of its runs whose mark is divisible by eight, a short one by those
divisible by two, since a quarter as many would say little of it; what two papers have in common of
them is the share of their text in common, also where one is a part of the other (MinHash would only
tell the whole). Figures are left out, so that last quarter's summary with other days is the same
text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from bot.extraction.plain import searchable

RUN: Final = 6
_EVERY: Final = 8
_FINE: Final = 2
_SHORT: Final = 900
"""Signs of a text that is sampled finely."""
LEAST: Final = 12
"""Fewer samples (some hundred signs) say nothing."""
LEAST_FINE: Final = 24
"""Of a short text, some fifty signs."""
_LEFT_OUT: Final = re.compile(r"[\d\W_〇一二三四五六七八九十年月日]+")
_WHOLE_FINE: Final = 32
_SAME: Final = 0.85
"""Of both: then fewer samples are enough."""
_PART: Final = 25
_PART_FINE: Final = 30
_SOME: Final = 0.4
_SOME_FINE: Final = 0.3
"""Of a short text: where every sentence was a little reworded no more is left of its runs."""
_MOST: Final = 4000


@dataclass(frozen=True, slots=True)
class Common:
    """What two papers have in common: samples, and the share of each of the two."""

    samples: int
    of_this: float
    of_that: float
    fine: bool = False
    """Two short papers, held against each other by more samples."""

    @property
    def whole(self) -> bool:
        """Nearly all of the one is nearly all of the other."""
        least = _WHOLE_FINE if self.fine else LEAST
        if self.fine and min(self.of_this, self.of_that) >= _SAME:
            least = LEAST_FINE
        return self.samples >= least and self.of_this >= 0.75 and self.of_that >= 0.6

    @property
    def part(self) -> bool:
        """A good part of one is in the other."""
        if self.samples < (_PART_FINE if self.fine else _PART):
            return False
        return self.of_this >= (_SOME_FINE if self.fine else _SOME) or self.of_that >= 0.7

    @property
    def said(self) -> bool:
        """Whether a person is to look at the two."""
        return self.whole or self.part


def samples(text: str) -> frozenset[int]:
    """The samples of a text; none of one that is too short to say anything."""
    plain = _LEFT_OUT.sub("", searchable(text))
    runs = (plain[at : at + RUN] for at in range(len(plain) - RUN + 1))
    marks = {crc32(one.encode()) for one in runs}
    every, least = (_FINE, LEAST_FINE) if len(plain) <= _SHORT else (_EVERY, LEAST)
    found = sorted(mark for mark in marks if mark % every == 0)
    return frozenset(found[:_MOST]) if len(found) >= least else frozenset()


def common(this: int, that: int, both: int, *, fine: bool = False) -> Common:
    """What the numbers of samples come to."""
    return Common(both, both / max(1, this), both / max(1, that), fine)
