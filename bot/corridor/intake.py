"""The door: every update of every channel comes in here.

``receive`` returns when the update is on disk; only then a channel acknowledges it. After that
each chat's updates are carried through in order, chats beside one another. Files that still lie
with the channel are fetched, hashed and synced before the turn: at once, several beside each other,
because some channels keep them for minutes only. What was on disk but not carried through when the
process died is carried through at the next start.

Where the machine fails (a full disk, another process that holds the database) an update stays where
it is and is tried again, with its chat behind it: what is sent meanwhile fills in the form of its
own turn, and no earlier one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.corridor import settling, words
from bot.corridor.events import Attachment, Incoming, dumps
from bot.corridor.looking import looked_at
from storage.database import Database, Session
from storage.disk import FaultCode, StoreFault
from storage.evidence import EvidenceStore, Held, Refused
from storage.faults import StorageFault, is_database_trouble
from storage.queries import corridor
from storage.queries.corridor import Received

log = structlog.get_logger(__name__)

TURNS_AT_ONCE = 32
DOWNLOADS_AT_ONCE = 32
MOST_ATTEMPTS = 3
"""An update under which the process died this often is set aside, or it would die for ever."""
MOST_TRIES = 8
"""Tries within one life, where the database is well: then the update itself is to blame."""
GIVES_WAY, _BREATH = 0.25, 0.002
"""Seconds for which work in the background lets turns pass; and how often it looks."""
SAID_AFTER = timedelta(minutes=1)  # whoever waits for the bucket is told
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 20.0
"""Seconds before an update is tried again; doubled each time."""


class Fetches(Protocol):
    """The side of a channel that hands over the bytes of a file it announced."""

    def fetch(self, remote: str, named: Callable[[str], None]) -> AsyncIterator[bytes]:
        """The bytes of a file; ``named`` is told the file's own name where it comes with them.

        Raises:
            LookupError: they can no longer be had. OSError, TimeoutError: nor could they be now.
        """
        ...


Write = Callable[[Session], Awaitable[Incoming]]
"""What a channel that keeps a log writes there of an update, and the update as it is read there."""

Ready = Incoming | asyncio.Task[Incoming]
"""An update whose files are all here, or the task that fetches them."""


@dataclass
class _Waiting:
    """An update that is kept and not carried through."""

    number: int
    kept: Incoming
    ready: Ready
    tries: int = 0
    waits: int = 0
    """Tries in vain for which only the bucket is to blame."""
    told: bool = False
    """Whoever sent it knows that it waits."""
    failed_at: datetime | None = None
    """When it was first tried in vain."""
    lost: bool = False
    """It could not be kept after all: there is nothing to carry through."""


class Intake:
    """Keeps updates and sees that each is carried through once."""

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        carry: Callable[[int, Incoming], Awaitable[None]],
        clock: Callable[[], datetime],
        at_once: Callable[[Incoming], bool] = lambda _: False,
    ) -> None:
        self._database = database
        self._store = store
        self._carry = carry
        self._clock = clock
        self._at_once = at_once
        self._waiting: dict[tuple[str, str], deque[_Waiting]] = defaultdict(deque)
        self._stopping = asyncio.Event()
        self._workers: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._room = asyncio.Semaphore(TURNS_AT_ONCE)
        self._lines = asyncio.Semaphore(DOWNLOADS_AT_ONCE)
        self._fetching: set[asyncio.Task[Incoming]] = set()
        self._in_hand = 0
        self._behind: Counter[tuple[str, str]] = Counter()
        """Of each chat, what is kept and lines up when that is committed: none goes before it."""
        self.posted: Callable[[], None] = lambda: None
        """Is told of a letter that no turn wrote."""
        self._here: dict[int, Incoming] = {}
        """Updates whose files are here, and not all where they are kept."""
        self.channels: Mapping[str, Fetches] = {}

    async def receive(self, incoming: Incoming) -> bool:
        """Keep an update on disk and carry it through; False when it had come before.

        What is carried ``at_once`` lines up while it is being kept, before that is committed: both
        are one commit, and the disk is waited for once.
        """

        async def as_it_came(_: Session) -> Incoming:
            return incoming

        return await self.receive_written(as_it_came)

    async def receive_written(self, write: Write) -> bool:
        """As ``receive``, what is written of the update elsewhere being one commit with it."""
        at, waiting, behind = self._clock(), None, None
        try:
            async with self._busy(), self._database.transaction() as db:
                incoming = await write(db)
                kept = incoming.channel, incoming.update, incoming.chat, dumps(incoming), at
                chat = incoming.channel, incoming.chat
                if self._behind[chat] or not self._at_once(incoming):
                    behind = chat
                    self._behind[behind] += 1
                    soon = await corridor.receive_soon(db, *kept)
                elif (number := await corridor.receive(db, *kept)) is None:
                    return False
                else:
                    waiting = self._line_up(number, incoming)
        except Exception:
            if waiting is not None:
                waiting.lost = True  # its row is gone: whoever sent it sends it again
            raise
        finally:
            if behind is not None:  # in the same step in which it lines up
                self._behind[behind] -= 1
                if not self._behind[behind]:
                    del self._behind[behind]
        if waiting is None:
            number = soon()
            if number is None:
                return False
            self._line_up(number, incoming)
        return True

    async def keep(self, incoming: Incoming) -> int | None:
        """Keep an update on disk only; its number for ``carry``, None when it had come before."""
        async with self._database.transaction() as db:
            kept = incoming.channel, incoming.update, incoming.chat, dumps(incoming)
            number = await corridor.receive_soon(db, *kept, self._clock())
        return number()

    async def join(self, pieces: Sequence[tuple[int, Incoming]], whole: Incoming) -> None:
        """Make one update, under the first number, of several that were kept and not carried."""
        (first, _), *others = pieces
        async with self._database.transaction() as db:
            await corridor.inbox_payload(db, first, dumps(whole))
            for number, piece in others:
                await settling.settle(db, number, piece)

    def carry(self, number: int, incoming: Incoming) -> None:
        """Carry a kept update through, behind those of its chat; its files are fetched at once."""
        self._line_up(number, incoming)

    def _line_up(self, number: int, incoming: Incoming) -> _Waiting:
        chat = (incoming.channel, incoming.chat)
        waiting = _Waiting(number, incoming, self._begin_fetching(number, incoming))
        self._waiting[chat].append(waiting)
        if chat not in self._workers:
            self._workers[chat] = asyncio.create_task(self._serve(chat))
        return waiting

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
            self.carry(update.id, Incoming.model_validate_json(update.payload))
        return len(left)

    async def _set_aside(self, db: Session, update: Received) -> None:
        reference = f"U{update.id}"
        log.error("update set aside", reference=reference, attempts=update.attempts)
        await settling.set_aside(db, update, reference)
        apology = dumps(words.our_fault(reference))
        await corridor.post(db, update.id, update.channel, update.chat, apology, now=self._clock())

    async def stop(self) -> None:
        """Finish the turns in hand; what still waits stays on disk for the next start."""
        self._stopping.set()
        await asyncio.gather(*self._workers.values(), return_exceptions=True)
        for task in self._fetching:
            task.cancel()
        await asyncio.gather(*self._fetching, return_exceptions=True)

    async def drop(self) -> None:
        """Break off what is in hand: it is on disk, and another process's to carry through."""
        self._stopping.set()
        tasks = [*self._workers.values(), *self._fetching]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until every queued update is carried through."""
        while self._workers:
            await asyncio.gather(*self._workers.values())

    @contextlib.asynccontextmanager
    async def _busy(self) -> AsyncIterator[None]:
        self._in_hand += 1
        try:
            yield
        finally:
            self._in_hand -= 1

    async def give_way(self, most: float = GIVES_WAY) -> None:
        """Return once nobody's update is being kept or carried through, or after so many seconds.

        For work that nobody waits for and that needs what a turn needs.
        """
        left = most
        while self._in_hand and left > 0:
            await asyncio.sleep(_BREATH)
            left -= _BREATH

    @property
    def standing_since(self) -> datetime | None:
        """Since when a chat has stood still because an update could not be carried; None: none."""
        fronts = (waiting[0].failed_at for waiting in self._waiting.values() if waiting)
        return min((at for at in fronts if at is not None), default=None)

    async def _serve(self, chat: tuple[str, str]) -> None:
        waiting = self._waiting[chat]
        try:
            while waiting and not self._stopping.is_set():
                if await self._carried(waiting[0]):
                    waiting.popleft()
                else:
                    await self._pause(waiting[0])
        finally:
            self._waiting.pop(chat, None)
            self._workers.pop(chat, None)

    async def _carried(self, update: _Waiting) -> bool:
        """Carry an update through; False when it is to be tried again."""
        if update.lost:
            return True
        try:
            ready = update.ready
            incoming = ready if isinstance(ready, Incoming) else await ready
            async with self._room, self._busy():
                await self._carry(update.number, incoming)
        except Exception as fault:
            if update.failed_at is None:
                log.exception("chat stands still", channel=update.kept.channel)
                update.failed_at = self._clock()
            # While the database or the bucket is unwell nothing can be said of the update.
            if isinstance(fault, StoreFault) and fault.code is FaultCode.UNREACHABLE:
                await self._waits(update)
            else:
                update.tries += not is_database_trouble(fault)
            if update.tries >= MOST_TRIES and await self._given_up(update):
                return True
            update.ready = self._begin_fetching(update.number, update.kept)
            return False
        return True

    async def _waits(self, update: _Waiting) -> None:
        """The bucket is away, however long: after a while whoever sent it is told, once."""
        update.waits += 1
        since = update.failed_at
        if update.told or since is None or self._clock() - since < SAID_AFTER:
            return
        with contextlib.suppress(StorageFault):
            async with self._database.transaction() as db:
                await settling.say_it_waits(db, update.number, update.kept, self._clock())
            update.told = True
            self.posted()

    async def _pause(self, update: _Waiting) -> None:
        times = max(min(update.tries, 6), min(update.waits, 4))
        seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**times)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _given_up(self, update: _Waiting) -> bool:
        """Set an update aside that never goes through; False when even that cannot be written."""
        kept = update.kept
        row = Received(
            update.number, kept.channel, kept.update, kept.chat, dumps(kept), "new", update.tries
        )
        try:
            async with self._database.transaction() as db:
                await self._set_aside(db, row)
        except Exception:
            log.exception("update not set aside", reference=f"U{update.number}")
            return False
        self.posted()
        return True

    def _begin_fetching(self, number: int, incoming: Incoming) -> Ready:
        """Begin to fetch an update's files and to look at them, if it has any."""
        incoming = self._here.pop(number, incoming)
        if not incoming.attachments:
            return incoming
        task = asyncio.create_task(self._fetched(number, incoming))
        self._fetching.add(task)
        task.add_done_callback(self._fetching_ended)
        return task

    def _fetching_ended(self, task: asyncio.Task[Incoming]) -> None:
        self._fetching.discard(task)
        if not task.cancelled():
            task.exception()  # told where the update is carried; looked at, or asyncio complains

    async def _fetched(self, number: int, incoming: Incoming) -> Incoming:
        """The update with every announced file in the store, or refused, and pictures looked at."""
        if all(a.remote is None or a.digest for a in incoming.attachments):
            incoming = await looked_at(self._store, incoming)
        else:
            fetched = (self._fetch(incoming.channel, a) for a in incoming.attachments)
            here = await asyncio.gather(*fetched)
            incoming = incoming.model_copy(update={"attachments": tuple(here)})
            incoming = await looked_at(self._store, incoming)
            async with self._database.transaction() as db:
                await corridor.inbox_payload(db, number, dumps(incoming))
        self._here[number] = incoming  # the channel may not have it a second time
        for one in incoming.attachments:
            if one.digest is not None:
                await self._store.delivered(one.digest)
        return self._here.pop(number)

    async def _fetch(self, channel: str, attachment: Attachment) -> Attachment:
        if attachment.remote is None or attachment.digest or attachment.refused:
            return attachment
        name = attachment.label

        def named(found: str) -> None:
            nonlocal name
            name = found[:255] or name

        try:
            async with self._lines:
                stored = await self._store.put(
                    self.channels[channel].fetch(attachment.remote, named),
                    allowed=self._store.arriving,
                )
        except Held as held:
            stored = held.stored  # the turn waits until the bucket has it
        except Refused as refusal:
            code = refusal.refusal.code.value
            return attachment.model_copy(update={"label": name, "refused": code, "remote": None})
        except StoreFault as fault:
            log.error("file not stored", channel=channel, code=fault.code.value)  # noqa: TRY400 -- the disk's own words are in the code
            if fault.code is not FaultCode.NO_SPACE:
                raise
            return attachment.model_copy(
                update={"label": name, "refused": "no_room", "remote": None}
            )
        except (LookupError, OSError, TimeoutError) as fault:
            # Without the traceback: its frames hold addresses that are secrets.
            log.warning("file not fetched", channel=channel, error=type(fault).__name__)
            return attachment.model_copy(
                update={"label": name, "refused": "not_fetched", "remote": None}
            )
        return attachment.model_copy(
            update={
                "label": name,
                "digest": stored.digest,
                "size": stored.size,
                "kind": stored.kind.code,
                "remote": None,
            }
        )
