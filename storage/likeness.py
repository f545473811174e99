"""Pictures: how alike two are, and small ones for a preview.

What lives here: a 64-bit fingerprint that survives re-encoding and resizing, and thumbnails without
the camera's data. What does not: how near two fingerprints are (`storage.distance`), and which
files are pictures (`storage.kinds`).

Everything here costs milliseconds to a second of a processor: call it from a worker thread.
"""

from __future__ import annotations

import io
import math
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

import pi_heif
from pi_heif.as_plugin import HeifImageFile
from PIL import Image, ImageOps, JpegImagePlugin

_SIDE = 32
_KEPT = 8
_MASK = (1 << 64) - 1
_LEAST_CONTRAST = 8
_MOST_DRAWN = 90_000_000
"""Pixels that are held at once; a JPEG is decoded at a half, a quarter or an eighth first."""
_MOST_PIXELS = {"JPEG": 600_000_000, "HEIF": 220_000_000}
"""Pixels of a file by its format, else as many as are held: today's phones take 108 and 200
million. A HEIC can only be decoded whole: at 200 million that takes some three seconds."""
_LARGE = 40_000_000
_one_large = threading.Lock()
"""One large picture at a time: half a gigabyte each is enough for a small machine."""

pi_heif.register_heif_opener()


class NotAPicture(Exception):
    """The file cannot be drawn: damaged, too many pixels, or no picture at all."""


@contextmanager
def drawn(
    path: Path | BinaryIO, mode: str, size: tuple[int, int], *, within: bool = False
) -> Iterator[Image.Image]:
    """Open a picture upright, decoded at no less than `size`, in memory that stays bounded.

    `within`: it is to fit into `size`, so it needs not be larger than that in both directions.
    """
    try:
        with _opened(path) as image:
            taken = image.width * image.height
            if taken > _most(image):
                raise NotAPicture("too many pixels")
            if within:
                size = _fitted(image.size, size)
            image.draft(mode, size)  # a JPEG can be decoded at an eighth, which saves the memory
            held = image.width * image.height
            if held > _most(image, decoded=True):
                raise NotAPicture("too many pixels")
            heavy = taken if image.info.get("progressive") else held  # then all waves are held
            with _one_large if heavy > _LARGE else nullcontext():
                image.load()
                yield ImageOps.exif_transpose(image)
    except (
        OSError,  # what Pillow says of a damaged file, also of one it does not know
        ValueError,
        SyntaxError,  # and what it says of a broken PNG
        EOFError,
        IndexError,
        TypeError,
        ZeroDivisionError,
        OverflowError,
        MemoryError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,  # raised where warnings are errors
    ) as problem:
        raise NotAPicture(str(problem)) from problem


def _fitted(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """A picture's size when it fits into a box, whichever way up it lies in its file."""
    (wide, high), (across, down) = size, box
    scale = max(min(across / wide, down / high), min(across / high, down / wide))
    return math.ceil(wide * scale), math.ceil(high * scale)


def _most(image: Image.Image, *, decoded: bool = False) -> int:
    """How many pixels a picture of this format may have, in its file or once it is decoded."""
    if image.format == "HEIF" or (image.format == "JPEG" and not decoded):
        return _MOST_PIXELS[image.format]
    return min(_MOST_DRAWN, Image.MAX_IMAGE_PIXELS or _MOST_DRAWN)


def _opened(path: Path | BinaryIO) -> Image.Image:
    """The picture, not decoded yet.

    JPEG and HEIC are opened by their own readers: `Image.open` refuses by the pixels of the file,
    and what counts here are those that are decoded (see `_drawn`).
    """
    if isinstance(path, Path):
        with path.open("rb") as file:
            head = file.read(12)
        source: str | BinaryIO = str(path)
    else:
        start = path.tell()
        head, source = path.read(12), path
        path.seek(start)
    if head.startswith(b"\xff\xd8\xff"):
        return JpegImagePlugin.JpegImageFile(source)
    return HeifImageFile(source) if head[4:8] == b"ftyp" else Image.open(source)


def _smooth(image: Image.Image) -> Image.Image:
    """Bring a picture into a mode that can be resized smoothly: scans are often black or white."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _flat(image: Image.Image, mode: str) -> Image.Image:
    """Put a picture on white paper: transparency must not turn black."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    return image.convert(mode)


_COSINES = [
    [math.cos(math.pi * wave * (2 * place + 1) / (2 * _SIDE)) for place in range(_SIDE)]
    for wave in range(_KEPT)
]


def _waves(lines: list[list[float]]) -> list[list[float]]:
    """The lowest frequencies of each line: the start of a discrete cosine transform."""
    return [
        [sum(a * b for a, b in zip(line, cosine, strict=True)) for cosine in _COSINES]
        for line in lines
    ]


def fingerprint(path: Path | BinaryIO) -> int | None:
    """Return 64 bits that near-identical pictures share, as a signed number that SQL can hold.

    None for a file that cannot be drawn, for one with too many pixels, and for
    a blank one, whose bits would be chance and would look like every other blank page.
    """
    try:
        with drawn(path, "L", (8 * _SIDE, 8 * _SIDE)) as image:
            small = _smooth(image).resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
            small = _flat(small, "L")
    except NotAPicture:
        return None
    grey = small.tobytes()
    if max(grey) - min(grey) < _LEAST_CONTRAST:
        return None
    rows = [[float(value) for value in grey[at : at + _SIDE]] for at in range(0, len(grey), _SIDE)]
    across = _waves(rows)
    down = _waves([list(column) for column in zip(*across, strict=True)])
    values = [down[x][y] for y in range(_KEPT) for x in range(_KEPT)]
    middle = statistics.median(values)
    bits = 0
    for value in values:
        bits = bits << 1 | (value > middle)
    return bits - (1 << 64) if bits >> 63 else bits


def mark_of(path: Path) -> str | None:
    """Return the fingerprint of a stored picture as sixteen hexadecimal signs, or None."""
    found = fingerprint(path)
    return None if found is None else f"{found & _MASK:016x}"


def thumbnail(path: Path | BinaryIO, box: tuple[int, int]) -> bytes | None:
    """Return a JPEG that fits into `box` (width, height in pixels), upright, without camera data.

    Never larger than the original. None for a file that cannot be drawn.
    """
    try:
        with drawn(path, "RGB", box, within=True) as image:
            small = _smooth(image)
            small.thumbnail(box, Image.Resampling.LANCZOS)
            small = _flat(small, "RGB")
    except NotAPicture:
        return None
    memory = io.BytesIO()
    small.info.clear()  # place, time and owner of the phone are nobody's business here
    small.save(memory, "JPEG", quality=80, optimize=True)
    return memory.getvalue()
