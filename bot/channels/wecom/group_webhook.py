"""群机器人: a second way into the office's group, for pushing only, while there is no link.

Optional, and never used while the link stands. Its address holds a key: it is shown nowhere, and no
error of the HTTP client is passed on, because those quote addresses.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import structlog

from bot.channels.wecom import addresses, render, words
from bot.channels.wecom.faults import Meaning, meaning_of
from bot.channels.wecom.markdown import WEBHOOK_BYTES, lines_of, pack
from bot.channels.wecom.pace import WEBHOOK, WEBHOOK_LANE
from bot.channels.wecom.paced import PacedLink
from bot.channels.wecom.ports import WecomPorts
from bot.corridor.delivering import LaterError
from bot.corridor.events import Letter, ReadyFile
from storage.queries import people, wecom as queries

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 60.0
"""A link that comes back within this brings its letters itself."""
_SECONDS = 20
_BAD_KEY = 93000


class GroupWebhook:
    """Pushes letters of the office's group by its 群机器人."""

    def __init__(
        self,
        ports: WecomPorts,
        paced: PacedLink,
        address: str,
        session: Callable[[], aiohttp.ClientSession],
    ) -> None:
        self._ports = ports
        self._paced = paced
        self._address = address
        self._session = session

    def __repr__(self) -> str:
        return "GroupWebhook()"

    async def stands_in(self, chat: str, down: datetime) -> bool:
        """Whether a letter to this chat goes this way: the one claimed group, after a while."""
        if not addresses.is_group(chat):
            return False
        if abs(self._ports.clock() - down).total_seconds() < PATIENCE_SECONDS:
            return False
        async with self._ports.database.reading() as db:
            groups = await people.groups_for(db, "admin")
        return [one.address for one in groups if one.channel == "wecom"] == [chat]

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> None:
        """Send pictures, documents, text; what could be chosen can be chosen when the link is back.

        Raises:
            LaterError: not now.
        """
        lines = [*lines_of(letter.message), "", words.by_webhook(bool(letter.message.buttons))]
        sends: list[Callable[[], Awaitable[None]]] = [
            self._sends_file(file) for file in files if file.size <= render.FILE_BYTES
        ]
        sends += [self._sends_text(text) for text in pack(lines, WEBHOOK_BYTES)]
        async with self._ports.database.reading(once=True) as db:
            gone = await queries.parts_of(db, letter.number)
        for index, send in enumerate(sends):
            # Numbered apart from the link's parts: these are cut differently.
            if _FROM + index in gone:
                continue
            await send()
            async with self._ports.database.transaction() as db:
                await queries.keep_part(
                    db, letter.number, _FROM + index, "sent", "webhook", self._ports.clock()
                )

    def _sends_text(self, text: str) -> Callable[[], Awaitable[None]]:
        async def send() -> None:
            await self._post({"msgtype": "markdown", "markdown": {"content": text}})

        return send

    def _sends_file(self, file: ReadyFile) -> Callable[[], Awaitable[None]]:
        async def send() -> None:
            path = await self._ports.store.here(file.digest)
            data = await asyncio.to_thread(path.read_bytes)
            small = file.size <= render.PICTURE_BYTES and file.kind in ("jpg", "png")
            if file.picture and small:
                digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
                image = {"base64": base64.b64encode(data).decode(), "md5": digest}
                await self._post({"msgtype": "image", "image": image})
                return
            number = await self._upload(file.label, data)
            await self._post({"msgtype": "file", "file": {"media_id": number}})

        return send

    async def _upload(self, label: str, data: bytes) -> str:
        key = parse_qs(urlsplit(self._address).query).get("key", [""])[0]
        url = self._address.split("?")[0].removesuffix("send") + "upload_media"
        # Quoted, the name would arrive as %E6…: WeCom takes it as it stands.
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("media", data, filename=label.replace('"', "_"))
        answer = await self._ask(url, params={"key": key, "type": "file"}, data=form)
        return str(answer.get("media_id", ""))

    async def _post(self, body: dict[str, Any]) -> None:
        await self._paced.turn(WEBHOOK_LANE, WEBHOOK)
        await self._ask(self._address, json=body)

    async def _ask(self, url: str, **values: Any) -> dict[str, Any]:
        try:
            async with self._session().post(
                url, timeout=aiohttp.ClientTimeout(total=_SECONDS), **values
            ) as response:
                answer = dict(await response.json(content_type=None))
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, TypeError) as fault:
            log.warning("group webhook not reached", error=type(fault).__name__)
            raise LaterError(30.0, "webhook") from None
        code = answer.get("errcode", -1)
        if code == 0:
            return answer
        log.error("group webhook refused", code=code)
        if code == _BAD_KEY:
            raise LaterError(600.0, "webhook key")
        if meaning_of(int(code)) is Meaning.RATE:
            self._paced.told_to_wait(WEBHOOK_LANE, 60.0)
        raise LaterError(60.0, f"webhook {code}")


_FROM = 1000
