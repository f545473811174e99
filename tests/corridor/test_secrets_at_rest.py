"""A bot that was really used: no code, token, phone or text where it must not be.

The whole program over HTTP, as a browser uses it; afterwards its folder, a backup of it and its log
are searched byte by byte.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import openpyxl
import pytest

from bot.corridor import clock
from bot.invariants import broken_invariants
from bot.running.app import Application
from bot.running.config import Settings
from bot.running.logs import QUIET
from storage.backup import backup, restore
from storage.queries import corridor, roster
from tests.stage import DEPARTMENTS

PHONE = "13912345678"
NAME = "赵明远"
CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b")


@dataclass
class Browser:
    """One browser: its cookie and the address of its chat."""

    http: aiohttp.ClientSession
    base: str
    sent: int = 0
    cookies: list[str] = field(default_factory=list)

    async def post(self, path: str, **body: Any) -> None:
        headers = {"Origin": re.match(r"http://[^/]+", self.base)[0]}  # type: ignore[index] # our own address
        async with self.http.post(self.base + path, headers=headers, **body) as answer:
            assert answer.status in (202, 303, 200), await answer.text()

    async def says(self, bot: Application, text: str, chat: str | None = None) -> None:
        self.sent += 1
        rooms = (await self.rooms())["rooms"]
        mine = next(room["chat"] for room in rooms if room["private"])
        body = {"key": f"key-{self.sent:08d}", "chat": chat or mine, "text": text}
        await self.post("send", json=body)
        await settled(bot)

    async def rooms(self) -> Any:
        async with self.http.get(self.base + "rooms") as answer:
            return await answer.json()

    async def history(self) -> list[dict[str, Any]]:
        rooms = (await self.rooms())["rooms"]
        mine = next(room["chat"] for room in rooms if room["private"])
        async with self.http.get(self.base + "history", params={"chat": mine}) as answer:
            found: list[dict[str, Any]] = (await answer.json())["entries"]
            return found

    async def codes(self) -> list[str]:
        """Codes on the screen, in the order of the chat."""
        return CODE.findall("\n".join(one["text"] for one in await self.history()))

    async def file(self, label: str) -> bytes:
        for entry in await self.history():
            for file in entry["files"]:
                if file["label"] == label:
                    path = f"file/{entry['seq']}/{file['n']}"
                    async with self.http.get(self.base + path) as answer:
                        assert answer.headers["Cache-Control"] == "no-store"
                        return await answer.read()
        raise AssertionError(label)


async def settled(bot: Application) -> None:
    """Wait until every turn is carried through and every letter delivered."""
    while True:
        await bot.intake.idle()
        await bot.outbox.round()
        async with bot.database.reading() as db:
            if not await corridor.waiting_letters(db):
                return


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Application]:
    """The program on a free port; its outbox is turned by hand."""
    settings = Settings.model_validate({"data": {"folder": folder}, "web": {"port": 0}})
    bot = await Application.open(settings)
    await bot.web.start()
    try:
        yield bot
    finally:
        await bot.web.stop()
        await bot.intake.stop()
        await bot.database.close()


@asynccontextmanager
async def browser(bot: Application, code: str) -> AsyncIterator[Browser]:
    """Somebody who opens an invitation."""
    start = f"http://127.0.0.1:{bot.web.port}/"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        async with http.post(
            start + "enter", data={"code": code, "visit": ""}, headers={"Origin": start[:-1]}
        ) as answer:
            assert answer.status == 200, await answer.text()
            found = Browser(http, str(answer.url))
        await settled(bot)
        yield found


def texts_of(sheet: bytes) -> str:
    """Every cell of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    return "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row)  # type: ignore[union-attr] # a workbook of ours has a sheet


def everything(folder: Path) -> bytes:
    """Every byte of the data folder but the key itself."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "secret.key"]
    return b"\n".join(path.read_bytes() for path in sorted(files))


@pytest.mark.sqlite
async def test_a_used_folder_a_backup_and_a_log_hold_no_secret(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Open codes are on the admin's screen and nowhere else; the key is in no backup."""
    caplog.set_level(logging.DEBUG)
    for library in QUIET:  # as ``logs.begin`` does at every level
        caplog.set_level(logging.WARNING, logger=library)
    folder = tmp_path / "data"
    async with running(folder) as bot:
        set_up = await bot.setup_code()
        assert set_up is not None
        async with bot.database.transaction() as db:
            for name in ("县教育局", "县财政局", "县公安局"):
                await roster.add(db, name, name[1:], DEPARTMENTS, "", bot.heartbeat._clock())
        async with browser(bot, set_up) as admin:
            for text in (NAME, PHONE, "邀请 教育局", "邀请 审核员"):
                await admin.says(bot, text)
            spoken = sorted(set(await admin.codes()))
            assert len(spoken) == 2
            await _all_invited(bot, admin)
            sheet = texts_of(await admin.file("联络员邀请.xlsx"))
            listed = sorted(set(CODE.findall(sheet)))
            assert len(listed) == 3
            await admin.says(bot, f"这个码 {listed[0]} 还没有人用")
            await _one_used(bot, admin, listed[1])
            revealed = await admin.codes()
            assert listed[0] not in revealed
            fresh = texts_of(await admin.file("联络员邀请.xlsx"))
            assert (listed[0] in fresh, listed[1] in fresh) == (True, False)
            assert f"{listed[1][:4]}-****-****" in fresh
        async with bot.database.reading() as db:
            cookies = await db.execute_fetchall("select token_hash from web_sessions")
        assert all(len(row[0]) == 64 for row in cookies)
        found = await broken_invariants(bot.database, bot.store, deep=True)
        assert [one for one in found if one.name in _SECRETS] == []
        await backup(folder / "xinkao.db", folder / "evidence", tmp_path / "b.tar", now=clock.now())
    # The write-ahead log, folded in when the program stops, forgets a little later than the rows.
    kept = {"data": everything(folder), "backup": (tmp_path / "b.tar").read_bytes()}
    for where, data in kept.items():
        for code in (set_up, *spoken, *listed):
            for plain in (code, code.replace("-", ""), code.lower()):
                assert plain.encode() not in data, where
    assert (folder / "secret.key").read_bytes() not in kept["backup"]
    for secret in (set_up, *spoken, *listed, PHONE, NAME, "还没有人用"):
        assert secret not in caplog.text


_SECRETS = {
    "settled-update-says-nothing",
    "settled-letter-says-nothing",
    "no-open-code-in-clear",
    "codes-are-kept-as-hashes",
}


async def _all_invited(bot: Application, admin: Browser) -> None:
    await admin.says(bot, "邀请")
    for label in ("没绑定的单位", "全部生成一张表", "生成 3 个邀请"):
        entries = await admin.history()
        last = next(one for one in reversed(entries) if one.get("buttons"))
        button = next(b for row in last["buttons"] for b in row if label in b["label"])
        admin.sent += 1
        body = {"key": f"key-{admin.sent:08d}", "chat": last["chat"], "route": button["route"]}
        await admin.post("send", json=body | {"pressed": last["seq"]})
        await settled(bot)


async def _one_used(bot: Application, admin: Browser, code: str) -> None:
    """A liaison opens one of the listed invitations and is bound."""
    async with browser(bot, code) as liaison:
        for text in ("孙丽", PHONE):
            await liaison.says(bot, text)
        assert await liaison.codes() == []


@pytest.mark.sqlite
async def test_a_backup_restored_without_the_key_lets_people_in_and_shows_no_code(
    tmp_path: Path,
) -> None:
    """What was handed out still opens; what is on the screen is covered."""
    folder, other = tmp_path / "data", tmp_path / "other"
    async with running(folder) as bot:
        set_up = await bot.setup_code()
        assert set_up is not None
        async with browser(bot, set_up) as admin:
            for text in (NAME, PHONE, "邀请 审核员"):
                await admin.says(bot, text)
            (code,) = set(await admin.codes())
            cookie = admin.http.cookie_jar
            base = admin.base
        await backup(folder / "xinkao.db", folder / "evidence", tmp_path / "b.tar", now=clock.now())
    restore(tmp_path / "b.tar", other / "xinkao.db", other / "evidence")
    async with running(other) as bot:
        path = re.sub(r"^http://[^/]+", f"http://127.0.0.1:{bot.web.port}", base)
        async with aiohttp.ClientSession(cookie_jar=cookie) as http:
            again = Browser(http, path, sent=50)
            assert await again.codes() == []
            shown = "\n".join(one["text"] for one in await again.history())
            assert "****-****-****" in shown
        async with browser(bot, code) as reviewer:
            assert "请问您的姓名" in (await reviewer.history())[-1]["text"]
