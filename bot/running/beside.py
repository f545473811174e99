"""The channels of the settings that stand beside the web chat: opened, joined, and how they are.

Each is loaded only where the settings have it. Not here: what a channel does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels.telegram.ports import TelegramPorts
from bot.channels.web.ports import Calls
from bot.channels.wecom.ports import WecomPorts
from bot.corridor import clock
from bot.corridor.intake import Intake
from bot.corridor.outbox import Outbox
from bot.running.config import Settings
from bot.running.told import telegram_settings, wecom_settings
from bot.running.watch import Says
from storage.database import Database
from storage.evidence import EvidenceStore

if TYPE_CHECKING:  # what is not in the settings is not loaded
    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.wecom.channel import WecomChannel


class Beside:
    """Telegram and WeCom, as far as the settings have them, joined to intake and outbox."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        store: EvidenceStore,
        intake: Intake,
        outbox: Outbox,
    ) -> None:
        self._settings, self._database, self._store = settings, database, store
        self._intake, self._outbox = intake, outbox
        self.telegram = self._telegram()
        self.wecom = self._wecom()
        for channel in self.channels:
            outbox.channels = {**outbox.channels, channel.name: channel}
            intake.channels = {**intake.channels, channel.name: channel}

    @property
    def channels(self) -> list[TelegramChannel | WecomChannel]:
        """The channels that are reached over a line of their own."""
        return [channel for channel in (self.telegram, self.wecom) if channel is not None]

    def down_since(self) -> Mapping[str, datetime | None]:
        """Since when each cannot be reached; None: it can."""
        found: dict[str, datetime | None] = {}
        if self.telegram is not None:
            found["telegram"] = self.telegram.down_since
        if self.wecom is not None:
            found["wecom"] = self.wecom.alarms.down_since
        return found

    def calls(self) -> Calls:
        """What their servers call at the web chat's address."""
        return self.telegram.calls() if self.telegram is not None else {}

    def down(self) -> frozenset[str]:
        """Those that cannot be reached now."""
        return frozenset(name for name, since in self.down_since().items() if since)

    def says(self) -> Mapping[str, Says]:
        """What each says of itself to the office."""
        return {channel.name: channel for channel in self.channels}

    def _telegram(self) -> TelegramChannel | None:
        if not (token := self._settings.telegram.secret()):
            return None
        from bot.channels.telegram.channel import TelegramChannel

        return TelegramChannel(
            TelegramPorts(
                self._database,
                self._store,
                self._intake.receive,
                self._outbox.posted,
                clock.now,
                self._settings.data.folder / "telegram.sent",
            ),
            telegram_settings(self._settings, token),
        )

    def _wecom(self) -> WecomChannel | None:
        if self._settings.wecom.secrets() is None:
            return None
        from bot.channels.wecom.channel import WecomChannel

        return WecomChannel(
            WecomPorts(
                database=self._database,
                store=self._store,
                keep=self._intake.keep,
                join=self._intake.join,
                carry=self._intake.carry,
                posted=self._outbox.posted,
                clock=clock.now,
            ),
            wecom_settings(self._settings),
        )
