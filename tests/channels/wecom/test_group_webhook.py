"""群机器人: pushes the office's letters while there is no link, and only then."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.channels.wecom import group_webhook, words
from bot.channels.wecom.states import Stage
from bot.corridor import clock
from bot.corridor.events import File, Message, dumps
from storage.queries import corridor, papers
from tests.channels.wecom.live import GROUP_CHAT, Live, live
from tests.sample_papers import PAPERS, PDF

PHOTO = PAPERS["活动照片1.jpg"]()


class Robot:
    """WeCom's side of a 群机器人."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []
        self.uploads: list[tuple[str, bytes]] = []
        self.codes: list[int] = []
        self.address = ""

    async def send(self, request: web.Request) -> web.Response:
        assert request.query["key"] == "KEY-1"
        if self.codes:
            return web.json_response({"errcode": self.codes.pop(0), "errmsg": "as asked for"})
        self.posted.append(await request.json())
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    async def upload(self, request: web.Request) -> web.Response:
        assert (request.query["key"], request.query["type"]) == ("KEY-1", "file")
        form = await request.post()
        field = form["media"]
        assert isinstance(field, web.FileField)
        self.uploads.append((field.filename, field.file.read()))
        return web.json_response({"errcode": 0, "errmsg": "ok", "media_id": "M1"})


@asynccontextmanager
async def robot() -> AsyncIterator[Robot]:
    made = Robot()
    app = web.Application()
    app.router.add_post("/cgi-bin/webhook/send", made.send)
    app.router.add_post("/cgi-bin/webhook/upload_media", made.upload)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    made.address = f"http://127.0.0.1:{port}/cgi-bin/webhook/send?key=KEY-1"
    try:
        yield made
    finally:
        await runner.cleanup()


@asynccontextmanager
async def cut_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Live, Robot]]:
    """A bot that has lost its link, with a 群机器人 in the office's group."""
    monkeypatch.setattr(group_webhook, "PATIENCE_SECONDS", 0.0)
    async with robot() as made, live(folder, group_webhook=made.address) as running:
        await running.gateway.stop()
        await running.hears(lambda: running.wecom.link.state.stage is not Stage.READY)
        yield running, made


async def posted(running: Live, chat: str, message: Message) -> None:
    async with running.application.database.transaction() as db:
        now = clock.now()
        await corridor.post(db, None, "wecom", chat, dumps(message), reason=message.text, now=now)
    running.application.outbox.posted()


async def test_the_office_hears_by_it_and_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text within 4096 bytes, pictures as base64, documents by upload under their own names."""
    async with cut_off(tmp_path, monkeypatch) as (running, made):
        files = []
        async with running.application.database.transaction() as db:
            for label, data, picture in (("排名.jpg", PHOTO, True), ("通报 表.pdf", PDF, False)):
                stored = await running.application.store.put_bytes(data)
                blob = papers.Blob(stored.digest, stored.size, stored.kind.code, None)
                await papers.keep_blob(db, blob, clock.now())
                files.append(File(label=label, digest=stored.digest, picture=picture))
        await posted(running, "limin", Message(text="给个人的"))
        await posted(running, GROUP_CHAT, Message(text="字" * 3000, files=tuple(files)))
        await running.hears(lambda: len(made.posted) >= 5)
        kinds = [one["msgtype"] for one in made.posted]
        assert kinds == ["image", "file", "markdown", "markdown", "markdown"]
        image = made.posted[0]["image"]
        assert base64.b64decode(image["base64"]) == PHOTO
        assert image["md5"] == hashlib.md5(PHOTO, usedforsecurity=False).hexdigest()
        assert made.uploads == [("通报 表.pdf", PDF)]
        texts = [one["markdown"]["content"] for one in made.posted[2:]]
        assert all(len(text.encode()) <= 4096 for text in texts)
        assert texts[-1].endswith(words.by_webhook(False))
        wanted = [("limin", "new"), (GROUP_CHAT, "sent")]
        # The robot has the last part before the letter is marked: that is waited for.
        for _ in range(1000):
            rows = await running.query("select chat, state from outbox order by id")
            if [tuple(row) for row in rows] == wanted:
                break
            await asyncio.sleep(0.02)
        assert [tuple(row) for row in rows] == wanted


async def test_while_the_link_stands_it_is_not_used(tmp_path: Path) -> None:
    async with robot() as made, live(tmp_path, group_webhook=made.address) as running:
        await posted(running, GROUP_CHAT, Message(text="通知"))
        await running.settled()
        assert made.posted == []
        assert running.said("wrGROUP") == ["通知"]


async def test_a_refusal_keeps_the_letter_and_repeats_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """93000 is a wrong key, 45009 too much: it waits, and the key is in no log."""
    async with cut_off(tmp_path, monkeypatch) as (running, made):
        made.codes = [93000]
        await posted(running, GROUP_CHAT, Message(text="通知"))

        async def error() -> str:
            rows = await running.query("select error, attempts from outbox")
            assert rows[0][1] == 0
            return str(rows[0][0])

        while await error() != "webhook key":
            await asyncio.sleep(0.02)
        assert made.posted == []


async def test_a_short_break_waits_for_the_link(tmp_path: Path) -> None:
    """Less than a minute: the letter comes by the bot itself."""
    async with robot() as made, live(tmp_path, group_webhook=made.address) as running:
        webhook = running.wecom._delivery._webhook
        assert webhook is not None
        now = clock.now()
        assert not await webhook.stands_in(GROUP_CHAT, now - timedelta(seconds=30))
        assert await webhook.stands_in(GROUP_CHAT, now - timedelta(seconds=90))
        assert not await webhook.stands_in("limin", now - timedelta(seconds=90))
        assert not await webhook.stands_in("group:other", now - timedelta(seconds=90))
        assert made.posted == []
        assert "KEY-1" not in repr(webhook) + repr(running.wecom._settings)
