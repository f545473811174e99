"""Transactions that share a commit.

SQLite writes for one at a time, and the disk is waited for at each commit. So transactions run one
after the other, each but the first inside a savepoint of its own, within one ``begin``; when nobody
waits to come in, or enough have gone through, all are committed and synced together, in the
connection's thread. Whoever leaves a transaction waits until that is done: nothing is acknowledged
before.

* One that raises or is cancelled rolls back to its own savepoint; the others' writes stay. So they
  do where the engine refuses later what one has put off: that one raises, and no other.
* Those that share a commit are all durable or none: if it fails, each of them raises.
* A later transaction sees what an earlier one of the same commit wrote, though it is not durable
  yet; therefore even one that wrote nothing, or raises, waits before anybody hears of it.
* One that need not last (``lasting=False``) has its commit without the wait for the disk: a power
  cut, not the end of a process, may take it back, with nothing of what was acknowledged after it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from storage.engine import WritingLine
from storage.faults import StorageFault, Undone, again
from storage.session import Session

MOST_TOGETHER = 256
"""So many transactions share a commit at most: they are lost together, and wait together."""


class _Batch:
    """Transactions between one ``begin`` and its ``commit``."""

    def __init__(self, *, lasting: bool) -> None:
        self.lasting = lasting
        self.members = 0
        self.settled = asyncio.Event()
        self.fault: BaseException | None = None
        self.committer: asyncio.Task[None] | None = None

    def settle(self, fault: BaseException | None = None) -> None:
        """It is decided: durable, or (with a fault) nothing of it is there."""
        self.fault = fault
        self.settled.set()

    async def decided(self) -> None:
        """Wait until it is decided, although cancelled meanwhile; then be cancelled."""
        cancelled: asyncio.CancelledError | None = None
        while not self.settled.is_set():
            try:
                await self.settled.wait()
            except asyncio.CancelledError as sign:
                cancelled = sign
        if cancelled is not None:
            raise cancelled

    async def durable(self) -> None:
        """Wait for the commit. Raises what the commit raised."""
        await self.decided()
        if self.fault is not None:
            # A fresh one for each: they are raised in different tasks.
            raise again(self.fault) from self.fault


class Writer:
    """The one connection that writes."""

    def __init__(self, line: WritingLine) -> None:
        self._line = line
        self._door = asyncio.Lock()
        self._batch: _Batch | None = None

    @asynccontextmanager
    async def transaction(self, *, lasting: bool = True) -> AsyncIterator[Session]:
        """One transaction; durable when the block has been left, gone when it raised.

        ``lasting``: False for what is made again by itself when a power cut took it.

        Raises:
            StorageFault: it could not begin, or the commit it shared failed: nothing is written.
        """
        raised: Exception | None = None
        refused: list[StorageFault] = []
        async with self._door:
            batch = await self._joined(lasting) or await self._begin(lasting)
            savepoint = self._line.savepoint(batch.members)
            session = Session(self._line, back=partial(self._line.taken_back, savepoint))
            try:
                if savepoint:
                    await self._line.done(f"savepoint {savepoint}")
                yield session
                await self._line.ended(savepoint, refused.append)
            except BaseException as fault:
                await self._take_back(batch, savepoint, fault)
                if not isinstance(fault, Exception):
                    raise
                raised = fault
            finally:
                session.end()
                await self._left(batch)
        if raised is None:
            await batch.durable()
            raised = next(iter(refused), None)
        else:
            await batch.decided()
        if raised is not None:
            raise raised

    @property
    def unsure_for(self) -> float:
        """Seconds since it was last certain that no other process writes this county."""
        return self._line.unsure_for

    async def lost(self) -> StorageFault:
        """Return once another process holds the county, and why."""
        return await self._line.lost()

    def let_go(self) -> None:
        """The county is no longer ours: nothing is waited for, or written, any more."""
        self._line.let_go()

    async def close(self) -> None:
        """Commit what is open, and close."""
        async with self._door:
            try:
                if self._batch is not None:
                    await self._commit(self._batch)
            finally:
                await self._line.finish()

    async def _joined(self, lasting: bool) -> _Batch | None:
        """The batch that is open; one that need not last is no place for what must."""
        batch = self._batch
        if batch is not None and lasting and not batch.lasting:
            await self._commit(batch)
            return None
        return batch

    async def _begin(self, lasting: bool) -> _Batch:
        """Open a batch."""
        await self._line.begin(lasting=lasting)
        self._batch = _Batch(lasting=lasting)
        return self._batch

    async def _take_back(self, batch: _Batch, savepoint: str, fault: BaseException) -> None:
        """Undo one transaction; where the disk's fault undid all, say so to all."""
        if savepoint and self._line.in_transaction:
            try:
                await self._line.done(f"rollback to {savepoint}")
                await self._line.done(f"release {savepoint}")
            except StorageFault as worse:
                fault = worse
            else:
                return
        await self._lose(batch, fault)

    async def _lose(self, batch: _Batch, fault: BaseException) -> None:
        """The whole batch is gone."""
        self._batch = None
        try:
            if self._line.in_transaction:
                await self._line.rollback()
        finally:
            if not isinstance(fault, StorageFault):
                fault = Undone("the shared transaction was rolled back")
            batch.settle(fault)

    async def _left(self, batch: _Batch) -> None:
        """A transaction has been left, the door is still held: see that its commit comes."""
        if batch.settled.is_set():
            return
        batch.members += 1
        if batch.members >= MOST_TOGETHER:
            await self._commit(batch)
        elif batch.committer is None:
            # It queues at the door behind those who wait already: they come along.
            batch.committer = asyncio.create_task(self._commit_soon(batch))

    async def _commit_soon(self, batch: _Batch) -> None:
        while True:
            try:
                await self._door.acquire()
                break
            except asyncio.CancelledError:
                continue  # the loop is ending; those who wait must still be told
        try:
            if not batch.settled.is_set():
                await self._commit(batch)
        finally:
            self._door.release()

    async def _commit(self, batch: _Batch) -> None:
        """Commit and sync; the door is held."""
        self._batch = None
        done = False

        def durable() -> None:
            nonlocal done
            done = True

        try:
            await self._line.commit(durable)
        except asyncio.CancelledError:
            # Carried through all the same (``WritingLine``); whoever was cancelled has to end.
            if done:
                batch.settle()
            else:
                await self._lose(batch, Undone("the commit was broken off"))
            raise
        except Exception as fault:  # noqa: BLE001 -- whatever it is, those who wait are told
            await self._lose(batch, fault)
        else:
            batch.settle()
