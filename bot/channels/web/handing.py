"""A kept file goes out: from the folder, or piece by piece from the bucket where only that has it.

Nobody waits until a large file has come here: the first piece goes out when it comes, and a part
that a browser asks for (a video's, a PDF's) is asked of the bucket alone. A file that is not what
its name promises never goes out whole. Who may have it is asked before.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Generator, Mapping

from aiohttp import ETag, web
from aiohttp.abc import AbstractStreamWriter

from bot.channels.web.notices import Refused
from storage.disk import StoreFault
from storage.evidence import EvidenceStore


class _Kept(web.FileResponse):
    """A file of the folder; like any answer it may be prepared ahead, and its reader may leave.

    aiohttp would send a file that was prepared ahead a second time, and calls a line that was
    closed before the first byte a ``RuntimeError``, which it writes into the log with a stack.
    """

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Send the file, once.

        Raises:
            ConnectionError: the reader has left.
        """
        if self.prepared:
            return await web.StreamResponse.prepare(self, request)
        try:
            return await super().prepare(request)
        except RuntimeError as fault:
            if not has_left(request):
                raise
            raise ConnectionResetError("the reader has left") from fault


def has_left(request: web.BaseRequest) -> bool:
    """Whether nobody is at the other end any more."""
    return request.transport is None or request.transport.is_closing()


async def hand_out(
    request: web.Request, store: EvidenceStore, digest: str, headers: Mapping[str, str]
) -> web.StreamResponse:
    """The file, or the part of it that is asked for.

    Raises:
        Refused: it is nowhere. StoreFault: the bucket does not answer, and nothing went out.
    """
    path = store.path(digest)
    if path.is_file():
        return _Kept(path, headers=headers)
    try:
        size = await asyncio.to_thread(store.size, digest)
    except FileNotFoundError:
        raise Refused("not_found") from None
    part = _part(request, digest, size)
    if part is None:
        return web.Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = web.StreamResponse(headers={**headers, "Accept-Ranges": "bytes"})
    response.etag = ETag(digest)
    response.content_length = len(part)
    if _is_asked(request, digest):
        response.set_status(206)
        response.headers["Content-Range"] = f"bytes {part[0]}-{part[-1]}/{size}"
    whole = len(part) == size
    pieces = store.read(digest) if whole else store.read(digest, part.start, part.stop)
    await _written(request, response, pieces)
    return response


def _is_asked(request: web.Request, digest: str) -> bool:
    """Whether a part is asked for, and of this file."""
    same = request.headers.get("If-Range", f'"{digest}"') == f'"{digest}"'
    return "Range" in request.headers and same


def _part(request: web.Request, digest: str, size: int) -> range | None:
    """Which bytes; None: there are no such bytes."""
    if not _is_asked(request, digest):
        return range(size)
    try:
        return range(size)[request.http_range] or None
    except ValueError:
        return None


async def _written(
    request: web.Request, response: web.StreamResponse, pieces: Generator[bytes, None, None]
) -> None:
    """The pieces, each when it comes; where they stop coming, the line breaks instead of ending."""
    try:
        piece = b"" if request.method == "HEAD" else await asyncio.to_thread(next, pieces, b"")
        await response.prepare(request)
        while piece:
            await response.write(piece)
            piece = await asyncio.to_thread(next, pieces, b"")
    except (StoreFault, FileNotFoundError):
        if not response.prepared:
            raise
        if request.transport is not None:
            request.transport.abort()
        return
    finally:
        with contextlib.suppress(ValueError):  # broken off in the middle of one: ends after it
            pieces.close()
    await response.write_eof()
