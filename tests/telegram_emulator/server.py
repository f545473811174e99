"""The Bot API's side: updates out by polling or webhook, calls in, files, and faults on request.

Texts of errors are those Telegram really sends. Time is real, waits are short; nothing here knows
our bot.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests import steady
from tests.telegram_emulator.markup import MarkupFault, plain, units

Values = dict[str, Any]
TOKEN = "4242:emulated-token_of-our-own-000000000000"
"""Every message's date: 23 November 2026, ten in the morning in China."""
CLOUD_LIMIT = 20 * 1024 * 1024


class ApiFault(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass
class Fault:
    """A switch: the next ``times`` calls of a method (``*``: any) go wrong."""

    method: str
    code: int = 0
    """0: the line is cut without an answer. -1: no answer for a long time."""
    description: str = ""
    parameters: Values = field(default_factory=dict)
    times: int = 1
    chat: int | None = None
    after: bool = False
    """The call is carried out and only its answer is lost."""


@dataclass
class Chat:
    """A chat with everything in it."""

    id: int
    type: str
    title: str = ""
    blocked: bool = False
    gone: bool = False
    messages: dict[int, Values] = field(default_factory=dict)


class Emulator:
    """One bot's Telegram."""

    def __init__(self, token: str = TOKEN, username: str = "xinkao_bot") -> None:
        self.token, self.username = token, username
        self.bot = int(token.partition(":")[0])
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.cut_downloads: dict[str, int] = defaultdict(int)
        """file_id → how many downloads of it break off half way."""
        self.short_downloads: dict[str, int] = defaultdict(int)
        """file_id → how many downloads of it end early, as if that were all."""
        self.slow_downloads: dict[str, asyncio.Event] = {}
        """file_id → its second half comes when this is set."""
        self.downloads: dict[str, int] = defaultdict(int)
        """file_id → how many downloads of it have begun."""
        self.names: dict[str, str] = {}
        """file_id → the name it came with."""
        self.local_paths: dict[str, str] = {}
        """file_id → path on this machine, as a local Bot API server answers."""
        self.calls: list[tuple[str, Values]] = []
        self.sent: list[Values] = []
        """Every message the bot sent or edited, in order."""
        self.heard: list[Values] = []
        """Every message of a person, in order: it may be edited."""
        self.answered: set[str] = set()
        self.commands: dict[str, list[Values]] = {}
        self.webhook: Values = {"url": ""}
        self.way_in: Callable[[], str] = str
        """Where the office's proxy leads a call of the webhook; empty: as ``webhook`` says."""
        self.sees_all = False
        self.clock: Callable[[], int] = steady.seconds
        """The date of messages, in seconds since 1970."""
        self.on_sent: Callable[[Values], None] = lambda message: None
        self.pending: list[Values] = []
        self._numbers = {"update": 7000, "message": 100, "file": 0}
        self._news = asyncio.Event()
        self._poll = 0
        self._hung: list[asyncio.Future[None]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._runner: web.AppRunner | None = None
        self.port = 0

    # -- life ------------------------------------------------------------------------------------

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1."""
        app = web.Application(client_max_size=60 * 1024 * 1024)
        steady.dates(app, lambda: self.clock())
        app.router.add_route("*", "/file/bot{token}/{path:.*}", self._download)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._tasks.append(asyncio.create_task(self._push()))

    async def stop(self) -> None:
        """Close."""
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._news.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Emulator:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def api(self) -> str:
        """Root of this Bot API."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Cut the lines that hang without an answer."""
        for hung in self._hung:
            hung.cancel()
        self._hung.clear()

    # -- updates ---------------------------------------------------------------------------------

    def number(self, kind: str) -> int:
        """The next number of a kind."""
        self._numbers[kind] += 1
        return self._numbers[kind]

    def push(self, update: Values) -> Values:
        """Something happened: the bot is to hear of it."""
        update = {"update_id": self.number("update"), **update}
        if "message" in update:
            self.heard.append(update["message"])
        self.pending.append(update)
        self._news.set()
        return update

    def push_raw(self, update: Values) -> None:
        """An update exactly as given: again, out of order, or strange."""
        self.pending.append(update)
        self._news.set()

    def chat(self, number: int, type: str = "private", title: str = "") -> Chat:
        """A chat; made when it is new."""
        return self.chats.setdefault(number, Chat(number, type, title))

    def add_file(self, data: bytes) -> Values:
        """Bytes that somebody uploads."""
        number = self.number("file")
        self.files[f"F{number}"] = data
        return {
            "file_id": f"F{number}",
            "file_unique_id": f"U{number}",
            "file_size": len(data),
        }

    async def _push(self) -> None:
        """Call the webhook, one update at a time, until it says 200."""
        async with ClientSession(timeout=ClientTimeout(total=10)) as session:
            while True:
                if not self.webhook["url"] or not self.pending:
                    self._news.clear()
                    await self._news.wait()
                    continue
                update = self.pending[0]
                headers = {
                    "X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"],
                    "Host": urlsplit(self.webhook["url"]).netloc,  # as the office's proxy keeps it
                }
                status = 0
                with contextlib.suppress(ClientError, TimeoutError):
                    way_in = self.way_in()
                    path = urlsplit(self.webhook["url"]).path
                    url = self.webhook.get("really") or f"{way_in}{path}"
                    async with session.post(url, json=update, headers=headers) as answer:
                        status = answer.status
                if status == 200:
                    self.pending.remove(update)
                else:
                    await asyncio.sleep(0.05)

    async def _get_updates(self, values: Values) -> list[Values]:
        if self.webhook["url"]:
            raise ApiFault(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._poll += 1
        mine = self._poll
        offset = int(values.get("offset") or 0)
        if offset:
            self.pending = [u for u in self.pending if u["update_id"] >= offset]
        until = asyncio.get_running_loop().time() + float(values.get("timeout") or 0)
        while not self.pending:
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                break
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), min(left, 0.5))
            if mine != self._poll:
                raise ApiFault(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure "
                    "that only one bot instance is running",
                )
        return self.pending[: int(values.get("limit") or 100)]

    # -- calls -----------------------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        values = await _values(request)
        try:
            self._admit(request)
            fault = self._fault(method, values)
            if fault is not None and not fault.after:
                await self._go_wrong(request, fault)
            self.calls.append((method, values))
            result = await self._result(method, values)
            if fault is not None:
                await self._go_wrong(request, fault)
        except ApiFault as fault_:
            return web.json_response(_not_ok(fault_), status=fault_.code)
        return web.json_response({"ok": True, "result": result})

    def _admit(self, request: web.Request) -> None:
        if request.match_info["token"] != self.token:
            raise ApiFault(401, "Unauthorized")

    def _fault(self, method: str, values: Values) -> Fault | None:
        for fault in self.faults:
            chat = fault.chat is None or str(fault.chat) == str(values.get("chat_id"))
            if fault.method in ("*", method) and chat and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    async def _go_wrong(self, request: web.Request, fault: Fault) -> None:
        if fault.code > 0:
            raise ApiFault(fault.code, fault.description, **fault.parameters)
        if fault.code < 0:
            self._hung.append(asyncio.get_running_loop().create_future())
            await asyncio.wait([self._hung[-1]], timeout=60)
        assert request.transport is not None
        request.transport.close()
        await asyncio.sleep(0)
        raise ApiFault(500, "the line is cut")

    async def _result(self, method: str, values: Values) -> Any:
        if method == "getUpdates":
            return await self._get_updates(values)
        handler = {
            "getMe": self._get_me,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_file,
            "sendDocument": self._send_file,
            "editMessageText": self._edit,
            "editMessageCaption": self._edit_caption,
            "answerCallbackQuery": self._answer,
            "getFile": self._get_file,
            "setMyCommands": self._set_commands,
            "deleteMyCommands": self._delete_commands,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._webhook_info,
            "sendChatAction": self._action,
        }.get(method)
        if handler is None:
            raise ApiFault(404, "Not Found")
        return handler(values)

    def _get_me(self, _: Values) -> Values:
        return {
            "id": self.bot,
            "is_bot": True,
            "first_name": "信考",
            "username": self.username,
            "can_read_all_group_messages": self.sees_all,
        }

    def _reachable(self, values: Values) -> Chat:
        chat = self.chats.get(int(values["chat_id"]))
        if chat is None:
            raise ApiFault(400, "Bad Request: chat not found")
        if chat.blocked:
            raise ApiFault(403, "Forbidden: bot was blocked by the user")
        if chat.gone:
            raise ApiFault(403, "Forbidden: bot was kicked from the group chat")
        return chat

    def _send_message(self, values: Values) -> Values:
        chat = self._reachable(values)
        text = _checked(values, "text", 4096)
        if not text.strip():
            raise ApiFault(400, "Bad Request: message text is empty")
        return self._keep(chat, {"text": text}, values)

    def _send_file(self, values: Values) -> Values:
        chat = self._reachable(values)
        shape = "photo" if "photo" in values else "document"
        given = values[shape]
        if isinstance(given, tuple):
            name, data = given
            if shape == "photo" and len(data) > 10 * 1024 * 1024:
                raise ApiFault(413, "Request Entity Too Large")
            file = {**self.add_file(data), "file_name": name}
            self.names[file["file_id"]] = name
        elif given in self.files:
            size = len(self.files[given])
            file = {"file_id": given, "file_unique_id": given, "file_size": size}
            file["file_name"] = self.names[given]  # whatever it is called now, as Telegram does
        else:
            raise ApiFault(
                400, "Bad Request: wrong remote file identifier specified: Wrong string length"
            )
        shown: Values = {"document": file}
        if shape == "photo":
            shown = {"photo": [{**file, "width": 90, "height": 90}]}
        if values.get("caption"):
            shown["caption"] = _checked(values, "caption", 1024)
        return self._keep(chat, shown, values)

    def _keep(self, chat: Chat, shown: Values, values: Values) -> Values:
        message = {
            "message_id": self.number("message"),
            "from": self._get_me({}),
            "chat": {"id": chat.id, "type": chat.type},
            "date": self.clock(),
            **shown,
        }
        markup = values.get("reply_markup")
        if markup is not None:
            _check_markup(markup)
            message["reply_markup"] = markup
        for key in ("message_thread_id", "reply_parameters"):
            if key in values:
                message[key] = values[key]
        chat.messages[message["message_id"]] = message
        self.sent.append(message)
        self.on_sent(message)
        return message

    def _edit(self, values: Values) -> Values:
        return self._changed(values, "text", _checked(values, "text", 4096))

    def _edit_caption(self, values: Values) -> Values:
        return self._changed(values, "caption", _checked(values, "caption", 1024))

    def _changed(self, values: Values, what: str, text: str) -> Values:
        old = self._to_edit(values, what)
        markup = values.get("reply_markup")
        if markup is not None and "inline_keyboard" not in markup:
            raise ApiFault(400, "Bad Request: inline keyboard expected")
        _check_markup(markup or {})
        if text == old.get(what, "") and markup == old.get("reply_markup"):
            raise ApiFault(
                400,
                "Bad Request: message is not modified: specified new message "
                "content and reply markup are exactly the same",
            )
        new = {**old, what: text, "edit_date": self.clock()}
        new.pop("reply_markup", None)
        if markup is not None:
            new["reply_markup"] = markup
        self.chats[new["chat"]["id"]].messages[new["message_id"]] = new
        self.sent.append(new)
        self.on_sent(new)
        return new

    def _to_edit(self, values: Values, what: str) -> Values:
        chat = self._reachable(values)
        number = int(values["message_id"])
        if any((one["message_id"], one["chat"]["id"]) == (number, chat.id) for one in self.heard):
            raise ApiFault(400, "Bad Request: message can't be edited")
        old = chat.messages.get(number)
        if old is None or old["from"]["id"] != self.bot:
            raise ApiFault(400, "Bad Request: message to edit not found")
        if "inline_keyboard" not in old.get("reply_markup", {"inline_keyboard": []}):
            raise ApiFault(400, "Bad Request: message can't be edited")
        if ("text" in old) != (what == "text"):
            raise ApiFault(400, f"Bad Request: there is no {what} in the message to edit")
        return old

    def _answer(self, values: Values) -> bool:
        self.answered.add(str(values["callback_query_id"]))
        return True

    def _get_file(self, values: Values) -> Values:
        number = str(values["file_id"])
        if number in self.local_paths:
            return {"file_id": number, "file_path": self.local_paths[number]}
        data = self.files.get(number)
        if data is None:
            raise ApiFault(400, "Bad Request: invalid file_id")
        if len(data) > CLOUD_LIMIT:
            raise ApiFault(400, "Bad Request: file is too big")
        return {"file_id": number, "file_size": len(data), "file_path": f"documents/{number}.bin"}

    async def _download(self, request: web.Request) -> web.StreamResponse:
        number = request.match_info["path"].rpartition("/")[2].removesuffix(".bin")
        data = self.files.get(number)
        if data is None or request.match_info["token"] != self.token:
            return web.Response(status=404)
        if self.short_downloads[number] > 0:
            self.short_downloads[number] -= 1
            return web.Response(body=data[: len(data) // 2])
        response = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await response.prepare(request)
        self.downloads[number] += 1
        if number in self.slow_downloads:
            await response.write(data[: len(data) // 2])
            await self.slow_downloads[number].wait()
            await response.write(data[len(data) // 2 :])
            await response.write_eof()
            return response
        if self.cut_downloads[number] > 0:
            self.cut_downloads[number] -= 1
            await response.write(data[: len(data) // 2])
            assert request.transport is not None
            request.transport.close()
            return response
        await response.write(data)
        await response.write_eof()
        return response

    def _set_commands(self, values: Values) -> bool:
        for command in values["commands"]:
            name = command["command"]
            if not (1 <= len(name) <= 32 and name == name.lower() and name.isascii()):
                raise ApiFault(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 3 <= len(command["description"]) <= 256:  # older servers ask for three
                raise ApiFault(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[self._scope(values)] = values["commands"]
        return True

    def _delete_commands(self, values: Values) -> bool:
        self.commands.pop(self._scope(values), None)
        return True

    def _scope(self, values: Values) -> str:
        """``all_private_chats``, or the number of one chat, which must be known."""
        scope = values["scope"]
        if scope["type"] != "chat":
            return str(scope["type"])
        self._reachable(scope)
        return str(scope["chat_id"])

    def _set_webhook(self, values: Values) -> bool:
        self.webhook = {**values}
        self._news.set()
        return True

    def _webhook_info(self, _: Values) -> Values:
        return {**self.webhook, "pending_update_count": len(self.pending)}

    def _action(self, values: Values) -> bool:
        self._reachable(values)
        return True

    def _delete_webhook(self, _: Values) -> bool:
        self.webhook = {"url": ""}
        return True


async def _values(request: web.Request) -> Values:
    """Parameters from JSON, a form or multipart; files as (name, bytes)."""
    if request.content_type == "application/json":
        found: Values = json.loads(await request.read() or b"{}")
        return found
    posted = await request.post()
    values: Values = {}
    for name, value in posted.items():
        if isinstance(value, web.FileField):
            values[name] = (value.filename, value.file.read())
            continue
        with contextlib.suppress(ValueError):
            loaded = json.loads(str(value))
            if isinstance(loaded, dict | list):
                values[name] = loaded
                continue
        values[name] = value
    return values


def _checked(values: Values, key: str, limit: int) -> str:
    text = str(values.get(key, ""))
    try:
        shown = plain(text) if values.get("parse_mode") == "HTML" else text
    except MarkupFault as fault:
        raise ApiFault(400, f"Bad Request: can't parse entities: {fault}") from None
    if units(shown) > limit:
        kind = "message is too long" if key == "text" else "message caption is too long"
        raise ApiFault(400, f"Bad Request: {kind}")
    return text


def _check_markup(markup: Values) -> None:
    for row in markup.get("inline_keyboard", []):
        if len(row) > 8:
            raise ApiFault(400, "Bad Request: row too long")
        for button in row:
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                raise ApiFault(400, "Bad Request: BUTTON_DATA_INVALID")
            if not button["text"]:
                raise ApiFault(400, "Bad Request: button text is empty")


def _not_ok(fault: ApiFault) -> Values:
    answer: Values = {"ok": False, "error_code": fault.code, "description": fault.description}
    if fault.parameters:
        answer["parameters"] = fault.parameters
    return answer
