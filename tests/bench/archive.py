"""An archive streamed as a zip by the web chat, beside the same bytes by sendfile.

The packing of ``bot.archive`` behind aiohttp in a process of its own, files of a photo's size; the
floor is aiohttp's own ``FileResponse`` of one file as large. What the server's processor did, per
gigabyte, and how fast it went, round by round in one run; the client throws all of it away.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.archive.sheets.index import Piece
from bot.archive.sheets.stream import Contents, stream
from bot.channels.web.downloads import Downloads
from bot.running import interpreter
from storage.evidence import EvidenceStore
from tests.bench import _photo

MEGABYTES = int(os.environ.get("BENCH_ARCHIVE", "512"))
EACH = 4
ROUNDS = 3
MADE = (2026, 11, 29, 10, 0, 0)


async def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        contents = await _kept(folder)
        here, there = multiprocessing.Pipe()
        server = multiprocessing.Process(target=_serve, args=(folder, contents, there))
        server.start()
        try:
            port = await asyncio.to_thread(here.recv)
            rounds = [
                (await _fetched(port, "zip", server.pid), await _fetched(port, "file", server.pid))
                for _ in range(ROUNDS)
            ]
        finally:
            server.terminate()
            server.join()
    lines = []
    for name, at in (("zip, packed while it goes", 0), ("sendfile", 1)):
        cpu = statistics.median(one[at][0] for one in rounds)
        pace = statistics.median(one[at][1] for one in rounds)
        lines.append(f"{name}: {cpu:.2f} s of the server's processor a GB, {pace:.0f} MB/s")
    ratio = statistics.median(one[0][1] / one[1][1] for one in rounds)
    return [*lines, f"the zip is {ratio:.2f} × as fast as sendfile"]


async def _kept(folder: Path) -> Contents:
    store = EvidenceStore(folder / "evidence", 64 * 1024 * 1024, reserve=0)
    pieces, photo = [], _photo.taken()
    for number in range(MEGABYTES // EACH):
        data = photo + os.urandom(8)  # behind its end, as telephones write more there
        kept = await store.put_bytes(data)
        pieces.append(_piece(number, kept.digest, len(data)))
    with (folder / "whole").open("wb") as whole:
        for one in pieces:
            whole.write(store.path(str(one.digest)).read_bytes())
    return Contents("归档", "", MADE, tuple(pieces))


def _piece(number: int, digest: str, size: int) -> Piece:
    path = f"县教育局/三.4/照片{number}.jpg"
    return Piece(
        unit="县教育局", row="三.4", path=path, label=f"照片{number}.jpg", caption="", kind="图片",
        size=size, digest=digest, url="", at="", by="", receipt="",
    )  # fmt: skip


@dataclass(frozen=True)
class _Packed:
    label: str
    pieces: Iterator[bytes]


def _serve(folder: Path, contents: Contents, told: Connection) -> None:
    """The server's whole life."""
    asyncio.run(_served(folder, contents, told))


async def _served(folder: Path, contents: Contents, told: Connection) -> None:
    store = EvidenceStore(folder / "evidence", 64 * 1024 * 1024, reserve=0)

    async def begin(number: int, address: str) -> _Packed:
        return _Packed("归档.zip", stream(contents, store.open))

    downloads = Downloads(begin)

    async def handed(request: web.Request) -> web.StreamResponse:
        return await downloads.hand_out(request, 1, "李敏")

    async def plain(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(folder / "whole")

    interpreter.settle()
    served = web.Application()
    served.router.add_get("/zip", handed)
    served.router.add_get("/file", plain)
    runner = web.AppRunner(served)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    told.send(runner.addresses[0][1])
    await asyncio.Event().wait()


async def _fetched(port: int, what: str, server: int | None) -> tuple[float, float]:
    """Processor seconds of the server for a gigabyte, and megabytes a second."""
    used, began, size = _used(server), time.perf_counter(), 0
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{port}/{what}") as answer,
    ):
        async for piece in answer.content.iter_any():
            size += len(piece)
    seconds = time.perf_counter() - began
    return (_used(server) - used) / size * 1e9, size / seconds / 1e6


def _used(process: int | None) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
