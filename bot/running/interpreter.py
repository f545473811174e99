"""How the interpreter is set for a process that answers many people at once."""

from __future__ import annotations

import gc
import sys

_SWITCH = 0.0002
"""Seconds after which a thread that works lets another have a turn: what is read in a thread must
not make the loop wait five milliseconds, the default, at each of its statements."""


def settle() -> None:
    """Set what the bot runs with."""
    # Fewer, larger collections: a turn makes many short-lived objects and no cycles of ours.
    gc.set_threshold(100_000, 50, 50)
    sys.setswitchinterval(_SWITCH)
