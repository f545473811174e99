"""An archive handed out while it is packed: never whole in memory, never on this machine's disk.

A line that breaks ends the packing; whoever is allowed may begin again. Who that is, and how often,
the port decides. Not here: files that lie in the store (``files``).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.channels.web.notices import Refused
from bot.channels.web.ports import Download
from bot.channels.web.security import SEALED

AT_ONCE: Final = 3
"""Archives packed side by side; more would read the disk away from the chat."""
_PATIENCE: Final = 120.0
"""Seconds that a line may take nothing before it is given up."""


class Downloads:
    """Hands out archives."""

    def __init__(self, begin: Download) -> None:
        self._begin = begin
        self._under_way = 0

    async def hand_out(self, request: web.Request, number: int, address: str) -> web.StreamResponse:
        """The archive of this number, to the visitor at ``address``.

        Raises:
            Refused: not theirs, over, or too many at once.
        """
        if self._under_way >= AT_ONCE:
            raise Refused("download_busy", retry_after=60)
        self._under_way += 1
        try:
            packed = await self._begin(number, address)
            if isinstance(packed, str):
                raise Refused(packed)
            return await _send(request, packed.label, _Pieces(packed.pieces))
        finally:
            self._under_way -= 1


async def _send(request: web.Request, label: str, pieces: _Pieces) -> web.StreamResponse:
    response = web.StreamResponse(
        headers={
            "Content-Type": "application/zip",
            "Content-Disposition": disposition(label, inline=False),
            "Cache-Control": "no-store",
            "Content-Security-Policy": SEALED,
        }
    )
    coming: asyncio.Future[bytes] | None = None
    try:
        await response.prepare(request)
        coming = asyncio.ensure_future(asyncio.to_thread(pieces.next))
        while piece := await coming:
            # The next one is packed while the line takes this one.
            coming = asyncio.ensure_future(asyncio.to_thread(pieces.next))
            await asyncio.wait_for(response.write(piece), _PATIENCE)
        await response.write_eof()
    finally:
        if coming is not None:
            coming.cancel()
        # A thread may still be reading for a request that is over: closing waits for it.
        await asyncio.shield(asyncio.to_thread(pieces.close))
    return response


class _Pieces:
    """An iterator that threads take turns with."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._turn = threading.Lock()

    def next(self) -> bytes:
        """The next piece; nothing at the end."""
        with self._turn:
            return next(self._pieces, b"")

    def close(self) -> None:
        """End the packing, finished or not."""
        with self._turn:
            close = getattr(self._pieces, "close", None)
            if close is not None:
                close()


def disposition(label: str, *, inline: bool) -> str:
    """The Content-Disposition of a file with a Chinese name (RFC 6266, RFC 5987)."""
    plain = "".join(
        c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in label
    )
    mode = "inline" if inline else "attachment"
    return f"{mode}; filename=\"{plain}\"; filename*=UTF-8''{quote(label, safe='')}"
