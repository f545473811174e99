"""A worker that had no time for seconds was not left alone by the server: it asks first."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.province import worker
from bot.province.counties import Province
from bot.province.worker import Served, Worker
from storage.roll import Peer, Seen
from tests.patience import LONG

ME = Peer("me", "127.0.0.1:1", leaving=False)


class Alone:
    """A roll with nobody else on it."""

    async def beat(self, me: Peer, counties: Sequence[str]) -> Seen:
        return Seen((me,), {})

    async def serves(self, county: str, worker: str, address: str) -> None: ...

    async def leave(self, worker: str) -> None: ...

    async def close(self) -> None: ...


def _county(dropped: asyncio.Event) -> Served:
    async def abandon() -> None:
        dropped.set()

    unsure: Any = SimpleNamespace(
        database=SimpleNamespace(unsure_for=100.0), abandon=abandon, stop=abandon
    )
    return Served(unsure, "127.0.0.1:2")


async def test_whoever_stood_still_drops_nothing_before_it_has_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What nobody answers for long it drops all the same."""
    monkeypatch.setattr(worker, "STOOD_STILL", 1.0)
    counties: Any = {"county": None}
    found = Worker(Province(counties, "", Path()), Alone(), ME, "127.0.0.1")
    stopped, dropped = asyncio.Event(), asyncio.Event()
    county = _county(dropped)
    county.application.database.unsure_for = 0.0  # type: ignore[misc]
    found.served["county"] = county
    running = asyncio.create_task(found.run(stopped))
    await asyncio.sleep(0.05)
    county.application.database.unsure_for = 100.0  # type: ignore[misc]
    time.sleep(1.2)  # the whole process stands still
    await asyncio.sleep(0.6)
    assert "county" in found.served
    found._asks_first = 0.0
    await asyncio.wait_for(dropped.wait(), LONG)
    stopped.set()
    await running
