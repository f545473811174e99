"""What happens by itself: quarters open and close on their day, old letters are cleared.

APScheduler supplies the beat only; what is due is computed from rows, so a missed beat is caught
up by the next one and two processes do not do it twice. It reckons in the wall's time: when that is
set, a beat that was to come in a minute would come in a year, so the clocks are compared. Opening
is ``bot.quarters.opening``, closing ``bot.review.closing``, telling units what was decided
``bot.review.telling``, reminding ``bot.reminders.due``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.corridor import spoken
from bot.corridor.door import Reminding
from bot.corridor.events import dumps
from bot.editions.freshening import Freshener
from bot.people import ending
from bot.quarters.opening import open_planned
from bot.reminders import due as reminders, nudging
from bot.reminders.milestones import decent
from bot.reminders.rules import rules_now
from bot.review.closing import close_due
from bot.review.telling import tell_quiet
from bot.running import words as running_words
from bot.running.anchors import Anchors
from bot.running.believable import Believable
from bot.running.clearing import clear
from bot.speech.calendar import CHINA
from scoring.periods import mark
from storage.database import Database, Session, stamp
from storage.evidence import EvidenceStore
from storage.faults import StorageFault
from storage.queries import (
    corridor,
    forgetting,
    people,
    spoken as queries_spoken,
    telegram,
    web,
    wecom,
)

log = structlog.get_logger(__name__)

KEPT = timedelta(days=90)
"""Finished updates and letters are forgotten after this; Telegram repeats for a day at most."""
ORPHAN_AGE = timedelta(days=2)
COMPARE_EVERY = 5.0
"""Seconds between two comparisons of the wall's clock with the one that only runs forward."""
_SET = 10.0
"""Seconds by which a clock that was set has moved; one that is pulled slowly never does."""


async def _owes_nothing() -> int:
    return 0


async def _learns_nothing(db: Session) -> None:
    """Nobody has to know of what kind the periods are."""


class Heartbeat:
    """The clockwork behind the bot."""

    def __init__(
        self,
        database: Database,
        store: EvidenceStore,
        clock: Callable[[], datetime],
        posted: Callable[[], None],
        digests: Callable[[], Awaitable[set[str]]],
        reminding: Reminding = Reminding(),  # noqa: B008 -- frozen
        pay: Callable[[], Awaitable[int]] = _owes_nothing,
        anchors: Anchors | None = None,
        tells_anchor: bool = False,
        believable: Believable | None = None,
        freshener: Freshener | None = None,
        ticks: Callable[[], float] = time.monotonic,
        logins_last: timedelta = timedelta(days=200),
        learn: Callable[[Session], Awaitable[None]] = _learns_nothing,
    ) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._posted = posted
        self._digests = digests
        self._reminding = reminding
        self._pay = pay
        self._anchors = anchors
        self._tells_anchor = tells_anchor
        self._believable = believable
        self._ticks = ticks
        self._logins_last = logins_last
        self._learn = learn
        self.beaten_at: float | None = None
        """When the last beat was carried to its end, by ``ticks``; None: none yet."""
        self._freshener = freshener or Freshener(database)
        self._scheduler = AsyncIOScheduler(timezone=CHINA)
        self._comparing: asyncio.Task[None] | None = None
        self._stopped = False

    def start(self) -> None:
        """Beat every minute; clean up every night at three."""
        self._plan()
        self._scheduler.start()
        self._comparing = asyncio.create_task(self._compare())

    def _plan(self) -> None:
        often = {
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": None,
            "replace_existing": True,
        }
        self._scheduler.add_job(
            self._unless_stopped, "interval", (self.beat,), id="beat", seconds=60, **often
        )
        self._scheduler.add_job(
            self._unless_stopped, "cron", (self.clean,), id="clean", hour=3, **often
        )

    async def _compare(self) -> None:
        """Plan anew and beat at once whenever the wall's clock has been set."""
        ahead = self._ahead()
        while True:
            await asyncio.sleep(COMPARE_EVERY)
            moved = self._ahead() - ahead
            if abs(moved) > _SET:
                log.warning("clock was set", seconds=round(moved))
                ahead += moved
                self._plan()
                self.beat_soon()

    def beat_soon(self) -> None:
        """Beat at once, and let nobody wait for it."""
        # Without a trigger it runs at once, by the scheduler's own reading of the clock.
        self._scheduler.add_job(
            self._unless_stopped,
            args=(self.beat,),
            id="at once",
            misfire_grace_time=None,
            replace_existing=True,
        )

    async def _unless_stopped(self, work: Callable[[], Awaitable[None]]) -> None:
        """A scheduler that is shut down cancels what runs, and tells it as a fault with its way."""
        try:
            await work()
        except asyncio.CancelledError:
            if not self._stopped:
                raise

    def _ahead(self) -> float:
        return self._clock().timestamp() - self._ticks()

    def stop(self) -> None:
        """No further beat; one that runs is broken off, which the next holder makes up for."""
        self._stopped = True
        if self._comparing is not None:
            self._comparing.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def beat(self) -> None:
        """Do what has become due; nothing of it while the clock is not to be believed."""
        from bot.inquiry import planned  # with all of the questions, which a start does not need

        now = self._clock()
        if self._believable is not None and not await self._believable.look(now):
            self.beaten_at = self._ticks()
            return
        async with self._database.transaction() as db:
            if opened := await open_planned(db, now):
                await self._learn(db)
            closed = await close_due(db, now)
            told = await tell_quiet(db, now)
        told += await self._tell_read(now)
        for event, found in (("quarter opened", opened), ("quarter closed", closed)):
            if found:
                log.info(event, quarters=[mark(q.year, q.number) for q in found])
        async with self._database.reading() as db:
            rules = await rules_now(db, self._reminding)
        reminded = await reminders.remind(self._database, now, rules)
        reminded += await nudging.summarise(self._database, now, rules)
        reminded += await planned.send_due(self._database, now, rules)
        if decent(now, rules):
            told += await ending.warn(self._database, now, ending.soon(self._logins_last))
        paid = await self._pay()
        if opened or closed or told or reminded or paid:
            self._posted()
        await self._freshener.freshen()
        self.beaten_at = self._ticks()

    async def _tell_read(self, now: datetime) -> int:
        """What was read is told; a fault of that keeps no quarter from closing."""
        from bot.reading.told import tell as tell_read

        try:
            async with self._database.transaction() as db:
                return await tell_read(db, now)
        except StorageFault:
            raise
        except Exception:
            log.exception("not told what was read")
            return 0

    async def clean(self) -> None:
        """Forget what is long done; remove files that no row speaks of."""
        now = self._clock()
        if self._believable is not None and not await self._believable.look(now):
            return
        await self._forget(now)
        known = await self._digests()
        orphans = await asyncio.to_thread(self._store.sweep, known, ORPHAN_AGE, now, dry_run=False)
        if orphans:
            log.info("orphans removed", count=len(orphans))
        if self._anchors is not None:
            await self._anchor(self._anchors, now)

    async def _forget(self, now: datetime) -> None:
        database, before = self._database, now - KEPT
        letters, updates = forgetting.forgettable_letters, forgetting.forgettable_updates
        await clear(database, letters, forgetting.forget_letters, before)
        await clear(database, updates, forgetting.forget_updates, before)
        said = queries_spoken.forgettable
        await clear(database, said, queries_spoken.forget, now - spoken.KEPT)
        async with database.transaction() as db:
            await web.forget_uploads(db, stamp(now - ORPHAN_AGE))
            await telegram.forget(db, before)
            await wecom.forget(db, now)

    async def _anchor(self, anchors: Anchors, now: datetime) -> None:
        """Write the chain's end where the database is not: the log, and the office's groups."""
        end = await anchors.write()
        await anchors.thin()
        log.info("audit chain", anchor=str(end))
        if not self._tells_anchor or not end.number:
            return
        message, day = dumps(running_words.anchor(str(end))), now.astimezone(CHINA).date()
        async with self._database.transaction() as db:
            for group in await people.groups_for(db, "admin"):
                reason = f"anchor:{day}@{group.channel}:{group.address}"
                await corridor.post(
                    db, None, group.channel, group.address, message, reason=reason, now=now
                )
        self._posted()
