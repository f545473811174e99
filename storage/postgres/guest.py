"""Writing a county that another process holds: a guest's few short transactions, one after another.

For commands beside a running bot. A guest locks the county's row as its holder does, so both write
one after the other; it counts itself there, and the holder reads anew what it had kept
(``holding``). Whoever is told that a guest has written is told after the holder has noticed.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

import asyncpg

from storage.engine import Values
from storage.faults import CommitUnknown, Lost, StorageFault
from storage.postgres import holding
from storage.postgres.address import Address
from storage.postgres.line import PostgresLine
from storage.postgres.trouble import DRIVER, told
from storage.roll import SILENCE

_SHORT = 3
"""Seconds that a guest may keep a holder waiting without a word, or with one statement."""
_AGAIN = 0.05


class GuestLine(PostgresLine):
    """A connection that writes a county and holds none."""

    def __init__(self, address: Address) -> None:
        super().__init__(None)
        self._address = address

    @property
    def unsure_for(self) -> float:
        """A guest is sure of nothing beyond its transaction."""
        return float("inf")

    async def lost(self) -> StorageFault:
        """Never: there is nothing to lose."""
        never: asyncio.Future[StorageFault] = asyncio.get_running_loop().create_future()
        return await never

    def let_go(self) -> None:
        """A guest holds nothing: whoever does goes on."""

    async def begin(self, *, lasting: bool = True) -> None:  # noqa: ARG002 -- all last here
        """Open a transaction; whoever else writes is waited for.

        Raises:
            Receded: nobody may write the county before somebody has looked.
        """
        if not self.is_open:
            self._connection = await self._opened()
        self._waiting = ["begin", holding.visit(self._address.schema)]

    async def _opened(self) -> asyncpg.Connection:
        connection = await self._address.connect(
            lock_timeout=f"{holding.PATIENCE}s",
            statement_timeout=f"{holding.PATIENCE + _SHORT}s",
            idle_in_transaction_session_timeout=f"{_SHORT}s",
        )
        try:
            await holding.make(connection)
            await holding.running(connection, self._address.schema)
        except DRIVER as fault:
            connection.terminate()
            raise told(fault) from fault
        except BaseException:
            connection.terminate()
            raise
        return connection

    async def later(self, sql: str, values: Values) -> None:
        """At once: a guest writes a few rows."""
        await self.done(sql, values)

    async def commit(self, durable: Callable[[], None]) -> None:
        """Commit, and wait until a holder that is there has noticed."""
        sent = False

        async def commit() -> None:
            nonlocal sent
            if self._waiting and self._waiting[0] == "begin":
                self._waiting = []  # nothing was asked, and nobody has to notice anything
                return
            waiting, self._waiting = self._waiting, []
            turn = await self._turn_of_mine()
            sent = True
            await self._connection.execute("; ".join((*map(str, waiting), "commit")))
            durable()
            await asyncio.ensure_future(self._noticed(turn))

        try:
            await self._carried(commit())
        except Lost as fault:
            if not sent:
                raise
            raise CommitUnknown(str(fault)) from fault

    async def rollback(self) -> None:
        """Take back the whole transaction."""
        self._waiting = []
        await self.told("rollback")

    async def finish(self) -> None:
        """Close."""
        await self.close()

    async def close(self) -> None:
        """Close."""
        if self._connection is not None:
            await super().close()

    async def _turn_of_mine(self) -> int:
        found = await holding.standing(self._connection, self._address.schema)
        return found.turn if found else 0

    async def _noticed(self, turn: int) -> None:
        """Wait until the holder has had a turn after ours; not for one that is silent."""
        until = time.monotonic() + SILENCE
        with contextlib.suppress(*DRIVER):
            while time.monotonic() < until:
                if not await holding.is_held(self._connection, self._address.schema):
                    return
                if await self._turn_of_mine() > turn:
                    return
                await asyncio.sleep(_AGAIN)
