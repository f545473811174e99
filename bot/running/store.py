"""The evidence store that the settings speak of."""

from __future__ import annotations

from bot.running.config import MEGABYTE, Settings
from storage.evidence import EvidenceStore


def open_store(settings: Settings) -> EvidenceStore:
    """The evidence store of these settings."""
    return EvidenceStore(
        settings.evidence,
        settings.limits.file_megabytes * MEGABYTE,
        reserve=settings.data.reserve_megabytes * MEGABYTE,
    )
