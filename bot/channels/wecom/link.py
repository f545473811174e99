"""The link to 企业微信 that lasts: it connects for ever, and comes back after any end.

A clean close, a broken line, silence, a lost session: back at once, then ever more slowly, up to a
minute apart. Refused credentials: up to half an hour apart. Taken over by another program with the
same Bot ID (``disconnected_event``): an alarm, and back after ten minutes, then ever later up to
six hours; coming back throws the other one out, so it is never done in haste, and a person who has
stopped the other one says ``hurry``. A process that was frozen asks before it comes back whether
another one has taken over meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
import structlog

from bot.channels.sessions import open_session, trust
from bot.channels.wecom import frames
from bot.channels.wecom.faults import Meaning, NotConnectedFault, meaning_of
from bot.channels.wecom.frames import Frame
from bot.channels.wecom.line import End, Line
from bot.channels.wecom.pauses import MINUTE, Rhythm
from bot.channels.wecom.states import CaFault, LinkState, Stage, Trouble, of_socks, trouble_of

log = structlog.get_logger(__name__)

PUBLIC = "wss://openws.work.weixin.qq.com"
MOST_WAITING = 4096
"""Frames that came and are not yet kept; when there are more, the line is read no further."""
_KEEP_PAUSES = (0.2, 1.0, 3.0, 10.0, 30.0, 60.0)
"""Seconds between the tries to keep a frame: a full disk is often mended within minutes."""
_CLOSE_SECONDS = 2.0
_DRAIN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How the platform is reached."""

    bot_id: str
    secret: str = field(repr=False)
    """Of the long connection: never logged, never shown."""
    url: str = PUBLIC
    """A private deployment has an address of its own."""
    ca_file: str = ""
    """Certificates to trust besides the system's: private deployments have their own."""
    proxy: str = field(default="", repr=False)
    """``http://…``, ``socks5://…``; empty: none."""


class Link:
    """One bot's line to 企业微信. The calls that may fail raise ``faults``."""

    def __init__(
        self,
        settings: LinkSettings,
        *,
        on_frame: Callable[[Frame], Awaitable[None]],
        clock: Callable[[], datetime],
        on_state: Callable[[LinkState], None] = lambda _: None,
        rhythm: Rhythm | None = None,
        may_connect: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        """``may_connect``: whether the bot is ours now; to connect is to throw others out."""
        self._settings = settings
        self._may_connect = may_connect
        self._on_frame = on_frame
        self._on_state = on_state
        self._clock = clock
        self._rhythm = rhythm or Rhythm()
        self._line: Line | None = None
        self._ready_since: datetime | None = None
        self._failures = {Stage.WAITING: 0, Stage.REFUSED: 0, Stage.KICKED: 0}
        self._frames: asyncio.Queue[Frame] = asyncio.Queue()
        self._room = asyncio.Event()
        self._changed = asyncio.Event()
        self._hurried = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self.state = LinkState(Stage.STOPPED, clock())
        self.last_frame: datetime | None = None
        self.last_pong: datetime | None = None

    # -- life ------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to connect; returns at once."""
        self._keeping = asyncio.create_task(self._hand_on())
        self._running = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Close the line and hand on what had come."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        if self._keeping is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._frames.join(), _DRAIN_SECONDS)
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        self._say(LinkState(Stage.STOPPED, self._clock()))

    async def ready(self, seconds: float) -> bool:
        """Wait until frames can be sent; whether it came to that in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.state.stage is not Stage.READY:
                    self._changed.clear()
                    await self._changed.wait()
        return self.state.stage is Stage.READY

    def hurry(self) -> None:
        """Try again now, whatever is being waited for: somebody has mended what was wrong."""
        self._hurried.set()

    async def request(
        self,
        cmd: str,
        body: Frame,
        *,
        req_id: str | None = None,
        seconds: float | None = None,
    ) -> Frame:
        """Send a frame and wait for its answer; the answer's body, ``{}`` when it has none.

        ``req_id`` is that of the callback which is answered; without it the frame gets its own.
        ``seconds``: how long to wait; left out, as long as the rhythm says.

        Raises:
            NotConnectedFault: no line; nothing was sent. UnansweredFault: sent, outcome unknown.
            RefusedFault: the platform said no; its ``meaning`` says what to do.
        """
        if self._line is None or self.state.stage is not Stage.READY:
            raise NotConnectedFault(cmd)
        patience = self._rhythm.answer if seconds is None else seconds
        return await self._line.request(cmd, body, req_id=req_id, seconds=patience)

    # -- connections -----------------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            self._hurried.clear()
            self._say(LinkState(Stage.CONNECTING, self._clock()))
            try:
                end = await self._connect()
            except Exception as fault:  # noqa: BLE001 -- ours, and no reason to be silent for ever
                # Without the stack: a renderer may show its variables, and there is the secret.
                log.error("WeCom link broke", error=type(fault).__name__)  # noqa: TRY400
                end = End(Stage.WAITING, trouble=Trouble.OTHER)
            await self._rest(end)

    async def _connect(self) -> End:
        """One connection, from the first byte to its end."""
        self._ready_since = None
        if self._may_connect is not None and not await self._may_connect():
            return End(Stage.WAITING, trouble=Trouble.NOT_OURS)
        try:
            tls = await asyncio.to_thread(_trusted, self._settings.ca_file)
            async with open_session(self._settings.proxy, tls=tls) as session:
                async with asyncio.timeout(self._rhythm.connect):
                    socket = await session.ws_connect(
                        self._settings.url,
                        timeout=aiohttp.ClientWSTimeout(ws_close=_CLOSE_SECONDS),
                        max_msg_size=frames.MOST_BYTES,
                    )
                return await self._talk(socket)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, CaFault) as fault:
            return _unreached(fault)
        except Exception as fault:
            if not of_socks(fault):
                raise
            return _unreached(fault)

    async def _talk(self, socket: aiohttp.ClientWebSocketResponse) -> End:
        line = Line(socket, self._rhythm, self._keep, self._clock)
        self._line = line
        try:
            return await line.run(self._settings.bot_id, self._settings.secret, self._subscribed)
        finally:
            self._line = None
            self.last_pong = line.last_pong or self.last_pong
            await socket.close()

    def _subscribed(self) -> None:
        self._ready_since = self._clock()
        self._failures[Stage.REFUSED] = 0
        log.info("WeCom reached")
        self._say(LinkState(Stage.READY, self._ready_since))

    async def _rest(self, end: End) -> None:
        """Say how the connection ended, and wait as long as that asks for."""
        pause = self._rhythm.jittered(self._pause(end))
        now = self._clock()
        level = log.warning if end.stage is Stage.WAITING else log.error
        level("WeCom link down", stage=end.stage, code=end.code, trouble=end.trouble, pause=pause)
        until = now + timedelta(seconds=pause)
        self._say(LinkState(end.stage, now, end.code, end.trouble, until))
        waits = [
            asyncio.ensure_future(self._rhythm.sleep(pause)),
            asyncio.ensure_future(self._hurried.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _pause(self, end: End) -> float:
        """Seconds until the next connection; counts the failures in a row."""
        held = self._held()
        if held >= self._rhythm.steady:
            self._failures[Stage.WAITING] = 0
        if held >= self._rhythm.peaceful:
            self._failures[Stage.KICKED] = 0
        stage, least = end.stage, 0.0
        if stage is Stage.REFUSED and meaning_of(end.code) in (Meaning.LATER, Meaning.RATE):
            # Not the credentials: their system is busy, or we asked too often.
            stage = Stage.WAITING
            least = MINUTE if meaning_of(end.code) is Meaning.RATE else 0.0
        self._failures[stage] += 1
        growth = {
            Stage.WAITING: self._rhythm.lost,
            Stage.REFUSED: self._rhythm.refused,
            Stage.KICKED: self._rhythm.kicked,
        }[stage]
        return max(least, growth.seconds(self._failures[stage]))

    def _held(self) -> float:
        if self._ready_since is None:
            return 0.0
        return (self._clock() - self._ready_since).total_seconds()

    def _say(self, state: LinkState) -> None:
        self.state = state
        self._changed.set()
        try:
            self._on_state(state)
        except Exception:  # whoever listens, the link goes on
            log.exception("WeCom state not noted")

    # -- what people did -------------------------------------------------------------------------

    async def _keep(self, frame: Frame) -> None:
        """Take a frame over at once, so that no end of the line can lose it; then make it wait."""
        self.last_frame = self._clock()
        self._frames.put_nowait(frame)
        while self._frames.qsize() >= MOST_WAITING:
            self._room.clear()
            await self._room.wait()

    async def _hand_on(self) -> None:
        """Hand frames on, one at a time, in the order in which they came."""
        while True:
            frame = await self._frames.get()
            self._room.set()
            try:
                await self._hand_on_one(frame)
            finally:
                self._frames.task_done()

    async def _hand_on_one(self, frame: Frame) -> None:
        for pause in (*_KEEP_PAUSES, None):
            try:
                await self._on_frame(frame)
            except Exception as fault:  # a full disk passes; the person's message must not
                if pause is None:
                    log.exception("WeCom frame not kept", req_id=frame["headers"]["req_id"])
                    return
                log.warning("WeCom frame not kept yet", error=type(fault).__name__)
                await asyncio.sleep(pause)
            else:
                return


def _trusted(ca_file: str) -> ssl.SSLContext | None:
    try:
        return trust(ca_file)
    except (OSError, ssl.SSLError):
        raise CaFault(ca_file) from None


def _unreached(fault: BaseException) -> End:
    status = fault.status if isinstance(fault, aiohttp.WSServerHandshakeError) else 0
    return End(Stage.WAITING, status, trouble_of(fault))
