"""A printed page as phones send it: slanted, curled, turned, far away, scanned, off a screen.

Harder than ``photos.taken``, each way by itself, and every one with or without an office's seal.
All by a number, so that a picture can be made again.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from bot.paper.fonts import serif

_ORIENTATION: Final = 0x0112
_DESK: Final = (164, 148, 128)


def handed_in(page: Image.Image, number: int) -> tuple[str, Image.Image, Image.Exif]:
    """The name of the way, the picture and what its camera notes of how it was held."""
    by = chance(number)
    name = list(_WAYS)[number % len(_WAYS)]
    if number % 2:
        page = sealed(page, by)
    picture = _WAYS[name](page, by)
    exif = Image.Exif()
    if name == "turned, noted":
        exif[_ORIENTATION] = 6
    return name, picture, exif


def scanned(page: Image.Image, number: int) -> Image.Image:
    """The grey scan of a page."""
    return _scanned(page, chance(number))


def chance(number: int) -> Random:
    """What a picture of this number leaves to chance."""
    return Random(f"handed in {number}")


def sealed(page: Image.Image, chance: Random) -> Image.Image:
    """A red round seal over the last printed lines at the right, as an office presses it."""
    whole = page.convert("RGB")
    grey = ImageChops.invert(whole.convert("L"))
    half = grey.crop((whole.width // 2, 0, whole.width, whole.height)).getbbox()
    low = half[3] if half else whole.height // 2
    radius = whole.width * 0.1
    x = whole.width * chance.uniform(0.62, 0.72)
    y = max(radius, low - radius * chance.uniform(0.5, 0.9))
    seal = Image.new("RGB", whole.size, "white")
    pen = ImageDraw.Draw(seal)
    ink = (214, 40, 48)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=7)
    pen.text((x, y), "★", ink, serif(int(radius * 0.55)), anchor="mm")
    said = "某县某某局信用建设专用章"
    for n, sign in enumerate(said):
        angle = math.radians(-210 + 240 * n / (len(said) - 1))
        place = (x + radius * 0.76 * math.cos(angle), y + radius * 0.76 * math.sin(angle))
        pen.text(place, sign, ink, serif(int(radius * 0.24)), anchor="mm")
    return ImageChops.multiply(whole, seal.filter(ImageFilter.GaussianBlur(0.7)))


def _slanted(page: Image.Image, chance: Random) -> Image.Image:
    """Held at an angle: the far edge is shorter, the desk shows around it."""
    edge = 0.05
    wide, high = page.size
    around = Image.new("RGB", (int(wide * 1.16), int(high * 1.12)), _DESK)
    around.paste(page, (int(wide * 0.08), int(high * 0.06)))
    w, h = around.size
    one, two, three, four = (chance.uniform(0.01, edge) for _ in range(4))
    corners = (
        (-one * w, -two * h), (-three * w * 0.2, h * (1 + four * 0.3)),
        (w * (1 + one * 0.2), h * (1 + two * 0.5)), (w * (1 + three), -four * h * 0.4),
    )  # fmt: skip
    data = tuple(value for corner in corners for value in corner)
    return _lit(
        around.transform(
            around.size, Image.Transform.QUAD, data, Image.Resampling.BICUBIC, fillcolor=_DESK
        ),
        chance,
    )


def _curled(page: Image.Image, chance: Random) -> Image.Image:
    """A page that does not lie flat, with the shadow of a fold."""
    wide, high = page.size
    strength, phase = wide * chance.uniform(0.004, 0.009), chance.uniform(0, math.pi)
    out = Image.new("RGB", page.size, _DESK)
    strip = 8
    for x in range(0, wide, strip):
        shift = int(strength * math.sin(phase + math.pi * 2 * x / wide))
        out.paste(page.crop((x, 0, min(wide, x + strip), high)), (x, shift))
    shade = Image.new("L", page.size, 255)
    fold = int(high * chance.uniform(0.3, 0.7))
    ImageDraw.Draw(shade).rectangle((0, fold, wide, fold + high // 30), fill=170)
    shade = shade.filter(ImageFilter.GaussianBlur(high / 60))
    return _lit(ImageChops.multiply(out, Image.merge("RGB", (shade, shade, shade))), chance)


def _turned(page: Image.Image, chance: Random) -> Image.Image:
    """Lies on its side or its head, and the camera noted nothing."""
    return _lit(page.rotate(chance.choice([90, 180, 270]), expand=True), chance)


def _turned_noted(page: Image.Image, chance: Random) -> Image.Image:
    """Lies on its side, as the camera noted."""
    return _lit(page.rotate(90, expand=True), chance)


def _far(page: Image.Image, chance: Random) -> Image.Image:
    """Over half of the picture is desk; WeChat made it smaller."""
    small = page.resize((int(page.width * 0.8), int(page.height * 0.8)), Image.Resampling.LANCZOS)
    desk = Image.new("RGB", (int(page.width * 1.3), int(page.height * 1.1)), _DESK)
    desk.paste(small, (int(page.width * chance.uniform(0.1, 0.4)), int(page.height * 0.15)))
    return _lit(_askew(desk, chance, _DESK), chance)


def _scanned(page: Image.Image, chance: Random) -> Image.Image:
    """A grey scan with grain and a black edge, a little askew."""
    grey = page.convert("L").rotate(
        chance.uniform(-1.2, 1.2), fillcolor=250, resample=Image.Resampling.BICUBIC
    )
    grain = Image.effect_noise(grey.size, 36)
    mixed = ImageChops.add(grey, grain, scale=1.0, offset=-128)
    ImageDraw.Draw(mixed).rectangle((0, 0, 14, mixed.height), fill=20)
    return mixed.convert("RGB")


def _off_screen(page: Image.Image, chance: Random) -> Image.Image:
    """A monitor photographed: the screen's grid, a glare, bluish."""
    wide, high = page.size
    grid = Image.new("L", page.size, 255)
    pen = ImageDraw.Draw(grid)
    for y in range(0, high, 4):
        pen.line((0, y, wide, y), fill=218)
    bluish = Image.merge("RGB", (grid, grid, Image.new("L", page.size, 255)))
    mixed = ImageChops.multiply(page.convert("RGB"), bluish)
    glare = Image.radial_gradient("L").resize((wide // 2, high // 3))
    white = Image.new("RGB", glare.size, "white")
    place = (int(wide * chance.uniform(0.1, 0.5)), int(high * chance.uniform(0.2, 0.6)))
    mixed.paste(white, place, ImageEnhance.Brightness(ImageChops.invert(glare)).enhance(0.45))
    return _askew(mixed, chance, (20, 20, 24)).filter(ImageFilter.GaussianBlur(0.8))


def _askew(picture: Image.Image, chance: Random, around: tuple[int, int, int]) -> Image.Image:
    return picture.rotate(
        chance.uniform(-2, 2), expand=True, fillcolor=around, resample=Image.Resampling.BICUBIC
    )


def _lit(picture: Image.Image, chance: Random) -> Image.Image:
    """Light from one side, a hand not wholly still."""
    shade = Image.linear_gradient("L").resize(picture.size)
    if chance.random() < 0.5:
        shade = shade.transpose(Image.Transpose.ROTATE_90).resize(picture.size)
    dim = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.55, 0.8))
    return Image.composite(picture, dim, shade).filter(
        ImageFilter.GaussianBlur(chance.uniform(0.2, 1.0))
    )


_WAYS: Final[dict[str, Callable[[Image.Image, Random], Image.Image]]] = {
    "slanted": _slanted, "curled": _curled, "turned": _turned, "turned, noted": _turned_noted,
    "far": _far, "scanned": _scanned, "off a screen": _off_screen,
}  # fmt: skip
