"""What a worker writes when counties are lost: one line each, with county and cause; of a bug all.

Real workers over a real server that is restarted, and one that was frozen.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from bot.province import worker
from bot.province.counties import Province
from bot.province.worker import Worker
from bot.running.config import Settings
from storage.faults import Busy
from storage.schema import SchemaFault
from tests.channels.telegram.live import NUMBERS
from tests.province.test_standing_still import ME, Alone
from tests.province.workers import Workers, settle, until, workers
from tests.storage.standby import pair
from tests.telegram_emulator import Emulator, Phone

COUNTY = ("jiaxian",)
LOST = {"Lost", "Taken", "Undone", "Busy", "CommitUnknown"}


def _events(said: str) -> list[dict[str, Any]]:
    """Every line but the greeting, each of which is data."""
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


def _plain(running: Workers) -> list[dict[str, Any]]:
    """What was said of faults, once nothing but lines was said."""
    said = running.said()
    assert "Traceback" not in said
    assert not re.findall(r"^ +File ", said, re.MULTILINE)
    return [one for one in _events(said) if one["level"] in ("warning", "error")]


@pytest.mark.slow
async def test_a_server_that_is_restarted_leaves_lines_with_county_and_cause(
    tmp_path: Path,
) -> None:
    """Somebody writes all the while; everything is answered once, and no way here is printed."""
    with pair() as server:
        async with Emulator() as telegram, workers(tmp_path, COUNTY, forked=True) as running:
            telegram.clock = lambda: int(time.time())
            await settle(tmp_path, telegram, url=server.url, names=COUNTY)
            running.form = "json"
            await running.start("one")
            await running.shared(1)
            person = Phone(telegram, NUMBERS["李敏"], "李敏")

            def heard() -> int:
                return sum(one["chat"]["id"] == person.number for one in telegram.sent)

            person.says("帮助")
            await until(lambda: heard() >= 1)
            for asked in (2, 3):
                await asyncio.to_thread(server.stop, "primary")
                person.says("帮助")
                await asyncio.sleep(1.5)
                await asyncio.to_thread(server.start, "primary")
                await until(lambda asked=asked: heard() >= asked)  # type: ignore[misc]
            await running.shared(1)
            told = _plain(running)
            of_the_county = [one for one in told if one.get("fault") in LOST]
            assert of_the_county, "somebody said why it stood still"
            assert {one["county"] for one in of_the_county} == set(COUNTY)
            assert all(one["why"] for one in of_the_county)
            assert heard() == 3


@pytest.mark.slow
async def test_a_frozen_worker_says_in_a_line_what_it_lost(tmp_path: Path) -> None:
    """Awake, it stops what is another one's by then, and says of each county why."""
    async with Emulator() as telegram, workers(tmp_path, COUNTY, forked=True) as running:
        telegram.clock = lambda: int(time.time())
        await settle(tmp_path, telegram, names=COUNTY)
        running.form = "json"
        await running.start("one")
        await running.shared(1)
        address = running.addresses.pop("one")
        os.kill(running.processes["one"].pid, signal.SIGSTOP)
        await running.start("two")
        await running.shared(1)
        os.kill(running.processes["one"].pid, signal.SIGCONT)
        running.addresses["one"] = address
        await running.shared(0, 1)
        told = _plain(running)
        lost = [one for one in told if one["event"] == "county lost"]
        assert [(one["county"], one["fault"]) for one in lost] == [("jiaxian", "Taken")]


@pytest.mark.parametrize(
    ("fault", "with_way"), [(SchemaFault("the database is newer"), False), (KeyError("x"), True)]
)
async def test_a_county_that_does_not_start_is_told_once(
    fault: Exception, with_way: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what says itself what to do, the kind; of a fault of ours its whole way and a number."""
    said: list[dict[str, Any]] = []
    log = type("Log", (), {"error": lambda _, event, **more: said.append({"event": event, **more})})
    monkeypatch.setattr(worker, "log", log())
    counties: Any = {"jiaxian": Settings()}
    found = Worker(Province(counties, "", Path()), Alone(), ME, "127.0.0.1")

    async def breaks(_: Settings) -> None:
        raise fault

    monkeypatch.setattr(found, "_started", breaks)
    for _ in range(3):
        await found._take("jiaxian")
    [one] = said
    assert ("exc_info" in one) is with_way
    assert str(fault) in found.faults["jiaxian"]
    if with_way:
        assert one["reference"] in found.faults["jiaxian"]

    async def waits(_: Settings) -> None:
        raise Busy("for another one")

    monkeypatch.setattr(found, "_started", waits)
    await found._take("jiaxian")
    assert len(said) == 1, "what passes by itself is no fault"
