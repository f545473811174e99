"""A number format taken apart: sections, conditions, and the pieces each section is made of.

Here: reading the code (ECMA-376 part 1, 18.8.31), in English as files keep it and with the names
that a Chinese Excel or WPS shows. Not here: a value under it (``showing``, ``moments``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

PieceKind = Literal[
    "literal",
    "digit",
    "point",
    "comma",
    "percent",
    "exponent",
    "slash",
    "text",
    "general",
    "moment",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a section: a literal, a place for a digit, a part of a date."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What applies to some of the numbers."""

    pieces: tuple[Piece, ...]
    condition: tuple[str, Decimal] | None = None
    numerals: int = 0
    """1, 2 or 3 where figures are shown in Chinese numerals ([DBNum1] …)."""

    def has(self, *kinds: PieceKind) -> bool:
        """Whether it has a piece of one of the kinds."""
        return any(piece.kind in kinds for piece in self.pieces)

    @property
    def moment(self) -> bool:
        """Whether it shows a date, a time or a span of time."""
        return self.has("moment")


_PIECES: Final = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式|通用格式|常规)
    | (?P<noon>AM/PM|A/P|上午/下午|am/pm|a/p)
    | (?P<exponent>E[+-])
    | (?P<moment>y+|m+|d+|h+|s+(?:\.0+)?|e+|b+|g+|aaaa?)
    | (?P<digit>[0#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>[%％])
    | (?P<slash>/)
    | (?P<text>@)
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+(?:E[+-]?[0-9]+)?)", re.IGNORECASE)
_ELAPSED: Final = re.compile(r"h+|m+|s+|小时|分|秒", re.IGNORECASE)
_NUMERALS: Final = re.compile(r"DBNum([123])", re.IGNORECASE)


@lru_cache(maxsize=2000)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code, in their order."""
    return tuple(_section(part) for part in _split(code))


def _split(code: str) -> list[str]:
    """The parts between semicolons, but not those within quotes, brackets or behind an escape."""
    found, start = [], 0
    for match in _PIECES.finditer(code):
        if match["literal"] == ";":
            found.append(code[start : match.start()])
            start = match.end()
    return [*found, code[start:]]


def _section(code: str) -> Section:
    pieces: list[Piece] = []
    condition = None
    numerals = 0
    for match in _PIECES.finditer(code):
        if (inside := match["bracket"]) is not None:
            if compared := _CONDITION.fullmatch(inside.strip()):
                condition = (compared[1], Decimal(compared[2]))
            elif marked := _NUMERALS.fullmatch(inside):
                numerals = int(marked[1])
            else:
                pieces += _of_bracket(inside)
        else:
            pieces.append(_piece(match))
    return Section(tuple(_settled(pieces)), condition, numerals)


def _piece(match: re.Match[str]) -> Piece:
    for name in ("quoted", "escaped", "literal"):
        if match[name] is not None:
            return Piece("literal", match[name])
    if match["space"] is not None:
        return Piece("literal", " ")
    if match["fill"] is not None:
        return Piece("literal", "")
    if match["noon"] is not None:
        return Piece("moment", match["noon"].lower())
    for kind in _PLAIN:
        if match[kind] is not None:
            return Piece(kind, match[kind])
    return Piece("moment", match["moment"].lower())


def _of_bracket(inside: str) -> list[Piece]:
    """[h] counts hours on; [$¥-804] is a currency sign; [$-F800] is the long date; colours go."""
    if _ELAPSED.fullmatch(inside):
        return [Piece("moment", f"[{inside.lower()}]")]
    if not inside.startswith("$"):
        return []
    sign, _, place = inside[1:].partition("-")
    if place.upper() in {"F800", "X-SYSDATE"}:
        return [Piece("moment", "long date")]
    if place.upper() in {"F400", "X-SYSTIME"}:
        return [Piece("moment", "long time")]
    return [Piece("literal", sign)] if sign else []


def _settled(pieces: list[Piece]) -> list[Piece]:
    """In a date a point, comma, stroke or figure is only punctuation; with the long date all is."""
    if any(piece.text.startswith("long ") for piece in pieces if piece.kind == "moment"):
        return [piece for piece in pieces if piece.text.startswith("long ")]
    if not any(piece.kind == "moment" for piece in pieces):
        return pieces
    loose = {"point", "comma", "slash", "digit", "percent"}
    return [Piece("literal", one.text) if one.kind in loose else one for one in pieces]


_PLAIN: Final[tuple[PieceKind, ...]] = (
    "general",
    "exponent",
    "digit",
    "point",
    "comma",
    "percent",
    "slash",
    "text",
)
"""Pieces whose group in the pattern has the name of their kind."""
_BUILT_IN: Final[dict[int, str]] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;[Red]"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    37: "#,##0;\\-#,##0",
    38: "#,##0;[Red]\\-#,##0",
    39: "#,##0.00;\\-#,##0.00",
    40: "#,##0.00;[Red]\\-#,##0.00",
    41: '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}


def built_in(number: int) -> str:
    """The code of a format that files keep by number only, as a Chinese Excel or WPS shows it.

    ECMA-376 part 1, 18.8.30, the list for zh-cn: 58 is what a typed 3-5 gets.
    """
    return _BUILT_IN.get(number, "General")
