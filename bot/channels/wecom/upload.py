"""Sending files: begin, pieces one after the other, end; what comes back is good for three days.

Pieces are counted from 0 and may be sent again: the platform keeps each once. They go one by one,
for many at once are answered with a system error.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import math
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO, Literal, Protocol

import structlog

from bot.channels.again import again
from bot.channels.wecom import names
from bot.channels.wecom.faults import (
    LinkFault,
    Meaning,
    NotConnectedFault,
    RefusedFault,
    UnansweredFault,
)
from bot.corridor import clock

log = structlog.get_logger(__name__)

MEGABYTE = 1024 * 1024
UploadKind = Literal["image", "file", "video", "voice"]
LIMITS: dict[UploadKind, int] = {
    "image": 2 * MEGABYTE,
    "voice": 2 * MEGABYTE,
    "video": 10 * MEGABYTE,
    "file": 20 * MEGABYTE,
}
"""Bytes, as the documents of 2026 have them at the strictest."""
LEAST = 5
CHUNK = 512 * 1024
LIFE = timedelta(days=3)
_CHUNK_SECONDS = 60.0
"""Seconds between the tries of one piece."""


class UploadFault(ValueError):
    """This file can never be sent so: too small, too large."""


class Asks(Protocol):
    """The link, as far as an upload uses it."""

    async def request(
        self, cmd: str, body: dict[str, Any], *, req_id: str | None = None, seconds: float = ...
    ) -> dict[str, Any]:
        """As ``bot.channels.wecom.link.Link.request``."""
        ...


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that lies with the platform."""

    media_id: str
    kind: UploadKind
    until: datetime
    """It can be sent until then."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Uploads over a link."""

    link: Asks
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def send(self, file: BinaryIO, kind: UploadKind, label: str) -> Uploaded:
        """Take a file to the platform.

        Raises:
            UploadFault: it can never go so. LinkFault: not now, as ``faults`` says.
        """
        size, md5 = await asyncio.to_thread(_measure, file)
        check_size(size, kind)
        chunks = math.ceil(size / CHUNK)
        begun = await self.link.request(
            "aibot_upload_media_init",
            {
                "type": kind,
                "filename": names.for_upload(label),
                "total_size": size,
                "total_chunks": chunks,
                "md5": md5,
            },
        )
        upload = _text(begun, "upload_id")
        for index in range(chunks):
            data = await asyncio.to_thread(_piece, file, index)
            body = {"upload_id": upload, "chunk_index": index, "base64_data": data}
            await self._patiently("aibot_upload_media_chunk", body)
        done = await self._patiently("aibot_upload_media_finish", {"upload_id": upload})
        return Uploaded(_text(done, "media_id"), kind, _made(done) + LIFE)

    async def _patiently(self, cmd: str, body: dict[str, Any]) -> dict[str, Any]:
        """Ask until it works: the same piece twice is kept once, so nothing is doubled."""
        trying = again(_again_later, "WeCom upload: again", sleep=self.sleep)
        return await trying(self.link.request, cmd, body, seconds=_CHUNK_SECONDS)


async def upload(link: Asks, file: BinaryIO, kind: UploadKind, label: str) -> Uploaded:
    """Take a file to the platform; as ``Transfer.send``."""
    return await Transfer(link).send(file, kind, label)


def check_size(size: int, kind: UploadKind) -> None:
    """Whether a file of so many bytes can go as this kind.

    Raises:
        UploadFault: it cannot.
    """
    if size < LEAST:
        raise UploadFault(f"{size} bytes are too few")
    if size > LIMITS[kind]:
        raise UploadFault(f"{size} bytes are too many for {kind}")


def _passes(fault: LinkFault) -> bool:
    if isinstance(fault, RefusedFault):
        return fault.meaning in (Meaning.LATER, Meaning.REBUILD)
    return isinstance(fault, NotConnectedFault | UnansweredFault)


def _measure(file: BinaryIO) -> tuple[int, str]:
    """Size and MD5, which the platform compares; no secret hangs on it."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    digest = hashlib.md5(usedforsecurity=False)
    while data := file.read(MEGABYTE):
        digest.update(data)
    return size, digest.hexdigest()


def _piece(file: BinaryIO, index: int) -> str:
    file.seek(index * CHUNK)
    return base64.b64encode(file.read(CHUNK)).decode()


def _text(answer: dict[str, Any], key: str) -> str:
    found = answer.get(key)
    if not isinstance(found, str) or not found:
        raise RefusedFault(-1, f"the answer holds no {key}")
    return found


def _made(answer: dict[str, Any]) -> datetime:
    """When it was taken in, by the platform's clock; now, if it says nothing readable."""
    try:
        return datetime.fromtimestamp(int(answer["created_at"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return clock.now()


def _again_later(fault: BaseException) -> bool:
    return isinstance(fault, LinkFault) and _passes(fault)
