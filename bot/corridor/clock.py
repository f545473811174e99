"""The time now, read here and nowhere else in the product.

Whoever needs it is given ``clock.now`` at the door, or calls it by that name, so that whoever
replaces it (a test) replaces it for all. Pages do not: they have ``turn.now``.
"""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The time now, aware, UTC."""
    return datetime.now(UTC)
