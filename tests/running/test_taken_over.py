"""A running bot that was frozen while another took its county over: thawed, it stops by itself.

Real processes, a real server, Telegram's emulator in front: what was asked meanwhile is answered
once, by the one that holds the county.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.running.config import Settings, read, storage
from bot.running.moving import move
from storage.database import Database
from tests import postgres
from tests.channels.telegram.live import NUMBERS, found
from tests.forked import Forked, nursery
from tests.patience import LONG
from tests.program import environment
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown

pytestmark = [pytest.mark.slow]


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    async with Emulator() as running:
        running.clock = lambda: int(time.time())
        yield running


@pytest.fixture
async def folders(tmp_path: Path, emulator: Emulator) -> list[Path]:
    """Two machines' folders with the settings of one county on a server."""
    first, second = tmp_path / "one", tmp_path / "two"
    await found(first / "data", group=False)
    url = postgres.database_url()
    settings = Settings.model_validate({"data": {"folder": first / "data"}})
    moved, sound = await move(
        settings, storage(address=url, address_file="", schema="xinkao"), overwrite=False
    )
    assert sound, moved
    (first / "config.toml").write_text(
        f'[data]\nreserve_megabytes = 0\n[storage]\ndatabase = "{url}"\n[web]\nport = 0\n'
        f'[telegram]\ntoken = "{emulator.token}"\napi = "{emulator.api}"\n'
        "[reading]\npapers = false\n"
    )
    shutil.copytree(first, second)
    return [first, second]


async def until(wanted: Callable[[], object]) -> None:
    end = time.monotonic() + LONG
    while not wanted():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


async def started(folder: Path) -> Forked:
    """As a service is started: again and again, while another holds the county."""
    while True:
        with (folder / "said").open("w") as said:
            process = nursery().start(("run",), folder, environment(NO_COLOR="1"), said, said)
        while process.returncode is None and "已启动" not in _said(folder):
            await asyncio.sleep(0.02)
        if process.returncode is None:
            return process
        assert "另一个信考程序" in _said(folder), _said(folder)


async def marked(folder: Path) -> None:
    """Until no letter is under way: one that Telegram took at this moment is another matter."""
    database = await Database.open(read(folder / "config.toml").place)
    waiting = "select 1 from outbox where state = 'new'"
    try:
        async with asyncio.timeout(LONG):
            while True:
                async with database.reading() as db:
                    if not await db.execute_fetchall(waiting):
                        return
                await asyncio.sleep(0.05)
    finally:
        await database.close()


def _said(folder: Path) -> str:
    return (folder / "said").read_text() if (folder / "said").exists() else ""


async def test_a_thawed_bot_sends_and_takes_nothing_and_ends(
    folders: list[Path], emulator: Emulator
) -> None:
    """Frozen for a whole take-over with a question on its line; then it ends with a sentence."""
    phone = Phone(emulator, NUMBERS["李敏"], "李敏")

    def answers() -> list[str]:
        return [shown(one) for one in emulator.sent if one["chat"]["id"] == phone.number]

    async def asks(text: str) -> str:
        before = len(answers())
        phone.says(text)
        await until(lambda: len(answers()) > before)
        return answers()[-1]

    one = await started(folders[0])
    two = None
    try:
        first = await asks("帮助")
        await marked(folders[0])
        os.kill(one.pid, signal.SIGSTOP)
        before = len(answers())
        phone.says("帮助")
        two = await started(folders[1])
        await until(lambda: len(answers()) > before)
        assert answers()[before:] == [first]
        os.kill(one.pid, signal.SIGCONT)
        assert await one.ended() == 1
        assert "由另一个信考程序接着办" in _said(folders[0])
        assert await asks("帮助") == first
        await asyncio.sleep(1)
        assert answers() == [first] * 3, "each question was answered once"
        two.terminate()
        assert await two.ended() == 0, _said(folders[1])
    finally:
        for process in (one, two):
            if process is not None and process.returncode is None:
                process.kill()
                await process.ended()
