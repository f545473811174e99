"""Albums: Telegram sends each picture of an album as an update of its own; here they become one.

Every piece is on disk before it is acknowledged. An album is closed when nothing more of it has
come for a moment, or as soon as the same person does something else in the chat. It has the key of
its first piece, so it reaches intake once, whatever dies in between; a piece that comes after the
closing makes an update of its own.
"""

from __future__ import annotations

import asyncio
from itertools import groupby

import structlog

from bot.channels.telegram.ports import TelegramPorts
from bot.corridor.events import Incoming, dumps
from storage.queries import telegram as queries
from storage.queries.telegram import Album, Piece

log = structlog.get_logger(__name__)


class Albums:
    """Gathers the pieces of albums."""

    def __init__(self, ports: TelegramPorts, seconds: float) -> None:
        self._ports = ports
        self._seconds = seconds
        self._open: dict[Album, asyncio.TimerHandle] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    async def keep(self, incoming: Incoming, number: str) -> bool:
        """Keep one piece on disk, and wait for the next; False when it had come before."""
        album = Album(incoming.chat, incoming.sender, number)
        async with self._ports.database.transaction() as db:
            new = await queries.keep_piece(
                db, incoming.update, album, dumps(incoming), self._ports.clock()
            )
        if new:
            self._wait(album)
        return new

    def waiting_for(self, chat: str, sender: str) -> bool:
        """Whether the person has begun an album that is not closed."""
        return any((album.chat, album.sender) == (chat, sender) for album in self._open)

    async def close_of(self, chat: str, sender: str, *, but: str | None = None) -> None:
        """The person does something else now: close what they had begun."""
        for album in [a for a in self._open if (a.chat, a.sender) == (chat, sender)]:
            if album.album != but:
                await self.close(album)

    async def close(self, album: Album) -> None:
        """Hand what has come of an album to intake, as one update."""
        timer = self._open.pop(album, None)
        if timer is not None:
            timer.cancel()
        async with self._turn:
            async with self._ports.database.transaction() as db:
                await queries.claim_pieces(db, album)
            await self._hand_on()

    async def recover(self) -> None:
        """Carry on what an earlier process had begun to gather."""
        async with self._turn:
            await self._hand_on()
        async with self._ports.database.reading(once=True) as db:
            waiting = await queries.open_albums(db)
        for album in waiting:
            self._wait(album)

    async def stop(self) -> None:
        """Finish what is being closed; albums that still wait stay on disk."""
        for timer in self._open.values():
            timer.cancel()
        self._open.clear()
        await asyncio.gather(*self._closing, return_exceptions=True)

    def _wait(self, album: Album) -> None:
        timer = self._open.get(album)
        if timer is not None:
            timer.cancel()
        loop = asyncio.get_running_loop()
        self._open[album] = loop.call_later(self._seconds, self._due, album)

    def _due(self, album: Album) -> None:
        task = asyncio.create_task(self._close_or_wait(album))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _close_or_wait(self, album: Album) -> None:
        try:
            await self.close(album)
        except Exception:  # the database failed: the pieces are on disk, try again
            log.exception("album not closed")
            self._wait(album)

    async def _hand_on(self) -> None:
        async with self._ports.database.reading(once=True) as db:
            pieces = await queries.gathered_pieces(db)
        for key, together in groupby(
            sorted(pieces, key=lambda piece: piece.gathered), key=lambda piece: piece.gathered
        ):
            await self._ports.receive(joined(key, list(together)))
            async with self._ports.database.transaction() as db:
                await queries.album_done(db, key)


def joined(key: str, pieces: list[Piece]) -> Incoming:
    """One update from the pieces of an album: all files, each caption once."""
    updates = [Incoming.model_validate_json(piece.payload) for piece in pieces]
    captions = dict.fromkeys(update.text for update in updates if update.text)
    files = tuple(file for update in updates for file in update.attachments)
    sources = tuple(source for update in updates for source in update.sources)
    gathered = {"text": "\n".join(captions), "attachments": files, "sources": sources}
    return updates[0].model_copy(update={"update": key, **gathered})
