"""Work that is carried to its end in the task that asked for it, although that is cancelled.

A statement that was broken off half-way would leave the connection in a state that nobody knows,
and it is somebody else's next. A task of its own for each statement would do the same, and cost
more than the statement. Not for work that ends itself by cancelling (``asyncio.timeout``).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Generator
from types import coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


@coroutine
def carried(work: Coroutine[Any, Any, Result]) -> Generator[Any, Any, Result]:
    """What the work returns or raises; a cancellation is raised once it is over."""
    cancelled: asyncio.CancelledError | None = None
    while True:
        try:
            awaited = work.send(None)
        except StopIteration as end:
            if cancelled is not None:
                raise cancelled from None
            result: Result = end.value
            return result
        except Exception:
            if cancelled is not None:
                raise cancelled from None
            raise
        try:
            yield from _over(awaited)
        except asyncio.CancelledError as sign:
            cancelled = sign


def _over(awaited: asyncio.Future[Any] | None) -> Generator[Any, Any, None]:
    """Wait until what the work waits for is there.

    Raises:
        CancelledError: this task was cancelled, meanwhile or before; what was waited for is there.
    """
    if awaited is None:  # the work only lets others go first
        yield
        return
    # The work said that it waits; it is we who do (the word between a future and a task).
    awaited._asyncio_future_blocking = False  # noqa: SLF001 -- asyncio's own word, public to nobody
    if awaited.done():
        return
    uncancelled = _Uncancelled(awaited)
    # Whatever became of it, the work is told; a cancellation here is that of what was waited for.
    with contextlib.suppress(Exception, asyncio.CancelledError):
        yield uncancelled
    if uncancelled.asked:
        raise asyncio.CancelledError


class _Uncancelled:
    """A future as a task waits for it, which a cancelled task does not cancel.

    ``asyncio.shield`` does the same with a second future, and a round of the loop more.
    """

    __slots__ = ("_asyncio_future_blocking", "_future", "asked")

    def __init__(self, future: asyncio.Future[Any]) -> None:
        self._future = future
        self._asyncio_future_blocking = True
        self.asked = False
        """Whether the task was cancelled."""

    def get_loop(self) -> asyncio.AbstractEventLoop:
        """The future's."""
        return self._future.get_loop()

    def add_done_callback(self, called: Any, *, context: Any = None) -> None:
        """The task's."""
        self._future.add_done_callback(called, context=context)

    def cancel(self, _msg: Any = None) -> bool:
        """Heard, and told when it is over."""
        self.asked = True
        return True
