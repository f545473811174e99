"""kill -9 on the real program, again and again, in front of a gateway that gives back what it gave.

The platform has no acknowledgement for what it delivers, but repeats deliveries under their msgid
(document 100719); here it does so after every break. Counted afterwards: messages lost, messages
that acted twice, letters that arrived twice. The first two are never; the third may happen to a
letter that was on the wire, because the platform has no key that would let it know a text again.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.corridor.presses import READ
from tests.channels.wecom.ends import until
from tests.channels.wecom.live import found, labels_of, open_chats, own
from tests.channels.wecom.test_matrix import opens
from tests.forked import Forked, nursery
from tests.patience import LONG
from tests.program import environment
from tests.sample_papers import picture
from tests.wecom_gateway import Fault, Gateway, Phone

# A killed process has left a file, which is looked into; servers are killed in tests/province.
pytestmark = [pytest.mark.slow, pytest.mark.sqlite]
CHATS, ROUNDS, KILLS = 12, 3, 2
ON_THE_WIRE = 32
"""Letters the outbox has in hand at most: so many may come twice per kill."""


@dataclass
class Program:
    """The bot, in a process that may be killed at any moment."""

    folder: Path
    gateway: Gateway
    process: Forked | None = None

    async def run(self) -> None:
        """Start it, and wait until it is connected."""
        before = self.gateway.subscribed
        self.process = self.begin()
        await until(lambda: self.gateway.subscribed > before, LONG)

    def begin(self) -> Forked:
        """Start it."""
        told = {
            "TMPDIR": str(self.folder.parent),  # a killed program leaves its lock's file there
            "XINKAO_DATA__FOLDER": str(self.folder),
            "XINKAO_DATA__RESERVE_MEGABYTES": "0",
            "XINKAO_WEB__PORT": "0",
            "XINKAO_WECOM__BOT_ID": self.gateway.bot_id,
            "XINKAO_WECOM__SECRET": self.gateway.secret,
            "XINKAO_WECOM__URL": self.gateway.url,
            "XINKAO_WECOM__MEDIA_HOSTS": json.dumps([self.gateway.media_host]),
        }
        with (self.folder / "log").open("ab") as log:
            return nursery().start(["run"], self.folder, environment(**told), log, log)

    def kill(self) -> None:
        """SIGKILL, now."""
        assert self.process is not None
        self.process.kill()

    async def gone(self) -> None:
        """Wait until it has died."""
        assert self.process is not None
        await self.process.ended(LONG)

    async def quiet(self) -> None:
        """Wait until nothing waits any more, neither in the gateway nor on disk."""
        await self.gateway.settled()
        await until(self._is_quiet, LONG)

    def _is_quiet(self) -> bool:
        given = {frame["body"]["msgid"] for frame in self.gateway.delivered}
        waiting = (
            "select (select count(*) from inbox where state = 'new')"
            " + (select count(*) from outbox where state = 'new')"
        )
        kept = {str(row[0]) for row in self.rows("select update_key from inbox")}
        return given <= kept and self.rows(waiting) == [(0,)]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Of the program's database."""
        database = sqlite3.connect(self.folder / "xinkao.db")
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def acted_twice(self) -> list[tuple[Any, ...]]:
        """Letters that one update wrote twice."""
        return self.rows(
            "select inbox_id from outbox where inbox_id is not null"
            " group by inbox_id, payload having count(*) > 1"
        )


@asynccontextmanager
async def program(folder: Path) -> AsyncIterator[Program]:
    """A running program in front of a gateway that repeats after every break."""
    await found(folder)
    async with own(Gateway()) as gateway:
        gateway.repeats = gateway.keeps_offline = True
        open_chats(gateway)
        running = Program(folder, gateway)
        await running.run()
        try:
            yield running
        finally:
            running.kill()
            await running.gone()


async def test_killed_again_and_again_nothing_is_lost_and_nothing_acts_twice(
    tmp_path: Path,
) -> None:
    """Every message has its one row and its one answer; every file is there once."""
    async with program(tmp_path) as running:
        gateway = running.gateway
        phones = [Phone(gateway, f"ren{n}", f"人{n}") for n in range(CHATS)]
        liaison = Phone(gateway, "limin", "李敏")
        for round_ in range(ROUNDS):
            before = len(gateway.sent)
            for phone in phones:
                phone.says(f"第 {round_} 句")
            liaison.sends_photo(picture((round_ * 40, 90, 10)))
            await until(lambda before=before: len(gateway.sent) > before + 3, LONG)
            if round_ < KILLS:
                running.kill()
                await running.gone()
                await running.run()
        await running.quiet()
        arrived = Counter(sent.chat for sent in gateway.sent)
        rows = running.rows("select chat, count(*) from inbox where state = 'done' group by chat")
        expected = {phone.userid: ROUNDS for phone in phones}
        assert {chat: n for chat, n in rows if chat != "limin"} == expected, "a message was lost"
        assert running.acted_twice() == [], "a message acted twice"
        assert running.rows("select count(distinct digest) from evidence") == [(ROUNDS,)]
        assert running.rows("select count(*) from evidence") == [(ROUNDS,)]
        assert all(arrived[phone.userid] >= ROUNDS for phone in phones), "a letter was lost"
        doubled = sum(arrived[phone.userid] - ROUNDS for phone in phones)
        assert doubled <= KILLS * ON_THE_WIRE


Act = Callable[[Phone], object]


def _says(phone: Phone) -> None:
    phone.says("首页")


def _presses(phone: Phone) -> None:
    card = phone.sees()[-1]
    (phone.chooses if "checkbox" in card.card else phone.presses)(labels_of(card)[0])


def _photo(phone: Phone) -> None:
    phone.sends_photo(picture((secrets.randbelow(256), secrets.randbelow(256), 77)))


def _asks_for_picture(phone: Phone) -> None:
    # Each time another one: the same again would not be uploaded anew.
    opens(phone, f"ranking/1/1/top/{len(phone.chat.shown) + 1}/picture")


@dataclass
class Point:
    """A moment at which the program is killed, and what somebody does to bring it about."""

    name: str
    who: str
    act: Act
    fault: Fault | None
    """None: in the middle of a download."""
    shows: str = ""
    """The kind of what is seen in the end; empty: anything."""


def fault(cmd: str, *, done: bool) -> Fault:
    """The next frame of a cmd is not answered; done or not."""
    return Fault(cmd, mute=done, lost=not done)


REPLY, UPDATE, PUSH = "aibot_respond_msg", "aibot_respond_update_msg", "aibot_send_msg"
UPLOAD = "aibot_upload_media_"
POINTS = [
    Point("an answer on its way", "limin", _says, fault(REPLY, done=False)),
    Point("an answer that arrived", "limin", _says, fault(REPLY, done=True)),
    Point("a click's mark that arrived", "limin", _presses, fault(UPDATE, done=True)),
    Point("a page that arrived", "limin", _presses, fault(PUSH, done=True)),
    Point("a photo half fetched", "limin", _photo, None),
    Point(
        "an upload's piece", "zhao", _asks_for_picture, fault(f"{UPLOAD}chunk", done=True), "image"
    ),
    Point(
        "an upload's end", "zhao", _asks_for_picture, fault(f"{UPLOAD}finish", done=True), "image"
    ),
    Point("a picture that arrived", "zhao", _asks_for_picture, fault(PUSH, done=True), "image"),
]


async def test_killed_at_every_point_of_the_line_each_thing_happens_once(tmp_path: Path) -> None:
    """What was under way is finished by the next process: seen once or twice, done once."""
    async with program(tmp_path) as running:
        gateway = running.gateway
        phones = {"limin": Phone(gateway, "limin"), "zhao": Phone(gateway, "zhaozhuren")}
        opens(phones["limin"], "proof/1/1/三.4")
        await until(lambda: phones["limin"].sees(), LONG)
        await running.quiet()
        for point in POINTS:
            phone = phones[point.who]
            if point.act is _presses:
                phone.says("首页")
                await running.quiet()
                await asyncio.sleep(READ.total_seconds())  # a page is read before it is pressed
            elif point.act is _photo:
                opens(phone, "proof/1/1/三.4")
                await running.quiet()
            seen = len(phone.sees())
            if point.fault is None:
                gateway.media.call = running.kill
            else:
                point.fault.call = running.kill
                gateway.faults.append(point.fault)
            point.act(phone)
            await running.gone()
            await running.run()
            await running.quiet()
            fresh = phone.sees()[seen:]
            assert any(point.shows in ("", one.kind) for one in fresh), point.name
            different = {(one.kind, one.text or one.name or one.task_id) for one in fresh}
            assert len(fresh) - len(different) <= 1, point.name
            assert running.acted_twice() == [], point.name
        assert running.rows("select count(*) from inbox where state <> 'done'") == [(0,)]
        assert running.rows("select count(*), count(distinct digest) from evidence") == [(1, 1)]
        assert running.rows("select count(*) from outbox where state not in ('sent')") == [(0,)]


async def test_a_second_program_says_so_and_does_not_throw_the_first_out(tmp_path: Path) -> None:
    """Another data folder, the same bot: a sentence on the terminal, and the first goes on."""
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    async with program(tmp_path / "first") as running:
        second = Program(tmp_path / "second", running.gateway).begin()
        assert await second.ended(LONG) != 0
        log = (tmp_path / "second" / "log").read_text("utf-8")
        assert log.count("本机已有另一个程序") == 1
        assert "Traceback" not in log
        assert (running.gateway.kicks, running.gateway.subscribed) == (0, 1)
        phone = Phone(running.gateway, "limin")
        phone.says("首页")
        await until(lambda: phone.sees(), LONG)
