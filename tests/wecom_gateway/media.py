"""Files both ways: encrypted behind an address on the way to the bot, in pieces on the way out.

Encryption here is written anew, from the documents, so that it can prove the bot's own wrong.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from aiohttp import web
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

LIFE_SECONDS = 300.0
SESSION_SECONDS = 1800.0
MEDIA_SECONDS = 3 * 86400.0
CHUNK = 512 * 1024
LIMITS = {"image": 2 << 20, "voice": 2 << 20, "video": 10 << 20, "file": 20 << 20}


def encrypt(data: bytes, key: bytes, *, bad: bool = False) -> bytes:
    """AES-256-CBC, IV the key's first half, PKCS#7 up to a multiple of 32 (``bad``: torn)."""
    count = 32 - len(data) % 32
    padding = bytes([count]) * count
    if bad:
        padding = padding[:-1] + bytes([0 if count == 1 else count - 1])
    encryptor = Cipher(AES(key), CBC(key[:16])).encryptor()
    return encryptor.update(data + padding) + encryptor.finalize()


@dataclass
class Kept:
    """A file that somebody sent."""

    body: bytes
    disposition: str
    made: float


@dataclass
class Shelf:
    """Files that people sent, with switches for what may go wrong on the way to the bot."""

    clock: Callable[[], float]
    kept: dict[str, Kept] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    expired: bool = False
    bad_padding: bool = False
    """Of files that are put on the shelf from now on."""
    cut: int = 0
    """So many downloads break off half way."""
    stumbles: int = 0
    """So many downloads are answered with 500."""
    pause: float = 0.0
    """Seconds between the pieces of a download."""
    oversize: int = 0
    """So many bytes are sent after the file, without a length in front."""
    redirect: str = ""
    call: Callable[[], None] | None = None
    """Called once, in the middle of the next download."""
    name: str = ""
    """A whole Content-Disposition instead of the usual one."""

    def put(self, data: bytes, name: str) -> tuple[str, str]:
        """Lay a file down; its path and its key as the wire writes it."""
        key = secrets.token_bytes(32)
        number = secrets.token_hex(8)
        disposition = self.name or f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        body = encrypt(data, key, bad=self.bad_padding)
        self.kept[number] = Kept(body, disposition, self.clock())
        return f"/media/{number}?sign=q%2Fsign%3D{secrets.token_hex(4)}", base64.b64encode(
            key
        ).decode().rstrip("=")

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A download."""
        number = request.match_info["number"]
        self.asked.append(number)
        kept = self.kept.get(number)
        # The signature must come back letter for letter, or the real store answers 403.
        signed = request.raw_path.partition("?")[2].startswith("sign=q%2Fsign%3D")
        if kept is None or not signed or self.expired:
            return web.Response(status=403)
        if self.clock() - kept.made > LIFE_SECONDS:
            return web.Response(status=403)
        if self.redirect:
            return web.Response(status=302, headers={"Location": self.redirect})
        if self.stumbles:
            self.stumbles -= 1
            return web.Response(status=500)
        headers = {"Content-Disposition": kept.disposition}
        if not self.oversize:
            headers["Content-Length"] = str(len(kept.body))
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        cut, self.cut = self.cut > 0, max(0, self.cut - 1)
        body = kept.body[: len(kept.body) // 2] if cut else kept.body + bytes(self.oversize)
        for start in range(0, len(body), 64 * 1024):
            await response.write(body[start : start + 64 * 1024])
            if self.call is not None:
                self.call, call = None, self.call
                call()
            await asyncio.sleep(self.pause)
        if cut and request.transport is not None:
            request.transport.abort()
        return response


@dataclass
class Session:
    """An upload under way."""

    told: dict[str, Any]
    made: float
    chunks: dict[int, bytes] = field(default_factory=dict)


@dataclass
class Uploaded:
    """A file that a bot uploaded."""

    kind: str
    name: str
    data: bytes
    made: float


class UploadFault(Exception):
    """The error code that the platform answers with."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass
class Uploads:
    """What a bot uploads."""

    clock: Callable[[], float]
    date: Callable[[], int]
    sessions: dict[str, Session] = field(default_factory=dict)
    done: dict[str, Uploaded] = field(default_factory=dict)
    begun: list[float] = field(default_factory=list)

    def init(self, body: dict[str, Any]) -> dict[str, Any]:
        """Begin."""
        now = self.clock()
        for most, seconds in ((30, 60.0), (1000, 3600.0)):
            if sum(1 for at in self.begun if now - at < seconds) >= most:
                raise UploadFault(45009, "api freq out of limit")
        self.begun.append(now)
        if body["total_size"] > LIMITS[body["type"]]:
            raise UploadFault(45001, "media size out of limit")
        if body["total_chunks"] * CHUNK < body["total_size"]:
            raise UploadFault(40058, "too few chunks")
        number = secrets.token_hex(8)
        self.sessions[number] = Session(body, now)
        return {"upload_id": number}

    def chunk(self, body: dict[str, Any]) -> dict[str, Any]:
        """One piece; the same again changes nothing."""
        session = self._session(body)
        if body["chunk_index"] >= session.told["total_chunks"]:
            raise UploadFault(40058, "chunk_index out of range")
        data = base64.b64decode(body["base64_data"], validate=True)
        if not data or len(data) > CHUNK:
            raise UploadFault(40058, f"chunk of {len(data)} bytes")
        session.chunks[body["chunk_index"]] = data
        return {}

    def finish(self, body: dict[str, Any]) -> dict[str, Any]:
        """Put it together."""
        session = self._session(body)
        told = session.told
        data = b"".join(session.chunks.get(n, b"") for n in range(told["total_chunks"]))
        if len(session.chunks) != told["total_chunks"] or len(data) != told["total_size"]:
            raise UploadFault(40058, "chunks missing")
        if hashlib.md5(data).hexdigest() != told["md5"]:
            raise UploadFault(40058, "md5 differs")
        del self.sessions[body["upload_id"]]
        number = f"MEDIA{secrets.token_hex(8)}"
        self.done[number] = Uploaded(told["type"], told["filename"], data, self.clock())
        return {"type": told["type"], "media_id": number, "created_at": str(self.date())}

    def found(self, kind: str, number: str) -> Uploaded:
        """A file to be sent."""
        uploaded = self.done.get(number)
        if uploaded is None or uploaded.kind != kind:
            raise UploadFault(40007, "invalid media_id")
        if self.clock() - uploaded.made > MEDIA_SECONDS:
            raise UploadFault(40007, "media_id expired")
        return uploaded

    def _session(self, body: dict[str, Any]) -> Session:
        session = self.sessions.get(body["upload_id"])
        if session is None or self.clock() - session.made > SESSION_SECONDS:
            raise UploadFault(40058, "invalid upload_id")
        return session
