"""Results of living forms, computed beside everything else soon after they became stale.

What is read, and what it comes to, in a view beside the writer; then written in a short transaction
if it still holds: a form that changes meanwhile stays stale. What a form comes to is
``bot.editions.outcome``'.
"""

from __future__ import annotations

import asyncio

import structlog

from bot.corridor.going import Going
from bot.editions import stale
from storage.database import Database, Session
from storage.queries import quarters, results
from storage.queries.quarters import Quarter
from storage.queries.results import Computed

log = structlog.get_logger(__name__)

SLICE = 100
"""So many are taken up at a time."""
PAUSE = 1.0
"""Seconds after a question met stale results, in which others may come along."""


class Freshener(Going):
    """Computes what is stale; one at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wanted = asyncio.Event()
        self._one = asyncio.Lock()
        self._retried = False

    def wanted(self) -> None:
        """A question met stale results."""
        self._wanted.set()

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            await asyncio.sleep(PAUSE)
            self._wanted.clear()
            try:
                await self.freshen()
            except Exception:  # the next question, or the beat, asks again
                log.exception("results not computed")

    async def freshen(self) -> None:
        """Compute all that is stale; after a start also what could not be assessed before.

        The new version may be able to.
        """
        async with self._one:
            if not self._retried:
                async with self._database.transaction() as db:
                    await results.retry(db)
                self._retried = True
            async with self._database.reading() as db:
                every = await quarters.everyone(db)
            for quarter in every:
                done = SLICE
                while done == SLICE:
                    done = await self._slice(quarter)

    async def _slice(self, quarter: Quarter) -> int:
        """Compute some; how many there were."""
        async with self._database.reading() as db:
            if not await results.stale(db, quarter.id, 1):
                return 0
        async with self._database.transaction() as db:
            mark, taken = await results.take_up(db, quarter.id, SLICE)

        async def work(db: Session) -> list[Computed]:
            return await stale.worked_out(db, quarter, taken)

        found = await self._database.beside(work)
        async with self._database.transaction() as db:
            await results.keep_taken_up(db, found, mark)
        return len(taken)
