"""A release that is cut off at any moment has not happened; run again, it happens once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.corridor.events import Incoming, dumps
from bot.corridor.router import Router
from storage.queries import corridor
from tests.kill.test_every_await import _awaiting, cancelled_at, state, suspend_statements
from tests.release.test_publish import LIAISON, OTHER, _propose, county

STRIDE = 4
"""Every fourth await: once it has read, a release waits for the database some fifty times."""


async def test_a_release_cancelled_on_its_way_is_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edition, state, date, audit and every letter are one transaction."""
    suspend_statements(monkeypatch)
    async with county(tmp_path) as play:
        route = await _propose(play, "公示")
        incoming = Incoming(
            channel="web", update="release", chat=OTHER, sender=OTHER, private=True,
            received=play.now, route=route,
        )  # fmt: skip
        async with play.database.transaction() as db:
            number = await corridor.receive(db, "web", "release", OTHER, dumps(incoming), play.now)
        assert number is not None
        router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
        before, tries = await state(play), 0
        for await_number in range(1, 5000, STRIDE):
            turn = cancelled_at(await_number, router.turn(number, incoming))
            task = asyncio.ensure_future(_awaiting(turn))
            await asyncio.gather(task, return_exceptions=True)
            if await state(play) != before:
                break
            assert task.cancelled(), "the turn ended and did nothing"
            tries += 1
        assert tries > 3, "a release waits for the database more often than that"
        await router.turn(number, incoming)
        assert len(await play.query("select id from publications")) == 1
        told = "select id from outbox where inbox_id = ? and chat = ?"
        assert len(await play.query(told, number, LIAISON)) == 1
        (row,) = await play.query("select state from quarters")
        assert row["state"] == "announced"
