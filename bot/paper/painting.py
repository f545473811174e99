"""The painter that puts marks on paper. What a mark is stands in ``canvas``."""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw

from bot.paper import fonts
from bot.paper.canvas import Arrow, Mark, Pill, Rule, Stroke, Text

FINER = 4
"""Shapes are drawn so many times larger and reduced, because Pillow's own edges are jagged."""
COLOURS = 128
"""Of a palette: more make the file larger and are not seen."""
NEAR = 12
"""Steps of a colour, over the three of them: so near to the paper nobody tells it apart."""


Colour = tuple[int, int, int]


def painted(size: tuple[int, int], paper: str, marks: Iterable[Mark]) -> bytes:
    """The marks on paper of that size and colour, as a PNG."""
    image = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(image)
    drawn = tuple(marks)
    for mark in drawn:
        match mark:
            case Text():
                _write(pen, mark)
            case Rule():
                pen.line((mark.left, mark.y, mark.right, mark.y), fill=mark.colour, width=2)
            case Pill() | Arrow() | Stroke():
                _stamp(image, mark)
    # A palette makes the file a third as large (200 KB for 45 lines): many phones are on the road.
    # Its colours are known from the marks; to look for them in the pixels takes eight times as
    # long. Long runs of paper are what such a picture consists of, so runs are all that is packed.
    few = image.quantize(palette=_palette(paper, drawn), dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", compress_type=zlib.Z_RLE)
    return out.getvalue()


def _palette(paper: str, marks: Sequence[Mark]) -> Image.Image:
    """The colours of the marks and what edges mix of them: with the paper, and text on a bar."""
    ground = _colour(paper)
    pairs = dict.fromkeys((ground, _colour(mark.colour)) for mark in marks)
    pairs |= dict.fromkeys(_on_bars(marks))
    steps = max(1, (COLOURS - 1) // max(1, len(pairs)))
    found = [ground]
    for under, over in pairs:
        mixed = (_mixed(under, over, step / steps) for step in range(1, steps + 1))
        # Every fourth colour is looked up: what nearly is the paper would be taken for it.
        found += [one for one in mixed if one == over or math.dist(one, ground) > NEAR]
    holder = Image.new("P", (1, 1))
    holder.putpalette([part for colour in found[:COLOURS] for part in colour])
    return holder


def _on_bars(marks: Sequence[Mark]) -> Iterator[tuple[Colour, Colour]]:
    """The colours of bars that have text on them, each with the text's."""
    bars = [mark for mark in marks if isinstance(mark, Pill) and mark.look == "filled"]
    for mark in marks:
        if isinstance(mark, Text):
            for bar in bars:
                left, top, right, bottom = bar.box
                if left <= mark.x <= right and top <= mark.y <= bottom:
                    yield _colour(bar.colour), _colour(mark.colour)


@lru_cache(maxsize=64)
def _colour(name: str) -> Colour:
    return ImageColor.getrgb(name)[:3]


def _mixed(under: Colour, over: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under, over, strict=True))
    return red, green, blue


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
    """Colour the paper through the shape's mask."""
    left, top, right, bottom = (round(edge) for edge in mark.box)
    wide, high = right - left, bottom - top
    if wide <= 0 or high <= 0:
        return
    if isinstance(mark, Stroke):
        mask = _reduced((wide, high), lambda pen, _: _stroke(pen, mark, (left, top)))
    elif isinstance(mark, Arrow):
        mask = _arrow((wide, high), up=mark.up)
    elif mark.look != "hatched" and wide > (short := 2 * high):
        mask = _stretched(_bar((short, high), mark.look), wide)
    else:
        mask = _bar((wide, high), mark.look)
    image.paste(mark.colour, (left, top, right, bottom), mask)


def _reduced(
    size: tuple[int, int], shape: Callable[[ImageDraw.ImageDraw, Image.Image], None]
) -> Image.Image:
    """The mask of a shape, drawn several times too large and reduced."""
    wide, high = size
    mask = Image.new("L", (wide * FINER, high * FINER), 0)
    shape(ImageDraw.Draw(mask), mask)
    return mask.resize(size, Image.Resampling.LANCZOS)


@lru_cache(maxsize=64)
def _arrow(size: tuple[int, int], *, up: bool) -> Image.Image:
    return _reduced(size, lambda pen, mask: _triangle(pen, mask.size, up=up))


@lru_cache(maxsize=64)
def _bar(size: tuple[int, int], look: str) -> Image.Image:
    return _reduced(size, lambda pen, mask: _pill(mask, pen, look))


def _stretched(bar: Image.Image, wide: int) -> Image.Image:
    """A short bar's mask made as wide: what lies between its ends is the same in each column."""
    half, high = bar.width // 2, bar.height
    mask = Image.new("L", (wide, high))
    mask.paste(bar.crop((half, 0, half + 1, high)).resize((wide, high)), (0, 0))
    mask.paste(bar.crop((0, 0, half, high)), (0, 0))
    mask.paste(bar.crop((half, 0, bar.width, high)), (wide - (bar.width - half), 0))
    return mask


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
