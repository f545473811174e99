"""Fetching what people send: from allowed hosts only, streamed, bounded, decrypted on the way.

An address lives five minutes. A line that breaks is asked again inside that time, and goes on where
it broke; what was given out is never given out twice.
"""

from __future__ import annotations

import asyncio
import fnmatch
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from enum import StrEnum
from urllib.parse import urljoin

import aiohttp
import structlog
from tenacity import AsyncRetrying
from yarl import URL

from bot.channels.again import again
from bot.channels.wecom import names
from bot.channels.wecom.crypto import BLOCK, CryptoFault, Decryption

log = structlog.get_logger(__name__)

DEFAULT_HOSTS = ("*.qq.com", "ww-aibot-img-1258476243.*.myqcloud.com")
"""Where the platform keeps what people send. The second is its own bucket: under ``myqcloud.com``
anybody may rent one, so the whole of it is not allowed."""
LIFE_SECONDS = 270.0
"""Of an address: five minutes, less what has passed before we look at it."""
_PIECE = 256 * 1024
"""Seconds between tries; the last one from then on."""
_CONNECT_SECONDS = 15.0
_READ_SECONDS = 30.0
_REDIRECTS = 3
_NOT_THERE = frozenset({400, 401, 403, 404, 410})
"""The address has expired, or never led anywhere: asking again is in vain."""


class MediaCode(StrEnum):
    """Why a file could not be had."""

    GONE = "gone"
    """The address has expired."""
    TOO_LARGE = "too_large"
    BROKEN = "broken"
    """It cannot be decrypted."""
    HOST = "host"
    """Its address leads to a host that is not allowed."""
    UNREACHED = "unreached"
    """The line did not hold, all the time that the address lived."""


class MediaFault(OSError):
    """A file could not be had; ``code`` says why."""

    def __init__(self, code: MediaCode, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code


class _Again(Exception):
    """The line broke, or the server stumbled: another try may do."""


class Media:
    """Files of one bot."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        limit: int,
        hosts: Sequence[str] = DEFAULT_HOSTS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._session = session
        self._limit = limit
        self._hosts = tuple(hosts)
        self._sleep = sleep

    @asynccontextmanager
    async def fetch(
        self, url: str, aeskey: str, *, seconds: float = LIFE_SECONDS
    ) -> AsyncIterator[Download]:
        """A file; its first answer has come when this enters.

        ``aeskey`` empty: it is not encrypted. ``seconds``: how long the address still lives.

        Raises:
            MediaFault: it cannot be had; also while its pieces are read.
        """
        download = Download(self, url, aeskey, asyncio.get_running_loop().time() + seconds)
        try:
            await download.begin()
            yield download
        finally:
            download.close()

    async def ask(self, url: str) -> aiohttp.ClientResponse:
        """The answer of an allowed host; redirects are followed to allowed hosts only."""
        for _ in range(_REDIRECTS):
            check_host(url, self._hosts)
            response = await self._get(url)
            if response.status not in (301, 302, 303, 307, 308):
                return self._checked(response)
            place = response.headers.get("Location", "")
            response.close()
            url = urljoin(url, place)
        raise MediaFault(MediaCode.HOST, "redirected again and again")

    async def _get(self, url: str) -> aiohttp.ClientResponse:
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=_CONNECT_SECONDS, sock_read=_READ_SECONDS
        )
        try:
            return await self._session.get(
                _address(url),
                timeout=timeout,
                allow_redirects=False,
                headers={"Accept-Encoding": "identity"},
            )
        except (aiohttp.ClientError, OSError, TimeoutError) as fault:
            raise _Again(type(fault).__name__) from None

    def _checked(self, response: aiohttp.ClientResponse) -> aiohttp.ClientResponse:
        if response.status == 200:
            if (response.content_length or 0) > self._limit + BLOCK:
                response.close()
                raise MediaFault(MediaCode.TOO_LARGE, f"{response.content_length} bytes")
            return response
        response.close()
        if response.status in _NOT_THERE:
            raise MediaFault(MediaCode.GONE, f"status {response.status}")
        raise _Again(f"status {response.status}")

    def tries(self, until: float) -> AsyncRetrying:
        """Tries for as long as the address lives."""
        return again(_passes, "WeCom file: again", until=until, sleep=self._sleep)

    def refuse_larger(self, total: int) -> None:
        """See that what has come so far is within the limit.

        Raises:
            MediaFault: it is not.
        """
        if total > self._limit + BLOCK:
            raise MediaFault(MediaCode.TOO_LARGE, f"more than {self._limit} bytes")


class Download:
    """One file on its way in."""

    def __init__(self, media: Media, url: str, aeskey: str, until: float) -> None:
        self._media = media
        self._url = url
        self._aeskey = aeskey
        self._until = until
        self._response: aiohttp.ClientResponse | None = None
        self._given = 0
        self.name = ""
        """As the sender's phone called it; ``""`` when nobody said."""

    async def begin(self) -> None:
        """Wait for the first answer; after it ``name`` is known."""
        if self._aeskey:
            try:
                Decryption(self._aeskey)
            except CryptoFault as fault:
                raise MediaFault(MediaCode.BROKEN, str(fault)) from None
        response = self._response or await self._asked()
        self._response = response
        header = response.headers.get("Content-Disposition", "")
        self.name = names.from_disposition(header) or self.name

    async def _asked(self) -> aiohttp.ClientResponse:
        try:
            trying = self._media.tries(self._until)
            return await trying(self._media.ask, self._url)
        except _Again as fault:
            raise MediaFault(MediaCode.UNREACHED, str(fault)) from None

    async def pieces(self) -> AsyncIterator[bytes]:
        """The plain bytes."""
        try:
            async for attempt in self._media.tries(self._until):
                with attempt:
                    async for piece in self._once():
                        self._given += len(piece)
                        yield piece
        except _Again as fault:
            raise MediaFault(MediaCode.UNREACHED, str(fault)) from None

    async def _once(self) -> AsyncIterator[bytes]:
        """The plain bytes that were not given out before: one try, from the start of the file."""
        await self.begin()
        skip, decryption = self._given, Decryption(self._aeskey) if self._aeskey else None
        try:
            async for data in self._raw():
                plain = decryption.update(data) if decryption else data
                fresh, skip = plain[skip:], max(0, skip - len(plain))
                if fresh:
                    yield fresh
            fresh = decryption.finish()[skip:] if decryption else b""
        except CryptoFault as fault:
            raise MediaFault(MediaCode.BROKEN, str(fault)) from None
        if fresh:
            yield fresh

    async def _raw(self) -> AsyncIterator[bytes]:
        response, total = self._response, 0
        assert response is not None  # noqa: S101 -- begun
        try:
            async for data in response.content.iter_chunked(_PIECE):
                total += len(data)
                self._media.refuse_larger(total)
                yield data
        except MediaFault:
            raise
        except (aiohttp.ClientError, TimeoutError, OSError) as fault:
            self.close()
            raise _Again(type(fault).__name__) from None

    def close(self) -> None:
        """Let go of the line."""
        if self._response is not None:
            self._response.close()
            self._response = None


def _passes(fault: BaseException) -> bool:
    return isinstance(fault, _Again)


def check_host(url: str, hosts: Sequence[str]) -> None:
    """Whether an address may be asked: by https, on an allowed host.

    A pattern is a host, with ``*`` for any part of it; one that begins with ``http://`` allows that
    host (and port) without TLS, for a private deployment inside the office.

    Raises:
        MediaFault: it may not.
    """
    address = _address(url)
    host, port = (address.host or "").lower().rstrip("."), address.explicit_port
    plain = f"http://{host}" if port is None else f"http://{host}:{port}"
    for pattern in hosts:
        if address.scheme == "https" and host and fnmatch.fnmatchcase(host, pattern.lower()):
            return
        if address.scheme == "http" and plain == pattern.lower():
            return
    raise MediaFault(MediaCode.HOST, f"{address.scheme}://{host}"[:200])


def _address(url: str) -> URL:
    """An address as it stands: it is signed, so not one character of it may be quoted anew."""
    try:
        address = URL(url, encoded=True)
        _ = address.explicit_port, address.host
    except ValueError:
        raise MediaFault(MediaCode.HOST, "no address") from None
    return address
