"""The platform's side: one bot's gateway over ws://127.0.0.1, strict where the bot could trip.

Every frame of the bot is held against the documents; what breaks them is answered with an error and
noted in ``violations``, which fail the test that used the gateway. Nothing here knows our bot.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import ssl
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests import steady
from tests.wecom_gateway import cards, shapes
from tests.wecom_gateway.media import Shelf, UploadFault, Uploads

Values = dict[str, Any]
BOT, SECRET = "aibEmulatedBot", "emulated-secret-of-our-own-000000"
REPLY_SECONDS, STREAM_SECONDS, CLICK_SECONDS = 86400.0, 360.0, 5.0
RATES = ((30, 60.0), (1000, 3600.0))


@dataclass
class Fault:
    """A switch: the next ``times`` frames of a cmd (``*``: any) go wrong."""

    cmd: str
    code: int = 0
    """This error code is answered, and nothing is done."""
    times: int = 1
    chat: str | None = None
    mute: bool = False
    """Carried out, and never answered."""
    lost: bool = False
    """Neither carried out nor answered."""
    close: int = 0
    """The line is closed with this code instead of an answer."""
    abort: bool = False
    """The line is cut instead of an answer."""
    after: bool = False
    """With ``close`` or ``abort``: the frame is carried out before."""
    body: Values | None = None
    """With code 0: this body is answered instead of the true one."""
    call: Callable[[], None] | None = None
    """Called at that moment: before an answer, and after what is carried out."""


class Refusal(Exception):
    """An error code that is answered; ``violation``: and the bot ought to know better."""

    def __init__(self, code: int, text: str, *, violation: bool = False) -> None:
        super().__init__(text)
        self.code, self.violation = code, violation


@dataclass
class Shown:
    """Something in a chat, as a phone shows it."""

    kind: str
    text: str = ""
    card: Values = field(default_factory=dict)
    data: bytes = b""
    name: str = ""
    mine: bool = False
    """The person's own."""

    @property
    def task_id(self) -> str:
        """Of a card."""
        return str(self.card.get("task_id", ""))

    @property
    def buttons(self) -> list[str]:
        """Texts of a card's buttons."""
        return [button["text"] for button in self.card.get("button_list", [])]


@dataclass
class Chat:
    """A person's chat with the bot, or a group."""

    id: str
    group: bool = False
    title: str = ""
    opened: bool = False
    """Somebody has spoken to the bot here."""
    gone: bool = False
    """The bot was taken out."""
    shown: list[Shown] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


@dataclass
class Callback:
    """Something that a person did, to be answered by its req_id."""

    kind: str
    chat: Chat
    user: str
    at: float
    task_id: str = ""
    used: int = 0
    streams: dict[str, tuple[float, bool, int]] = field(default_factory=dict)
    """By id: when it began, whether it is finished, and over which connection."""


@dataclass
class Sent:
    """A frame of the bot that was carried out."""

    cmd: str
    chat: str
    req_id: str
    shown: Shown
    body: Values


class Gateway:
    """One bot's 企业微信."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, lenient: bool = False
    ) -> None:
        self.bot_id, self.secret, self.name = BOT, SECRET, "信考"
        self.clock = clock
        self.date: Callable[[], int] = steady.seconds
        """The platform's date, in seconds since 1970: that of the bot, unless a test says more."""
        self.lenient = lenient
        self.chats: dict[str, Chat] = {}
        self.callbacks: dict[str, Callback] = {}
        self.violations: list[str] = []
        self.remarks: list[str] = []
        """Texts longer than the documents recommend."""
        self.overruns = 0
        """Frames beyond 30 a minute or 1000 an hour of one conversation."""
        self.frames: list[Values] = []
        """Everything that came, in order, without heartbeats."""
        self.sent: list[Sent] = []
        self.delivered: list[Values] = []
        """Callbacks that went out, in order."""
        self.dropped: list[Values] = []
        """Callbacks that met no connection."""
        self.faults: list[Fault] = []
        self.media = Shelf(lambda: self.clock())
        self.uploads = Uploads(lambda: self.clock(), lambda: self.date())
        self.refuse_code = 0
        self.mute_pings = False
        self.mute_subscribe = False
        self.keeps_offline = False
        self.repeats = False
        """After a reconnect, what the last connection was given comes again, with its msgids."""
        self.pings = 0
        self.subscribed = 0
        """How often the bot was let in."""
        self.attempts = 0
        """How often anybody opened a WebSocket."""
        self.kicks = 0
        self._line: web.WebSocketResponse | None = None
        self._request: web.Request | None = None
        self._given: list[Values] = []
        self._own: set[str] = set()
        self._tasks: dict[str, bool] = {}
        """Cards by task_id, and whether the bot knows that they have arrived."""
        self._queue: asyncio.Queue[Values] = asyncio.Queue()
        self._offline: list[Values] = []
        self._worker: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None
        self._sockets: set[web.WebSocketResponse] = set()
        self.port = 0
        self.tls: ssl.SSLContext | None = None
        """With a certificate: wss and https."""

    # -- life ------------------------------------------------------------------------------------

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; ``port`` the same as before after an outage."""
        app = web.Application()
        steady.dates(app, lambda: self.date())
        app.router.add_get("/", self._socket)
        app.router.add_get("/media/{number}", self.media.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(
            self._runner,
            "127.0.0.1",
            port or self.port,
            reuse_address=True,
            ssl_context=self.tls,
        )
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._worker = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """Close everything; ``start`` opens it again at the same port."""
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
        for socket in list(self._sockets):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(socket.close(code=1001), 0.3)
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self._line = None

    async def __aenter__(self) -> Gateway:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        await self.stop()
        if kind is None and not self.lenient:
            assert self.violations == [], self.violations

    @property
    def url(self) -> str:
        """Where the bot connects."""
        return f"{'wss' if self.tls else 'ws'}://127.0.0.1:{self.port}/"

    @property
    def media_host(self) -> str:
        """Pattern that allows downloads from here."""
        return "127.0.0.1" if self.tls else self.root

    @property
    def root(self) -> str:
        """Where downloads are."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def connected(self) -> bool:
        """Whether a bot is subscribed."""
        return self._line is not None and not self._line.closed

    def chat(self, number: str, *, group: bool = False, title: str = "") -> Chat:
        """A chat; made when it is new."""
        return self.chats.setdefault(number, Chat(number, group, title))

    def group(self, number: str, title: str) -> Chat:
        """A group that the bot is in."""
        return self.chat(number, group=True, title=title)

    # -- faults of the line ----------------------------------------------------------------------

    async def close(self, code: int = 1000) -> None:
        """Close the bot's line, politely."""
        if self._line is not None:
            line, self._line = self._line, None
            await line.close(code=code)

    def abort(self) -> None:
        """Cut the bot's line."""
        self._line = None
        if self._request is not None and self._request.transport is not None:
            self._request.transport.abort()

    async def kick(self, *, leave_open: bool = False) -> None:
        """Another program subscribes: the bot is told, and closed out."""
        if self._line is None:
            return
        self.kicks += 1
        line, self._line = self._line, None
        event = {"eventtype": "disconnected_event"}
        body = {"msgid": secrets.token_hex(8), "create_time": self.date(), "aibotid": self.bot_id}
        body |= {"from": {"userid": ""}, "msgtype": "event", "event": event}
        with contextlib.suppress(ConnectionError):
            await line.send_json(
                {
                    "cmd": "aibot_event_callback",
                    "headers": {"req_id": secrets.token_hex(8)},
                    "body": body,
                }
            )
            if not leave_open:
                await line.close(code=1000)

    async def send_raw(self, text: str | bytes) -> None:
        """Something exactly as given: torn, strange, huge."""
        assert self._line is not None
        if isinstance(text, bytes):
            await self._line.send_bytes(text)
        else:
            await self._line.send_str(text)

    # -- to the bot ------------------------------------------------------------------------------

    def callback(
        self, kind: str, chat: Chat, user: str, content: Values, task_id: str = ""
    ) -> Values:
        """A person did something: the frame that the bot gets."""
        chat.opened = True
        body: Values = {
            "msgid": secrets.token_hex(16),
            "create_time": self.date(),
            "aibotid": self.bot_id,
            "chattype": "group" if chat.group else "single",
            "from": {"userid": user},
            **content,
        }
        if chat.group:
            body["chatid"] = chat.id
        cmd = "aibot_msg_callback" if kind == "message" else "aibot_event_callback"
        frame = {"cmd": cmd, "headers": {"req_id": ""}, "body": body}
        return self.push(frame, Callback(kind, chat, user, self.clock(), task_id))

    def push(self, frame: Values, callback: Callback) -> Values:
        """Send a callback, under a req_id of its own."""
        frame = {**frame, "headers": {"req_id": secrets.token_hex(12)}}
        self.callbacks[frame["headers"]["req_id"]] = callback
        self._queue.put_nowait(frame)
        return frame

    def again(self, frame: Values) -> Values:
        """The same once more: the same msgid, another req_id."""
        return self.push(frame, self.callbacks[frame["headers"]["req_id"]])

    async def settled(self) -> None:
        """Wait until everything that people did has gone out (or was dropped)."""
        await self._queue.join()

    async def _deliver(self) -> None:
        while True:
            frame = await self._queue.get()
            try:
                await self._give(frame)
            finally:
                self._queue.task_done()

    async def _give(self, frame: Values) -> None:
        line = self._line
        if line is not None and not line.closed:
            self._given.append(frame)
            with contextlib.suppress(ConnectionError):
                await line.send_str(json.dumps(frame, ensure_ascii=False))
                self.delivered.append(frame)
                return
        (self._offline if self.keeps_offline else self.dropped).append(frame)

    # -- from the bot ----------------------------------------------------------------------------

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        self.attempts += 1
        line = web.WebSocketResponse(max_msg_size=2 * 1024 * 1024, compress=False)
        await line.prepare(request)
        self._sockets.add(line)
        try:
            async for message in line:
                if message.type is WSMsgType.TEXT:
                    await self._heard(line, request, message.data)
        finally:
            self._sockets.discard(line)
            if self._line is line:
                self._line = None
        return line

    async def _heard(self, line: web.WebSocketResponse, request: web.Request, text: str) -> None:
        frame = json.loads(text)
        wrong = shapes.faults_of(frame)
        self.violations += wrong
        cmd, req_id = frame.get("cmd"), frame.get("headers", {}).get("req_id", "")
        if cmd == "ping":
            self.pings += 1
            if not self.mute_pings:
                await _answer(line, req_id)
            return
        self.frames.append(frame)
        if cmd == "aibot_subscribe":
            await self._subscribe(line, request, frame)
            return
        if line is not self._line:
            await _answer(line, req_id, 846609, "not subscribed")
            return
        await self._answered(line, request, frame, bool(wrong))

    async def _answered(
        self, line: web.WebSocketResponse, request: web.Request, frame: Values, wrong: bool
    ) -> None:
        fault = self._fault(frame)
        req_id = frame["headers"]["req_id"]
        call = fault.call if fault and fault.call else _nothing
        if fault and not (fault.mute or fault.after or fault.body is not None):
            call()
            await self._go_wrong(line, request, fault, req_id)
            return
        try:
            body = self._carry_out(frame, wrong=wrong and not self.lenient)
        except (Refusal, UploadFault) as refusal:
            if isinstance(refusal, Refusal) and refusal.violation:
                self.violations.append(f"{frame['cmd']}: {refusal}")
            await _answer(line, req_id, refusal.code, str(refusal))
            return
        call()
        if fault is None:
            await _answer(line, req_id, body=body)
            self._known(frame)
        elif fault.body is not None:
            await _answer(line, req_id, body=fault.body)
        elif not fault.mute:
            await self._go_wrong(line, request, fault, req_id)

    async def _go_wrong(
        self, line: web.WebSocketResponse, request: web.Request, fault: Fault, req_id: str
    ) -> None:
        if fault.abort and request.transport is not None:
            self._line = None
            request.transport.abort()
        elif fault.close:
            self._line = None
            await line.close(code=fault.close)
        elif fault.code:
            await _answer(line, req_id, fault.code, "as asked for")

    def _fault(self, frame: Values) -> Fault | None:
        for fault in self.faults:
            if fault.times < 1 or fault.cmd not in ("*", frame["cmd"]):
                continue
            if fault.chat in (None, self._chat_of(frame)):
                fault.times -= 1
                return fault
        return None

    def _chat_of(self, frame: Values) -> str:
        callback = self.callbacks.get(frame["headers"]["req_id"])
        if callback is not None:
            return callback.chat.id
        return str((frame.get("body") or {}).get("chatid", ""))

    async def _subscribe(
        self, line: web.WebSocketResponse, request: web.Request, frame: Values
    ) -> None:
        req_id, body = frame["headers"]["req_id"], frame.get("body", {})
        if self.mute_subscribe:
            return
        if self.refuse_code:
            await _answer(line, req_id, self.refuse_code, "as asked for")
            return
        if body.get("bot_id") != self.bot_id:
            await _answer(line, req_id, 93019, "invalid bot_id")
            return
        if body.get("secret") != self.secret:
            await _answer(line, req_id, 40001, "invalid secret")
            return
        await self.kick()
        again = [*self._given] if self.repeats else []
        offline, self._offline, self._given = self._offline, [], []
        self._line, self._request = line, request
        await _answer(line, req_id)
        self.subscribed += 1
        for frame in again:
            self.again(frame)
        for frame in offline:
            self._queue.put_nowait(frame)

    # -- what the bot asks for -------------------------------------------------------------------

    def _carry_out(self, frame: Values, *, wrong: bool) -> Values | None:
        if wrong:
            raise Refusal(40058, "invalid request")
        cmd, body, req_id = frame["cmd"], frame["body"], frame["headers"]["req_id"]
        if cmd.startswith("aibot_upload_media_") or cmd == "aibot_send_msg":
            if req_id in self._own or req_id in self.callbacks:
                raise Refusal(846605, "req_id twice", violation=True)
            self._own.add(req_id)
        if cmd.startswith("aibot_upload_media_"):
            act = {"init": self.uploads.init, "chunk": self.uploads.chunk}.get(
                cmd.removeprefix("aibot_upload_media_"), self.uploads.finish
            )
            return act(body)
        if cmd == "aibot_send_msg":
            self._send(frame, self._addressed(body))
        elif cmd == "aibot_respond_msg":
            self._respond(frame)
        else:
            self._click(frame)
        return None

    def _addressed(self, body: Values) -> Chat:
        chat = self.chats.get(body["chatid"])
        if chat is None:
            raise Refusal(93006, "invalid chatid")
        if body["chat_type"] and (body["chat_type"] == 2) != chat.group:
            raise Refusal(93006, "chat_type of another kind", violation=True)
        if chat.gone:
            raise Refusal(93008, "bot not in chat")
        if not chat.opened:
            raise Refusal(846607, "chat not opened by the user")
        return chat

    def _respond(self, frame: Values) -> None:
        callback = self._callback(frame, ("message", "enter"), REPLY_SECONDS)
        body = frame["body"]
        if body["msgtype"] != "stream":
            self._send(frame, callback.chat)
            return
        stream, now = body["stream"], self.clock()
        begun, finished, over = callback.streams.get(stream["id"], (now, False, 0))
        if finished or now - begun > STREAM_SECONDS:
            # After a break nobody can know that the first one had arrived.
            known = finished and over == self.subscribed
            raise Refusal(846608, "stream message update expired", violation=known)
        fresh = stream["id"] not in callback.streams
        callback.streams[stream["id"]] = (begun, stream["finish"], self.subscribed)
        self._count(callback.chat)
        if fresh:
            self._show(frame, callback.chat, Shown("markdown", stream["content"]))
        else:
            last = next(one for one in reversed(callback.chat.shown) if one.kind == "markdown")
            last.text = stream["content"]

    def _click(self, frame: Values) -> None:
        """Answers that have five seconds: a changed card, a welcome."""
        welcome = frame["cmd"] == "aibot_respond_welcome_msg"
        callback = self._callback(frame, ("enter",) if welcome else ("click",), CLICK_SECONDS)
        if callback.used:
            raise Refusal(846605, "answered twice", violation=True)
        callback.used += 1
        if welcome:
            self._send(frame, callback.chat)
            return
        card = frame["body"]["template_card"]
        if card.get("task_id") != callback.task_id:
            raise Refusal(40058, "task_id of another card", violation=True)
        self._count(callback.chat)
        self.remarks += cards.advice(card)
        for shown in callback.chat.shown:
            if shown.kind == "card" and shown.task_id == callback.task_id:
                shown.card = card
        self.sent.append(
            Sent(
                frame["cmd"],
                callback.chat.id,
                frame["headers"]["req_id"],
                Shown("card", card=card),
                frame["body"],
            )
        )

    def _callback(self, frame: Values, kinds: tuple[str, ...], seconds: float) -> Callback:
        callback = self.callbacks.get(frame["headers"]["req_id"])
        if callback is None:
            raise Refusal(846605, "invalid req_id", violation=True)
        if callback.kind not in kinds:
            raise Refusal(846605, f"no answer to a {callback.kind}", violation=True)
        if self.clock() - callback.at > seconds:
            raise Refusal(846605, "too late")
        return callback

    def _send(self, frame: Values, chat: Chat) -> None:
        body, kind = frame["body"], frame["body"]["msgtype"]
        if kind == "template_card":
            card = body["template_card"]
            if chat.group:
                raise Refusal(40058, "no cards in groups", violation=True)
            if cards.disabled(card):
                raise Refusal(40058, "disable in a fresh card", violation=True)
            task = str(card.get("task_id", ""))
            if task in self._tasks:
                raise Refusal(40058, "task_id twice", violation=self._tasks[task])
            self._count(chat)
            self._tasks[task] = False
            self.remarks += cards.advice(card)
            self._show(frame, chat, Shown("card", card=card))
        elif kind in ("markdown", "text"):
            self._count(chat)
            self._show(frame, chat, Shown(kind, body[kind]["content"]))
        else:
            uploaded = self.uploads.found(kind, body[kind]["media_id"])
            self._count(chat)
            self._show(frame, chat, Shown(kind, data=uploaded.data, name=uploaded.name))

    def _count(self, chat: Chat) -> None:
        """30 a minute and 1000 an hour, replies and pushes together."""
        now = self.clock()
        for most, seconds in RATES:
            if sum(1 for at in chat.times if now - at < seconds) >= most:
                self.overruns += 1
                raise Refusal(45009, "api freq out of limit")
        chat.times = [at for at in chat.times if now - at < RATES[-1][1]] + [now]

    def _show(self, frame: Values, chat: Chat, shown: Shown) -> None:
        chat.shown.append(shown)
        self.sent.append(
            Sent(frame["cmd"], chat.id, frame["headers"]["req_id"], shown, frame["body"])
        )

    def _known(self, frame: Values) -> None:
        """The bot was told that its card has arrived: the same again would be its fault."""
        task = (frame["body"].get("template_card") or {}).get("task_id")
        if task in self._tasks:
            self._tasks[task] = True

    def counts(self) -> dict[str, int]:
        """How many frames of each cmd came."""
        found: dict[str, int] = defaultdict(int)
        for frame in self.frames:
            found[str(frame.get("cmd"))] += 1
        return dict(found)


def _nothing() -> None:
    """No call at all."""


async def _answer(
    line: web.WebSocketResponse,
    req_id: str,
    code: int = 0,
    text: str = "ok",
    body: Values | None = None,
) -> None:
    frame: Values = {"headers": {"req_id": req_id}, "errcode": code, "errmsg": text}
    if body is not None:
        frame["body"] = body
    with contextlib.suppress(ConnectionError):
        await line.send_str(json.dumps(frame, ensure_ascii=False))
