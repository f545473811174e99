"""A photograph of twelve million pixels and some four megabytes, as a phone takes it."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image

SIZE = 4000, 3000


@cache
def taken() -> bytes:
    """Large shapes with a grain over them, as JPEG."""
    shapes = Image.effect_noise((500, 375), 60).resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, 18)
    image = Image.merge("RGB", [Image.blend(shapes, grain, 0.35)] * 3)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()
