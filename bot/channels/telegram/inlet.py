"""Where every update of Telegram comes in, from polling and webhook alike.

``take`` returns when nothing can be lost any more: the update is in the inbox, among the pieces of
an album, or was of no meaning. Only then it may be acknowledged. What cannot be read is set aside
on disk and never stops the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeGuard

import structlog
from telegram.error import TelegramError

from bot.channels.telegram import groups, parse, words
from bot.channels.telegram.albums import Albums
from bot.channels.telegram.attending import Attending
from bot.channels.telegram.parse import Aside, Meaning, Moved, Pressed, Raw, Reach, Reader, Said
from bot.channels.telegram.ports import TelegramPorts
from bot.channels.telegram.wire import Wire
from bot.corridor.events import Incoming, Message, dumps
from storage.database import Session
from storage.queries import corridor, people, telegram as queries

log = structlog.get_logger(__name__)

_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError)
"""What reading an update of another shape raises."""


class Inlet:
    """Takes updates in, in the order Telegram numbers them."""

    def __init__(
        self,
        ports: TelegramPorts,
        wire: Wire,
        albums: Albums,
        reader: Reader,
        attending: Attending,
        saw: Callable[[str, object], None],
    ) -> None:
        self._ports = ports
        self._saw = saw
        self._attending = attending
        self._wire = wire
        self._albums = albums
        self._reader = reader
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, updates: Sequence[Raw]) -> None:
        """Keep updates. Raises what the database raises: then not all of them were kept."""
        async with self._turn:
            together: list[Said | Pressed] = []
            for update in updates:
                if (numbered := parse.numbered(update)) is not None:
                    self._saw(*numbered)
                try:
                    meaning = parse.read(update, self._reader)
                except _UNREADABLE as fault:
                    await self._set_aside(update, fault)
                    continue
                if self._is_plain(meaning):
                    together.append(meaning)
                    continue
                # The rest may touch what comes before and after it: in its place, alone.
                await self._keep_together(together)
                together = []
                await self._keep(meaning)
            await self._keep_together(together)

    async def stop(self) -> None:
        """Finish the small calls in hand."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5)

    def _is_plain(self, meaning: Meaning) -> TypeGuard[Said | Pressed]:
        """Whether an update goes to intake and nowhere else."""
        if not isinstance(meaning, Said | Pressed) or meaning.place is not None:
            return False
        if isinstance(meaning, Said) and meaning.album is not None:
            return False
        return not self._albums.waiting_for(meaning.incoming.chat, meaning.incoming.sender)

    async def _keep_together(self, together: Sequence[Said | Pressed]) -> None:
        """Keep plain updates side by side, in their order: the disk is waited for once."""
        kept = (self._receive(meaning) for meaning in together)
        for outcome in await asyncio.gather(*kept, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome

    async def _receive(self, meaning: Said | Pressed) -> None:
        """Hand an update on; when it is on disk the spinner of a pressed button stops."""
        incoming = meaning.incoming
        if incoming.private and not incoming.edits:
            # Before it is handed on: the answer may be quicker than this returns.
            self._attending.expect(incoming.chat, files=bool(incoming.attachments))
        if not await self._ports.receive(incoming):
            self._attending.served(incoming.chat)  # it had come before: no answer follows
        if isinstance(meaning, Pressed):
            self._do("answerCallbackQuery", callback_query_id=meaning.query)

    async def _keep(self, meaning: Meaning) -> None:
        match meaning:
            case Said():
                await self._said(meaning)
            case Pressed():
                await self._pressed(meaning)
            case Aside(chat, message, reason):
                async with self._ports.database.transaction() as db:
                    await self._post(db, chat, message, reason)
                self._ports.posted()
            case Moved(old, new):
                async with self._ports.database.transaction() as db:
                    await groups.moved(db, old, new, self._ports.clock())
            case Reach():
                await self._reach(meaning)
            case None:
                pass

    async def _said(self, said: Said) -> None:
        incoming = said.incoming
        await self._albums.close_of(incoming.chat, incoming.sender, but=said.album)
        if said.place is not None:
            async with self._ports.database.transaction() as db:
                await queries.keep_place(db, incoming.update, said.place, self._ports.clock())
        if said.album is not None:
            if await self._albums.keep(incoming, said.album) and incoming.private:
                self._attending.expect(incoming.chat, files=True)
        else:
            await self._receive(said)

    async def _pressed(self, pressed: Pressed) -> None:
        incoming = pressed.incoming
        await self._albums.close_of(incoming.chat, incoming.sender)
        if pressed.place is not None:
            async with self._ports.database.transaction() as db:
                await queries.keep_place(db, incoming.update, pressed.place, self._ports.clock())
        await self._receive(pressed)

    async def _reach(self, reach: Reach) -> None:
        now = self._ports.clock()
        async with self._ports.database.transaction() as db:
            if reach.private:
                state = "ok" if reach.can else "blocked"
                await people.identity_state(db, "telegram", reach.chat, state)
            elif not reach.can:
                await groups.left(db, reach.chat, now)
            elif reach.silent:
                await groups.silenced(db, reach.chat, reach.reason, now)
            elif reach.fresh:
                await self._post(db, reach.chat, words.joined(), reach.reason)
            elif reach.promoted and await people.group(db, "telegram", reach.chat) is not None:
                await self._post(db, reach.chat, words.promoted(), reach.reason)
        self._ports.posted()

    async def _post(self, db: Session, chat: str, message: Message, reason: str) -> None:
        await corridor.post(
            db, None, "telegram", chat, dumps(message), reason=reason, now=self._ports.clock()
        )

    async def _set_aside(self, update: Raw, fault: Exception) -> None:
        number = update.get("update_id") if isinstance(update, dict) else None
        kinds = sorted(str(key) for key in update) if isinstance(update, dict) else []
        log.error("update set aside", update=number, kinds=kinds, error=type(fault).__name__)
        if not isinstance(number, int):
            return
        # Only its number is kept, so that it is not met again; what it said is not for us to keep.
        key, now = f"{self._reader.bot}:{number}", self._ports.clock()
        kept = Incoming(
            channel="telegram", update=key, chat="", sender="", private=True, received=now
        )
        async with self._ports.database.transaction() as db:
            inbox = await corridor.receive(db, "telegram", key, "", dumps(kept), now)
            if inbox is not None:
                await corridor.finish(db, inbox, dumps(kept), "failed", "unreadable")

    def _do(self, method: str, **values: Any) -> None:
        """A small call beside the road: its failure means nothing."""
        task = asyncio.create_task(_quietly(self._wire.call(method, **values)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _quietly(call: Coroutine[Any, Any, Any]) -> None:
    try:
        await call
    except TelegramError as fault:
        log.debug("small call failed", error=type(fault).__name__)
