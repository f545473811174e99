"""Which updates share a commit with their turn: an answer, in a process that stands.

An update under which the process dies must be on disk, so that its tries are counted and it is set
aside (``intake``). One that shared its commit is not there: it comes again at the next start, at
once, and is kept by itself then, because in its first minutes a process keeps everything so.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.corridor.events import Incoming
from bot.corridor.writing import writes

STANDS_AFTER = 600.0
"""Seconds: whatever a channel holds back of before the start has come again by then."""


class Joining:
    """Says of an update whether its turn may begin before its keeping is committed."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._now = monotonic
        self._since = monotonic()

    def __call__(self, incoming: Incoming) -> bool:
        """Yes or no."""
        return self._now() - self._since >= STANDS_AFTER and writes(incoming)
