"""A fault of the machine is told in one line: what was met, of which county, and why.

A server that is restarted, a county that is another worker's by now, a bucket that is away: a dozen
places meet it at once, and again until it is over; each of them goes on or tries again. How it came
about is no news, and the same of one county is said once a minute. A fault of ours is told as ever,
each time and with its whole way here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, MutableMapping
from typing import Any, Final

import structlog

from storage.disk import StoreFault
from storage.faults import is_database_trouble

EVERY: Final = 60.0
_MOST: Final = 1024
"""Situations that are remembered."""

Event = MutableMapping[str, Any]


def plainly(_logger: object, _method: str, event: Event) -> Event:
    """An event without a traceback where only the machine was at fault."""
    fault = _fault(event.get("exc_info"))
    if fault is None or not _is_situation(fault):
        return event
    del event["exc_info"]
    event["level"] = "warning"
    event.setdefault("fault", type(fault).__name__)
    event.setdefault("why", first_line(fault))
    return event


def first_line(fault: BaseException) -> str:
    """Why, in the words of whoever refused; what servers add in further lines is left out."""
    return (str(fault).splitlines() or [""])[0]


class Once:
    """Says the same situation of a county once a minute."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._said: dict[tuple[object, ...], float] = {}

    def __call__(self, logger: object, method: str, event: Event) -> Event:
        """The event, told plainly.

        Raises:
            structlog.DropEvent: the same was said a moment ago.
        """
        with_way = "exc_info" in event
        event = plainly(logger, method, event)
        if not with_way or "exc_info" in event:
            return event
        what = (event.get("event"), event.get("county"), event["fault"])
        now = self._ticks()
        if now - self._said.get(what, -EVERY) < EVERY:
            raise structlog.DropEvent
        if len(self._said) >= _MOST:
            self._said.clear()
        self._said[what] = now
        return event


def _is_situation(fault: BaseException) -> bool:
    return is_database_trouble(fault) or isinstance(fault, StoreFault)


def _fault(told: object) -> BaseException | None:
    """What ``exc_info`` stands for: an exception, the one in hand, or what ``logging`` keeps."""
    if isinstance(told, BaseException):
        return told
    if isinstance(told, tuple):
        return told[1] if isinstance(told[1], BaseException) else None
    return sys.exc_info()[1] if told else None
