"""How long a test waits for what must come: only a test that is red waits so long.

A machine that others use too may take a minute for what takes a second. Where a time itself is the
matter (a command that ends within ten seconds), the test says it.
"""

from typing import Final

LONG: Final = 300.0
"""Seconds."""
