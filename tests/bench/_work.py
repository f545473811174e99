"""Work counted rather than timed: a busy neighbour changes nothing of it.

Functions that Python called, in the loop's thread and in those that read, and steps that SQLite's
machine took. What one call does inside (a sort, a text that is parsed) only the clock sees.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from types import FrameType
from typing import Any
from unittest import mock

from storage.sqlite import line, readers

EVERY = 20
"""Steps of SQLite's machine between two looks at them."""


class Work:
    """Counts while it is asked to; made before the databases are opened."""

    def __init__(self) -> None:
        self.calls = self.steps = 0
        self._counting = False
        self._lines: list[sqlite3.Connection] = []

    def watching(self) -> AbstractContextManager[object]:
        """Have every connection and every reading thread that is opened from now on counted."""
        connect, read = line._connect, readers.Readers._read

        def connected(*told: Any) -> sqlite3.Connection:
            self._lines.append(connect(*told))
            return self._lines[-1]

        def counted(pool: readers.Readers, *told: Any) -> object:
            with self._calls():
                return read(pool, *told)

        both = ExitStack()
        both.enter_context(mock.patch.object(line, "_connect", connected))
        both.enter_context(mock.patch.object(readers.Readers, "_read", counted))
        return both

    async def of(self, ask: Callable[[], Awaitable[object]]) -> tuple[int, int]:
        """Calls and steps that something takes."""
        self.calls = self.steps = 0
        self._counting = True
        self._look(self._stepped)
        try:
            with self._calls():
                await ask()
        finally:
            self._counting = False
            self._look(None)
        return self.calls, self.steps

    def _look(self, seen: Callable[[], int] | None) -> None:
        for one in self._lines:
            with suppress(sqlite3.ProgrammingError):  # one that was closed since
                one.set_progress_handler(seen, EVERY)

    def _calls(self) -> ExitStack:
        """In the thread at hand, where it is time to count."""
        both = ExitStack()
        if self._counting:
            sys.setprofile(self._called)
            both.callback(sys.setprofile, None)
        return both

    def _called(self, _: FrameType, event: str, __: object) -> None:
        self.calls += event in ("call", "c_call")

    def _stepped(self) -> int:
        self.steps += EVERY
        return 0
