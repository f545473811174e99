"""A browser on a desk-sized page, without a browser: what it asks for, and what it is answered."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
from yarl import URL

from tests.desk.desk_stage import Served

_NUMBERS = itertools.count()


@dataclass
class Browsing:
    """Somebody's browser on a desk-sized page, whose own room is ``room``."""

    county: Served
    base: str
    http: aiohttp.ClientSession
    who: str
    room: str
    page: str
    """Where its addresses begin: ``desk`` or ``schemes``."""

    async def get(self, path: str) -> tuple[int, Any]:
        async with self.http.get(self.base + path) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await (answer.json() if is_json else answer.read())

    async def post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        origin = str(URL(self.base).origin())
        async with self.http.post(self.base + path, json=body, headers={"Origin": origin}) as got:
            return got.status, await got.json()

    async def press(self, route: str) -> str:
        """A press, and what the bot says to it in the desk's room."""
        return str((await self.answer(route))["text"])

    async def answer(self, route: str, text: str | None = None) -> dict[str, Any]:
        """A press, with the text of a cell where there is one; all the bot says to it."""
        path = {"desk": "desk/press", "schemes": "schemes/write"}[self.page]
        said = {"route": route, "label": "按"} | ({} if text is None else {"text": text})
        return await self._answered(path, said)

    async def say(self, text: str) -> str:
        """Words in the desk's room, and what the bot says to them."""
        found = await self._answered("send", {"chat": self.room, "text": text})
        return str(found["text"])

    async def _answered(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self.county.late += timedelta(seconds=5)  # what stands there was read first
        status, said = await self.post(path, {"key": f"key-{next(_NUMBERS):08d}", **body})
        assert status == 202, said
        for _ in range(2000):
            async with self.county.play.database.reading() as db:
                rows = await db.execute_fetchall(
                    "select payload from web_log where chat = ? and direction = 'out' and seq > ?",
                    (self.room, said["seq"]),
                )
                waiting = await db.execute_fetchall("select 1 from outbox where state = 'new'")
            if rows and not waiting:  # shown, and known as shown: only then may it be pressed
                return dict(json.loads(rows[0][0])["message"])
            await asyncio.sleep(0.02)
        raise AssertionError("no answer")


Sits = Callable[[str], Awaitable[Browsing]]


@asynccontextmanager
async def browsing(county: Served, page: str, room: Callable[[str], str]) -> AsyncIterator[Sits]:
    """Opens somebody's page; closed in the end."""
    sessions = []

    async def sit(who: str) -> Browsing:
        opened = await county.enter(who)
        base = f"http://127.0.0.1:{county.channel.port}{opened.path}"
        http = aiohttp.ClientSession(cookies={"xinkao": opened.secret})
        sessions.append(http)
        found = Browsing(county, base, http, who, room(who), page)
        await found.get(page)  # its room is there from now on
        return found

    yield sit
    for one in sessions:
        await one.close()
