"""Two thousand open web chats in one process, an answer every two seconds each; and a restart.

The program as it is run and has stood a while, with the soft limit of descriptors that systems give
(it raises it); phones are bare sockets in this process, from many addresses, as of many offices.
Each has its stream open, has opened its form by a typed word, and then answers row after row with a
button of the last letter; what counts is the time from the press until the bot's letter is on the
stream. Then the process is ended and started again: a phone comes back two seconds after it lost
its line, as its page is told. How many: BENCH_CHATS, one after the other. Beside it, the floor: an
aiohttp handler with a row of our storage, synced, and the same letter on the same streams.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.channels.web.sessions import COOKIE, _hashed
from storage.database import Session, stamp
from storage.queries import people, roster, web
from tests import steady
from tests.bench.start import _answers, _used
from tests.program import environment
from tests.stage import DEPARTMENTS, open_quarter, stage

CHATS = tuple(int(one) for one in os.environ.get("BENCH_CHATS", "300,1000,2000").split(","))
THINKS, LASTS, BACK = 2.0, 20.0, 2.0
"""Seconds between two answers, of a measure, and until a phone looks again for its line."""
TYPED_A_SECOND = 50
"""So many phones open their form in a second, before it is measured."""
SOFT = 1024
FROM_ONE = 100
"""Phones behind one address: each holds two lines."""
ROW = "三.1b"


async def run() -> list[str]:
    """The lines of the report."""
    lines = []
    for count in CHATS:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            await _found(folder / "data", count)
            lines += await _measure(folder, count)
    return lines


async def _measure(folder: Path, count: int) -> list[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config.toml").write_text(
        '[data]\nfolder = "data"\nreserve_megabytes = 0\n'
        f"[web]\nport = {port}\n[reading]\npapers = false\n"
    )
    shutil.copy(folder / "data" / "xinkao.db", folder / "floor.db")
    floor = await _answered(folder, port, count, "floor")
    phones = [Phone(number, port) for number in range(count)]
    async with _living(phones):
        async with _bot(folder, port) as process:
            await _until_open(phones)
            typed = await _typed(phones, process.pid)
            whole = await _pressed(phones, process.pid)
        async with _bot(folder, port):
            began = time.monotonic()
            await _until_open(phones)
            back = time.monotonic() - began
    return [
        f"{count} chats, each opening its form by a typed word: {typed:.2f} ms each",
        f"{count} chats, {whole}",
        f"{count} chats, the floor: {floor}; ours takes {whole.each / floor.each:.2f} × its time",
        f"{count} chats: all streams back {back:.1f} s after a restart answers",
    ]


async def _answered(folder: Path, port: int, count: int, kind: str) -> Measured:
    """What other bots than ours come to."""
    phones = [Phone(number, port) for number in range(count)]
    async with _bot(folder, port, kind) as process, _living(phones):
        await _until_open(phones)
        await _typed(phones, process.pid)
        return await _pressed(phones, process.pid)


@dataclass(frozen=True)
class Measured:
    """What some seconds of answers came to."""

    waits: list[float]
    spent: float
    """Seconds of processor time."""
    memory: float
    refused: int

    @property
    def each(self) -> float:
        """Milliseconds of processor time an answer."""
        return self.spent / len(self.waits) * 1000

    def __str__(self) -> str:
        half, most = self.waits[len(self.waits) // 2], self.waits[int(len(self.waits) * 0.99)]
        waited = f"p50 {half * 1000:.0f} ms, p99 {most * 1000:.0f} ms"
        cost = f"{self.spent / LASTS:.0%} of a core, {self.each:.2f} ms each, {self.memory:.0f} MB"
        pace = f"{len(self.waits) / LASTS:.0f} answers a second"
        return f"{pace}: {waited}; {cost}; refused {self.refused}"


async def _typed(phones: list[Phone], process: int) -> float:
    """Every form opened by a typed word; milliseconds of processor time each."""
    used = _used(process)[0]
    for one in phones:
        one.types.set()
        await asyncio.sleep(1 / TYPED_A_SECOND)
    until = time.monotonic() + 120
    while not all(one.waits for one in phones):
        assert time.monotonic() < until, f"{sum(not one.waits for one in phones)} not answered"
        await asyncio.sleep(0.02)
    return (_used(process)[0] - used) / len(phones) * 1000


async def _pressed(phones: list[Phone], process: int) -> Measured:
    """Row after row answered for a while."""
    used = _used(process)[0]
    for one in phones:
        one.waits.clear()
        one.answers = True
    await asyncio.sleep(LASTS)
    spent, memory = _used(process)[0] - used, _used(process)[1]
    for one in phones:
        one.answers = False
    waits = sorted(itertools.chain.from_iterable(one.waits for one in phones))
    refused = sum(one.refused for one in phones)
    await asyncio.sleep(THINKS)
    return Measured(waits, spent, memory, refused)


@asynccontextmanager
async def _living(phones: list[Phone]) -> AsyncIterator[None]:
    lives = [asyncio.create_task(one.live()) for one in phones]
    try:
        yield
    finally:
        await _end(lives)


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _until_open(phones: list[Phone]) -> None:
    until = time.monotonic() + 120
    while not all(one.open for one in phones):
        assert time.monotonic() < until, f"{sum(one.open for one in phones)} open"
        await asyncio.sleep(0.02)


@asynccontextmanager
async def _bot(
    folder: Path, port: int, kind: str = "whole"
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program, from when it answers."""
    command = f'ulimit -Sn {SOFT}; exec "$0" -m tests.bench._web_bots {kind} {port}'
    with (folder / "told").open("ab") as told:
        process = await asyncio.create_subprocess_exec(
            "/bin/sh", "-c", command, sys.executable,
            cwd=folder, env=environment(NO_COLOR="1"), stdout=told, stderr=told,
        )  # fmt: skip
    try:
        while not await asyncio.to_thread(_answers, port):
            assert process.returncode is None, (folder / "told").read_text()[-2000:]
            await asyncio.sleep(0.01)
        yield process
    finally:
        process.terminate()
        await process.wait()


@dataclass
class Phone:
    """One chat: its line of news, and the line it sends on."""

    number: int
    port: int
    answers: bool = False
    types: asyncio.Event = field(default_factory=asyncio.Event)
    open: bool = False
    waits: list[float] = field(default_factory=list)
    refused: int = 0
    after: int = 0
    last: dict[str, Any] | None = None
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self) -> None:
        """For ever: hold the line, answer, come back after it broke."""
        chance = random.Random(self.number)
        await asyncio.sleep(chance.random() * BACK)
        while True:
            speaking = asyncio.create_task(self._speak(chance))
            try:
                await self._listen()
            except OSError:
                pass
            finally:
                self.open = False
                speaking.cancel()
            await asyncio.sleep(BACK)

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        address = f"127.0.{1 + self.number // FROM_ONE}.1"
        return await asyncio.open_connection("127.0.0.1", self.port, local_addr=(address, 0))

    async def _listen(self) -> None:
        reader, writer = await self._connected()
        try:
            writer.write(self._request("GET", f"events?after={self.after}"))
            if b" 200 " not in await reader.readline():
                self.refused += 1
                return
            while line := await reader.readline():
                if line.startswith(b"data: {"):
                    self._take(json.loads(line[6:]))
                elif line.startswith(b"retry"):
                    self.open = True
        finally:
            writer.close()

    def _take(self, entry: dict[str, Any]) -> None:
        self.after = entry["seq"]
        if entry["from"] == "bot":
            self.last = entry
            self.heard.set()

    async def _speak(self, chance: random.Random) -> None:
        await self.types.wait()
        reader, writer = await self._connected()
        if not self.waits:
            await self._say(reader, writer, {"text": ROW})
        while True:
            await asyncio.sleep(THINKS * (0.5 + chance.random()))
            if self.answers and self.open:
                await self._say(reader, writer, self._pressed(chance))

    async def _say(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, said: dict[str, Any]
    ) -> None:
        key = f"k{random.getrandbits(62):016x}"
        self.heard.clear()
        began = time.monotonic()
        body = json.dumps({"key": key, "chat": _address(self.number), **said}).encode()
        writer.write(self._request("POST", "send", body))
        if not await _accepted(reader):
            self.refused += 1
            return
        await self.heard.wait()
        self.waits.append(time.monotonic() - began)

    def _pressed(self, chance: random.Random) -> dict[str, Any]:
        """An answer to the row that stands open; behind the last row, one of them anew."""
        routes = _routes(self.last)
        for kind in ("put/", "ask/", "skip/", "after/"):
            if found := [one for one in routes if one.startswith(kind)]:
                return {"route": chance.choice(found), "pressed": (self.last or {})["seq"]}
        return {"text": ROW}

    def _request(self, method: str, place: str, body: bytes = b"") -> bytes:
        head = (
            f"{method} /c/{_public(self.number)}/{place} HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{self.port}\r\n"
            f"Cookie: {COOKIE}=secret{self.number}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def _routes(entry: dict[str, Any] | None) -> list[str]:
    return [one["route"] for line in (entry or {}).get("buttons", ()) for one in line]


async def _accepted(reader: asyncio.StreamReader) -> bool:
    """The whole answer of a sent message, and whether it was taken."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
    await reader.readexactly(int(length or 0))
    return head.startswith(b"HTTP/1.1 202")


def _address(number: int) -> str:
    return f"w-phone-{number:05}"


def _public(number: int) -> str:
    return f"phone{number:05}"


async def _found(folder: Path, count: int) -> None:
    """A county with an open quarter, and as many units, each with a liaison who is logged in."""
    now = steady.began()
    folder.mkdir()
    kept = stage(folder, quarter=False, now=now)
    async with kept as play, play.database.transaction() as db:
        for number in range(count):
            await _liaison(db, number, now)
        await open_quarter(db, play, 2026, 4)


async def _liaison(db: Session, number: int, now: Any) -> None:
    at, address = stamp(now), _address(number)
    unit = await roster.add(db, f"县第{number}中心", f"第{number}中心", DEPARTMENTS, "", now)
    person = await people.add_person(db, f"联络员{number}", "", now)
    await people.add_identity(db, person.id, "web", address, now)
    await people.give_role(db, person.id, "liaison", unit.id, None, now)
    await web.add_session(
        db, public=_public(number), token_hash=_hashed(f"secret{number}"), address=address,
        person_name=f"联络员{number}", agent="", remote="", at=at,
        expires_at=stamp(now.replace(year=now.year + 1)),
    )  # fmt: skip
    await web.put_room(db, address, "信考", at, private=True)
    await web.add_member(db, address, address, at)
