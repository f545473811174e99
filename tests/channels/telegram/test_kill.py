"""kill -9 under load: the real program in a process of its own, killed again and again.

Counted afterwards: updates lost, updates that acted twice, letters that arrived twice. The first
two are never; the third may happen to a letter that was on the wire, because Telegram has no key
that would let it know one.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from tests.channels.telegram.live import found
from tests.forked import Forked, nursery
from tests.patience import LONG
from tests.program import environment
from tests.sample_papers import PAPERS
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown

# A killed process has left a file, which is looked into; servers are killed in tests/province.
pytestmark = pytest.mark.sqlite

CHATS = 25
ROUNDS = 4
KILLS = 3
ON_THE_WIRE = 32
"""Letters the outbox has in hand at most: so many may come twice per kill."""


@pytest.mark.slow
async def test_killed_again_and_again_nothing_is_lost_and_nothing_acts_twice(
    tmp_path: Path,
) -> None:
    """Every message has its one row and its one answer; every picture of an album is there."""
    await found(tmp_path)
    async with Emulator() as emulator:
        phones = [Phone(emulator, 5000 + n, f"人{n}") for n in range(CHATS)]
        liaison = Phone(emulator, 1001, "李敏")
        for round_ in range(ROUNDS):
            process = _run(tmp_path, emulator)
            await _until(lambda: "getUpdates" in [m for m, _ in emulator.calls])
            for phone in phones:
                phone.says(f"第 {round_} 句")
            name = f"活动照片{round_ + 1}.jpg" if round_ < 2 else "工作方案.pdf"
            if round_ < 3:
                liaison.sends_file(name, PAPERS[name](), media_group_id="A")
            before = len(emulator.sent)
            await _until(lambda before=before: len(emulator.sent) > before + 3)
            if round_ < KILLS:
                process.kill()
                await process.ended()
            emulator.calls.clear()
        await _until(lambda: not emulator.pending and _quiet(tmp_path))
        process.terminate()
        assert await process.ended() == 0
        arrived = Counter(m["chat"]["id"] for m in emulator.sent)
    rows = _rows(tmp_path, "select chat, count(*) from inbox where state = 'done' group by chat")
    assert {chat: n for chat, n in rows if chat != "1001"} == {
        str(phone.number): ROUNDS for phone in phones
    }, "an update was lost"
    twice = _rows(
        tmp_path,
        "select inbox_id from outbox group by inbox_id, payload having count(*) > 1",
    )
    assert twice == [], "an update acted twice"
    assert _rows(tmp_path, "select count(*), count(distinct digest) from evidence") == [(3, 3)]
    assert all(arrived[phone.number] >= ROUNDS for phone in phones), "a letter was lost"
    doubled = sum(arrived[phone.number] - ROUNDS for phone in phones)
    assert doubled <= KILLS * ON_THE_WIRE


@pytest.mark.slow
async def test_killed_in_the_middle_of_a_download_the_file_arrives_once(tmp_path: Path) -> None:
    """Kill -9 while the bytes come: nothing was said, and after the start the paper is there."""
    await found(tmp_path)
    async with Emulator() as emulator:
        phone = Phone(emulator, 1001, "李敏")
        process = _run(tmp_path, emulator)
        await _until(lambda: "getUpdates" in [m for m, _ in emulator.calls])
        update = phone.sends_file("工作方案.pdf", PAPERS["工作方案.pdf"]())
        number = update["message"]["document"]["file_id"]
        emulator.slow_downloads[number] = asyncio.Event()
        await _until(lambda: emulator.downloads[number] == 1)
        await _until(lambda: not emulator.pending)
        process.kill()
        await process.ended()
        assert emulator.sent == []
        assert _rows(tmp_path, "select count(*) from evidence") == [(0,)]
        emulator.slow_downloads[number].set()
        process = _run(tmp_path, emulator)
        await _until(lambda: emulator.sent and _quiet(tmp_path))
        process.terminate()
        assert await process.ended() == 0
        assert len(emulator.sent) == 1
        assert "工作方案.pdf" in shown(emulator.sent[0])
    assert _rows(tmp_path, "select count(*), count(distinct digest) from evidence") == [(1, 1)]


def _run(folder: Path, emulator: Emulator) -> Forked:
    told = {
        "XINKAO_DATA__FOLDER": str(folder),
        "XINKAO_DATA__RESERVE_MEGABYTES": "0",
        "XINKAO_WEB__PORT": "0",
        "XINKAO_TELEGRAM__TOKEN": emulator.token,
        "XINKAO_TELEGRAM__API": emulator.api,
    }
    with (folder / "log").open("ab") as log:
        return nursery().start(["run"], folder, environment(**told), log, log)


async def _until(wanted: object, seconds: float = LONG) -> None:
    assert callable(wanted)
    until = asyncio.get_running_loop().time() + seconds
    while not wanted():
        assert asyncio.get_running_loop().time() < until
        await asyncio.sleep(0.02)


def _quiet(folder: Path) -> bool:
    waiting = (
        "select (select count(*) from inbox where state = 'new')"
        " + (select count(*) from outbox where state = 'new')"
        " + (select count(*) from telegram_pieces where done = 0)"
    )
    return _rows(folder, waiting) == [(0,)]


def _rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(folder / "xinkao.db")
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()
