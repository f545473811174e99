"""Previews of pictures: JPEG, upright, without the place and camera a phone wrote into them.

Drawn once and kept in memory while they are looked at. Who may see a picture is asked before.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from pathlib import Path

from bot.channels.web.notices import Refused

BOXES = {"small": (480, 480), "large": (1600, 1600)}
"""Sizes of previews, in pixels: in the chat, and opened."""
_KEPT = 300


class Previews:
    """The previews drawn last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Path, str], bytes] = OrderedDict()
        # Drawing a preview takes a core for a while: one at a time leaves the other to the chat.
        self._drawing = asyncio.Lock()

    async def of(self, path: Path, size: str) -> bytes:
        """The preview of a stored picture.

        Raises:
            Refused: it is damaged, or larger unpacked than any photograph: a card stays a card.
        """
        key = (path, size)
        if key not in self._kept:
            async with self._drawing:
                if key not in self._kept:
                    drawn = await asyncio.to_thread(_drawn, path, BOXES[size])
                    if drawn is None:
                        raise Refused("not_found")
                    self._kept[key] = drawn
                    if len(self._kept) > _KEPT:
                        self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def _drawn(path: Path, box: tuple[int, int]) -> bytes | None:
    """In a thread, where the first picture may bring the library along."""
    from storage.likeness import thumbnail

    return thumbnail(path, box)
