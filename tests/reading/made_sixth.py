"""A sixth set and those after it: papers written out in full.

The sixth was written by somebody who had read none of the reading rules, the seventh by the same
one after mending, the eighth before the rules were looked at again, those behind it each
after the last mending and before they were read once.
They stand in the files of their names as they are printed: ``#22`` a line in the middle and its
size, ``>`` at the right, ``|`` at the left, ``||`` at both ends, ``&`` a row of a ruled table,
``---`` on a new page, all others indented. The first figures are in ``tests/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from tests.reading.made import Align, Block, Made

WRITTEN: Final = (
    "eighth.txt", "ninth.txt", "tenth.txt", "eleventh.txt", "twelfth.txt", "thirteenth.txt",
    "fourteenth.txt", "fifteenth.txt", "sixteenth.txt", "seventeenth.txt", "eighteenth.txt",
    "nineteenth.txt", "twentieth.txt", "twenty_first.txt", "twenty_second.txt", "twenty_third.txt",
    "twenty_fourth.txt", "twenty_fifth.txt", "twenty_sixth.txt", "twenty_seventh.txt",
    "twenty_eighth.txt", "twenty_ninth.txt", "thirtieth.txt",
)  # fmt: skip
"""The sets that are read as files of every program."""
_FIELDS: Final = ("title", "number", "issuer", "date", "event_date", "sort", "pictures")
_PLACES: Final[dict[str, Align]] = {
    "#": "centre", "=": "centre", ">": "right", "||": "both", "|": "left", "&": "row",
}  # fmt: skip
_LINE: Final = re.compile(r"(--- )?(?:(\|\||[#=>|&])(\d*) )?(.*)")


@cache
def written(name: str) -> tuple[Made, ...]:
    """The papers of a file beside this module."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return tuple(_paper(one) for one in re.split(r"^@ ", text, flags=re.MULTILINE)[1:])


def _paper(text: str) -> Made:
    name, *lines = text.strip("\n").split("\n")
    truth: dict[str, str] = {}
    while lines and lines[0].partition(" ")[0] in _FIELDS:
        field, _, value = lines.pop(0).partition(" ")
        truth[field] = value
    pictures = int(truth.pop("pictures", "0"))
    called = "photo" if truth.get("sort") == "photo" else name
    return Made(called, tuple(map(block, lines)), truth, pictures)


def block(line: str) -> Block:
    """A marked line."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(line)
    page, place, size, said = found.groups()
    return Block(said, _PLACES.get(place or "", "indent"), int(size or 16), bool(page))


def of_file(name: str) -> Callable[[int], Made]:
    """The papers of a file by number."""

    def paper(seed: int) -> Made:
        papers = written(name)
        return papers[seed % len(papers)]

    return paper


sixth: Final = of_file("sixth.txt")
seventh: Final = of_file("seventh.txt")
eighth: Final = of_file("eighth.txt")
ninth: Final = of_file("ninth.txt")
tenth: Final = of_file("tenth.txt")
eleventh: Final = of_file("eleventh.txt")
twelfth: Final = of_file("twelfth.txt")
thirteenth: Final = of_file("thirteenth.txt")
fourteenth: Final = of_file("fourteenth.txt")
fifteenth: Final = of_file("fifteenth.txt")
sixteenth: Final = of_file("sixteenth.txt")
seventeenth: Final = of_file("seventeenth.txt")
eighteenth: Final = of_file("eighteenth.txt")
nineteenth: Final = of_file("nineteenth.txt")
twentieth: Final = of_file("twentieth.txt")
twenty_first: Final = of_file("twenty_first.txt")
twenty_second: Final = of_file("twenty_second.txt")
twenty_third: Final = of_file("twenty_third.txt")
