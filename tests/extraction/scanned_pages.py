"""Pages as eyes see them, made by hand: a table's signs and rules, and its picture."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

from bot.extraction.fields import Rule
from bot.extraction.layout import Piece
from bot.extraction.seen import LONG, Seen
from bot.paper.fonts import serif

Lines = Sequence[Sequence[str]]
EDGES = (40.0, 80.0, 200.0, 250.0, 560.0)
"""Where the columns of a table divide, in points of a page 595 wide."""
_SIGN = 12.0
_HIGH = 40.0


def seen_table(
    lines: Lines,
    title: str = "",
    *,
    score: int = 995,
    closed: bool = True,
    stretch: float = 1.0,
    shift: float = 0.0,
) -> Seen:
    """A page with a title and a table of four columns; ``closed``: a rule ends its last row."""
    pieces = [*_signs(title, 60, 60, score, stretch, shift)]
    top = 100.0
    ys = [top + _HIGH * at for at in range(len(lines) + 1)]
    for y, line in zip(ys, lines, strict=False):
        for left, right, said in zip(EDGES, EDGES[1:], line, strict=False):
            room = int((right - left - 6) // _SIGN)
            for number, at in enumerate(range(0, len(said), room)):
                part = said[at : at + room]
                pieces += _signs(part, left + 3, y + 4 + number * 14, score, stretch, shift)
    flat = ys if closed else ys[:-1]
    rules = [_rule(True, y, EDGES[0], EDGES[-1], stretch, shift) for y in flat]
    rules += [_rule(False, x, ys[0], ys[-1], stretch, shift) for x in EDGES]
    return Seen(tuple(pieces), tuple(rules), 595.0, LONG)


def _signs(
    said: str, left: float, top: float, score: int, stretch: float, shift: float
) -> list[Piece]:
    return [
        Piece(
            sign,
            (left + at * _SIGN) * stretch + shift,
            top * stretch,
            (left + (at + 1) * _SIGN) * stretch + shift,
            (top + _SIGN) * stretch,
            score,
        )
        for at, sign in enumerate(said)
    ]


def _rule(flat: bool, at: float, begin: float, end: float, stretch: float, shift: float) -> Rule:
    across, down = (shift, 0.0) if flat else (0.0, shift)
    return Rule(flat, at * stretch + down, begin * stretch + across, end * stretch + across)


def drawn_table(
    lines: Lines, *, skew: float = 0.0, turned: int = 0, blur: float = 0.4
) -> Image.Image:
    """The same table as a photo or scanner gives it, at 150 dots an inch."""
    scale = 150 / 72
    image = Image.new("RGB", (round(595 * scale), round(600 * scale)), "white")
    pen = ImageDraw.Draw(image)
    font = serif(round(11 * scale))
    ys = [100 + _HIGH * at for at in range(len(lines) + 1)]
    for y in ys:
        pen.line((EDGES[0] * scale, y * scale, EDGES[-1] * scale, y * scale), "black", 2)
    for x in EDGES:
        pen.line((x * scale, ys[0] * scale, x * scale, ys[-1] * scale), "black", 2)
    for y, line in zip(ys, lines, strict=False):
        for left, right, said in zip(EDGES, EDGES[1:], line, strict=False):
            room = int((right - left - 6) // 11)
            for number, at in enumerate(range(0, len(said), room)):
                place = ((left + 4) * scale, (y + 4 + number * 14) * scale)
                pen.text(place, said[at : at + room], "black", font)
    image = image.rotate(
        -skew - turned, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC
    )
    return image.filter(ImageFilter.GaussianBlur(blur))
