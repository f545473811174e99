"""What the WeCom channel is given and what it is told: collaborators and settings.

Only shapes live here; the application fills them in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.corridor.events import Incoming
from storage.database import Database
from storage.evidence import EvidenceStore

GATEWAY = "wss://openws.work.weixin.qq.com"
MEGABYTE = 1024 * 1024
MOST_FILE = 100 * MEGABYTE
"""What a person may send to a bot, by WeCom's own limit."""


@dataclass(frozen=True, slots=True)
class WecomSettings:
    """How the channel reaches WeCom."""

    bot_id: str
    secret: str
    """Of the 长连接, not the application's: never logged, never shown."""
    folder: Path = field(default_factory=Path)
    """Where the lock lies that keeps a second process of this bot out."""
    leased: bool = False
    """The county itself is held by one process at a time, on whichever machine: a lock of this
    machine would keep out the one that takes over from a frozen one."""
    url: str = GATEWAY
    """A private deployment of WeCom has its own."""
    ca_file: str = ""
    """Certificates to trust beside the system's; for private deployments."""
    proxy: str = ""
    """``http://…``, ``socks5://…``; empty: none."""
    media_hosts: tuple[str, ...] = ()
    """Hosts that files may be fetched from, beside WeCom's own."""
    name: str = ""
    """What the bot is called in chats; empty: whatever stands behind the @."""
    group_webhook: str = ""
    """Address of a 群机器人 in the office's group, with its key; empty: none. Never shown."""
    file_limit: int = 20 * MEGABYTE
    """Bytes of one incoming file, as the office limits it."""
    gather_seconds: float = 1.5
    """Photos sent one by one are one message when so long nothing more has come."""

    @property
    def download_limit(self) -> int:
        """Bytes of one file that may come in."""
        return min(self.file_limit, MOST_FILE)

    def __repr__(self) -> str:
        return f"WecomSettings(url={self.url!r})"


@dataclass(frozen=True, slots=True)
class WecomPorts:
    """Everything the channel uses and does not make itself."""

    database: Database
    store: EvidenceStore
    keep: Callable[[Incoming], Awaitable[int | None]]
    """Intake: keeps an update on disk; its number, None when it had come before."""
    join: Callable[[Sequence[tuple[int, Incoming]], Incoming], Awaitable[None]]
    """Intake: makes one update of several kept ones, under the number of the first."""
    carry: Callable[[int, Incoming], None]
    """Intake: carries a kept update through, behind those of its chat."""
    posted: Callable[[], None]
    """The outbox: there is a new letter."""
    clock: Callable[[], datetime]
