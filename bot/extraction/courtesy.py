"""The reader's process stands still while somebody is being answered.

A second worker costs an answer what both have in common: a processor that has to be taken back,
caches, the way to memory. Lowest priority saves none of that; standing still does. It stands for so
long at most, and then works as long as it stood, so that no chat however busy keeps papers waiting.
"""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

MOST: Final = 0.05
"""Seconds it stands at once; an answer that takes longer is not made in a moment anyhow."""


class Stands(Protocol):
    """What can be halted and let go."""

    def halt(self) -> None:
        """Stand still, if it works at all."""

    def go_on(self) -> None:
        """Work again."""


class Courtesy:
    """Halts a worker from an answer's beginning to its end."""

    def __init__(self, worker: Stands) -> None:
        self._worker = worker
        self._since: float | None = None
        self._free_until = 0.0
        self._end: asyncio.TimerHandle | None = None

    def answering(self, answers: int) -> None:
        """How many answers are being made now."""
        loop = asyncio.get_running_loop()
        if answers and self._since is None and loop.time() >= self._free_until:
            self._since = loop.time()
            self._worker.halt()
            self._end = loop.call_later(MOST, self._let_go)
        elif not answers and self._since is not None:
            self._let_go()

    def _let_go(self) -> None:
        if self._since is None:
            return
        now = asyncio.get_running_loop().time()
        self._free_until, self._since = now + (now - self._since), None
        if self._end is not None:
            self._end.cancel()
        self._worker.go_on()
