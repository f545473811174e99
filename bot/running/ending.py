"""A process that cannot go on ends, whatever still hangs in it.

Python waits at its end for every thread that is at work: for a disk that no longer answers, for
another process that holds the database. Nobody restarts a process that is still there.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")

PATIENCE = 4.0
"""Seconds that may go by between a fault and the end."""


def run(work: Coroutine[Any, Any, Result], say: Callable[[BaseException], str]) -> Result:
    """As ``asyncio.run``; when the work raises, what hangs behind it has ``PATIENCE`` seconds.

    ``say``: the fault as a sentence, for when nobody else comes to say it.
    """
    over = threading.Event()

    async def watched() -> Result:
        try:
            return await work
        except BaseException as fault:
            _arm(over, say(fault))
            raise

    try:
        return asyncio.run(watched())
    finally:
        over.set()


def leave(status: int) -> None:
    """End now with this status: whatever thread is still at work is not waited for."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue  # whoever read it has gone
    os._exit(status)


def _arm(over: threading.Event, sentence: str) -> None:
    def end() -> None:
        if not over.wait(PATIENCE):
            print(sentence, file=sys.stderr)  # noqa: T201 -- a command's last word
            leave(1)

    threading.Thread(target=end, name="ending", daemon=True).start()
