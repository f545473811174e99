"""Several workers, several counties: each county served by exactly one, whatever becomes of it."""

from __future__ import annotations

import asyncio
import base64
import itertools
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.channels.telegram import webhook
from bot.province import secret
from bot.province.worker import ROUND
from storage.roll import SILENCE
from tests.channels.telegram.live import NUMBERS
from tests.province.workers import COUNTIES, NAMES, Workers, settle, until, workers
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown

pytestmark = [pytest.mark.slow]
TAKEN_OVER = 10.0
"""Seconds within which a dead worker's counties are served; ``make province-kills`` times it."""


@pytest.fixture
async def telegram() -> AsyncIterator[Emulator]:
    async with Emulator() as running:
        running.clock = lambda: int(time.time())
        yield running


@pytest.fixture
async def running(tmp_path: Path, telegram: Emulator) -> AsyncIterator[Workers]:
    await settle(tmp_path, telegram)
    async with workers(tmp_path, forked=True) as found:
        yield found


class Person:
    """Somebody who asks over the first county's Telegram."""

    def __init__(self, emulator: Emulator) -> None:
        self._phone = Phone(emulator, NUMBERS["李敏"], "李敏")
        self._emulator = emulator
        self.asked = 0

    def answers(self) -> list[str]:
        sent = self._emulator.sent
        return [shown(one) for one in sent if one["chat"]["id"] == self._phone.number]

    def says(self, text: str = "帮助") -> None:
        self._phone.says(text)
        self.asked += 1

    async def asks(self, text: str = "帮助") -> None:
        self.says(text)
        await self.is_answered()

    async def is_answered(self) -> None:
        await until(lambda: len(self.answers()) >= self.asked)
        assert len(self.answers()) == self.asked


def test_what_is_waited_for_on_purpose_leaves_a_second_to_start() -> None:
    """Silence, a look of each side: whatever the machine's speed, the program waits no longer."""
    assert SILENCE + 2 * ROUND <= TAKEN_OVER - 1


async def test_counties_are_shared_taken_over_and_handed_over(
    running: Workers, telegram: Emulator
) -> None:
    """Two workers; one is killed with -9, another comes, one leaves: no question twice or never."""
    person = Person(telegram)
    await running.start("one")
    await running.shared(3)
    await person.asks()
    await running.start("two")
    await running.shared(1, 2)
    await person.asks()
    for worker in ("one", "two"):
        for county in NAMES:
            # A county refuses to be reached under another one's name.
            assert (await running.page(worker, f"{county}.test"))[0] == 200
        assert (await running.page(worker, "nowhere.test"))[0] == 404
        told = await running.text(worker, "/metrics")
        assert "xinkao_workers 2" in told
        for county in NAMES:
            assert f'xinkao_county_held{{county="{county}"}} 1' in told
        assert told.count("xinkao_county_ok{") in (1, 2)
    shares = await running.shares()
    holder = next(name for name, counties in shares.items() if NAMES[0] in counties)
    await asyncio.sleep(1)  # a letter that was taken at the very moment is looked for, and is slow
    os.kill(running.processes[holder].pid, signal.SIGKILL)
    assert await running.gone(holder) == -signal.SIGKILL
    await running.shared(3)
    await person.asks()
    await running.start("three")
    await running.shared(1, 2)
    await person.asks()
    left = next(name for name, its in (await running.shares()).items() if NAMES[0] in its)
    running.processes[left].terminate()
    assert await running.gone(left) == 0, running.said()
    await running.shared(3)
    await person.asks()
    assert len(person.answers()) == 5, "each question was answered once"


async def test_a_frozen_worker_lets_go_of_what_others_have_taken(
    running: Workers, telegram: Emulator
) -> None:
    """SIGSTOP until its counties are served elsewhere; awake, it takes its share like a new one."""
    person = Person(telegram)
    await running.start("one")
    await running.start("two")
    await running.shared(1, 2)
    await person.asks()
    await asyncio.sleep(1)
    shares = await running.shares()
    holder = next(name for name, counties in shares.items() if NAMES[0] in counties)
    address = running.addresses.pop(holder)
    os.kill(running.processes[holder].pid, signal.SIGSTOP)
    await running.shared(3)
    await person.asks()
    os.kill(running.processes[holder].pid, signal.SIGCONT)
    running.addresses[holder] = address
    await running.shared(1, 2)
    await person.asks()
    assert len(person.answers()) == 3


async def test_a_county_that_telegram_calls_is_reached_over_any_worker(
    tmp_path: Path, telegram: Emulator
) -> None:
    """By the web address, whoever serves it; killed with -9 between two calls, nothing is lost."""
    await settle(tmp_path, telegram, pushed=True)
    async with workers(tmp_path, forked=True) as running:
        await running.start("one")
        await running.start("two")
        await running.shared(1, 2)
        turns = itertools.count()

        def any_worker() -> str:
            every = sorted(running.addresses.values())
            return f"http://{every[next(turns) % len(every)]}"

        telegram.way_in = any_worker
        person = Person(telegram)
        for _ in range(3):
            await person.asks()
        assert telegram.webhook["url"] == f"https://{NAMES[0]}.test/telegram"
        assert "getUpdates" not in [method for method, _ in telegram.calls]
        shares = await running.shares()
        holder = next(name for name, counties in shares.items() if NAMES[0] in counties)
        assert await _called(running, holder, "wrong") == 403
        await asyncio.sleep(
            1
        )  # a letter that was taken at the very moment is looked for, and is slow
        running.processes[holder].kill()
        person.says()
        assert await running.gone(holder) == -signal.SIGKILL
        await person.is_answered()
        await person.asks()
        assert len(person.answers()) == 5, "each question was answered once"


async def _called(running: Workers, worker: str, word: str) -> int:
    """What somebody is answered who calls as Telegram would, and does not know the word."""
    headers = {"Host": f"{NAMES[0]}.test", webhook.SECRET_HEADER: word}
    url = f"http://{running.addresses[worker]}{webhook.PATH}"
    async with (
        aiohttp.ClientSession() as client,
        client.post(url, json={"update_id": 1}, headers=headers) as answer,
    ):
        return answer.status


async def test_the_overview_shows_every_county_to_who_knows_the_word(running: Workers) -> None:
    """From any worker; each county's audit says who looked."""
    await running.start("one")
    await running.start("two")
    await running.shared(1, 2)
    word = secret.read(running.folder / "counties")
    basic = base64.b64encode(f"省信用办 张三:{word}".encode()).decode()
    wrong = base64.b64encode("张三:guess".encode()).decode()
    for worker in ("one", "two"):
        seen = await running.asked(
            worker, "/province", Authorization=f"Basic {basic}", Accept="application/json"
        )
        assert {one["county"] for one in seen.values()} == set(COUNTIES.values())
        stands = [one["periods"][0] for one in seen.values()]
        assert {(one["state"], one["units"], one["submitted"]) for one in stands} == {
            ("填报中", 5, 0)
        }
        assert await _status(running, worker, f"Basic {wrong}") == 401
        assert await _status(running, worker, f"Basic {basic}") == 200
        assert await _status(running, worker, "", "/inner/summary/jiaxian") == 403
    for name in NAMES:
        assert len(await _looks(running, name)) == 4


async def _status(
    running: Workers, worker: str, authorization: str, path: str = "/province"
) -> int:
    headers = {"Authorization": authorization}
    url = f"http://{running.addresses[worker]}{path}"
    async with aiohttp.ClientSession() as client, client.get(url, headers=headers) as answer:
        return answer.status


async def _looks(running: Workers, county: str) -> list[str]:
    from storage.database import Database
    from storage.places import place_of

    url = (running.folder / "address").read_text()
    database = await Database.open(place_of(Path("unused"), url, county))
    try:
        async with database.reading() as db:
            rows = await db.execute_fetchall(
                "select after from audit where action = 'province.look'"
            )
        assert all("省信用办 张三" in row[0] for row in rows)
        return [row[0] for row in rows]
    finally:
        await database.close()
