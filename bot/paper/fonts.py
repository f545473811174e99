"""The one typeface of everything that is drawn, and the measuring and fitting of text in it.

Here: Noto Sans SC and Noto Serif SC from the wheel ``pylopdf-fonts-zh-cn`` (no system font is
needed), the width of a text, shortening and wrapping. Not here: where anything is placed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pylopdf_fonts_zh_cn import sans_path, serif_path

if TYPE_CHECKING:  # the first picture that is drawn, in a thread, brings Pillow along
    from PIL import ImageFont

ELLIPSIS = "…"
NEVER_FIRST = frozenset("，。、；：？！）》”’〕】%％…·")
"""Signs that Chinese typesetting keeps off the beginning of a line."""

Font: TypeAlias = "ImageFont.FreeTypeFont"


def sans_file() -> str:
    """Where the plain font lies, for who draws in another process."""
    return str(sans_path())


@lru_cache(maxsize=64)
def sans(size: int) -> Font:
    """Noto Sans SC at ``size`` pixels; its digits are all equally wide, so columns line up."""
    from PIL import ImageFont

    return ImageFont.truetype(str(sans_path()), size)


@lru_cache(maxsize=64)
def serif(size: int) -> Font:
    """Noto Serif SC at ``size`` pixels, for what should look like a printed paper."""
    from PIL import ImageFont

    return ImageFont.truetype(str(serif_path()), size)


def clean(text: str) -> str:
    """One line of visible text: control and zero-width signs out, every blank one space.

    A unit name comes from a spreadsheet that a person filled in; a tab or a line break in it
    would otherwise be drawn as an empty box or throw the row apart.
    """
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    seen = "".join(sign for sign in spaced if unicodedata.category(sign) not in {"Cc", "Cf"})
    return " ".join(seen.split())


def width(font: Font, text: str) -> float:
    """Pixels that ``text`` needs on one line."""
    return font.getlength(text)


def shorten(font: Font, text: str, room: float) -> str:
    """``text`` if it fits in ``room`` pixels, else its beginning and an ellipsis that do fit."""
    if width(font, text) <= room:
        return text
    kept = text
    while kept and width(font, kept + ELLIPSIS) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap(font: Font, text: str, room: float) -> tuple[str, ...]:
    """``text`` broken into lines of at most ``room`` pixels, as Chinese is set.

    Breaks may fall between any two signs, except that figures and Latin words stay whole where
    they fit, and a closing sign that no longer fits takes the sign before it to the next line.
    """
    lines: list[list[str]] = [[]]
    for piece in _short_pieces(font, text, room):
        line = lines[-1]
        if width(font, "".join([*line, piece])) <= room:
            line.append(piece)
            continue
        start = _carried_from(line) if piece in NEVER_FIRST else len(line)
        if width(font, "".join([*line[start:], piece])) > room:
            start = len(line)
        lines.append([*line[start:], piece])
        del line[start:]
        while lines[-1] and lines[-1][0].isspace():
            lines[-1].pop(0)
    return tuple(done for line in lines if (done := "".join(line).rstrip()))


def _carried_from(line: list[str]) -> int:
    """Where in ``line`` begins what a closing sign takes along; its end if all would have to go."""
    start = len(line) - 1
    while start > 0 and line[start] in NEVER_FIRST:
        start -= 1
    return start if start > 0 else len(line)


def balance(font: Font, text: str, room: float) -> tuple[str, ...]:
    """``text`` wrapped into as few lines as fit, but evenly filled: for titles.

    A title of sixteen signs reads better as eight and eight than as fourteen and two.
    """
    lines = wrap(font, text, room)
    if len(lines) < 2:
        return lines
    even = width(font, text) / len(lines)
    while even < room:
        tried = wrap(font, text, even)
        if len(tried) <= len(lines):
            return tried
        even += font.size / 2
    return lines


def _pieces(text: str) -> list[str]:
    """Signs, except that runs of ASCII letters and figures stay together."""
    pieces: list[str] = []
    for sign in text:
        joins = sign.isascii() and not sign.isspace()
        if joins and pieces and pieces[-1][-1].isascii() and not pieces[-1][-1].isspace():
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _short_pieces(font: Font, text: str, room: float) -> Iterator[str]:
    """The pieces, those too long for a whole line (an address, say) cut where they must be."""
    for piece in _pieces(text):
        rest = piece
        while width(font, rest) > room and len(rest) > 1:
            fitting = 1
            while width(font, rest[: fitting + 1]) <= room:
                fitting += 1
            yield rest[:fitting]
            rest = rest[fitting:]
        yield rest
