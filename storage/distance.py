"""How near the fingerprints of two pictures are, without anything that draws.

Which distance means 疑似重复 to whom the pages decide; measured: 4 or less is worth showing to a
person, different pages of text come as near as 6.
"""

from __future__ import annotations

SUSPICIOUS_DISTANCE = 4
"""Fingerprints this near or nearer are shown to a person as a possible duplicate."""
_MASK = (1 << 64) - 1


def distance(first: int, second: int) -> int:
    """Return in how many of 64 bits two fingerprints differ: 0 the same, about 32 unrelated."""
    return ((first ^ second) & _MASK).bit_count()
