"""Asking again when a line fails: the one rhythm for files that come and go on every channel.

What passes by itself (a broken line, a busy server) is asked again after growing pauses; what does
not pass is raised at once. When a channel's own line comes back is its own affair, not told here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_chain,
    wait_fixed,
)

log = structlog.get_logger(__name__)

PAUSES: Final = (1.0, 3.0, 9.0, 20.0, 30.0, 60.0)
"""Seconds between the tries; the last one stays."""
TRIES: Final = len(PAUSES) + 1


def again(
    passes: Callable[[BaseException], bool],
    what: str,
    *,
    pauses: tuple[float, ...] = PAUSES,
    until: float | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> AsyncRetrying:
    """Tries to go through with ``async for``; the last fault is raised as it was.

    ``passes``: which faults are worth another try. ``until``: a moment of the loop's clock that no
    try may begin after (then there may be any number of them); without it there are ``TRIES``.
    """

    def over(state: RetryCallState) -> bool:
        assert until is not None  # noqa: S101 -- only then is this asked
        return asyncio.get_running_loop().time() + state.upcoming_sleep >= until

    def tell(state: RetryCallState) -> None:
        fault = state.outcome.exception() if state.outcome else None
        log.warning(what, tries=state.attempt_number, error=type(fault).__name__)

    return AsyncRetrying(
        retry=retry_if_exception(passes),
        stop=stop_after_attempt(TRIES) if until is None else over,
        wait=wait_chain(*(wait_fixed(pause) for pause in pauses)),
        sleep=sleep,
        before_sleep=tell,
        reraise=True,
    )
