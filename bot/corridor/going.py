"""What goes on beside the turns, from its start to its end: one task of its own.

Here only how it begins and ends. What it does, and what becomes of its faults, is its own.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod


class Going(ABC):
    """Something that runs until it is stopped."""

    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End; what is in hand is left."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @abstractmethod
    async def _run(self) -> None:
        """Go on for ever."""
