"""The part of a scanned page on which a row of a draft stands, as a picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

from PIL import Image

from bot.corridor.recipes import Open, packs
from bot.extraction.pages import WHOLE

ORIGINAL: Final = "scheme_original"
_AROUND: Final = 60
"""Of ten thousand: so much of the page around the row is shown, too."""


@packs("scheme_original")
def original(data: Mapping[str, Any], open_bytes: Open) -> bytes:
    """A row as it stands in the scan; ``data`` is the digest of the page's picture and a box."""
    with open_bytes(data["picture"]) as file:
        return cut(file.read(), data["box"])


def cut(picture: bytes, box: list[int]) -> bytes:
    """The part of a picture that is in a box of ten-thousandths, as JPEG."""
    left, top, right, bottom = box
    with Image.open(io.BytesIO(picture)) as image:
        across, down = image.width / WHOLE, image.height / WHOLE
        part = image.convert("RGB").crop(
            (
                max(0, round((left - _AROUND) * across)),
                max(0, round((top - _AROUND) * down)),
                min(image.width, round((right + _AROUND) * across)),
                min(image.height, round((bottom + _AROUND) * down)),
            )
        )
    out = io.BytesIO()
    part.save(out, "JPEG", quality=80)
    return out.getvalue()
