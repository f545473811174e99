"""A web chat on real storage with a bot that is a few lines of the test.

The border of these tests is intake: what the channel hands to ``receive`` is collected, once per
update, and answered by a ``reply`` of the test.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.channels.web import DemoStep, Ports, Room, WebChannel, WebSettings
from bot.channels.web.ports import Download, Packed, no_downloads
from bot.corridor.events import Incoming, Letter, Message, ReadyFile
from storage.database import Database, Session
from storage.evidence import EvidenceStore

INVITES = "郏县信用办邀请您担任县教育局的联络员，填报社会信用季度考核。"
OFFICE = Room("g-office-000001", "信用办 管理群")
STEPS = (
    DemoStep("department", "县教育局 联络员", "填报县直单位的指标", "w-department-01"),
    DemoStep("township", "冢头镇 联络员", "填报乡镇的指标", "w-township-0001"),
    DemoStep("office", "信用办 管理群", "看进度、排名和依据", "w-office-000001", (OFFICE,)),
)

Reply = Callable[["Stage", Incoming], Awaitable[None]]


@dataclass
class Stage:
    """The channel, its storage, what arrived, and the time, which stands still."""

    database: Database
    store: EvidenceStore
    settings: WebSettings
    demo: bool = True
    now: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 4, 0, tzinfo=UTC))
    walks: Callable[[], datetime] | None = None
    """A clock that runs, for a browser, whose own does; otherwise time stands still."""
    arrived: list[Incoming] = field(default_factory=list)
    repeated: int = 0
    failing: int = 0
    """Calls of ``receive`` that break before they keep anything."""
    names: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=lambda: {"XK-2468"})
    reply: Reply | None = None
    notes: dict[str, Any] = field(default_factory=dict)
    """Whatever a reply wants to remember."""
    letters: int = 0
    downloads: Download = no_downloads
    channel: WebChannel = field(init=False)

    def __post_init__(self) -> None:
        self.channel = self.new_channel()

    def new_channel(self) -> WebChannel:
        """A channel as a new process would make it, on the same storage."""
        ports = Ports(
            database=self.database,
            store=self.store,
            receive=self.receive,
            receive_written=self.receive_written,
            clock=self.clock,
            random_token=lambda: secrets.token_urlsafe(24),
            health=self.health,
            admit=self.admit,
            called=self.called,
            download=self.download,
            demo_steps=STEPS if self.demo else (),
        )
        return WebChannel(ports, self.settings)

    def clock(self) -> datetime:
        return self.walks() if self.walks else self.now

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    async def health(self) -> dict[str, Any]:
        return {"ok": self.failing == 0}

    async def download(self, number: int, address: str) -> Packed | str:
        return await self.downloads(number, address)

    async def called(self, address: str) -> str:
        return self.names.get(address, "")

    async def admit(self, code: str) -> str | None:
        return INVITES if code in self.codes else None

    async def receive(self, incoming: Incoming) -> bool:
        """Intake in miniature: an update counts once."""
        if self.failing:
            self.failing -= 1
            raise RuntimeError("intake broke")
        if any(known.update == incoming.update for known in self.arrived):
            self.repeated += 1
            return False
        self.arrived.append(incoming)
        if self.reply is not None:
            await self.reply(self, incoming)
        return True

    async def receive_written(self, write: Callable[[Session], Awaitable[Incoming]]) -> bool:
        """What breaks before it is kept is not in the log either."""
        async with self.database.transaction() as db:
            incoming = await write(db)
            if self.failing:
                self.failing -= 1
                raise RuntimeError("intake broke")
        return await self.receive(incoming)

    async def say(
        self, chat: str, message: Message, *files: ReadyFile, replaces: str | None = None
    ) -> str:
        """The outbox in miniature."""
        self.letters += 1
        letter = Letter(
            number=self.letters, chat=chat, message=message, replaces=replaces, created=self.now
        )
        return await self.channel.deliver(letter, files)

    async def keep(self, label: str, data: bytes, *, picture: bool = False) -> ReadyFile:
        """A file of the bot's, in the store."""
        stored = await self.store.put_bytes(data)
        kind, size = stored.kind.code, stored.size
        return ReadyFile(label=label, digest=stored.digest, kind=kind, size=size, picture=picture)


@asynccontextmanager
async def stage(
    folder: Path, settings: WebSettings | None = None, *, demo: bool = True
) -> AsyncIterator[Stage]:
    """A stage in a folder of its own."""
    database = await Database.open(folder / "xinkao.db")
    store = EvidenceStore(folder / "evidence", 64 * 1024 * 1024, reserve=0)
    try:
        yield Stage(database, store, settings or WebSettings(host="127.0.0.1", port=0), demo)
    finally:
        await database.close()
