"""Red with the reason, green again by itself; the office hears of it once; systemd all the time."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.corridor.events import Message, dumps
from bot.running import health, supervisor
from bot.running.health import Health, State, Watched
from bot.running.watch import Watch
from storage.queries import corridor, people
from storage.sqlite import line
from tests.patience import LONG
from tests.stage import OFFICE, Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "PATIENCE", 0.05)
    monkeypatch.setattr(health, "_FRESH", -1.0)


class _Bot:
    """What is watched, as the test wants it."""

    def __init__(self, play: Stage) -> None:
        self.play = play
        self.standing: datetime | None = None
        self.beaten: float | None = None
        self.down: dict[str, datetime | None] = {"telegram": None, "wecom": None}
        self.halted = ""
        self.reserve = 0
        self.said: list[tuple[str, str]] = []

    def health(self) -> Health:
        return Health(
            self.play.database,
            self.play.database.path.parent,
            self.reserve,
            Watched(
                lambda: self.standing, lambda: self.beaten, lambda: self.down, lambda: self.halted
            ),
            lambda: self.play.now,
            lambda: 1000.0,
            lambda _: "磁盘满了，请清理出空间再试。",
        )

    def watch(self) -> Watch:
        def down() -> frozenset[str]:
            return frozenset(name for name, since in self.down.items() if since)

        return Watch(self.play.database, self.health(), lambda: None, self.says, down)

    def says(self) -> Mapping[str, _Bot]:
        return {"telegram": self}

    async def say(self, chat: str, text: str) -> None:
        self.said.append((chat, text))

    async def codes(self) -> list[str]:
        state: State = await self.health().state()
        assert state.told()["ok"] is state.well
        return [one.code for one in state.troubles]


async def test_every_trouble_has_its_reason_and_goes_by_itself(play: Stage) -> None:
    """One after the other, and green between them."""
    bot = _Bot(play)
    assert await bot.codes() == []
    long_ago = play.now - timedelta(hours=1)
    bot.reserve = 10**18
    assert await bot.codes() == ["disk"]
    bot.reserve = 0
    bot.standing = long_ago
    assert await bot.codes() == ["chat"]
    bot.standing = None
    bot.beaten = 600.0
    assert await bot.codes() == ["beat"]
    bot.beaten = 800.0
    bot.down = {"telegram": long_ago, "wecom": play.now}
    assert await bot.codes() == ["channel:telegram"], "a line that has just gone is nobody's affair"
    bot.down = {}
    bot.halted = "时钟不可信"
    assert await bot.codes() == ["clock"]
    bot.halted = ""
    async with play.database.transaction() as db:
        await corridor.post(
            db, None, "web", "李敏", dumps(Message(text="慢")), reason="r", now=long_ago
        )
    assert await bot.codes() == ["outbox"]
    async with play.database.transaction() as db:
        await corridor.sent(db, 1, "1", play.now)
    assert await bot.codes() == []


async def test_a_database_that_cannot_be_written_is_red_and_green_again(play: Stage) -> None:
    """While another process holds it."""
    bot = _Bot(play)
    holder = sqlite3.connect(play.database.path)
    holder.execute("begin immediate")
    assert await bot.codes() == ["database"]
    holder.rollback()
    holder.close()
    assert await bot.codes() == []


async def test_whoever_asks_is_not_kept_waiting_behind_others(
    play: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crowd waits for a database that is held, each for its whole patience."""
    monkeypatch.setattr(line, "PATIENCE", LONG)
    monkeypatch.setattr(health, "_ANSWERS", 0.05)
    bot = _Bot(play)

    async def write() -> None:
        async with play.database.transaction():
            pass

    with closing(sqlite3.connect(play.database.path)) as holder:
        holder.execute("begin immediate")
        crowd = [asyncio.create_task(write()) for _ in range(3)]
        await asyncio.sleep(0.01)
        assert await bot.codes() == ["database"]
    await asyncio.gather(*crowd)
    assert await bot.codes() == []


@pytest.mark.parametrize("name", ["xinkao.db", "xinkao.db-wal", "xinkao.db-shm"])
async def test_rights_taken_from_the_database_while_it_is_open_are_red(
    play: Stage, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """All goes on, until somebody restarts it."""
    bot = _Bot(play)
    file = play.database.path.with_name(name)
    assert file.exists()

    def as_owner(path: Path, wanted: int) -> bool:
        return (os.stat(path).st_mode >> 6) & wanted == wanted  # noqa: PTH116 -- root may do all

    monkeypatch.setattr(os, "access", as_owner)
    assert await bot.codes() == []
    file.chmod(0o400)
    assert await bot.codes() == ["rights"]
    [trouble] = (await bot.health().state()).troubles
    assert name in trouble.sentence
    file.chmod(0o600)
    assert await bot.codes() == []


async def test_the_office_hears_of_a_trouble_once(play: Stage) -> None:
    """Not of a single look, not again while it lasts; of another one it does."""
    bot = _Bot(play)
    watch = bot.watch()
    bot.halted = "时钟不可信"
    await watch.round()
    assert await play.letters() == []
    for _ in range(4):
        await watch.round()
    [(chat, message)] = await play.letters()
    assert (chat, "时钟不可信" in message.text) == (OFFICE, True)
    bot.standing = play.now - timedelta(hours=1)
    for _ in range(3):
        await watch.round()
    [(_, message)] = await play.letters()
    assert "会话停住了" in message.text
    # Gone and there again on the same day: it was said today.
    bot.halted = ""
    await watch.round()
    bot.halted = "时钟不可信"
    for _ in range(3):
        await watch.round()
    assert await play.letters() == []


async def test_the_office_is_told_on_a_channel_that_works(play: Stage) -> None:
    """Telegram is down: its group is not written to; nor does WeCom's alarm come twice."""
    async with play.database.transaction() as db:
        await people.claim_group(db, "telegram", "-100", "群", "admin", play.now)
    bot = _Bot(play)
    long_ago = play.now - timedelta(hours=1)
    bot.down = {"telegram": long_ago, "wecom": long_ago}
    watch = bot.watch()
    for _ in range(3):
        await watch.round()
    [(chat, message)] = await play.letters()
    assert (chat, "Telegram连不上" in message.text) == (OFFICE, True)


async def test_what_cannot_be_written_is_said_past_the_outbox(play: Stage) -> None:
    """A full disk: the group on Telegram hears it directly, once."""
    async with play.database.transaction() as db:
        await people.claim_group(db, "telegram", "-100", "群", "admin", play.now)
    bot = _Bot(play)
    watch = bot.watch()
    await watch.round()
    holder = sqlite3.connect(play.database.path)
    holder.execute("begin immediate")
    for _ in range(4):
        await watch.round()
    holder.rollback()
    holder.close()
    assert [(chat, "磁盘满了" in text) for chat, text in bot.said] == [("-100", True)]
    await watch.round()
    assert await play.letters() == []


async def test_systemd_hears_that_it_lives_and_how(
    play: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A datagram per look: red or green, the process lives."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        supervisor.tell("READY=1")
        assert systemd.recv(4096) == b"READY=1"
        bot = _Bot(play)
        bot.halted = "时钟不可信"
        await bot.watch().round()
        assert systemd.recv(4096).decode() == "WATCHDOG=1\nSTATUS=时钟不可信"
    supervisor.tell("READY=1")  # nobody there any more: no fault


def test_the_watchdog_is_for_this_process_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a parent was told counts for the parent."""
    monkeypatch.setenv("WATCHDOG_USEC", "30000000")
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    assert supervisor.patience() == 30.0
    monkeypatch.setenv("WATCHDOG_PID", "1")
    assert supervisor.patience() is None
    monkeypatch.delenv("WATCHDOG_USEC")
    assert supervisor.patience() is None


async def test_what_health_answers_has_codes_for_programs_and_sentences_for_people(
    play: Stage,
) -> None:
    """And how many letters wait."""
    bot = _Bot(play)
    bot.halted = "时钟不可信"
    told = (await bot.health().state()).told()
    assert told == {
        "ok": False,
        "letters_waiting": 0,
        "reasons": [{"code": "clock", "sentence": "时钟不可信"}],
    }


async def test_a_clock_that_was_a_year_ahead_hides_no_trouble(play: Stage) -> None:
    """What broke then is broken now; a beat is late by the clock that runs forward only."""
    bot = _Bot(play)
    ahead = play.now + timedelta(days=365)
    bot.standing, bot.down, bot.beaten = ahead, {"telegram": ahead}, 900.0
    async with play.database.transaction() as db:
        message = dumps(Message(text="慢"))
        await corridor.post(db, None, "web", "李敏", message, reason="r", now=ahead)
    assert set(await bot.codes()) == {"outbox", "chat", "channel:telegram"}
