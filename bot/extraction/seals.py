"""Round red seals taken out of a picture, so that only what was printed under them is read.

Ink on ink: what is black stays dark in the red channel, what is red is as bright as the paper
there. Only inside a seal: a red head and a red banner are read as they are. Needs OpenCV, which
the eyes bring with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from PIL import Image

Array = Any
"""An array of numpy."""
_SEEN, _MORE, _SHARE = 70, 35, 0.3
"""Red is at least so bright, and by so much redder than green or blue; in the shade by less."""
Place = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
_SMALL = 900
"""Pixels of the longer side in which seals are looked for."""
_SIDES = (0.09, 0.5)
"""A seal's diameter, of the picture's shorter side: smaller are letters, larger are banners."""
_ROUND = 1.45
_FULL = 0.62
"""So much of its square at most is red: a seal is a ring and some letters."""
_SECTORS = 36
_RING = (0.84, 1.12)
_CLOSED = 0.75
"""So many of the ring's sectors have red in them; under text it is broken."""
_DARK, _BRIGHT = 0.30, 0.62
"""Of the paper's brightness in the red channel: as dark is ink, as bright is paper."""
_AROUND = 0.1
"""In a window of so much of the seal's width something is as bright as the paper there."""
_BLEEDS = 0.03
"""How far beside red ink its colour bleeds, of the seal's width."""


def red(image: Image.Image) -> Array:
    """Where a picture is red: a mask of its rows and columns."""
    colours = np.asarray(image.convert("RGB")).astype(np.int16)
    own, green, blue = colours[:, :, 0], colours[:, :, 1], colours[:, :, 2]
    more = np.maximum(_MORE, _SHARE * own)
    return (own > _SEEN) & (own - green > more) & (own - blue > more)


def without_seals(image: Image.Image) -> Image.Image:
    """The picture with the red of every seal as bright as the paper around it."""
    found = list(_seals(image))
    if not found:
        return image
    image = image.convert("RGB")
    for place in found:
        image.paste(_printed(image.crop(place)), place[:2])
    return image


def _seals(image: Image.Image) -> Iterator[Place]:
    """Where seals are, a little wider than they are."""
    small = image.convert("RGB")
    small.thumbnail((_SMALL, _SMALL))
    mask = red(small).astype(np.uint8)
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(near)
    scale = image.width / small.width
    least, most = (share * min(small.size) for share in _SIDES)
    for left, top, wide, high, _area in stats[1:count].tolist():
        if not (least <= min(wide, high) and max(wide, high) <= most):
            continue
        inside = mask[top : top + high, left : left + wide]
        if max(wide, high) <= _ROUND * min(wide, high) and inside.mean() < _FULL and _ring(inside):
            edge = round(4 * scale)
            yield (
                max(0, round(left * scale) - edge), max(0, round(top * scale) - edge),
                min(image.width, round((left + wide) * scale) + edge),
                min(image.height, round((top + high) * scale) + edge),
            )  # fmt: skip


def _ring(inside: Array) -> bool:
    """Whether red goes round at the edge of the place, as a seal's ring does."""
    high, wide = inside.shape
    rows, columns = np.nonzero(inside)
    down = (rows - (high - 1) / 2) / (high / 2)
    across = (columns - (wide - 1) / 2) / (wide / 2)
    away = np.hypot(down, across)
    at_edge = (away >= _RING[0]) & (away <= _RING[1])
    angles = np.arctan2(down[at_edge], across[at_edge])
    sectors = np.unique(((angles + np.pi) / (2 * np.pi) * _SECTORS).astype(int) % _SECTORS)
    return len(sectors) >= _CLOSED * _SECTORS


def _printed(part: Image.Image) -> Image.Image:
    """The red channel; in and beside what is red, all that is not nearly black is paper.

    Beside it, because a camera's colours are coarser than its light and bleed.
    """
    channel = np.asarray(part.getchannel("R")).astype(np.float32)
    around = max(9, round(_AROUND * part.width)) | 1
    window = np.ones((around, around), np.uint8)
    paper = cv2.blur(cv2.morphologyEx(channel, cv2.MORPH_CLOSE, window), (around, around))
    wide = max(3, round(_BLEEDS * part.width)) | 1
    near = cv2.dilate(red(part).astype(np.uint8), np.ones((wide, wide), np.uint8)) > 0
    share = channel / np.maximum(paper, 1.0)
    bright = np.clip((share - _DARK) / (_BRIGHT - _DARK), 0, 1) * paper
    return Image.fromarray(np.where(near, bright, channel).astype(np.uint8)).convert("RGB")
