"""What the Telegram channel is given and what it is told: collaborators and settings.

Only shapes live here; the application fills them in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.corridor.events import Incoming
from storage.database import Database
from storage.evidence import EvidenceStore

CLOUD = "https://api.telegram.org"
MEGABYTE = 1024 * 1024
CLOUD_DOWNLOAD = 20 * MEGABYTE
"""What getFile gives from the cloud Bot API; a local server gives 2000 MB."""
CLOUD_UPLOAD = 50 * MEGABYTE
LOCAL_LIMIT = 2000 * MEGABYTE


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How the channel reaches Telegram."""

    token: str
    """The bot's secret: never logged, never shown."""
    api: str = CLOUD
    """Root of the Bot API: the cloud's, or that of a local Bot API server."""
    local: bool = False
    """A local Bot API server in local mode: large files, read from its own folder."""
    proxy: str = ""
    """``http://…``, ``socks5://…``; empty: none."""
    webhook: str = ""
    """Public https address that Telegram calls; empty: the bot asks by itself (polling)."""
    webhook_host: str = "127.0.0.1"
    webhook_port: int | None = 8443
    """Where it is listened for Telegram's calls; None: at the web chat's address."""
    file_limit: int = CLOUD_DOWNLOAD
    """Bytes of one incoming file, as the office limits it."""
    poll_seconds: int = 30
    """How long one question for updates waits at Telegram."""
    album_seconds: float = 1.5
    """An album is complete when nothing more of it has come for so long."""

    @property
    def download_limit(self) -> int:
        """Bytes of one file that may come in: the office's limit, or Telegram's if lower."""
        return min(self.file_limit, LOCAL_LIMIT if self.local else CLOUD_DOWNLOAD)

    @property
    def upload_limit(self) -> int:
        """Bytes of one file that may go out."""
        return LOCAL_LIMIT if self.local else CLOUD_UPLOAD

    def __repr__(self) -> str:
        return f"TelegramSettings(api={self.api!r}, webhook={self.webhook!r})"


@dataclass(frozen=True, slots=True)
class TelegramPorts:
    """Everything the channel uses and does not make itself."""

    database: Database
    store: EvidenceStore
    receive: Callable[[Incoming], Awaitable[bool]]
    """Intake: returns when the update is on disk; False when it had come before."""
    posted: Callable[[], None]
    """The outbox: there is a new letter."""
    clock: Callable[[], datetime]
    under_way: Path
    """The file that says what is on its way to Telegram."""
