"""Made papers as a phone sees them: set on a page, stamped, and then photographed not too well."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from bot.paper.fonts import serif
from tests.reading.layout import placed
from tests.reading.made import SENTENCES, Block, Made

_SCALE = 2.0
_SIZE = (int(595 * _SCALE), int(842 * _SCALE))


def photographed(made: Made, seed: int = 0) -> Image.Image:
    """The first page as a photo."""
    chance = Random(f"photo {seed} {made.name}")
    made = on_one_page(made)
    image = page_of(made)
    if chance.random() < 0.5:
        _stamp(image, made)
    return _taken(image, chance)


def on_one_page(made: Made) -> Made:
    """The paper with so much less running text that all of it is on one photo."""
    blocks = list(made.blocks)
    while len(placed(replace(made, blocks=tuple(blocks)))) > 1:
        at = next((n for n, one in enumerate(blocks) if _is_filling(one)), None)
        if at is None:
            break
        del blocks[at]
    return replace(made, blocks=tuple(blocks))


def _is_filling(block: Block) -> bool:
    return block.align == "indent" and any(block.text.startswith(one) for one in SENTENCES)


def _first_page(made: Made) -> list[tuple[Block, str, float, float]]:
    return next(iter(placed(made)), [])


def page_of(made: Made) -> Image.Image:
    """The first page, printed."""
    image = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(image)
    for block, text, left, top in _first_page(made):
        ink = "#c00000" if block.size >= 30 else "black"
        drawn = text.replace("\t", "        ")
        pen.text((left * _SCALE, top * _SCALE), drawn, ink, serif(int(block.size * _SCALE)))
    return image


def _stamp(image: Image.Image, made: Made) -> None:
    """A red seal over the signature."""
    pen = ImageDraw.Draw(image, "RGBA")
    ends = [(left, top) for block, _, left, top in _first_page(made) if block.align == "right"]
    if not ends:
        return
    left, top = ends[-1]
    x, y = (left + 60) * _SCALE, top * _SCALE
    radius = 62 * _SCALE
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(200, 0, 0, 190), width=7)
    pen.text((x - 24, y - 24), "★", (200, 0, 0, 110), serif(48))
    for n in range(8):
        pen.text((x - 90 + 24 * n, y - 92), "县专用章公信用办"[n], (200, 0, 0, 170), serif(22))


def taken(image: Image.Image, seed: int) -> Image.Image:
    """A picture of a page, photographed not too well."""
    return _taken(image, Random(f"taken {seed}"))


def _taken(image: Image.Image, chance: Random) -> Image.Image:
    turned = image.rotate(
        chance.uniform(-4, 4), expand=True, fillcolor="#b8b0a4", resample=Image.Resampling.BICUBIC
    )
    turned = turned.filter(ImageFilter.GaussianBlur(chance.uniform(0, 0.9)))
    shade = Image.linear_gradient("L").resize(turned.size)
    dim = ImageEnhance.Brightness(turned).enhance(chance.uniform(0.6, 0.85))
    return Image.composite(turned, dim, shade)
