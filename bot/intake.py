"""The door: every update of every channel comes in here.

``receive`` returns when the update is on disk; only then a channel acknowledges it. After that
each chat's updates are carried through in order, chats beside one another. Files that still lie
with the channel are fetched, hashed and synced before the turn. What was on disk but not carried
through when the process died is carried through at the next start.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol

import structlog

from bot import settling
from bot.events import Attachment, Incoming, dumps
from bot.words import corridor as words
from storage.database import Database, Session
from storage.evidence import EvidenceStore, Refused
from storage.kinds import KINDS
from storage.likeness import mark_of
from storage.queries import corridor
from storage.queries.corridor import Received

log = structlog.get_logger(__name__)

TURNS_AT_ONCE = 32
DOWNLOADS_AT_ONCE = 32
MOST_ATTEMPTS = 3
"""An update under which the process died this often is set aside, or it would die for ever."""


class Fetches(Protocol):
    """The side of a channel that hands over the bytes of a file it announced."""

    def fetch(self, remote: str) -> AsyncIterator[bytes]:
        """The bytes of a file. Raises LookupError when they can no longer be had."""
        ...


class Intake:
    """Keeps updates and sees that each is carried through once."""

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        carry: Callable[[int, Incoming], Awaitable[None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._store = store
        self._carry = carry
        self._clock = clock
        self._waiting: dict[tuple[str, str], deque[tuple[int, Incoming]]] = defaultdict(deque)
        self._workers: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._room = asyncio.Semaphore(TURNS_AT_ONCE)
        self._lines = asyncio.Semaphore(DOWNLOADS_AT_ONCE)
        self.channels: Mapping[str, Fetches] = {}

    async def receive(self, incoming: Incoming) -> bool:
        """Keep an update on disk and queue it; False when it had come before."""
        async with self._database.transaction() as db:
            number = await corridor.receive(
                db,
                incoming.channel,
                incoming.update,
                incoming.chat,
                dumps(incoming),
                self._clock(),
            )
        if number is None:
            return False
        self._queue(number, incoming)
        return True

    async def recover(self) -> int:
        """Queue what an earlier process kept but did not carry through; how many there were."""
        async with self._database.transaction() as db:
            left = await corridor.unfinished(db)
            for update in left:
                await corridor.attempt(db, update.id)
                if update.attempts >= MOST_ATTEMPTS:
                    await self._set_aside(db, update)
        left = [update for update in left if update.attempts < MOST_ATTEMPTS]
        for update in left:
            self._queue(update.id, Incoming.model_validate_json(update.payload))
        return len(left)

    async def _set_aside(self, db: Session, update: Received) -> None:
        reference = f"U{update.id}"
        log.error("update set aside", reference=reference, attempts=update.attempts)
        await settling.set_aside(db, update, reference)
        apology = dumps(words.our_fault(reference))
        await corridor.post(db, update.id, update.channel, update.chat, apology, now=self._clock())

    async def stop(self) -> None:
        """Finish the turns in hand; what still waits stays on disk for the next start."""
        self._waiting.clear()
        await asyncio.gather(*self._workers.values(), return_exceptions=True)

    async def idle(self) -> None:
        """Wait until every queued update is carried through."""
        while self._workers:
            await asyncio.gather(*self._workers.values())

    def _queue(self, number: int, incoming: Incoming) -> None:
        chat = (incoming.channel, incoming.chat)
        self._waiting[chat].append((number, incoming))
        if chat not in self._workers:
            self._workers[chat] = asyncio.create_task(self._serve(chat))

    async def _serve(self, chat: tuple[str, str]) -> None:
        try:
            while self._waiting.get(chat):
                number, incoming = self._waiting[chat].popleft()
                incoming = await self._fetched(number, incoming)
                async with self._room:
                    await self._carry(number, incoming)
        except Exception:
            # The database itself failed: the update stays on disk and comes back at the start.
            log.exception("chat stopped", channel=chat[0])
        finally:
            self._waiting.pop(chat, None)
            self._workers.pop(chat, None)

    async def _fetched(self, number: int, incoming: Incoming) -> Incoming:
        """The update with every announced file in the store, or refused, and pictures looked at."""
        if all(a.remote is None or a.digest for a in incoming.attachments):
            return await self._looked_at(incoming)
        # A slow download takes no turn's room: other chats are answered meanwhile.
        async with self._lines:
            here = [await self._fetch(incoming.channel, a) for a in incoming.attachments]
        incoming = incoming.model_copy(update={"attachments": tuple(here)})
        incoming = await self._looked_at(incoming)
        async with self._database.transaction() as db:
            await corridor.inbox_payload(db, number, dumps(incoming))
        return incoming

    async def _looked_at(self, incoming: Incoming) -> Incoming:
        """The update with the fingerprint of every picture.

        A phone's photo takes a twentieth of a second: in a thread, before the turn holds the
        database. What dies here is looked at again when the update is carried on.
        """
        found = [await self._look(a) for a in incoming.attachments]
        return incoming.model_copy(update={"attachments": tuple(found)}) if found else incoming

    async def _look(self, attachment: Attachment) -> Attachment:
        kind = KINDS.get(attachment.kind)
        if attachment.digest is None or attachment.likeness or kind is None or not kind.picture:
            return attachment
        path = self._store.path(attachment.digest)
        return attachment.model_copy(update={"likeness": await asyncio.to_thread(mark_of, path)})

    async def _fetch(self, channel: str, attachment: Attachment) -> Attachment:
        if attachment.remote is None or attachment.digest or attachment.refused:
            return attachment
        try:
            stored = await self._store.put(self.channels[channel].fetch(attachment.remote))
        except Refused as refusal:
            return attachment.model_copy(
                update={"refused": refusal.refusal.code.value, "remote": None}
            )
        except (LookupError, OSError, TimeoutError):
            log.warning("file not fetched", channel=channel, exc_info=True)
            return attachment.model_copy(update={"refused": "not_fetched", "remote": None})
        found = {"digest": stored.digest, "size": stored.size, "kind": stored.kind.code}
        return attachment.model_copy(update={**found, "remote": None})
