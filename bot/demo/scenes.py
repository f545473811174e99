"""Scenes for the sample county's “photos”: rooms, streets and people made of plain shapes.

Here: what stands in each scene and in which colours, all of it following from a seed. Not here:
the watermark, the caption and the file (``bot.demo.evidence``). Nothing here is meant to
pass for a real photograph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from bot.paper import fonts

SIZE = (1280, 960)
WIDE, HIGH = SIZE
CLOTHES = ("#2F4858", "#6B4E71", "#39603D", "#7A3B2E", "#4A5A7A", "#B08D57", "#8C8C94", "#A5484D")
SKINS = ("#E8BE9A", "#DDAF88", "#F0CBA8")
HAIR = ("#23201E", "#3A322C", "#777577")

_Kind = TypeVar("_Kind")


class Chance:
    """Numbers that look like chance and follow from a seed, the same on every machine."""

    def __init__(self, seed: int | str) -> None:
        self._seed = str(seed)
        self._drawn = 0

    def number(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        self._drawn += 1
        digest = hashlib.sha256(f"{self._seed}/{self._drawn}".encode()).digest()
        return low + int.from_bytes(digest[:6], "big") % (high - low + 1)

    def one(self, choices: Sequence[_Kind]) -> _Kind:
        """One of the choices."""
        return choices[self.number(0, len(choices) - 1)]


@dataclass(frozen=True)
class Banner:
    """Where a scene wants its words, and in which colours."""

    box: tuple[int, int, int, int]
    cloth: str
    ink: str


def scene(words: str, chance: Chance) -> Image.Image:
    """One scene with ``words`` on its banner or screen; which one, chance decides."""
    image = Image.new("RGB", SIZE)
    banner = chance.one(SCENES)(ImageDraw.Draw(image), chance)
    if chance.number(0, 1):
        # Seen from the other side, before the words are put on: so that seeds differ widely.
        image = ImageOps.mirror(image)
        left, top, right, bottom = banner.box
        banner = replace(banner, box=(WIDE - right, top, WIDE - left, bottom))
    _hang(ImageDraw.Draw(image), banner, words)
    return _as_if_lit(image, chance)


def _hang(pen: ImageDraw.ImageDraw, banner: Banner, words: str) -> None:
    """The banner with its words, as large as they fit."""
    left, top, right, bottom = banner.box
    pen.rectangle(banner.box, fill=banner.cloth)
    size = int((bottom - top) * 0.6)
    while size > 20 and fonts.width(fonts.sans(size), words) > right - left - 40:
        size -= 2
    text = fonts.shorten(fonts.sans(size), words, right - left - 20)
    middle = ((left + right) / 2, (top + bottom) / 2)
    pen.text(middle, text, font=fonts.sans(size), fill=banner.ink, anchor="mm", stroke_width=0.6)


def _as_if_lit(image: Image.Image, chance: Chance) -> Image.Image:
    """A soft light from one place, as a lamp or the sky gives it."""
    light = Image.new("L", (64, 48), chance.number(60, 120))
    x, y = chance.number(4, 60), chance.number(2, 30)
    reach = chance.number(18, 34)
    ImageDraw.Draw(light).ellipse((x - reach, y - reach, x + reach, y + reach), fill=20)
    shade = light.filter(ImageFilter.GaussianBlur(11)).resize(SIZE, Image.Resampling.BICUBIC)
    dark = Image.new("RGB", SIZE, chance.one(("#1A2230", "#2A2018", "#20261C")))
    softened = image.filter(ImageFilter.BoxBlur(1))
    return Image.composite(dark, softened, Image.eval(shade, lambda value: value * 6 // 10))


def _person(pen: ImageDraw.ImageDraw, x: int, feet: int, tall: int, chance: Chance) -> None:
    """Somebody standing, or sitting behind whatever is drawn over the lower half."""
    head, clothes = tall // 8, chance.one(CLOTHES)
    top = feet - tall
    shoulder = int(head * 1.5)
    legs = feet - tall * 9 // 20
    pen.rectangle((x - shoulder * 2 // 3, legs, x + shoulder * 2 // 3, feet), fill="#2B2F38")
    body = (x - shoulder, top + head * 2, x + shoulder, legs + head)
    pen.rounded_rectangle(body, shoulder * 2 // 3, fill=clothes)
    pen.rectangle((x - head // 3, top + head, x + head // 3, top + head * 2 + 8), fill="#CDA17B")
    pen.ellipse((x - head, top, x + head, top + head * 2), fill=chance.one(SKINS))
    hair = (x - head, top - 3, x + head, top + head * 2)
    pen.pieslice(hair, 180, 360, fill=chance.one(HAIR))


def _crowd(pen: ImageDraw.ImageDraw, people: int, chance: Chance) -> None:
    """People in the foreground, loosely spread so that few hide each other."""
    slot = WIDE // people
    for number in range(people):
        x = number * slot + chance.number(slot // 4, slot * 3 // 4)
        _person(pen, x, chance.number(850, 940), 430, chance)


def _from_behind(pen: ImageDraw.ImageDraw, x: int, y: int, head: int, chance: Chance) -> None:
    """The back of somebody's head and shoulders, for an audience."""
    shoulders = (x - head * 2, y + head, x + head * 2, y + head * 6)
    pen.rounded_rectangle(shoulders, head, fill=chance.one(CLOTHES))
    pen.ellipse((x - head, y - head, x + head, y + head * 5 // 4), fill=chance.one(HAIR))


def _meeting(pen: ImageDraw.ImageDraw, chance: Chance) -> Banner:
    """A meeting room: a long table, people behind it, a red banner above."""
    floor = chance.number(560, 700)
    pen.rectangle((0, 0, WIDE, floor), fill=chance.one(("#E9E4D8", "#DCE3E8", "#E6DED6")))
    pen.rectangle((0, floor, WIDE, HIGH), fill=chance.one(("#8B6F52", "#9B9B96", "#6F5B4B")))
    for x in range(chance.number(20, 120), WIDE, chance.number(260, 420)):
        pen.rectangle((x, 230, x + 110, 430), fill="#BCD3E2", outline="#9A9A92", width=8)
    people = chance.number(4, 8)
    left, right = chance.number(40, 240), WIDE - chance.number(40, 240)
    table = chance.number(560, 640)
    for number in range(people):
        x = left + 60 + (right - left - 120) * number // (people - 1)
        _person(pen, x, table + 170, chance.number(400, 440), chance)
    pen.rectangle(
        (left, table, right, table + 200), fill=chance.one(("#7B2E2A", "#5B4632", "#3F5468"))
    )
    pen.rectangle((left, table, right, table + 22), fill="#C9A27A")
    for number in range(people):
        x = left + 60 + (right - left - 120) * number // (people - 1)
        pen.rectangle(
            (x - 34, table - 26, x + 34, table + 6), fill="#F4F2EC", outline="#A33A34", width=3
        )
    top = chance.number(70, 130)
    return Banner((110, top, WIDE - 110, top + 90), "#B3261E", "#FFF3D6")


def _street(pen: ImageDraw.ImageDraw, chance: Chance) -> Banner:
    """A stall in the street: a tent, a table with leaflets, passers-by, trees."""
    ground = chance.number(580, 660)
    pen.rectangle((0, 0, WIDE, ground), fill=chance.one(("#BFD9EA", "#D5DDE2", "#A9CBE0")))
    pen.rectangle((0, ground, WIDE, HIGH), fill=chance.one(("#A9A39A", "#B7AE9C", "#8F9290")))
    x = 0
    while x < WIDE:
        wide, high = chance.number(120, 320), chance.number(180, 420)
        colour = chance.one(("#C7BBAA", "#AEB6BD", "#D3C6B4", "#9FA9A4"))
        pen.rectangle((x, ground - high, x + wide, ground), fill=colour)
        x += wide + chance.number(0, 60)
    for _ in range(chance.number(1, 4)):
        x, round_ = chance.number(0, WIDE), chance.number(70, 130)
        pen.rectangle((x - 12, ground - 200, x + 12, ground + 20), fill="#5D4A38")
        box = (x - round_, ground - 230 - round_, x + round_, ground - 230 + round_)
        pen.ellipse(box, fill=chance.one(("#5E8A55", "#6F9A4D", "#4A7A5A")))
    left = chance.number(120, 520)
    right = left + chance.number(520, 640)
    roof = chance.one(("#2E6DA4", "#B3261E", "#3D8C5B"))
    pen.polygon([(left - 30, 330), (right + 30, 330), ((left + right) // 2, 190)], fill=roof)
    for post in (left, right - 14):
        pen.rectangle((post, 330, post + 14, ground + 150), fill="#E5E5E5")
    for number in range(chance.number(2, 4)):
        _person(pen, left + 110 + number * 140, ground + 130, 380, chance)
    pen.rectangle((left + 30, ground + 20, right - 30, ground + 160), fill="#C23B32")
    for number in range(5):
        pen.rectangle(
            (left + 60 + number * 90, ground + 4, left + 120 + number * 90, ground + 24),
            fill="#F7F4EA",
        )
    _crowd(pen, chance.number(2, 4), chance)
    return Banner((left - 30, 336, right + 30, 410), "#B3261E", "#FFF3D6")


def _lecture(pen: ImageDraw.ImageDraw, chance: Chance) -> Banner:
    """A lecture: a screen in front, the audience from behind."""
    pen.rectangle((0, 0, WIDE, HIGH), fill=chance.one(("#D8D2C4", "#C9D4D6", "#DAD7D0")))
    pen.rectangle((0, 620, WIDE, HIGH), fill=chance.one(("#7D6A55", "#85888A")))
    left, top = chance.number(160, 480), chance.number(60, 120)
    wide, high = chance.number(560, 680), chance.number(330, 390)
    pen.rectangle((left - 14, top - 14, left + wide + 14, top + high + 14), fill="#3A3F46")
    paper = chance.one(("#F3F7FA", "#1F4E79", "#F7F1E3"))
    pen.rectangle((left, top, left + wide, top + high), fill=paper)
    for number in range(chance.number(3, 5)):
        y = top + 150 + number * 44
        line = (left + 60, y, left + chance.number(240, wide - 60), y + 16)
        pen.rectangle(line, fill="#9DB4C6")
    _person(pen, left - 70 if left > 300 else left + wide + 90, 700, 430, chance)
    for row in range(chance.number(2, 3)):
        head = 26 + row * 10
        gap = 150 + row * 46
        for x in range(chance.number(20, 120), WIDE, gap):
            if chance.number(0, 7):
                _from_behind(pen, x, 660 + row * 105, head, chance)
    return Banner((left + 30, top + 34, left + wide - 30, top + 114), "#2B6CA3", "#FFFFFF")


def _service_hall(pen: ImageDraw.ImageDraw, chance: Chance) -> Banner:
    """A service hall: counters with windows, people waiting."""
    pen.rectangle((0, 0, WIDE, HIGH), fill=chance.one(("#EEF2F4", "#E4E9E2", "#F1ECE2")))
    pen.rectangle((0, 640, WIDE, HIGH), fill=chance.one(("#C9CDD0", "#B9B4A8")))
    for x in range(chance.number(-60, 60), WIDE, 220):
        pen.rectangle((x, 0, x + 100, 26), fill="#FFFFFF")
    count = chance.number(3, 5)
    wide = WIDE // count
    for number in range(count):
        x = number * wide
        pen.rectangle((x + 24, 250, x + wide - 24, 520), fill="#CFE0EA", outline="#8FA3B0", width=6)
        if chance.number(0, 4):
            _person(pen, x + wide // 2, 640, 350, chance)
    desk = chance.one(("#35618A", "#7A5A3C", "#4B6B57"))
    pen.rectangle((0, 500, WIDE, 690), fill=desk)
    pen.rectangle((0, 490, WIDE, 516), fill="#E8E3D9")
    _crowd(pen, chance.number(3, 6), chance)
    top = chance.number(70, 130)
    left = chance.number(60, 260)
    return Banner((left, top, WIDE - left, top + 96), chance.one(("#1F5C99", "#B3261E")), "#FFFFFF")


SCENES: tuple[Callable[[ImageDraw.ImageDraw, Chance], Banner], ...] = (
    _meeting,
    _street,
    _lecture,
    _service_hall,
)
