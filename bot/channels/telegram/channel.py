"""The Telegram channel: wiring, starting, stopping.

The bot starts whether or not Telegram can be reached: until then this channel tries again, and the
web chat works. What an update means, how a letter looks and goes out, lives beside this file.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime

import structlog
from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram import faults, webhook
from bot.channels.telegram.albums import Albums
from bot.channels.telegram.attending import Attending
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.inlet import Inlet
from bot.channels.telegram.menus import Menus
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.parse import ALLOWED, Reader
from bot.channels.telegram.poller import Poller
from bot.channels.telegram.ports import TelegramPorts, TelegramSettings
from bot.channels.telegram.wire import Wire
from bot.channels.web.listener import Listener
from bot.corridor.delivering import LaterError
from bot.corridor.events import ChannelName, Letter, ReadyFile
from bot.corridor.pages import PAGES

log = structlog.get_logger(__name__)

"""As long as the inbox is kept: what belongs to an update goes with it."""
_AGAIN = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Seconds between tries to reach Telegram at the start; the last one from then on."""

_PORT_SECONDS = 10.0


class TelegramChannel:
    """Telegram."""

    name: ChannelName = "telegram"

    def __init__(
        self, ports: TelegramPorts, settings: TelegramSettings, pace: Pace | None = None
    ) -> None:
        self._ports = ports
        self._settings = settings
        self.wire = Wire(settings)
        self.menus = Menus(ports, self.wire)
        self.attending = Attending(self.wire)
        self._albums = Albums(ports, settings.album_seconds)
        self._delivery = Delivery(ports, self.wire, settings.upload_limit, _ticks, pace)
        self._inlet: Inlet | None = None
        self._listener: Listener | None = None
        self._task: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()
        """Telegram was reached, and updates come in."""
        self.down_since: datetime | None = ports.clock()
        """Since when Telegram has not been reached; None: it is."""

    async def open(self) -> None:
        """Open the connections, so that files left from before can be fetched."""
        await self.wire.open()

    async def start(self) -> None:
        """Begin to reach Telegram; returns at once."""
        await self._albums.recover()
        await self._delivery.remember()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Take nothing more in, finish what is in hand."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._listener is not None:
            await self._listener.close()
        await self._albums.stop()
        await self.attending.stop()
        if self._inlet is not None:
            await self._inlet.stop()

    async def close(self) -> None:
        """Close the line; after the outbox has stopped."""
        await self.wire.shutdown()

    @property
    def port(self) -> int:
        """The port the webhook listens on; 0 when polling or not yet listening."""
        return 0 if self._listener is None else self._listener.port

    def calls(self) -> Mapping[str, Callable[[web.Request], Awaitable[web.Response]]]:
        """What Telegram calls at the web chat's address: path → what answers there."""
        if not self._settings.webhook or self._settings.webhook_port is not None:
            return {}
        secret = webhook.secret_of(self._settings.token)
        return {webhook.PATH: webhook.taker(lambda: self._inlet, secret)}

    def link(self, code: str) -> str | None:
        """The address that opens the chat with this code; None before Telegram was reached."""
        name = self.wire.username_or_none
        return None if name is None else f"https://t.me/{name}?start={code}"

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        """Send a letter; as ``bot.corridor.delivering.Delivers``."""
        if self.wire.username_or_none is None:
            raise LaterError(2.0, "Telegram not reached yet")
        self.attending.served(letter.chat)
        return await self._delivery.deliver(letter, files)

    async def say(self, chat: str, text: str) -> None:
        """Say something at once and keep nothing, for when nothing can be kept.

        Raises:
            TelegramError: it did not get there.
        """
        await self.wire.call("sendMessage", chat_id=chat, text=text)

    def fetch(
        self,
        remote: str,
        named: Callable[[str], None],  # noqa: ARG002 -- Telegram names files in the update
    ) -> AsyncIterator[bytes]:
        """The bytes of a file that an update announced; as ``bot.corridor.intake.Fetches``."""
        return self.wire.file(remote)

    async def _run(self) -> None:
        await self._reach()
        reader = Reader(
            bot=self.wire.number,
            username=self.wire.username_or_none or "",
            file_limit=self._settings.download_limit,
            office_limit=self._settings.file_limit,
            clock=self._ports.clock,
            is_word=is_word,
        )
        saw = self._delivery.under_way.saw
        self._inlet = Inlet(self._ports, self.wire, self._albums, reader, self.attending, saw)
        menus = asyncio.create_task(self.menus.run())
        try:
            if self._settings.webhook:
                if self._settings.webhook_port is not None:
                    await self._listen(self._inlet, self._settings.webhook_port)
                self.ready.set()
                await asyncio.Event().wait()  # Telegram calls; the menus are looked after
            self.ready.set()
            seconds = self._settings.poll_seconds
            await Poller(self.wire, self._inlet, seconds, self._reached).run()
        finally:
            menus.cancel()
            await asyncio.gather(menus, return_exceptions=True)

    def _reached(self, there: bool) -> None:
        if there:
            self.down_since = None
        elif self.down_since is None:
            self.down_since = self._ports.clock()

    async def _reach(self) -> None:
        """Say who we are, set the menu and the way in; until it works."""
        tries = 0
        while True:
            try:
                await self.wire.meet()
                await self._set_up()
            except TelegramError as fault:
                pause = _AGAIN[min(tries, len(_AGAIN) - 1)]
                tries += 1
                if isinstance(fault, InvalidToken):
                    log.error("Telegram refuses the token; see: python -m bot check telegram")  # noqa: TRY400 -- a sentence, no stack
                    pause = faults.LONGEST_WAIT
                else:
                    log.warning("Telegram not reached", error=type(fault).__name__, tries=tries)
                await asyncio.sleep(pause)
            else:
                log.info("Telegram reached", bot=self.wire.username_or_none)
                self._reached(True)
                return

    async def _set_up(self) -> None:
        await self.menus.everybody()
        if self._settings.webhook:
            await self.wire.call(
                "setWebhook",
                url=self._settings.webhook.rstrip("/") + webhook.PATH,
                secret_token=webhook.secret_of(self._settings.token),
                max_connections=webhook.CONNECTIONS,
                allowed_updates=list(ALLOWED),
            )
        else:
            await self.wire.call("deleteWebhook")

    async def _listen(self, inlet: Inlet, port: int) -> None:
        """Listen for Telegram's calls; a port that is taken is tried again until it is free."""
        secret = webhook.secret_of(self._settings.token)
        while True:
            listener = Listener(webhook.application(inlet, secret))
            try:
                await listener.open(self._settings.webhook_host, port)
            except OSError as fault:
                await listener.close()
                log.error("webhook port not opened", port=port, error=fault.strerror)  # noqa: TRY400 -- a sentence, no stack
                await asyncio.sleep(_PORT_SECONDS)
            else:
                self._listener = listener
                return


_SMALL_TALK = frozenset({"你好", "开始", "继续", "返回", "后退", "?", "？"})
"""Words of pages that people in a group also say to each other."""


def is_word(text: str) -> bool:
    """Whether a text, typed exactly in a group, is meant for the bot: it opens a page."""
    return text not in _SMALL_TALK and any(
        text in declared.words or any(text.startswith(f"{word} ") for word in declared.opens)
        for declared in PAGES
    )


def _ticks() -> float:
    return asyncio.get_running_loop().time()
