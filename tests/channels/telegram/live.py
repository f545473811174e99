"""The whole bot with Telegram in front: the real application, the emulator, people with phones.

Nothing of the product is replaced. The county is the stage's; people are bound over Telegram.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.pace import Pace
from bot.running.app import Application
from bot.running.config import Settings
from tests import steady
from tests.patience import LONG
from tests.stage import OFFICE, stage
from tests.telegram_emulator import Emulator, Phone
from tests.telegram_emulator.phones import shown

GROUP = -500


class Boundless(Pace):
    """No pace at all: a minute's talk in a second."""

    def ask(self, chat: str, now: float) -> float:
        return 0.0

    def reserve(self, now: float) -> float:
        return 0.0


NUMBERS = {"李敏": 1001, "王强": 1002, "赵主任": 1009}


@dataclass
class Live:
    """The running bot, its Telegram, and who is in front of it."""

    emulator: Emulator
    settings: Settings
    application: Application = field(init=False)
    phones: dict[str, Phone] = field(default_factory=dict)

    @property
    def telegram(self) -> TelegramChannel:
        """The channel under test."""
        assert self.application.telegram is not None
        return self.application.telegram

    async def hears(self, wanted: Callable[[], object], seconds: float = LONG) -> None:
        """Wait until something is so. The wait has an end; nothing is measured."""
        until = asyncio.get_running_loop().time() + seconds
        while not wanted():
            assert asyncio.get_running_loop().time() < until, self.said()
            await asyncio.sleep(0.004)

    async def answer(self, chat: int, after: int, count: int = 1) -> list[dict[str, Any]]:
        """The next messages (or edits) of the bot in a chat, beyond the first ``after`` of all."""
        await self.hears(lambda: len(self._in(chat, after)) >= count)
        return self._in(chat, after)

    def _in(self, chat: int, after: int) -> list[dict[str, Any]]:
        return [m for m in self.emulator.sent[after:] if m["chat"]["id"] == chat]

    def said(self, chat: int | None = None) -> list[str]:
        """Everything the bot said (in one chat), as text."""
        return [shown(m) for m in self.emulator.sent if chat in (None, m["chat"]["id"])]

    async def settled(self) -> None:
        """Wait until nothing is under way: no update, no album, no turn, no letter."""

        async def quiet() -> bool:
            if self.emulator.pending:
                return False
            rows = await self.query(
                "select (select count(*) from inbox where state = 'new')"
                " + (select count(*) from outbox where state = 'new')"
                " + (select count(*) from telegram_pieces where done = 0)"
            )
            return bool(rows[0][0] == 0)

        for _ in range(6000):
            if await quiet():
                return
            await asyncio.sleep(0.004)
        raise AssertionError("never settled")

    async def query(self, sql: str, *values: object, of: Application | None = None) -> list[Any]:
        """Rows of the real database."""
        async with (of or self.application).database.reading() as db:
            return list(await db.execute_fetchall(sql, values))

    async def restart(self) -> None:
        """Stop the bot and start it again on the same data."""
        await self.application.stop()
        self.application = await start(self.settings)


async def start(settings: Settings, *, unhurried: bool = False) -> Application:
    """A started application; in no haste with Telegram only when the pace itself is of interest."""
    application = await Application.open(settings)
    if not unhurried and application.telegram is not None:
        application.telegram._delivery._pace = Boundless()
        application.telegram._albums._seconds = 0.2
    await application.start()
    return application


def settings_for(
    folder: Path, emulator: Emulator, *, papers: bool = False, **telegram: Any
) -> Settings:
    """Settings of a bot whose Telegram is the emulator; ``papers``: what is sent in is read."""
    return Settings.model_validate(
        {
            "data": {"folder": folder, "reserve_megabytes": 0},
            "web": {"port": 0},
            # What the reader says of papers comes in its own time.
            "reading": {"papers": papers},
            "telegram": {"token": emulator.token, "api": emulator.api, **telegram},
        }
    )


def number_of(name: str) -> int:
    """The Telegram number of somebody (or of the office's group) that the stage calls by name."""
    if name == OFFICE:
        return GROUP
    return NUMBERS.get(name) or 3000 + sum(map(ord, name))


async def found(folder: Path, *, group: bool = True, **setting: Any) -> None:
    """The stage's county, its people and its group on Telegram instead of the web chat."""
    setting = {"now": steady.began(), **setting}
    async with stage(folder, **setting) as play, play.database.transaction() as db:
        for table in ("identities", "groups"):
            rows = await db.execute_fetchall(f"select id, address from {table}")
            for row in rows:
                await db.execute(
                    f"update {table} set channel = 'telegram', address = ? where id = ?",
                    (str(number_of(row["address"])), row["id"]),
                )
        if not group:
            await db.execute("delete from groups")


@asynccontextmanager
async def live(
    folder: Path, *, group: bool = True, setting: dict[str, Any] | None = None, **telegram: Any
) -> AsyncIterator[Live]:
    """A running bot with its Telegram; reached, and ready for what people send."""
    await found(folder, group=group, **(setting or {}))
    async with Emulator() as emulator:
        settings = settings_for(folder, emulator, **telegram)
        running = Live(emulator, settings)
        # Whoever is bound has spoken to the bot before: their chats are there when it starts.
        running.phones = {name: Phone(emulator, n, name) for name, n in NUMBERS.items()}
        emulator.chat(GROUP, "group", "信用办管理群")
        running.application = await start(settings)
        try:
            await asyncio.wait_for(running.telegram.ready.wait(), LONG)
            yield running
        finally:
            await running.application.stop()
