"""The papers are read one after another, behind everything else the bot does.

Whatever was filed waits in the database (``storage.queries.readings``), so that nothing is lost
however the bot or the reader ends; the reader is a process of its own (``bot.extraction.reader``).
A paper it does not outlive twice is given up. Where other rules than today's have understood papers
they are understood anew from their lines, behind what waits (`bot.reading.rules`). While the queue
is empty pages are drawn ahead for the desk, and what is filed meanwhile does not wait for them.
What the lines mean is not known here: whoever wants to know is called after.

What is kept of a paper is written in short transactions that let turns pass and wait for no disk:
until the last one the paper waits, and is read again if anything ends this one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import structlog

from bot.corridor.going import Going
from bot.extraction.drawable import OFFICE
from bot.extraction.drawings import Drawings
from bot.extraction.pages import Extract
from bot.extraction.reader import Brought, Lost, NotDrawn, Reader, version
from bot.reading.keeping import (
    JUST_SENT,
    TRIES,
    give_up,
    keep_stretch,
    kept_extract,
    settle,
    stretches,
)
from bot.reading.rules import RULES
from storage.database import Database, Session
from storage.evidence import EvidenceStore
from storage.faults import StorageFault, is_database_trouble
from storage.queries import readings
from storage.queries.readings import Reading as Asked

if TYPE_CHECKING:  # the rules of understanding are loaded with the first paper, not at a start
    from bot.reading.keeping import After
    from bot.reading.meaning import Meaning

log = structlog.get_logger(__name__)

PROGRAM: Final = "bot.reading.process"
"""What the reader's process runs: papers are understood where they are read."""
SLICE = 200
"""So many papers of an older database are asked for in one transaction."""
_LOOK = 60.0
_BREATH = 0.03
"""Between two papers that are understood anew: a county of them at once, and the chat goes on."""
_TROUBLE = 15.0
TOGETHER = 20
"""Office files that are made ready at once."""
ANEW = 5
"""So many papers are understood anew before the next look at the queue."""
SHARE = 5
"""One paper in so many is the one that has waited longest, however many people send more."""
AHEAD = 3
"""Pages of a paper that are drawn before anybody asks."""
_LOOK_AHEAD = timedelta(minutes=10)
"""Between two looks at what reviewers have before them and nobody has drawn."""


class Reading(Going):
    """The queue's other end."""

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        reader: Reader,
        clock: Callable[[], datetime],
        posted: Callable[[], None],
        *,
        after: Sequence[After] = (),
        tell: Callable[[Database, datetime], Awaitable[None]] | None = None,
        give_way: Callable[[], Awaitable[None]] | None = None,
        drawings: Drawings | None = None,
    ) -> None:
        """``tell``: once a paper is understood; ``give_way``: returns when turns have passed."""
        self._database = database
        self._store = store
        self._reader = reader
        self._clock = clock
        self._posted = posted
        self._after = tuple(after)
        self._tell = tell
        self._give_way = give_way
        self._drawings = drawings
        self._wake = asyncio.Event()
        self._ahead: deque[tuple[str, str, int]] = deque()
        self._looked_ahead: datetime | None = None
        self._put_ahead: set[str] = set()
        """Papers that were put ahead once: where the room is too small for all, once is enough."""
        self._taken = 0
        """Papers since the one that had waited longest."""
        self._resting = False
        """Nothing waits to be read."""
        self._drawing: asyncio.Task[None] | None = None
        self._ready: set[str] = set()
        """The Office files that were made ready together."""

    async def stop(self) -> None:
        """Read no more; the paper in hand is read again another time."""
        await super().stop()
        if self._drawing is not None:
            self._drawing.cancel()
            await asyncio.gather(self._drawing, return_exceptions=True)
        await self._reader.close()
        if self._drawings is not None:
            await self._drawings.close()

    def woken(self) -> None:
        """Something may have been filed."""
        self._wake.set()

    async def _run(self) -> None:
        asked = False
        while True:
            try:
                if not asked:
                    await self.catch_up()
                    asked = True
                self._resting = not await self.one() and not await self.anew()
                if self._resting:
                    await self._look_ahead()
                    self._draw()
                    # A wait_for that is woken at the very moment drops the cancellation.
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(_LOOK):
                            await self._wake.wait()
                    self._wake.clear()
                    self._resting = False
            except Exception as fault:
                if is_database_trouble(fault):
                    log.warning("reading waits for the database", error=type(fault).__name__)
                else:
                    log.exception("reading stumbled")
                await asyncio.sleep(_TROUBLE)

    async def catch_up(self) -> int:
        """Ask for what was filed before there was a reader, or was read by another one."""
        text, pictures = version()
        total = 0
        async with self._database.transaction() as db:
            total += await readings.ask_again(db, text, pictures)
        found = SLICE
        while found == SLICE:
            async with self._database.transaction() as db:
                found = await readings.ask_missing(db, SLICE, self._clock())
            total += found
        if total:
            log.info("papers to be read", papers=total)
        return total

    async def one(self) -> bool:
        """Read the next paper; False when none waits."""
        self._taken = (self._taken + 1) % SHARE
        async with self._database.reading() as db:
            if self._taken:
                waiting = await readings.following(db, 1, self._clock() - JUST_SENT)
            else:
                waiting = await readings.longest(db, 1)
        if not waiting:
            return False
        asked = waiting[0]
        try:
            brought = await self._reader.bring(await self._store.here(asked.sha256), asked.kind)
        except Lost as fault:
            await self._lost(asked, fault)
        else:
            await self._keep(asked.sha256, brought)
        return True

    async def anew(self) -> bool:
        """Understand a few papers by today's rules; False when all are."""
        async with self._database.reading() as db:
            outdated = await readings.outdated(db, RULES, ANEW)
        for one in outdated:
            async with self._database.reading() as db:
                extract = await kept_extract(db, one)
            await self._understood(one.sha256, extract, await self._meant(extract))
            await asyncio.sleep(_BREATH)
        if outdated:
            self._posted()
        return bool(outdated)

    async def _lost(self, asked: Asked, fault: Lost) -> None:
        """The reader is gone: this paper is tried once more, behind the others."""
        log.warning("reader lost", digest=asked.sha256[:12], kind=asked.kind, why=fault.why.value)
        async with self._database.transaction() as db:
            await readings.attempt(db, asked.sha256)
        if asked.attempts + 1 >= TRIES:

            async def give_up_on(db: Session, now: datetime) -> bool:
                await give_up(db, asked.sha256, fault.why, reader=version()[0], now=now)
                return True

            lost = Extract(kind=asked.kind, unread=fault.why)
            await self._understood(asked.sha256, lost, None, give_up_on)
        self._posted()

    async def _meant(self, extract: Extract) -> Meaning | None:
        """What the reader's process makes of it; None where it did not outlive that."""
        try:
            return _unpacked(await self._reader.mean(extract))
        except Lost:
            return None

    async def _keep(self, digest: str, brought: Brought) -> None:
        extract, meant = brought.extract, _unpacked(brought.means)
        text, pictures = version()
        seen = any(line.source == "ocr" for line in extract.lines)
        reader = f"{text} {pictures}" if seen else text
        for part in stretches(digest, extract, meant):
            async with self._brief() as db:
                if not await keep_stretch(db, digest, part):
                    return

        async def settled(db: Session, now: datetime) -> bool:
            cost = brought.cpu_ms
            return await settle(db, digest, extract, cpu_ms=cost, reader=reader, now=now)

        await self._understood(digest, extract, meant, settled)
        count = min(max(extract.count, len(extract.pages)), AHEAD)
        self._ahead += [(digest, extract.kind, at) for at in range(1, count + 1)]
        self._posted()

    @contextlib.asynccontextmanager
    async def _brief(self) -> AsyncIterator[Session]:
        """A short transaction behind the turns of this moment; it need not outlast a power cut."""
        if self._give_way is not None:
            await self._give_way()
        async with self._database.transaction(lasting=False) as db:
            yield db

    async def _understood(
        self,
        digest: str,
        extract: Extract,
        meant: Meaning | None,
        end: Callable[[Session, datetime], Awaitable[bool]] | None = None,
    ) -> None:
        """Tell whoever wants to know what it means, and end the reading with what they do last.

        A fault of theirs costs no line that was read; it is tried again with other rules, and not
        before.
        """
        now = self._clock()
        lasts = []
        for after in self._after:
            with self._stumbling(digest, after):
                lasts.append((after, await after(self._brief, digest, extract, now, meant)))
        async with self._brief() as db:
            if end is not None and not await end(db, now):
                return
            await readings.ruled(db, digest, RULES)
            for after, last in lasts:
                with self._stumbling(digest, after):
                    async with db.undoable():
                        await last(db)
        if self._tell is not None:
            with self._stumbling(digest, self._tell):
                await self._tell(self._database, now)

    @staticmethod
    @contextlib.contextmanager
    def _stumbling(digest: str, who: object) -> Iterator[None]:
        """A fault of ours is told in the log; one of the database is everybody's."""
        try:
            yield
        except StorageFault:
            raise
        except Exception:
            log.exception("not understood", digest=digest[:12], who=repr(who))

    async def _look_ahead(self) -> None:
        """Put ahead what is under review and was never drawn: a start forgets what was ahead."""
        now, drawings = self._clock(), self._drawings
        lately = self._looked_ahead is not None and now - self._looked_ahead < _LOOK_AHEAD
        if drawings is None or self._ahead or lately:
            return
        self._looked_ahead = now
        async with self._database.reading() as db:
            shown = await readings.under_review(db)
        new = [one for one in shown if one.sha256 not in self._put_ahead]
        self._put_ahead |= {one.sha256 for one in new}
        pages = [
            (one.sha256, one.kind, at)
            for one in new
            for at in range(1, min(max(one.pages, 1), AHEAD) + 1)
        ]
        self._ahead += await asyncio.to_thread(
            lambda: [page for page in pages if drawings.lacks(page[0], page[1], page[2])]
        )

    def _draw(self) -> None:
        """Begin to draw what nobody has asked for yet, unless it has begun."""
        if self._ahead and (self._drawing is None or self._drawing.done()):
            self._drawing = asyncio.create_task(self._draw_ahead())

    async def _draw_ahead(self) -> None:
        """Draw page after page while no paper waits; Office files are made ready many at a time."""
        try:
            while self._drawings is not None and self._ahead and self._resting:
                await self._draw_one(self._drawings)
        except Exception:
            log.exception("drawing stumbled")
        if not self._ahead:
            self._ready.clear()

    async def _draw_one(self, drawings: Drawings) -> None:
        digest, kind, number = self._ahead[0]
        if kind in OFFICE and digest not in self._ready:
            papers = {
                one: its for one, its, _ in self._ahead if its in OFFICE and one not in self._ready
            }
            chosen = list(islice(papers.items(), TOGETHER))
            self._ready |= {one for one, _ in chosen}
            places = [(await self._store.here(one), one, its) for one, its in chosen]
            with contextlib.suppress(NotDrawn, OSError):
                await drawings.convert(places)
            return
        self._ahead.popleft()
        with contextlib.suppress(NotDrawn, OSError):
            await drawings.page(await self._store.here(digest), digest, kind, number)


def _unpacked(told: dict[str, Any] | None) -> Meaning | None:
    """What the process made of a paper; the first one brings what that takes."""
    from bot.reading.meaning import unpacked

    return unpacked(told)
