"""The Bot API as this channel uses it: raw updates in, raw calls out, files as streams.

``Wire`` is python-telegram-bot's ``Bot`` without its objects: an update that the library cannot
read would otherwise stop all others, and reading what nobody looks at costs a third of the work.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, cast

import aiohttp
import structlog
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.channels.again import PAUSES, again
from bot.channels.telegram.ports import TelegramSettings
from bot.channels.telegram.request import AiohttpRequest, Plain

log = structlog.get_logger(__name__)

_PIECE = 256 * 1024
"""Seconds between the tries of one download: a line that was down for two minutes costs nobody
a second sending."""

# Asked for by the library: waiting times as timedelta, or every 429 brings a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
# At its debug level the library writes out tokens and everything that people say.
logging.getLogger("telegram").setLevel(logging.WARNING)


class Wire(Bot):
    """Calls to the Bot API. Raises ``telegram.error`` as the library does."""

    __slots__ = ("_api", "_asking", "_calling", "_local", "_me", "_pauses")

    def __init__(self, settings: TelegramSettings) -> None:
        # Two clients, as the library has it: the long question for updates takes no connection
        # from the answers.
        asking, calling = AiohttpRequest(settings.proxy), AiohttpRequest(settings.proxy)
        super().__init__(
            settings.token,
            base_url=f"{settings.api}/bot",
            base_file_url=f"{settings.api}/file/bot",
            request=calling,
            get_updates_request=asking,
            local_mode=settings.local,
        )
        with self._unfrozen():
            self._asking, self._calling = asking, calling
            self._me: dict[str, Any] | None = None
            self._local = settings.local
            self._api = settings.api
            self._pauses: tuple[float, ...] = PAUSES

    def __repr__(self) -> str:
        return "Wire()"  # the library's own shows the token

    def be_patient(self, *pauses: float) -> None:
        """Change the pauses between the tries of one download, in seconds; the last one stays."""
        with self._unfrozen():
            self._pauses = pauses

    async def open(self) -> None:
        """Open the connections; nothing is asked yet."""
        await self._asking.initialize()
        await self._calling.initialize()

    async def shutdown(self) -> None:
        """Close the connections."""
        await self._asking.shutdown()
        await self._calling.shutdown()

    async def meet(self) -> None:
        """Ask Telegram who this bot is; needed once before anything else."""
        me = await self.call("getMe")
        with self._unfrozen():
            self._me = dict(me)

    @property
    def number(self) -> int:
        """The bot's own number: the first half of its token."""
        return int(self.token.partition(":")[0])

    @property
    def username_or_none(self) -> str | None:
        """The bot's name behind the @; None before ``meet``."""
        return None if self._me is None else str(self._me["username"])

    async def hint(self, chat: str, action: str) -> None:
        """Show that something is being done; its failure means nothing."""
        with contextlib.suppress(TelegramError):
            await self.call("sendChatAction", chat_id=chat, action=action)

    async def updates(
        self, offset: int | None, seconds: int, allowed: Sequence[str]
    ) -> list[dict[str, Any]]:
        """The next updates, as Telegram wrote them."""
        data = {"offset": offset, "timeout": seconds, "allowed_updates": list(allowed)}
        found = await self._post("getUpdates", data, read_timeout=seconds + 20)
        return cast("list[dict[str, Any]]", found)

    async def call(self, method: str, **values: Any) -> Any:
        """One method of the Bot API; what it returned, as Telegram wrote it.

        What holds no file needs none of the library's preparations: it is JSON as it stands.
        """
        if any(isinstance(one, InputFile) for one in values.values()):
            return await self._post(method, values)
        said: Any = Plain(values)  # it comes to ``do_request`` as it is
        return await self._calling.post(f"{self._base_url}/{method}", said)

    async def file(self, file_id: str) -> AsyncIterator[bytes]:
        """The bytes of a file; broken lines are mended by asking again.

        Raises:
            LookupError: Telegram has no such file (any more). OSError: it could not be had now.
        """
        given = 0
        try:
            async for attempt in again(_passes, "download broken off", pauses=self._pauses):
                with attempt:
                    async for piece in self._pieces(file_id, given):
                        given += len(piece)
                        yield piece
        except BadRequest as fault:
            raise LookupError(str(fault)) from None
        except (TelegramError, aiohttp.ClientError, OSError, TimeoutError):
            raise OSError("download failed") from None

    async def _pieces(self, file_id: str, skip: int) -> AsyncIterator[bytes]:
        """A file from its byte ``skip`` on; the file behind a number never changes."""
        told = await self.call("getFile", file_id=file_id)
        place, size = str(told["file_path"]), told.get("file_size")
        total = 0
        async for piece in self._read(place):
            fresh = piece[max(0, skip - total) :]
            total += len(piece)
            if fresh:
                yield fresh
        if size is not None and total < int(size):
            raise NetworkError(f"{total} of {size} bytes came")

    async def _read(self, place: str) -> AsyncIterator[bytes]:
        if self._local and Path(place).is_absolute():
            with await asyncio.to_thread(Path(place).open, "rb") as file:
                while piece := await asyncio.to_thread(file.read, _PIECE):
                    yield piece
            return
        url = f"{self._api}/file/bot{self.token}/{place}"
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=60)
        async with self._calling.session.get(url, timeout=timeout) as response:
            if response.status != 200:
                raise NetworkError(f"download: status {response.status}")
            async for piece in response.content.iter_chunked(_PIECE):
                yield piece


def _passes(fault: BaseException) -> bool:
    """Whether a download may go on later: the line or the server failed, not the request."""
    broken = isinstance(fault, (TelegramError, aiohttp.ClientError, OSError, TimeoutError))
    return broken and not isinstance(fault, BadRequest)
