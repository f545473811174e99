"""How a cell looks, as far as it decides what the cell means: its number format, a line through it.

Here: styles.xml. Not here: the styles of .xls and .xlsb, which are records (``xls``, ``xlsb``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scoring.cells.format_code import built_in
from scoring.cells.package import local, tree
from scoring.cells.strings import is_struck


@dataclass(frozen=True, slots=True)
class Look:
    """The format code of a cell, and whether its font is struck out."""

    code: str = "General"
    struck: bool = False


PLAIN: Final = Look()


@dataclass(frozen=True)
class Styles:
    """The looks of a workbook by the number that its cells use."""

    looks: tuple[Look, ...]
    codes: Mapping[int, str]

    def look(self, number: str | None) -> Look:
        """The look of a cell; a missing, empty or foreign number is the plain one."""
        place = int(number) if number and number.isdecimal() else 0
        return self.looks[place] if place < len(self.looks) else PLAIN


def read_styles(data: bytes) -> Styles:
    """The looks that a styles part defines."""
    if not data.strip():
        return Styles((), {})
    root = tree(data)
    codes: dict[int, str] = {}
    struck: list[bool] = []
    looks: list[Look] = []
    for part in root:
        name = local(part.tag)
        if name == "numFmts":
            codes = {_int(e.get("numFmtId")): e.get("formatCode", "General") for e in part}
        elif name == "fonts":
            struck = [is_struck(font) for font in part]
        elif name == "cellXfs":
            looks = [look_of(xf.get("numFmtId"), xf.get("fontId"), codes, struck) for xf in part]
    return Styles(tuple(looks), codes)


def look_of(
    format: str | int | None, font: str | int | None, codes: Mapping[int, str], struck: list[bool]
) -> Look:
    """The look that a format's number and a font's place make together."""
    number, place = _int(format), _int(font)
    code = codes.get(number) or built_in(number)
    return Look(code, place < len(struck) and struck[place])


def _int(said: str | int | None) -> int:
    return int(said) if said is not None and str(said).isdecimal() else 0
