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
SILENT = "磁盘没有反应，已强行结束。请检查磁盘和挂载的网络盘。"


class CommandFault(Exception):
    """A command that cannot be carried out; the text says why and what to do."""


def run(work: Coroutine[Any, Any, Result], say: Callable[[BaseException], str]) -> Result:
    """As ``asyncio.run``; when the work raises, what hangs behind it has ``PATIENCE`` seconds.

    ``say``: the fault as a sentence, for when nobody else comes to say it. It may look at the
    disk that hangs, and has ``PATIENCE`` seconds too.
    """
    over = threading.Event()

    async def watched() -> Result:
        try:
            return await work
        except BaseException as fault:
            _arm(over, fault, say)
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


def _arm(over: threading.Event, fault: BaseException, say: Callable[[BaseException], str]) -> None:
    said: list[str] = []

    def find() -> None:
        said.append(say(fault))

    def end() -> None:
        if over.wait(PATIENCE):
            return
        finding = threading.Thread(target=find, name="saying", daemon=True)
        finding.start()
        finding.join(PATIENCE)
        print(said[0] if said else SILENT, file=sys.stderr)  # noqa: T201 -- a command's last word
        leave(1)

    threading.Thread(target=end, name="ending", daemon=True).start()
