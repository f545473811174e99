"""The time stamps that are configured, or none; what they take is loaded only where there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.corridor import clock
from bot.running.config import Settings
from storage.database import Database

if TYPE_CHECKING:
    from bot.running.stamping import Timestamps


def timestamps_of(
    settings: Settings, database: Database, posted: Callable[[], None]
) -> Timestamps | None:
    """Who asks the authority for them, where the configuration wants that."""
    trail = settings.trail
    if not trail.timestamp:
        return None
    from bot.running.stamping import Timestamps

    return Timestamps(
        database,
        settings.data.folder,
        trail.timestamp,
        Path(trail.timestamp_certificate),
        clock.now,
        posted,
    )
