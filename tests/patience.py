"""How long a test waits for what must come: only a test that is red waits so long.

A machine that others use too may take a minute for what takes a second. Where a time itself is the
matter (for what and how long a command waits), the test holds what is set and reads no clock.
"""

from typing import Final

LONG: Final = 300.0
"""Seconds."""
