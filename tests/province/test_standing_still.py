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
from storage.faults import Lost
from storage.roll import Holder, Peer, Seen
from tests.patience import LONG

ME = Peer("me", "127.0.0.1:1", leaving=False)


class Alone:
    """A roll with nobody else on it."""

    def __init__(self, **holders: Holder) -> None:
        self.holders = holders
        self.away = False

    async def beat(self, me: Peer, counties: Sequence[str]) -> Seen:
        if self.away:
            raise Lost
        return Seen((me,), self.holders)

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
    time.sleep(1.5)  # the whole process stands still
    await asyncio.sleep(0.6)
    assert "county" in found.served
    found._asks_first = 0.0
    await asyncio.wait_for(dropped.wait(), LONG)
    stopped.set()
    await running


async def test_what_the_roll_knows_to_be_ours_is_kept_though_its_own_line_is_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A busy worker asks about 158 counties too slowly; where nobody answers it drops them."""
    monkeypatch.setattr(worker, "ROUND", 0.05)
    monkeypatch.setattr(worker, "SILENCE", 0.5)
    counties: Any = {"county": None}
    roll = Alone(county=Holder(ME.worker, "127.0.0.1:2", alive=True))
    found = Worker(Province(counties, "", Path()), roll, ME, "127.0.0.1")
    stopped, dropped = asyncio.Event(), asyncio.Event()
    found.served["county"] = _county(dropped)
    found._looked_at = asyncio.get_running_loop().time()
    found.seen = Seen((ME,), roll.holders)
    running = asyncio.create_task(found.run(stopped))
    await asyncio.sleep(1)
    assert "county" in found.served
    roll.away = True
    await asyncio.wait_for(dropped.wait(), LONG)
    assert "county" not in found.served
    stopped.set()
    await running


async def test_one_countys_trouble_ends_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round that breaks is told, and the next one comes; what cannot stop is let go of."""
    monkeypatch.setattr(worker, "ROUND", 0.05)
    counties: Any = {"county": None}
    found = Worker(Province(counties, "", Path()), Alone(), ME, "127.0.0.1")
    rounds = asyncio.Queue[int]()

    async def breaks() -> None:
        rounds.put_nowait(1)
        raise ZeroDivisionError

    async def cannot() -> None:
        raise TimeoutError

    monkeypatch.setattr(found, "round", breaks)
    stopped, dropped = asyncio.Event(), asyncio.Event()
    county = _county(dropped)
    county.application.stop = cannot  # type: ignore[method-assign]
    found.served["county"] = county
    county.application.database.unsure_for = 0.0  # type: ignore[misc]
    running = asyncio.create_task(found.run(stopped))
    for _ in range(3):
        await asyncio.wait_for(rounds.get(), LONG)
    assert not running.done()
    stopped.set()
    await running
    assert dropped.is_set()
