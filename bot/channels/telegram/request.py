"""HTTP for python-telegram-bot on aiohttp: one session, uploads streamed from disk, proxies.

The library's own client costs three to nine times the processor time and overtakes itself when
many requests run at once. Only transport lives here; what the answers mean is the library's.
Messages of errors name the kind of error only: an address would hold the token.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import aiohttp
from pydantic_core import to_json
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.sessions import open_session
from bot.corridor.events import as_json

CONNECT_SECONDS = 15.0
READ_SECONDS = 30.0
UPLOAD_SECONDS = 300.0
_JSON: Final = {"Content-Type": "application/json"}


class Plain:
    """What a call says, where nothing of it is a file: in the place of the library's own word for
    it, which is put together anew for each call.
    """

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = {name: one for name, one in values.items() if one is not None}


_USUAL = aiohttp.ClientTimeout(total=READ_SECONDS + CONNECT_SECONDS, sock_connect=CONNECT_SECONDS)
"""Of a call that carries no file and says nothing else."""


class AiohttpRequest(BaseRequest):
    """The library's requests, sent by aiohttp."""

    def __init__(self, proxy: str = "") -> None:
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return READ_SECONDS

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session; also used for downloads."""
        if self._session is None:
            raise RuntimeError("used before initialize()")
        return self._session

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            self._session = open_session(self._proxy)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | Plain | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,  # noqa: ARG002 -- the library's signature; the pool never waits
    ) -> tuple[int, bytes]:
        """One request; status and body.

        Raises:
            TimedOut: no answer in time. NetworkError: no answer at all.
        """
        body: bytes | aiohttp.FormData | None
        if isinstance(request_data, Plain):
            timeout, body, headers = _USUAL, to_json(request_data.values), _JSON
        else:
            with_files = request_data is not None and request_data.contains_files
            read = _seconds(read_timeout, UPLOAD_SECONDS if with_files else READ_SECONDS)
            timeout = aiohttp.ClientTimeout(
                total=max(read, _seconds(write_timeout, 0)) + CONNECT_SECONDS,
                sock_connect=_seconds(connect_timeout, CONNECT_SECONDS),
            )
            body = None if request_data is None else _body(request_data)
            headers = {} if with_files or body is None else _JSON
        try:
            async with self.session.request(
                method, url, data=body, headers=headers, timeout=timeout
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as fault:
            raise NetworkError(describe(fault)) from None
        except Exception as fault:  # noqa: BLE001 -- see below
            # python-socks has errors of its own, and not one of them may carry an address out.
            raise NetworkError(type(fault).__name__) from None


def describe(fault: Exception) -> str:
    """An error without the address that it happened at."""
    inner = getattr(fault, "os_error", None) or fault.__cause__
    parts = [type(fault).__name__]
    if inner is not None:
        parts.append(type(inner).__name__)
    return ": ".join(parts)


def _seconds(value: object, otherwise: float) -> float:
    # What nobody set is an object of the library's own, which is no number.
    return float(value) if isinstance(value, (int, float)) else otherwise


def _body(request_data: RequestData) -> bytes | aiohttp.FormData:
    if not request_data.contains_files:
        return as_json(request_data.parameters).encode()
    # Chinese names as they are: quoted, Telegram would show the per cent signs.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
