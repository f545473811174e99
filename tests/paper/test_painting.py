"""Marks as pixels: bars are put together of their ends, colours are those of the marks."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageColor

from bot.paper import painting
from bot.paper.canvas import Arrow, Mark, Pill, Rule, Text, paint


def _seen(*marks: Mark, paper: str = "#FDFDFD") -> Image.Image:
    return Image.open(io.BytesIO(paint((400, 100), paper, marks))).convert("RGB")


@pytest.mark.parametrize("look", ["filled", "outlined"])
@pytest.mark.parametrize("wide", [33, 34, 97, 340])
def test_a_bar_put_together_of_its_ends_is_the_bar_drawn_whole(look: str, wide: int) -> None:
    size = (wide, 16)
    put = painting._stretched(painting._bar((32, 16), look), wide)
    whole = painting._reduced(size, lambda pen, mask: painting._pill(mask, pen, look))
    assert ImageChops.difference(put, whole).getextrema() == (0, 0)


def _near(found: object, colour: str) -> bool:
    """Whether nobody sees a difference: the palette's neighbours are at most so far apart."""
    assert isinstance(found, tuple)
    wanted = ImageColor.getrgb(colour)
    return all(abs(a - b) <= 4 for a, b in zip(found, wanted, strict=True))


def test_the_colours_of_marks_and_of_paper_are_kept() -> None:
    colours = ("#62B0D8", "#DAA443", "#A63C28", "#005596", "#1D2430", "#596573")
    marks = [
        Pill((20 + 60 * at, 20, 70 + 60 * at, 60), colour) for at, colour in enumerate(colours)
    ]
    image = _seen(*marks, Rule(0, 399, 90, "#D5DDE5"))
    assert _near(image.getpixel((2, 2)), "#FDFDFD")
    assert _seen(*marks, paper="#FFFFFF").getpixel((2, 2)) == (255, 255, 255)
    for at, colour in enumerate(colours):
        assert _near(image.getpixel((45 + 60 * at, 40)), colour)


def test_a_sign_on_a_bar_has_edges_between_its_colour_and_the_bars() -> None:
    bar, sign = "#A63C28", "#FFFFFF"
    image = _seen(Pill((20, 10, 380, 90), bar), Text(200, 75, "信", 64, sign, "middle"))
    inside = image.crop((60, 15, 340, 85)).getcolors(4096)
    assert inside is not None
    greys = [colour for _, colour in inside]
    assert any(_near(grey, bar) for grey in greys)
    assert any(_near(grey, sign) for grey in greys)
    assert len(greys) > 12
    # Each lies between the two: nothing of the paper or of another mark gets into the sign.
    assert all(g <= r + 4 and b <= g + 24 for r, g, b in greys if isinstance((r, g, b), tuple))


def test_many_colours_of_marks_still_make_a_picture() -> None:
    marks = [
        Arrow((at, 10, at + 8, 30), f"#{at:02X}80{255 - at:02X}", up=at % 2 == 0)
        for at in range(250)
    ]
    assert _seen(*marks).size == (400, 100)
