"""How long to wait before the next connection: growing, capped, and never in step with others."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

MINUTE = 60.0
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Growth:
    """Pauses that double from ``first`` to ``most``, in seconds."""

    first: float
    most: float

    def seconds(self, failures: int) -> float:
        """After so many failures in a row, the first being 1; any number, however large."""
        # The exponent is capped before it is used: 2.0 ** 1024 is an OverflowError.
        return min(self.most, self.first * 2.0 ** min(max(failures, 1) - 1, 32))


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The times of a link, in seconds; time and chance come in by this door."""

    lost: Growth = Growth(1.0, MINUTE)
    """After any end of a line."""
    refused: Growth = Growth(MINUTE, 30 * MINUTE)
    """After refused credentials: subscribing is counted by the platform, and nobody mends them
    in a second."""
    kicked: Growth = Growth(10 * MINUTE, 6 * HOUR)
    """After another program took the bot over. Coming back kicks that one: so, slowly; but not
    never, for a kick may come from a test run that is long over."""
    steady: float = MINUTE
    """A line that held so long was a good one: failures are counted anew."""
    peaceful: float = HOUR
    """A line that held so long without a kick: kicks are counted anew."""
    connect: float = 15.0
    """To reach the host, and again to be let in."""
    answer: float = 20.0
    """To be answered; pieces of a file have longer."""
    ping: float = 30.0
    misses: int = 2
    """So many heartbeats in a row without an answer, and the line is dead."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    """Waits between connections."""
    chance: Callable[[], float] = random.random
    """Between 0 and 1."""

    def jittered(self, seconds: float) -> float:
        """Between three quarters of it and all of it, so that not all bots come back at once."""
        return seconds * (0.75 + 0.25 * self.chance())
