"""The line that writes a county: taken, kept, watched, and let go of.

Every transaction locks the county's epoch (``holding``). Beside them the holder asks now and then
whether it still is one; a holder that was frozen so finds out at once that it has to stop. What a
guest wrote beside it makes it read anew what it had kept, and refuses the transaction in hand. A
commit whose answer was lost is looked up by its number before anybody is told.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from storage.faults import CommitUnknown, Lost, Outdated, StorageFault, Taken, Undone, again
from storage.postgres import holding
from storage.postgres.address import Address
from storage.postgres.holding import Hold
from storage.postgres.kept import Kept, layout
from storage.postgres.line import PostgresLine
from storage.postgres.trouble import DRIVER, told
from storage.roll import SILENCE

_PING = 1.5
_LOOKED_UP = 20.0
"""Seconds in which a commit whose answer was lost is looked up."""
_AGAIN = 0.25
_STILL_OURS = SILENCE - 2.0
"""Seconds for which rows that were kept are told, after it was last certain that they are ours."""


class WritingLine(PostgresLine):
    """The holder's connection."""

    def __init__(self, address: Address, kept: Kept | None = None) -> None:
        super().__init__(None, kept)
        self._address = address
        self._held: Hold | None = None
        self._visited = False
        """A guest has written, and it is not known yet how many have."""
        self._marks: holding.Marks | None = None
        self._durable = 0
        """The last turn that was acknowledged."""
        self._why: StorageFault = Taken(f"another process holds {address.schema}")
        self._begun = self._sure = float("-inf")
        self._opening = asyncio.Lock()
        self._gone = asyncio.Event()
        self._alive: asyncio.Task[None] | None = None

    @property
    def unsure_for(self) -> float:
        """Seconds since it was last certain that no other process writes this county."""
        return time.monotonic() - self._sure

    async def lost(self) -> StorageFault:
        """Return once another process holds the county, or nobody may; why."""
        await self._gone.wait()
        return self._why

    def let_go(self) -> None:
        """Hang up: what waits for a server that may be cut off is told so at once."""
        if not self._gone.is_set():
            self._why = Lost(f"{self._address.schema} was let go of here")
            self._gone.set()
        if self._connection is not None:
            self.terminate()

    async def begin(self, *, lasting: bool = True) -> None:  # noqa: ARG002 -- all last here
        """Open a transaction; a line that broke is made anew first.

        Raises:
            Taken: another process holds the county by now.
        """
        if self._gone.is_set():
            raise again(self._why)
        await self._open()
        if self._visited:
            await self._carried(self._looked())
        if self._alive is None:
            self._alive = asyncio.create_task(self._watch())
        self._begun, self._marks = time.monotonic(), None
        self._taken_up()
        self._whose.over()
        self._forget()
        self._waiting = ["begin", self._guard()]

    async def commit(self, durable: Callable[[], None]) -> None:
        """Commit, to its end although cancelled; ``durable`` is called when it is done."""
        if not self.is_open:
            raise again(self._why) if self._gone.is_set() else Lost("the line broke before it")
        begun = self._begun

        async def commit() -> None:
            if "begin" in self._waiting[:1] and self._put_off != set():
                await self._sent()  # now it has a number
            try:
                await self._sent("commit")
            except DRIVER as fault:
                if not isinstance(told(fault), Lost):
                    raise
                # In a task of its own: to connect is to have a timeout, which cancels.
                if not await asyncio.ensure_future(self._looked_up()):
                    raise CommitUnknown(str(told(fault))) from fault
            durable()

        try:
            await self._carried(commit())
        finally:
            self._settled()
        self._sure = begun
        if self._marks is not None:
            self._durable = max(self._durable, self._marks.turn)

    async def rollback(self) -> None:
        """Take back the whole transaction."""
        self._taken_up()
        try:
            await self.told("rollback")
        finally:
            self._settled()

    def _settled(self) -> None:
        self._forget()
        if self._kept is not None:
            self._kept.settled()

    def _certain(self) -> bool:
        """Whether nobody else can have written the county: the server ends who is silent longer."""
        return (
            self.is_open and not self._gone.is_set() and time.monotonic() - self._sure < _STILL_OURS
        )

    async def finish(self) -> None:
        """Let go of the county, and close."""
        await self.close()

    async def close(self) -> None:
        """Close; the server lets go of the lock with the session."""
        if self._alive is not None:
            self._alive.cancel()
            await asyncio.gather(self._alive, return_exceptions=True)
        if self._connection is not None:
            await super().close()

    def _guard(self) -> str:
        assert self._held is not None  # noqa: S101 -- it is open
        return holding.guard(self._address.schema, self._held)

    async def _open(self) -> None:
        async with self._opening:
            if self.is_open and self._held is not None:
                return
            began = time.monotonic()
            try:
                self._connection, self._held = await self._taken()
            except Taken as fault:
                if self._held is not None:
                    self._why = fault
                    self._gone.set()
                raise
            self._sure, self._visited = began, False

    async def _taken(self) -> tuple[Any, Hold]:
        """A connection that may write, to a server that knows what it has acknowledged."""
        held = self._held.epoch if self._held else None
        connection, hold = await holding.take(self._address, held)
        try:
            if self._durable:
                await holding.look_back(connection, self._address.schema, self._durable)
            await self.listen(connection)
            if self._kept is not None:
                self._kept.begin_anew(await layout(connection), self._certain)
        except BaseException as fault:
            connection.terminate()
            if isinstance(fault, DRIVER):
                raise told(fault) from fault
            raise
        return connection, hold

    def _heard(self, about: object, message: Any) -> None:
        """The guard has named the transaction, or rows have come."""
        self._marks = holding.marks_in(str(message.message)) or self._marks
        super()._heard(about, message)

    async def _carried(self, work: Any) -> Any:
        try:
            return await super()._carried(work)
        except Taken:
            self._gone.set()
            raise
        except Lost as fault:
            if not self._gone.is_set():
                raise
            raise again(self._why) from fault  # it was we who hung up, in the middle of a turn
        except Outdated:
            self._visited = True
            self._read_anew()
            raise

    def _read_anew(self) -> None:
        if self._kept is not None:
            self._kept.forget()

    async def _looked_up(self) -> bool:
        """Whether the transaction whose answer was lost is committed; False: nobody could say.

        Raises:
            Undone: it is not, and never will be.
        """
        if self._marks is None:
            raise Undone("the line broke before anything was written")
        until = time.monotonic() + _LOOKED_UP
        while time.monotonic() < until:
            try:
                found = await self._fate(self._marks.number)
            except StorageFault:
                found = None
            if found is False:
                raise Undone("the line broke, and nothing of it was written")
            if found:
                return True
            await asyncio.sleep(_AGAIN)
        return False

    async def _fate(self, number: str) -> bool | None:
        connection = await self._address.connect()
        try:
            return await holding.fate(connection, number)
        except (*DRIVER, TimeoutError) as fault:
            raise told(fault) from fault
        finally:
            connection.terminate()

    async def _watch(self) -> None:
        """Ask now and then whether the county is still ours; a silent holder's session is ended."""
        while not self._gone.is_set():
            await asyncio.sleep(_PING)
            try:
                await self._ask()
                await self._open()
            except (*DRIVER, TimeoutError, StorageFault):
                continue  # the next round, or the next transaction, tells

    async def _ask(self) -> None:
        async with self._turn:
            if not self.is_open or self._connection.is_in_transaction():
                return
            try:
                if await self._looked():  # a guest waits for it
                    await self._connection.execute(self._guard())
            except (*DRIVER, Taken) as fault:
                if isinstance(told(fault), Taken):
                    self._gone.set()
                self._connection.terminate()
                raise

    async def _looked(self) -> bool:
        """Look whether the county is still ours; whether a guest has written in it.

        Raises:
            Taken: it is not.
        """
        assert self._held is not None  # noqa: S101 -- it is open
        began = time.monotonic()
        found = await holding.standing(self._connection, self._address.schema)
        if found is None or found.epoch != self._held.epoch:
            raise Taken(f"another process holds {self._address.schema}")
        visited = found.guests != self._held.guests
        if visited:
            self._held = Hold(found.epoch, found.guests)
            self._read_anew()
        self._sure, self._visited = began, False
        return visited
