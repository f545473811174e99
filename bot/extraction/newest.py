"""A turn that is given to whoever asked last: what is looked at now, before what was passed by.

Not here: what the turn is for.
"""

from __future__ import annotations

import asyncio
from types import TracebackType


class Newest:
    """One at a time, the newest of those who wait first."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: list[asyncio.Future[None]] = []

    async def __aenter__(self) -> None:
        if not self._taken:
            self._taken = True
            return
        mine = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # it was given just now: on to the next
                self._pass_on()
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        while self._waiting:
            following = self._waiting.pop()
            if not following.done():
                following.set_result(None)
                return
        self._taken = False
