"""How the phrasings of a topic are written in its data file, and what they come to when expanded.

``[..]`` may be missing, ``(a/b)`` is either, ``X?`` and ``(a/b)?`` may be missing, ``{怎么}`` a
class of words, ``{单位}`` stands where a name stands. Nothing here reads a file or knows a topic.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Final

CLASSES: Final = {
    "{怎么}": "(怎么/咋/如何/怎样/要怎么)",
    "{能}": "(能/能不能/可以/可不可以/是不是可以/行不行)",
    "{传}": "(传/发/上传/交/提交/传给你)",
    "{照片}": "(照片/图片/相片/图)",
}
"""Words that say the same in many phrasings."""
PLACES: Final = {"{单位}": "Ａ", "{项}": "Ｂ", "{季度}": "Ｃ", "{人}": "Ｄ"}
"""What stands in a masked sentence where a unit, a row, a quarter, a person is named."""
MOST: Final = 14
"""So many expansions of one line are kept, evenly chosen: no line outweighs the others."""
_SIGNS: Final = re.compile(r"[\[\](){}/?]")


def expand(line: str) -> tuple[str, ...]:
    """What a line comes to, at most ``MOST``.

    Raises:
        ValueError: brackets do not match.
    """
    for sign, either in (*CLASSES.items(), *PLACES.items()):
        line = line.replace(sign, either)
    line = line.replace("[", "(").replace("]", ")?")
    parts, place = _parts(line, 0)
    if place != len(line):
        raise ValueError(line)
    every = tuple(dict.fromkeys(parts))
    step = max(1.0, len(every) / MOST)
    chosen = [every[int(number * step)] for number in range(min(MOST, len(every)))]
    return tuple(chosen)


def _parts(line: str, place: int) -> tuple[list[str], int]:
    """The alternatives from ``place`` to the end of this level, and where it ended."""
    alternatives: list[str] = []
    run: list[list[str]] = []
    while place < len(line):
        sign = line[place]
        if sign == ")":
            break
        if sign == "/":
            alternatives += _joined(run)
            run = []
        elif sign == "(":
            inner, place = _parts(line, place + 1)
            if place >= len(line):
                raise ValueError(line)
            run.append(inner)
        elif sign == "?":
            run[-1] = [*run[-1], ""]
        else:
            run.append([sign])
        place += 1
    return alternatives + _joined(run), place


_WIDEST: Final = 4_000


def _joined(run: list[list[str]]) -> list[str]:
    """Every combination; of a very long line an even choice, so that no line explodes."""
    found = [""]
    for one in run:
        found = [head + tail for head, tail in product(found, one)]
        if len(found) > _WIDEST:
            found = found[:: len(found) // _WIDEST + 1]
    return found
