"""What forms and tables say beside a label: 发文机关 | 县政府办公室, 督办日期 | 2026年10月17日.

Pure. A ruled table's row comes with a tab between its cells, from some readers with blanks; a label
is a short cell, its value the next one. What a label means is for the readers of single meanings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

from bot.reading.lines import Said

_LABEL: Final = re.compile(r"[\u4e00-\u9fff]{2,10}(?:[(（][\u4e00-\u9fff]{1,6}[)）])?[:：]?")
_CUT: Final = re.compile(r"\d月\d{1,2}$")
_BLANKS: Final = re.compile(r"[ \u3000]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A label without its colon, the cell behind it, both without blanks, and their line."""

    label: str
    value: str
    line: Said


def fields(lines: Sequence[Said]) -> Iterator[Field]:
    """Every pair of a short cell and the one behind it.

    A day that was broken before its 日 is put together.
    """
    for one, two in zip_longest(lines, lines[1:]):
        parts = one.text.split("\t") if "\t" in one.text else one.text.split()
        cells = [_BLANKS.sub("", cell) for cell in parts]
        if two is not None and two.bare.startswith("日"):
            cells = [f"{cell}日" if _CUT.search(cell) else cell for cell in cells]
        for label, value in pairwise(cells):
            if value and _LABEL.fullmatch(label):
                yield Field(re.sub(r"[(（:：].*$", "", label), value, one)
