"""A whole province on one machine from nothing, to look at: everything is real and thrown away.

PostgreSQL, an object store, four workers, a small proxy and three sample counties; the overview's
address and word are said, and everything ends with Ctrl+C. The proxy only chooses a worker that
listens; which one serves a county is the workers' own affair.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import signal
import tempfile
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from bot.province import secret
from tests.province.crowd import pattern
from tests.province.workers import NAMES, Workers, settle, workers
from tests.s3 import s3
from tests.storage.standby import Pair, pair

WORKERS = 4
_AT_ONCE = 1 << 16


class Proxy:
    """Passes each connection on to the next worker that takes it."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._turns = itertools.cycle(addresses)
        self._all = len(addresses)

    async def serves(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side has said everything."""
        try:
            theirs, ours = await self._reached()
        except OSError:
            writer.close()
            return
        try:
            await asyncio.gather(_passed(reader, ours), _passed(theirs, writer))
        finally:
            ours.close()
            writer.close()

    async def _reached(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for _ in range(self._all):
            host, _, port = next(self._turns).rpartition(":")
            with contextlib.suppress(OSError):
                return await asyncio.open_connection(host, int(port))
        raise ConnectionRefusedError


async def _passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(_AT_ONCE):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()


async def run(port: int, *, opens: bool) -> None:
    """Until it is told to stop."""
    with tempfile.TemporaryDirectory() as place, pair("max_connections=200") as db, s3() as store:
        folder = Path(place)
        await settle(folder, url=db.url, papers=store.settings(), pattern=pattern)
        (folder / "overview").write_text(_onlooker(db))
        async with workers(folder) as running:
            running.overview = folder / "overview"
            for number in range(WORKERS):
                await running.start(f"worker{number}")
            await running.shared(0, 1, 1, 1)
            proxy = Proxy(list(running.addresses.values()))
            server = await asyncio.start_server(proxy.serves, "127.0.0.1", port)
            async with server:
                address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
                print("\n".join(_told(folder, running, address)), flush=True)  # noqa: T201 -- a command's word
                if opens:
                    webbrowser.open(f"{address}/province")
                await _told_to_stop()


def _onlooker(db: Pair) -> str:
    """An account for the overview; its address."""
    db.ask("create role xinkao_overview login")
    return db.url.replace("//xinkao@", "//xinkao_overview@")


async def _told_to_stop() -> None:
    """Ctrl+C, or the word to end: everything that was started is ended first."""
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await stopped.wait()


def _told(folder: Path, running: Workers, address: str) -> list[str]:
    word = secret.read(folder / "counties")
    return [
        f"总览：{address}/province，姓名随意，口令 {word}（它用只读的数据库账号 xinkao_overview）",
        f"指标：{address}/metrics，哪个县在哪里：{address}/health",
        f"{WORKERS} 个服务进程：{'、'.join(running.addresses.values())}",
        f"三个县：{'、'.join(NAMES)}",
        "按 Ctrl+C 结束，什么都不留下。",
    ]
