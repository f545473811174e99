"""The phone shows that something is being done for as long as it takes.

Telegram shows an action for five seconds; a download or a workbook may take longer. Nothing here
matters: an action that fails is forgotten, and after a restart there is none.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.channels.telegram.wire import Wire

SECONDS = 4.5
_MANY = 1000


class Attending:
    """Shows actions in chats."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._chats: dict[str, str] = {}
        self.seconds = SECONDS

    def announced(self, remote: str, chat: str) -> None:
        """A file was announced in this chat and will be fetched."""
        if len(self._chats) < _MANY:
            self._chats[remote] = chat

    async def fetching(self, remote: str, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The pieces of a file, with the chat it came from being shown so."""
        chat = self._chats.pop(remote, None)
        if chat is None:
            async for piece in pieces:
                yield piece
            return
        async with self.shown(chat, "typing"):
            async for piece in pieces:
                yield piece

    @asynccontextmanager
    async def shown(self, chat: str, action: str) -> AsyncIterator[None]:
        """Show an action until the block is left."""
        task = asyncio.create_task(self._again(chat, action))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _again(self, chat: str, action: str) -> None:
        while True:
            await self._wire.hint(chat, action)
            await asyncio.sleep(self.seconds)
