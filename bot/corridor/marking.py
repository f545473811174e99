"""Letters that channels have taken in the same moment are marked as sent in one transaction.

The first one waits for the writer's door; whoever comes until it is let in is marked by it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from storage.database import Database, Session
from storage.faults import again

Write = Callable[[Session], Awaitable[None]]


class _Group:
    """Those that wait for the same door."""

    def __init__(self) -> None:
        self.writes: list[Write] = []
        self.over = asyncio.Event()
        self.fault: BaseException | None = None


class Marking:
    """Writes small things of many at once: each is durable when ``write`` returns."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: _Group | None = None

    async def write(self, one: Write) -> None:
        """Write, with what others write in this moment.

        Raises:
            StorageFault: nothing of it was written.
        """
        if self._waiting is not None:
            await self._with_others(self._waiting, one)
            return
        group = self._waiting = _Group()
        try:
            async with self._database.transaction() as db:
                self._waiting = None
                await one(db)
                for other in group.writes:
                    await other(db)
        except BaseException as fault:
            group.fault = fault
            raise
        finally:
            if self._waiting is group:
                self._waiting = None
            group.over.set()

    async def _with_others(self, group: _Group, one: Write) -> None:
        group.writes.append(one)
        await group.over.wait()
        if group.fault is not None:
            # A fresh one for each: they are raised in different tasks.
            raise again(group.fault) from group.fault
