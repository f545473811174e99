"""The painter that puts marks on paper. What a mark is stands in ``canvas``."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable

from PIL import Image, ImageDraw

from bot.paper import fonts
from bot.paper.canvas import Arrow, Mark, Pill, Rule, Stroke, Text

FINER = 4
"""Shapes are drawn so many times larger and reduced, because Pillow's own edges are jagged."""


def painted(size: tuple[int, int], paper: str, marks: Iterable[Mark]) -> bytes:
    """The marks on paper of that size and colour, as a PNG."""
    image = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(image)
    for mark in marks:
        match mark:
            case Text():
                _write(pen, mark)
            case Rule():
                pen.line((mark.left, mark.y, mark.right, mark.y), fill=mark.colour, width=2)
            case Pill() | Arrow() | Stroke():
                _stamp(image, mark)
    # A palette makes the file a third as large (250 KB for 45 lines): many phones are on the road.
    few = image.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _write(pen: ImageDraw.ImageDraw, text: Text) -> None:
    pen.text(
        (text.x, text.y),
        text.text,
        font=fonts.sans(text.size),
        fill=text.colour,
        anchor=text.anchor,
        stroke_width=text.stroke,
    )


def _stamp(image: Image.Image, mark: Pill | Arrow | Stroke) -> None:
    """Draw the shape several times too large as a mask, reduce it, and colour through it."""
    left, top, right, bottom = (round(edge) for edge in mark.box)
    wide, high = right - left, bottom - top
    if wide <= 0 or high <= 0:
        return
    mask = Image.new("L", (wide * FINER, high * FINER), 0)
    pen = ImageDraw.Draw(mask)
    if isinstance(mark, Arrow):
        _triangle(pen, mask.size, up=mark.up)
    elif isinstance(mark, Stroke):
        _stroke(pen, mark, (left, top))
    else:
        _pill(mask, pen, mark.look)
    small = mask.resize((wide, high), Image.Resampling.LANCZOS)
    image.paste(mark.colour, (left, top, right, bottom), small)


def _stroke(pen: ImageDraw.ImageDraw, line: Stroke, corner: tuple[int, int]) -> None:
    (x0, y0), (x1, y1) = (
        ((x - corner[0]) * FINER, (y - corner[1]) * FINER) for x, y in (line.start, line.end)
    )
    parts = max(1, round(math.hypot(x1 - x0, y1 - y0) / (12 * FINER))) if line.dashed else 1
    for part in range(0, parts, 2):
        start, end = part / parts, (part + 1) / parts
        pen.line(
            (
                x0 + (x1 - x0) * start,
                y0 + (y1 - y0) * start,
                x0 + (x1 - x0) * end,
                y0 + (y1 - y0) * end,
            ),
            fill=255,
            width=line.width * FINER,
        )


def _triangle(pen: ImageDraw.ImageDraw, size: tuple[int, int], *, up: bool) -> None:
    right, bottom = size[0] - 1, size[1] - 1
    base, point = (bottom, 0) if up else (0, bottom)
    pen.polygon([(0, base), (right, base), (right / 2, point)], fill=255)


def _pill(mask: Image.Image, pen: ImageDraw.ImageDraw, look: str) -> None:
    right, bottom = mask.width - 1, mask.height - 1
    radius = mask.height / 2
    edge = 2 * FINER
    if look == "filled":
        pen.rounded_rectangle((0, 0, right, bottom), radius, fill=255)
        return
    if look == "hatched":
        step = 12 * FINER
        for start in range(-mask.height, mask.width, step):
            pen.line((start, bottom, start + bottom, 0), fill=255, width=5 * FINER)
        inside = Image.new("L", mask.size, 0)
        ImageDraw.Draw(inside).rounded_rectangle((0, 0, right, bottom), radius, fill=255)
        mask.paste(0, mask=Image.eval(inside, lambda value: 255 - value))
    pen.rounded_rectangle((0, 0, right, bottom), radius, outline=255, width=edge)
