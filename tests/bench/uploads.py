"""A photo of four megabytes into the web chat, beside aiohttp that writes and syncs it.

Both in a process of their own; what counts is the processor time of the server for each photo, and
how many a second one line brings in. Ours is the web channel with its store: streamed, judged,
hashed, synced, noted. What the bot does with a photo after that stands below: its fingerprint when
it is filed, a preview when somebody looks.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.web import WebSettings
from bot.running import interpreter
from storage import likeness
from tests.bench import _photo
from tests.channels.conftest import HERE, Phone
from tests.channels.web.web_stage import stage

PHOTOS, ROUNDS = 30, 5
Used = tuple[float, float]
"""Processor milliseconds, and photos a second."""


async def run() -> list[str]:
    """The lines of the report."""
    photo = _photo.taken()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pairs = []
        for number in range(ROUNDS):
            (folder / str(number)).mkdir()
            ours = await _with(_ours, folder / str(number), photo)
            pairs.append((ours, await _with(_floor, folder / str(number), photo)))
        file = folder / "photo.jpg"
        file.write_bytes(photo)
        after = [
            ("fingerprint", _least(lambda: likeness.mark_of(file))),
            ("small preview", _least(lambda: likeness.thumbnail(file, (480, 480)))),
            ("large preview", _least(lambda: likeness.thumbnail(file, (1600, 1600)))),
        ]
    ours, floor = (statistics.median(one[at][0] for one in pairs) for at in (0, 1))
    pace = statistics.median(one[0][1] / one[1][1] for one in pairs)
    told = (
        f"a photo of {len(photo) / 1e6:.1f} MB: {ours:.1f} ms of processor time,"
        f" aiohttp with a sync {floor:.1f}; {pace:.2f} × as many a second"
    )
    return [told, *(f"{name}: {spent:.1f} ms" for name, spent in after)]


async def _with(serve: Callable[[Path, Connection], None], folder: Path, photo: bytes) -> Used:
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(folder, there))
    server.start()
    try:
        base = await asyncio.to_thread(here.recv)
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            phone = await _phone(http, base)
            await _sent(phone, photo, 0)
            used, began = _used(server.pid), time.perf_counter()
            for number in range(1, PHOTOS + 1):
                await _sent(phone, photo, number)
            seconds = time.perf_counter() - began
            return (_used(server.pid) - used) / PHOTOS * 1000, PHOTOS / seconds
    finally:
        server.terminate()
        server.join()


async def _phone(http: aiohttp.ClientSession, base: str) -> Phone:
    answer = await http.post(f"{base}/step/department", headers=HERE, allow_redirects=False)
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    return Phone(http, base, answer.headers["Location"], cookie)


async def _sent(phone: Phone, photo: bytes, number: int) -> None:
    answer = await phone.upload("照片.jpg", photo + number.to_bytes(4, "big"))
    assert answer.status in (200, 201), await answer.text()
    await answer.read()


def _ours(folder: Path, told: Connection) -> None:
    asyncio.run(_web_chat(folder, told))


async def _web_chat(folder: Path, told: Connection) -> None:
    interpreter.settle()
    async with stage(folder, WebSettings(host="127.0.0.1", port=0), demo=True) as scene:
        await _served(scene.channel.application(), told)


def _floor(folder: Path, told: Connection) -> None:
    asyncio.run(_plain(folder, told))


async def _plain(folder: Path, told: Connection) -> None:
    """What a careful few lines of aiohttp do with a file."""
    count = 0

    async def step(_: web.Request) -> web.Response:
        return web.Response(status=303, headers={"Location": "/c/", "Set-Cookie": "a=b"})

    async def upload(request: web.Request) -> web.Response:
        nonlocal count
        count += 1
        with (folder / str(count)).open("wb") as file:
            async for piece in request.content.iter_chunked(256 * 1024):
                file.write(piece)
            file.flush()
            await asyncio.to_thread(os.fsync, file.fileno())
        return web.json_response({"id": count})

    served = web.Application(client_max_size=1 << 30)
    served.router.add_post("/step/department", step)
    served.router.add_post("/c/upload", upload)
    await _served(served, told)


async def _served(served: web.Application, told: Connection) -> None:
    async with TestServer(served) as server:
        told.send(str(server.make_url("")).rstrip("/"))
        await asyncio.Event().wait()


def _used(process: int | None) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _least(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent) * 1000
