"""Whether the reader's memory stays flat over two thousand photos, each another one.

Photos of many sizes and shapes (upright, flat, turned by EXIF, dark, a long screen, a scene without
a letter), read one after another in the reader's own process as the bot runs it, with its limit.
Small photos, so that it takes ten minutes of a processor and not half a day; a hundredth are as
large as a telephone's. What it holds is printed as it goes.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image, ImageDraw

from bot.extraction.reader import Lost, Reader, has_eyes
from bot.paper.fonts import serif
from tests.bench.reader import told

MANY: Final = 2000
EACH: Final = 250
_SAID: Final = "为贯彻落实县社会信用体系建设工作领导小组办公室部署，在全县范围内开展诚信宣传活动。"
_TURNS: Final = (1, 1, 1, 3, 6, 8)


async def run() -> list[str]:
    """The lines of the report."""
    if not has_eyes():
        return ["not measured, no eyes here (make ocr)"]
    reader, lost, first = Reader(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, MANY + 1):
            file = Path(folder) / "photo.jpg"
            file.write_bytes(_photo(number))
            try:
                await reader.read(file, "jpg")
            except Lost:
                lost += 1
            first = first or reader.pid or 0
            if number in (1, 10, 50, 100, 200, 300, 400) or number % EACH == 0:
                held, most = told(reader, "VmRSS"), told(reader, "VmHWM")
                sys.stdout.write(f"   after {number} photos {held} MB, {most} MB at most\n")
                sys.stdout.flush()
    again = "the same process" if reader.pid == first else "another process"
    await reader.close()
    return [f"{lost} of {MANY} given up, {again} at the end as at the beginning"]


def _photo(number: int) -> bytes:
    chance = Random(number)
    size = chance.randint(240, 480), chance.randint(240, 480)
    if number % 100 == 0:
        size = (540, 4000) if number % 200 else (1600, 1200)  # a screen from top to bottom
    ground = (20, 20, 20) if number % 25 == 0 else tuple(chance.randint(150, 255) for _ in range(3))
    image = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(image)
    for row in range(chance.randint(0, 4)):
        high = chance.randint(18, 40)
        text = f"{number}{_SAID[chance.randint(0, 20) :]}"[: size[0] // high]
        pen.text((20, 20 + row * size[1] // 5), text, (0, 0, 0), serif(high))
    image = image.rotate(chance.uniform(-4, 4), fillcolor=ground)
    exif = Image.Exif()
    exif[0x0112] = chance.choice(_TURNS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=chance.randint(60, 92), exif=exif)
    return out.getvalue()
