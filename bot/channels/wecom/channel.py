"""The WeCom channel: wiring, starting, stopping.

The bot starts whether or not WeCom can be reached: until then the link tries again, and the web
chat works. What a frame means, how a letter looks and goes out, lives beside this file.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence

import aiohttp

from bot.channels.sessions import open_session, trust
from bot.channels.wecom import addresses
from bot.channels.wecom.alarms import Alarms
from bot.channels.wecom.delivery import Delivery
from bot.channels.wecom.group_webhook import GroupWebhook
from bot.channels.wecom.hold import Hold
from bot.channels.wecom.inlet import Inlet
from bot.channels.wecom.link import Link, LinkSettings
from bot.channels.wecom.media import DEFAULT_HOSTS, Media, MediaCode, MediaFault
from bot.channels.wecom.pace import Pace
from bot.channels.wecom.paced import PacedLink
from bot.channels.wecom.parse import Reader
from bot.channels.wecom.ports import WecomPorts, WecomSettings
from bot.corridor.events import ChannelName, Letter, ReadyFile
from storage.evidence import Refused
from storage.faults import StorageFault
from storage.kinds import Refusal, RefusalCode


class WecomChannel:
    """企业微信, by a 智能机器人 on its 长连接."""

    name: ChannelName = "wecom"

    def __init__(
        self, ports: WecomPorts, settings: WecomSettings, pace: Pace | None = None
    ) -> None:
        self._ports = ports
        self._settings = settings
        self.alarms = Alarms(ports, by_webhook=bool(settings.group_webhook))
        self.link = Link(
            link_settings(settings),
            on_frame=self._take,
            on_state=self.alarms.follow,
            clock=ports.clock,
            may_connect=self._is_ours,
        )
        self._paced = PacedLink(ports, self.link, pace or Pace())
        self._inlet = Inlet(
            ports, self._paced, Reader(ports.clock, settings.name), settings.gather_seconds
        )
        webhook = None
        if settings.group_webhook:
            webhook = GroupWebhook(ports, self._paced, settings.group_webhook, self._opened)
        self._delivery = Delivery(
            ports, self._paced, settings.bot_id, lambda: self.alarms.down_since, webhook
        )
        self._session: aiohttp.ClientSession | None = None
        self._hold: Hold | None = None

    async def open(self) -> None:
        """Claim the bot and open the connections, so that files left from before can be fetched.

        Raises:
            bot.channels.wecom.hold.TakenFault: another process of this machine runs this bot.
        """
        told = self._settings
        self._hold = Hold() if told.leased else Hold.take(told.folder, told.bot_id)
        tls = None
        if self._settings.ca_file:
            try:
                tls = await asyncio.to_thread(trust, self._settings.ca_file)
            except OSError:
                tls = None  # the link says so for as long as it is
        self._session = open_session(self._settings.proxy, tls=tls)
        await self._paced.recover()

    async def start(self) -> None:
        """Begin to reach WeCom; returns at once."""
        await self.link.start()

    async def stop(self) -> None:
        """Take nothing more in, finish what is in hand; what still comes is kept on disk."""
        await self._inlet.stop()

    async def close(self) -> None:
        """Close the line; after the outbox has stopped."""
        if self._hold is None:
            return  # never opened: the line, and what is kept of its state, are somebody else's
        await self.link.stop()
        await self.alarms.stop()
        if self._session is not None:
            await self._session.close()
        self._hold.release()

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        """Send a letter; as ``bot.corridor.delivering.Delivers``."""
        return await self._delivery.deliver(letter, files)

    async def say(self, chat: str, text: str) -> None:
        """Say something at once and keep nothing, for when nothing can be kept.

        Raises:
            bot.channels.wecom.faults.LinkFault: it did not get there.
        """
        body = {"msgtype": "markdown", "markdown": {"content": text}}
        await self.link.request("aibot_send_msg", {**addresses.target(chat), **body})

    async def fetch(self, remote: str, named: Callable[[str], None]) -> AsyncIterator[bytes]:
        """The bytes of a file that a frame announced; as ``bot.corridor.intake.Fetches``."""
        told = json.loads(remote)
        left = float(told["until"]) - self._ports.clock().timestamp()
        if left <= 0:
            raise LookupError("the address has expired")
        media = Media(
            self._opened(),
            hosts=(*DEFAULT_HOSTS, *self._settings.media_hosts),
            limit=self._settings.download_limit,
        )
        try:
            async with media.fetch(str(told["url"]), str(told["key"]), seconds=left) as file:
                if file.name:
                    named(file.name)
                async for piece in file.pieces():
                    yield piece
        except MediaFault as fault:
            if fault.code is MediaCode.TOO_LARGE:
                raise Refused(Refusal(RefusalCode.TOO_LARGE)) from None
            raise

    async def _is_ours(self) -> bool:
        """Whether no other process serves the county, as far as anybody can say now."""
        try:
            await self._ports.database.hold()
        except StorageFault:
            return False
        return True

    async def _take(self, frame: dict[str, object]) -> None:
        await self._inlet.take(frame)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise ConnectionError("the channel is not open")
        return self._session


def link_settings(settings: WecomSettings) -> LinkSettings:
    """What the link is told."""
    return LinkSettings(
        bot_id=settings.bot_id,
        secret=settings.secret,
        url=settings.url,
        ca_file=settings.ca_file,
        proxy=settings.proxy,
    )
