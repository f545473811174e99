"""A reader takes a file or leaves half-way: neither is a fault, and neither is written down."""

from __future__ import annotations

import asyncio
import io
import logging
import socket
import struct
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.web.handing import hand_out
from bot.channels.web.listener import Listener
from bot.channels.web.security import guard
from storage.evidence import EvidenceStore
from tests.channels.conftest import Phone, Site
from tests.e2e.scripted import photo

MINE = "w-department-01"
LARGE = photo(640, 480, (150, 60, 50)) + bytes(8_000_000)
"""More than a line holds when nobody reads."""


async def _sent(phone: Phone) -> int:
    made = await phone.post(
        "upload",
        params={"label": "现场.jpg", "size": str(len(LARGE))},
        data=io.BytesIO(LARGE),
        headers={"Content-Type": "application/octet-stream"},
    )
    answer = await phone.send("key-00000001", MINE, uploads=[(await made.json())["id"]])
    return int((await answer.json())["seq"])


def _faults(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]


async def test_a_file_that_was_read_whole_ends_no_line(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    """Files, parts of them and what is still good come one after the other over one line."""
    phone = await site.step("department")
    place = f"file/{await _sent(phone)}/0"
    lines = 0

    async def counted(*_: object) -> None:
        nonlocal lines
        lines += 1

    trace = aiohttp.TraceConfig()
    trace.on_connection_create_end.append(counted)
    async with aiohttp.ClientSession(trace_configs=[trace]) as browser:
        for more in ({}, {"Range": "bytes=0-99"}, {}):
            headers = phone.headers | more
            async with browser.get(site.base + phone.path + place, headers=headers) as answer:
                assert await answer.read() == (LARGE[:100] if more else LARGE)
    assert lines == 1
    assert _faults(caplog) == []


@pytest.mark.parametrize("read", [0, 1000, 300_000])
async def test_a_reader_who_leaves_is_no_fault(
    site: Site, read: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Before the first byte, after some, in the middle; the next one is served."""
    phone = await site.step("department")
    place = f"file/{await _sent(phone)}/0"
    listener = Listener(site.scene.channel.application())
    await listener.open("127.0.0.1", 0)
    before = len(asyncio.all_tasks())
    for _ in range(5):
        await _leaves(listener.port, phone, place, read)
    async with asyncio.timeout(60):
        while len(asyncio.all_tasks()) > before:
            await asyncio.sleep(0.01)
    url = f"http://127.0.0.1:{listener.port}{phone.path}{place}"
    async with aiohttp.ClientSession() as other, other.get(url, headers=phone.headers) as again:
        assert await again.read() == LARGE
    await listener.close()
    assert _faults(caplog) == []


async def _leaves(port: int, phone: Phone, place: str, read: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    asked = "".join(f"{name}: {value}\r\n" for name, value in phone.headers.items())
    writer.write(f"GET {phone.path}{place} HTTP/1.1\r\nHost: x\r\n{asked}\r\n".encode())
    await writer.drain()
    if read:
        await reader.readexactly(read)
    line = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.close()


@pytest.mark.parametrize("ahead", [True, False])
async def test_a_line_that_is_closed_before_the_first_byte(
    tmp_path: Path, ahead: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """As where the reader left while the file was being opened."""
    store = EvidenceStore(tmp_path, 1 << 30)
    digest = (await store.put_bytes(LARGE)).digest

    async def given(request: web.Request) -> web.StreamResponse:
        answer = await hand_out(request, store, digest, {"Content-Type": "image/jpeg"})
        if ahead:
            await answer.prepare(request)
        return answer

    async def leaves(request: web.Request, _answer: web.StreamResponse) -> None:
        assert request.transport is not None
        request.transport.abort()

    app = web.Application(middlewares=[guard("")])
    app.router.add_get("/", given)
    app.on_response_prepare.append(leaves)
    async with TestServer(app) as server, aiohttp.ClientSession() as browser:
        with pytest.raises(aiohttp.ClientError):
            await browser.get(server.make_url("/"))
    await asyncio.get_running_loop().shutdown_default_executor()
    assert _faults(caplog) == []
