"""Clients of a web chat on real storage: each with a cookie jar of its own, as a phone has."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.channels.web import WebSettings
from tests.channels.web.web_stage import Stage, stage
from tests.patience import LONG

HERE = {"Sec-Fetch-Site": "same-origin"}


async def until(true: Callable[[], bool]) -> None:
    """Wait for something to come true, however busy the machine is."""
    async with asyncio.timeout(LONG):
        while not true():
            await asyncio.sleep(0.005)


class Phone:
    """One logged-in browser: requests relative to its chat page."""

    def __init__(self, session: aiohttp.ClientSession, base: str, path: str, cookie: str) -> None:
        self.session = session
        self.base = base
        self.path = path
        self.headers = {"Cookie": cookie, **HERE}

    async def get(self, place: str, **options: Any) -> aiohttp.ClientResponse:
        headers = self.headers | options.pop("headers", {})
        return await self.session.get(self.base + self.path + place, headers=headers, **options)

    async def post(self, place: str, **options: Any) -> aiohttp.ClientResponse:
        headers = self.headers | options.pop("headers", {})
        return await self.session.post(self.base + self.path + place, headers=headers, **options)

    async def send(self, key: str, chat: str, **said: Any) -> aiohttp.ClientResponse:
        return await self.post("send", json={"key": key, "chat": chat, **said})

    async def upload(self, label: str, data: bytes) -> aiohttp.ClientResponse:
        return await self.post(
            "upload",
            params={"label": label, "size": str(len(data))},
            data=data,
            headers={"Content-Type": "application/octet-stream"},
        )

    async def history(self, chat: str, **query: str) -> dict[str, Any]:
        answer = await self.get("history", params={"chat": chat, **query})
        assert answer.status == 200, await answer.text()
        found: dict[str, Any] = await answer.json()
        return found

    async def events(
        self, after: int, wanted: int, found: list[dict[str, Any]] | None = None
    ) -> list[dict[str, Any]]:
        """The next ``wanted`` entries of the stream, into ``found``; the line is then dropped."""
        found = [] if found is None else found
        answer = await self.get("events", params={"after": str(after)})
        assert answer.status == 200
        async for line in answer.content:
            if line.startswith(b"data: {"):
                found.append(json.loads(line[6:]))
                if len(found) == wanted:
                    break
        answer.close()
        return found


class Site:
    """A served web chat and the way into it."""

    def __init__(self, scene: Stage, server: TestServer, session: aiohttp.ClientSession) -> None:
        self.scene = scene
        self.server = server
        self.session = session
        self.base = str(server.make_url("")).rstrip("/")

    async def request(self, method: str, path: str, **options: Any) -> aiohttp.ClientResponse:
        """As a stranger: no cookie; from our own page unless said otherwise."""
        headers = HERE | options.pop("headers", {})
        return await self.session.request(
            method, self.base + path, headers=headers, allow_redirects=False, **options
        )

    async def step(self, slug: str) -> Phone:
        """Into the demo with one click."""
        return self._phone(await self.request("POST", f"/step/{slug}"))

    async def enter(self, code: str, visit: str = "") -> Phone:
        """With an invitation code."""
        form = {"code": code, "visit": visit}
        return self._phone(await self.request("POST", "/enter", data=form))

    def _phone(self, answer: aiohttp.ClientResponse) -> Phone:
        assert answer.status == 303
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        return Phone(self.session, self.base, answer.headers["Location"], cookie)


Opener = Callable[..., Awaitable[Site]]


@pytest.fixture
async def open_site(tmp_path: Path) -> AsyncIterator[Opener]:
    """Serves a web chat with the settings a test wants."""
    async with AsyncExitStack() as stack:

        async def opened(*, demo: bool = True, **settings: Any) -> Site:
            known = WebSettings(host="127.0.0.1", port=0, **settings)
            scene = await stack.enter_async_context(stage(tmp_path, known, demo=demo))
            server = TestServer(scene.channel.application())
            await stack.enter_async_context(server)
            jar = aiohttp.DummyCookieJar()
            session = await stack.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
            return Site(scene, server, session)

        yield opened


@pytest.fixture
async def site(open_site: Opener) -> Site:
    """The demo with its usual settings."""
    return await open_site()
