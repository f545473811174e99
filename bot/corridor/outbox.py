"""The way out: letters leave in order per chat, are tried again, and are given up aloud.

A letter is a row that its turn committed. It is delivered at least once; a channel that keeps its
own log (the web chat) stores it exactly once by its number. Pictures and documents of a letter are
made here from their recipes, in a thread, after the turn; one that cannot be made holds nobody up
(``drawn_later``). A settled letter keeps its dedupe key and its state, and nothing of what it said.

Codes (``bot.corridor.codes``) are put in when a letter leaves. A channel that shows its log again
and again gets the marks, and puts the codes in at each look.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.corridor import drawn_later, words
from bot.corridor.codes import holds_mark
from bot.corridor.delivering import KEEPS_A_LOG, Delivers, GoneError, LaterError, keeps
from bot.corridor.enclosed import Enclosed
from bot.corridor.events import File, Letter, Message, ReadyFile, Recipe, written
from bot.corridor.marking import Marking
from bot.corridor.taken import Line, TakenLog
from storage.database import Database, Session, moment
from storage.disk import StoreFault
from storage.evidence import EvidenceStore
from storage.faults import is_database_trouble
from storage.queries import corridor, people
from storage.queries.corridor import Posted

log = structlog.get_logger(__name__)

AT_ONCE = 32
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=2)
STORE_PAUSE = timedelta(seconds=15)
_UNSETTLED_SECONDS = 3.0
"""Pause after a letter whose fate could not be written."""

_FAILED_SECONDS = 5.0
"""Pause after a round in which the database failed."""


async def as_it_is(_db: Session, text: str) -> str:
    """Nothing is put in."""
    return text


@dataclass(frozen=True, slots=True)
class _Taken:
    """A letter that its channel has: the channel's number, and the files it went without."""

    external: str
    owed: tuple[File, ...] = ()


class Outbox:
    """Delivers what turns have posted."""

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        make: Callable[[Recipe], bytes | Iterator[bytes]],
        clock: Callable[[], datetime],
        reveal: Callable[[Session, str], Awaitable[str]] = as_it_is,
        taken: TakenLog | None = None,
    ) -> None:
        self._database = database
        self._enclosed = Enclosed(database, store, make, clock)
        self._reveal = reveal
        self._clock = clock
        self._posted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self._under_way: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._taken: dict[int, _Taken] = {}
        """Letters that a channel has, and that could not be marked as sent yet."""
        self._marking = Marking(database)
        self._log = taken
        self.channels: Mapping[str, Delivers] = {}

    def posted(self) -> None:
        """There may be new letters."""
        self._posted.set()

    def start(self) -> None:
        """Deliver from now on."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Finish the letters in hand; the others stay on disk."""
        self._stopping = True
        self._posted.set()
        if self._task is not None:
            await self._task

    async def drop(self) -> None:
        """Break off what is in hand, and send nothing more: it is another process's to send."""
        self._stopping = True
        tasks = [*self._under_way.values(), *((self._task,) if self._task else ())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._task = None

    async def recover(self) -> int:
        """Mark what a channel had taken when an earlier process died; how many letters."""
        if self._log is None:
            return 0
        lines = {line.letter: line for line in self._log.lines()}
        found = 0
        async with self._database.transaction() as db:
            for letter in await corridor.waiting(db, sorted(lines)):
                line = lines[letter.id]
                if not line.is_of(letter):
                    continue
                found += 1
                files = Message.model_validate_json(letter.payload).files
                await corridor.sent(db, letter.id, line.external, self._clock())
                if line.owed:
                    await drawn_later.owe(db, letter, [files[number] for number in line.owed])
        self._log.clear()
        return found

    async def _run(self) -> None:
        while not self._stopping:
            self._posted.clear()
            try:
                # Where that was all there is, whoever posts more, or has delivered, rings.
                pause = 0.0 if len(await self._take_up()) >= AT_ONCE else await self._pause()
            except Exception:  # the database failed: keep trying, aloud
                log.exception("outbox round failed")
                pause = _FAILED_SECONDS
            if pause:
                try:
                    await asyncio.wait_for(self._posted.wait(), pause)
                except TimeoutError:
                    continue
        await asyncio.gather(*self._under_way.values())

    async def _pause(self) -> float:
        if self._under_way:
            # What is under way rings when it is done; this is for what others were told to wait.
            return 0.5
        async with self._database.reading(once=True) as db:
            due = await corridor.next_due(db)
        if due is None:
            return 60.0
        return min(60.0, max(0.05, (moment(due) - self._clock()).total_seconds()))

    async def round(self) -> int:
        """Deliver the oldest due letter of each chat and wait for them; how many there were."""
        taken = await self._take_up()
        await asyncio.gather(*taken)
        return len(taken)

    async def _take_up(self) -> list[asyncio.Task[None]]:
        """Begin to deliver the oldest due letter of each chat that has none under way.

        Each goes by itself: a chat whose file takes a minute holds up nobody else.
        """
        # As they were before the look: a letter that is settled during it is still in what it saw.
        busy = set(self._under_way)
        async with self._database.reading(once=True) as db:
            letters = await corridor.due(db, self._clock(), AT_ONCE + len(busy))
        fresh = [one for one in letters if (one.channel, one.chat) not in busy]
        taken = []
        for letter in fresh[: max(0, AT_ONCE - len(busy))]:
            chat = (letter.channel, letter.chat)
            task = asyncio.create_task(self._carry(chat, letter))
            self._under_way[chat] = task
            taken.append(task)
        return taken

    async def _carry(self, chat: tuple[str, str], letter: Posted) -> None:
        try:
            await self._deliver(letter)
        except Exception:  # the database failed: the letter is still there
            log.exception("letter not settled", letter=letter.id)
            await asyncio.sleep(_UNSETTLED_SECONDS)
        finally:
            del self._under_way[chat]
            self._posted.set()

    async def _deliver(self, posted: Posted) -> None:
        passing: list[str] = []
        try:
            if posted.id not in self._taken and await self._sent(posted, passing):
                return
        except LaterError as wait:
            # Being asked to wait is no failed attempt: it never makes a letter be given up.
            await self._put_off(posted, timedelta(seconds=wait.seconds), str(wait), tries=0)
        except GoneError as gone:
            await self._gone(posted, str(gone))
        except StoreFault as fault:
            # The papers' store is away: no fault of the letter's, which waits for it.
            log.warning("paper not fetched", letter=posted.id, code=fault.code.value)
            await self._put_off(posted, STORE_PAUSE, fault.code.value, tries=0)
        except Exception as fault:  # whatever a channel raises, the letter is kept
            if is_database_trouble(fault):
                raise
            log.warning("letter not delivered", letter=posted.id, exc_info=True)
            await self._failed(posted, type(fault).__name__)
        else:
            await self._mark(posted)
        finally:
            await self._enclosed.let_pass(passing)

    async def _sent(self, posted: Posted, passing: list[str]) -> bool:
        """Hand a letter to its channel, without the files that cannot be made now.

        True: it is marked already; else it is noted as taken, to be marked.
        """
        letter, here, missing = await self._made_ready(posted, passing)
        channel, files = self.channels[posted.channel], [ready for _, ready in here]
        # As posted: in the letter that leaves, marks have become codes, and those are never kept.
        kept = Message.model_validate_json(posted.payload).files if missing else ()
        owed = tuple(kept[number] for number in missing)
        if keeps(channel):

            async def beside(db: Session, external: str) -> None:
                await self._settle(db, posted, _Taken(external, owed))

            await channel.write(letter, files, beside)
            return True
        if posted.channel not in KEEPS_A_LOG:
            await self._database.hold()  # another process may send it by now, if we were frozen
        external = await channel.deliver(letter, files)
        if self._log is not None and posted.channel not in KEEPS_A_LOG:
            self._log.note(
                Line(posted.id, posted.chat, posted.created_at, external, tuple(missing))
            )
        self._taken[posted.id] = _Taken(external, owed)
        return False

    async def _made_ready(
        self, posted: Posted, passing: list[str]
    ) -> tuple[Letter, list[tuple[File, ReadyFile]], list[int]]:
        """The letter as it leaves, the files it leaves with, and the numbers of those missing."""
        letter = await self._letter(posted)
        here: list[tuple[File, ReadyFile]] = []
        missing: list[int] = []
        for number, file in enumerate(letter.message.files):
            try:
                ready = await self._enclosed.ready(file, posted.channel)
            except Exception as fault:  # whatever keeps it from being made
                if file.recipe is None or is_database_trouble(fault):
                    raise
                log.warning("file not made", letter=posted.id, exc_info=True)
                missing.append(number)
                continue
            here.append((file, ready))
            if file.passing and ready.digest:
                passing.append(ready.digest)
        if missing:
            files = letter.message.files
            message = words.without_files(
                letter.message, [file for file, _ in here], [files[n] for n in missing]
            )
            letter = letter.model_copy(update={"message": message})
        return letter, here, missing

    async def _mark(self, posted: Posted) -> None:
        """The channel has it; until that is written the letter is never sent again."""
        taken = self._taken[posted.id]
        await self._marking.write(lambda db: self._settle(db, posted, taken))
        del self._taken[posted.id]
        if self._log is not None and not self._taken:
            self._log.all_marked()

    async def _settle(self, db: Session, posted: Posted, taken: _Taken) -> None:
        await corridor.sent(db, posted.id, taken.external, self._clock())
        if taken.owed:
            await drawn_later.owe(db, posted, taken.owed)

    async def pay(self) -> int:
        """Make what earlier letters went without; how many letters were posted for it."""
        return await drawn_later.pay(self._database, self._enclosed.made, self._clock)

    async def _letter(self, posted: Posted) -> Letter:
        payload = posted.payload
        if posted.channel not in KEEPS_A_LOG and holds_mark(payload):
            async with self._database.reading() as db:
                payload = await self._reveal(db, payload)
        return Letter(
            number=posted.id,
            chat=posted.chat,
            message=written(payload),
            replaces=posted.replaces,
            created=moment(posted.created_at),
        )

    async def _put_off(self, posted: Posted, pause: timedelta, why: str, *, tries: int = 1) -> None:
        async with self._database.transaction() as db:
            await corridor.put_off(db, posted.id, self._clock() + pause, why, tries)

    async def _failed(self, posted: Posted, why: str) -> None:
        if posted.attempts + 1 < MOST_ATTEMPTS:
            await self._put_off(posted, FIRST_PAUSE * 2**posted.attempts, why)
            return
        log.error("letter given up", letter=posted.id, channel=posted.channel, why=why)
        async with self._database.transaction() as db:
            await corridor.give_up(db, posted.id, "failed", why)

    async def _gone(self, posted: Posted, why: str) -> None:
        async with self._database.transaction() as db:
            await corridor.give_up(db, posted.id, "gone", why)
            person = await people.by_identity(db, posted.channel, posted.chat)
            await people.identity_state(db, posted.channel, posted.chat, "blocked")
            other = await people.reached_at(db, person.id) if person else None
            if other is not None and not _only_there(posted):
                # The same person may be reached on another channel: said there, once.
                await corridor.elsewhere(
                    db, posted.id, posted.payload, other.channel, other.address, self._clock()
                )


def _only_there(posted: Posted) -> bool:
    """Whether no other channel can carry a letter: a download is fetched in the web chat."""
    files = Message.model_validate_json(posted.payload).files
    return any(file.download is not None for file in files)
