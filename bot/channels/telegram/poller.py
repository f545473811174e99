"""Asking Telegram for updates, for ever: acknowledged only when they are on disk.

The library's own updater is not used: it acknowledges what it has merely queued, stops for good
when the token is refused or the queue fails, and reads every update into objects first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram import faults
from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.parse import ALLOWED
from bot.channels.telegram.wire import Wire

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 30.0


class Poller:
    """Long polling."""

    def __init__(
        self,
        wire: Wire,
        inlet: Inlet,
        seconds: int,
        reached: Callable[[bool], None] = lambda there: None,  # noqa: ARG005 -- nobody asks
    ) -> None:
        self._wire = wire
        self._inlet = inlet
        self._seconds = seconds
        self._reached = reached
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Until cancelled. What was not kept is asked for again."""
        while True:
            try:
                await self._round()
                self._failures = 0
                self._reached(True)
            except TelegramError as fault:
                self._reached(False)
                await asyncio.sleep(self._pause(fault))
            except Exception:  # the database failed: nothing was acknowledged
                log.exception("updates not kept")
                await asyncio.sleep(self._back_off())

    async def _round(self) -> None:
        updates = await self._wire.updates(self._offset, self._seconds, ALLOWED)
        # Their numbers are their order; a batch that comes otherwise is put right.
        await self._inlet.take(sorted(updates, key=_number))
        if updates:
            self._offset = max(map(_number, updates)) + 1

    def _pause(self, fault: TelegramError) -> float:
        if isinstance(fault, RetryAfter):
            return faults.seconds_of(fault)
        if isinstance(fault, TimedOut) and self._failures == 0:
            self._failures = 1
            return 0.0
        if isinstance(fault, Conflict):
            log.error("another program asks for this bot's updates, or a webhook is set")
        elif isinstance(fault, InvalidToken):
            log.error("Telegram refuses the token")
            return faults.LONGEST_WAIT
        else:
            log.warning("no updates", error=type(fault).__name__, failures=self._failures)
        return self._back_off()

    def _back_off(self) -> float:
        self._failures += 1
        return min(LONGEST_PAUSE, 2.0 ** min(self._failures, 10) / 2)


def _number(update: Any) -> int:
    return int(update["update_id"])
