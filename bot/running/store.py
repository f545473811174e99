"""The evidence store that the settings speak of."""

from __future__ import annotations

from bot.corridor import clock
from bot.running.config import MEGABYTE, Settings
from bot.running.config_faults import ConfigFault
from storage.evidence import EvidenceStore
from storage.places import NoEngineFault, store_of


def open_store(settings: Settings) -> EvidenceStore:
    """The evidence store of these settings.

    Raises:
        ConfigFault: what is written about a bucket is not whole, or its parts are not installed.
    """
    try:
        return store_of(
            settings.evidence,
            settings.limits.file_megabytes * MEGABYTE,
            reserve=settings.data.reserve_megabytes * MEGABYTE,
            bucket=settings.storage.papers(),
            cache=settings.storage.cache_megabytes * MEGABYTE,
            clock=clock.now,
        )
    except NoEngineFault as fault:
        raise ConfigFault(str(fault)) from None
