"""The campaign's lives behind Telegram and WeCom: the whole program, texts, photos, a picture.

The real command in a process of its own, killed after so many calls of its platform and a moment
more, once to three times; then it runs to the end. Every message must have acted once and every
file be there once. What may come twice is a letter that was on the wire when the process died: how
many of all that went out around a death, is counted. Answers take the way back that they take
outside (``WAY_BACK``), or nothing would ever be on the wire.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.running import app  # noqa: F401 -- imported before the children are forked
from tests.channels.telegram.live import found as telegram_county
from tests.channels.wecom.live import found as wecom_county, open_chats, own
from tests.patience import LONG
from tests.sample_papers import picture
from tests.telegram_emulator import Emulator, Phone as TelegramPhone
from tests.wecom_gateway import Gateway, Phone as WecomPhone

CHATS, PHOTOS, PRESSES = 12, 2, 9
WAY_BACK = 0.04
"""Seconds between Telegram having a letter and its answer being here."""


@dataclass
class Outcome:
    """What became of one life that was cut short."""

    kills: int = 0
    letters: int = 0
    twice: int = 0
    wrong: str = ""


def serve(folder: Path, told: dict[str, str]) -> None:
    """``python -m bot run`` over a folder, as a process that has stood for a while: presses share
    their commit from the start (``corridor.joining``), and nobody reads before pressing.
    """
    from bot.__main__ import main
    from bot.corridor import joining, presses
    from bot.running import ending

    joining.STANDS_AFTER = 0.0  # type: ignore[misc] # this process is there to die
    presses.READ = timedelta(0)  # type: ignore[misc] # as above

    os.chdir(folder)
    os.environ |= told | {"NO_COLOR": "1"}
    out = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number in (1, 2):
        os.dup2(out, number)
    sys.stdout = os.fdopen(1, "w", buffering=1)
    sys.stderr = os.fdopen(2, "w", buffering=1)
    ending.leave(main(["run"]))


class ChannelScene(ABC):
    """A county whose people are on one platform."""

    name: str
    updates = CHATS + PHOTOS + 1
    """How many are sent."""
    counted = "count(*)"
    """What the platform shows of some letters of a chat, in SQL."""

    def __init__(self, processes: ForkServerContext, before: Path) -> None:
        self._processes = processes
        self.before = before
        asyncio.run(self.found(before))

    @abstractmethod
    async def found(self, folder: Path) -> None:
        """The county."""

    @abstractmethod
    def platform(self) -> AbstractAsyncContextManager[Any]:
        """A platform of one life."""

    @abstractmethod
    def told(self, platform: Any) -> dict[str, str]:
        """Where the program finds it."""

    @abstractmethod
    def calls(self, platform: Any) -> int:
        """How often the program has called it."""

    @abstractmethod
    def say(self, platform: Any) -> None:
        """Everybody's messages, photos and the wish for a picture."""

    @abstractmethod
    def arrived(self, platform: Any) -> Counter[str]:
        """How many letters each chat has been shown."""

    @abstractmethod
    def waits(self, platform: Any) -> bool:
        """Whether the platform still has something for the program."""

    def once(self, chance: random.Random, folder: Path) -> Outcome:
        """One life."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.before, folder)
        try:
            return asyncio.run(self._once(chance, folder))
        except (TimeoutError, AssertionError) as fault:
            return Outcome(wrong=f"{type(fault).__name__} {fault}")

    async def _once(self, chance: random.Random, folder: Path) -> Outcome:
        outcome = Outcome()
        async with self.platform() as platform:
            for death in range(chance.choice((1, 2, 3, 4)) + 1):
                before = self.calls(platform)
                process = self._begin(folder, self.told(platform))
                if death == 0:
                    await _until(lambda b=before: self.calls(platform) > b, process, folder)
                    self.say(platform)
                calls = before + chance.randint(2, 60)
                moment = chance.random() * 2 * WAY_BACK
                await self._lives(platform, process, folder, calls, moment)
                if process.exitcode == -signal.SIGKILL:
                    outcome.kills += 1
            (folder / "log").unlink(missing_ok=True)
            process = self._begin(folder, self.told(platform))
            await _until(lambda: "按 Ctrl+C" in _text(folder / "log"), process, folder)
            await self._settled(platform, folder)
            os.kill(process.pid or 0, signal.SIGTERM)
            await _until(lambda: not process.is_alive())
            found = self.arrived(platform)
        outcome.letters = sum(found.values())
        wanted = self._wanted(folder)
        outcome.twice = sum((found - wanted).values())
        outcome.wrong = self._wrong(folder, wanted - found, process.exitcode)
        return outcome

    def _begin(self, folder: Path, told: dict[str, str]) -> ForkServerProcess:
        process = self._processes.Process(target=serve, args=(folder, told), daemon=True)
        process.start()
        return process

    async def _lives(
        self,
        platform: Any,
        process: ForkServerProcess,
        folder: Path,
        calls: int,
        moment: float,
    ) -> None:
        """Until it has called so often, or has nothing left to do; then it is killed."""
        quiet = 0
        while self.calls(platform) < calls and quiet < 20:
            await asyncio.sleep(0.005)
            quiet = quiet + 1 if self._is_quiet(platform, folder) else 0
            assert process.is_alive(), (folder / "log").read_text("utf-8")
        await asyncio.sleep(moment)
        process.kill()
        await _until(lambda: not process.is_alive())

    async def _settled(self, platform: Any, folder: Path) -> None:
        quiet = 0
        async with asyncio.timeout(LONG):
            while quiet < 40:
                await asyncio.sleep(0.01)
                quiet = quiet + 1 if self._is_quiet(platform, folder) else 0

    def _is_quiet(self, platform: Any, folder: Path) -> bool:
        if self.waits(platform):
            return False
        try:
            rows = _rows(folder, WAITING)
        except sqlite3.OperationalError:
            return False
        return rows == [(0, self.updates)]

    def _wanted(self, folder: Path) -> Counter[str]:
        """A letter is shown once: so many each chat must have been shown."""
        sql = f"select chat, {self.counted} from outbox where state = 'sent' group by chat"
        rows = _rows(folder, sql)
        return Counter({str(chat): int(str(n)) for chat, n in rows})

    def _wrong(self, folder: Path, lost: Counter[str], ended: int | None) -> str:
        found = []
        if ended != 0:
            found.append(f"结束状态 {ended}")
        if lost:
            found.append(f"少了信 {dict(lost)}")
        states = _rows(folder, "select state, count(*) from inbox group by state")
        if states != [("done", self.updates)]:
            found.append(f"收到的消息 {states}")
        papers = _rows(folder, "select count(*), count(distinct digest) from evidence")
        if papers != [(PHOTOS, PHOTOS)]:
            found.append(f"材料 {papers}")
        if twice := _rows(folder, ACTED_TWICE):
            found.append(f"做了两次 {twice}")
        if unsent := _rows(folder, "select id, state from outbox where state <> 'sent'"):
            found.append(f"没有送到 {unsent}")
        return "；".join(found)


WAITING = (
    "select (select count(*) from inbox where state = 'new')"
    " + (select count(*) from outbox where state = 'new'), (select count(*) from inbox)"
)
ACTED_TWICE = (
    "select inbox_id from outbox where inbox_id is not null"
    " group by inbox_id, chat, payload, reason having count(*) > 1"
)


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""


def _rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(folder / "xinkao.db")
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


async def _until(
    wanted: Callable[[], object],
    process: ForkServerProcess | None = None,
    folder: Path | None = None,
) -> None:
    """Wait; not for a process that is dead, whose last words are told."""
    async with asyncio.timeout(LONG):
        while not wanted():
            if process is not None and folder is not None:
                assert process.is_alive(), _text(folder / "log")
            await asyncio.sleep(0.005)


def _photo(number: int) -> bytes:
    return picture((40 * number + 10, 90, 200 - 60 * number))


class _Distant(Emulator):
    """Telegram's answers are on their way for a while."""

    async def _call(self, request: web.Request) -> web.StreamResponse:
        answer = await super()._call(request)
        await asyncio.sleep(WAY_BACK)
        return answer


class OnTelegram(ChannelScene):
    """Everybody on Telegram."""

    name = "Telegram"

    async def found(self, folder: Path) -> None:
        """The county."""
        await telegram_county(folder)

    def platform(self) -> AbstractAsyncContextManager[Any]:
        """An emulator."""
        return _Distant()

    def told(self, platform: Emulator) -> dict[str, str]:
        """Its address."""
        return {
            "XINKAO_DATA__FOLDER": ".",
            "XINKAO_DATA__RESERVE_MEGABYTES": "0",
            "XINKAO_WEB__PORT": "0",
            "XINKAO_TELEGRAM__TOKEN": platform.token,
            "XINKAO_TELEGRAM__API": platform.api,
        }

    def calls(self, platform: Emulator) -> int:
        """Of the Bot API."""
        return len(platform.calls)

    def say(self, platform: Emulator) -> None:
        """Each in a chat of their own."""
        for number in range(CHATS):
            TelegramPhone(platform, 5000 + number, f"人{number}").says("首页")
        liaison = TelegramPhone(platform, 1001, "李敏")
        for number in range(PHOTOS):
            liaison.sends_photo(_photo(number))
        TelegramPhone(platform, 1009, "赵主任").says("县直排名图")

    def arrived(self, platform: Emulator) -> Counter[str]:
        """What stands in the chats; an edit is no letter of its own here: nobody presses."""
        return Counter(str(one["chat"]["id"]) for one in platform.sent)

    def waits(self, platform: Emulator) -> bool:
        """Updates that were not acknowledged."""
        return bool(platform.pending)


class PressingOnTelegram(OnTelegram):
    """A liaison answers a row over and over by its buttons, beside everybody else."""

    name = "Telegram 按键"
    updates = CHATS + PHOTOS + 1 + PRESSES
    counted = "count(distinct external)"
    """A page that was pressed is edited: several letters stand in one message."""

    def say(self, platform: Emulator) -> None:
        """The buttons stood there already: below a letter of an earlier process."""
        platform.chat(1001)
        self._earlier = platform._send_message({"chat_id": 1001, "text": "三.1b 宣传活动"})
        super().say(platform)
        liaison = TelegramPhone(platform, 1001, "李敏")
        for number in range(PRESSES):
            liaison.presses_data(f"put/1/1/三.1b/0/{number % 5 + 1}")

    def arrived(self, platform: Emulator) -> Counter[str]:
        """What stands in the chats; the earlier letter only if one of ours was written into it."""
        found = super().arrived(platform)
        edited = {one["message_id"] for name, one in platform.calls if name == "editMessageText"}
        if str(self._earlier["message_id"]) not in {str(one) for one in edited}:
            found["1001"] -= 1
        return found

    def _wrong(self, folder: Path, lost: Counter[str], ended: int | None) -> str:
        kept = _rows(folder, "select value, version from claims where \"row\" = '三.1b'")
        right = [(str((PRESSES - 1) % 5 + 1), PRESSES)]
        found = [super()._wrong(folder, lost, ended), "" if kept == right else f"填的数 {kept}"]
        return "；".join(filter(None, found))


class OnWecom(ChannelScene):
    """Everybody on WeCom."""

    name = "企业微信"

    async def found(self, folder: Path) -> None:
        """The county."""
        await wecom_county(folder)

    def platform(self) -> AbstractAsyncContextManager[Any]:
        """A gateway that gives again what it gave before a break."""
        gateway = own(Gateway())
        gateway.repeats = gateway.keeps_offline = True
        open_chats(gateway)
        return gateway

    def told(self, platform: Gateway) -> dict[str, str]:
        """Its address."""
        return {
            "TMPDIR": str(self.before.parent),  # a killed program leaves its lock's file there
            "XINKAO_DATA__FOLDER": ".",
            "XINKAO_DATA__RESERVE_MEGABYTES": "0",
            "XINKAO_WEB__PORT": "0",
            "XINKAO_WECOM__BOT_ID": platform.bot_id,
            "XINKAO_WECOM__SECRET": platform.secret,
            "XINKAO_WECOM__URL": platform.url,
            "XINKAO_WECOM__MEDIA_HOSTS": json.dumps([platform.media_host]),
        }

    def calls(self, platform: Gateway) -> int:
        """Connections, and what was shown since."""
        return platform.subscribed + len(platform.sent)

    def say(self, platform: Gateway) -> None:
        """Each in a chat of their own."""
        for number in range(CHATS):
            WecomPhone(platform, f"ren{number}", f"人{number}").says("首页")
        liaison = WecomPhone(platform, "limin", "李敏")
        for number in range(PHOTOS):
            liaison.sends_photo(_photo(number))
        WecomPhone(platform, "zhaozhuren", "赵主任").says("县直排名图")

    def arrived(self, platform: Gateway) -> Counter[str]:
        """What stands in the chats, one thing of each letter: a picture's card and the mark that a
        photo has come are beside it.
        """
        other = {"limin": "card", "zhaozhuren": "image"}
        return Counter(
            sent.chat
            for sent in platform.sent
            if other.get(sent.chat, sent.shown.kind) == sent.shown.kind
        )

    def waits(self, platform: Gateway) -> bool:
        """Frames that were given and are not kept."""
        return False
