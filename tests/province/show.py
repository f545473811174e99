"""A whole province on one machine from nothing, to look at: everything is real and thrown away.

PostgreSQL, an object store, four workers, a small proxy and three counties, each the sample county
of ``make run``. The overview's address and word are said, and for each county links by which its
admin and a liaison come in; everything ends with Ctrl+C. A county's address is a name under
``localhost``, which browsers look for on the machine itself. The proxy only chooses a worker that
listens; which one serves a county is the workers' own affair.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from bot import demo
from bot.corridor import clock
from bot.corridor.codes import Codes, read_key
from bot.corridor.door import code_hash
from bot.demo.county import DIRECTOR
from bot.province import counties, secret
from bot.running.config import Settings
from storage.database import Database
from storage.queries import people
from tests.program import ROOT
from tests.province.workers import Workers, settle, workers
from tests.s3 import s3
from tests.storage.standby import Pair, pair

WORKERS = 4
WHO = {"信用办管理员": f"demo-{DIRECTOR}", "县教育局联络员": "demo-县教育局"}
"""Who may come in: what they are, and their address on the web."""
DOMAIN = "localhost"
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
    try:
        listening = socket.create_server(("127.0.0.1", port))
    except OSError:
        print(f"端口 {port} 已经有程序在用，换一个：make province PORT={port + 1}")  # noqa: T201 -- a command's word
        return
    port = listening.getsockname()[1]
    print("正在搭起数据库、对象存储和三个县，约一分钟……", flush=True)  # noqa: T201 -- as above
    with tempfile.TemporaryDirectory() as place, pair("max_connections=200") as db, s3() as store:
        folder = Path(place)
        domain, papers = f"{DOMAIN}:{port}", store.settings()
        with contextlib.chdir(folder):  # moving verifies against the backups that lie where it runs
            await settle(folder, url=db.url, papers=papers, pattern=_sample, domain=domain)
        links = await let_in(folder / "counties", WHO)
        (folder / "overview").write_text(_onlooker(db))
        async with workers(folder) as running:
            running.overview, running.ranked = folder / "overview", True
            for number in range(WORKERS):
                await running.start(f"worker{number}")
            await running.shared(0, 1, 1, 1)
            proxy = Proxy(list(running.addresses.values()))
            server = await asyncio.start_server(proxy.serves, sock=listening)
            async with server:
                address = f"http://{domain}"
                told = (*_told(folder, running, address), *links, *_tried(running), _END)
                print("\n".join(told), flush=True)  # noqa: T201 -- as above
                if opens:
                    webbrowser.open(f"{address}/province")
                await _told_to_stop()


async def _sample(folder: Path) -> None:
    """The sample county: a quarter that is over and one that runs, of all its units."""
    await demo.prepare(Settings.model_validate({"data": {"folder": folder}}))


async def let_in(folder: Path, whom: Mapping[str, str]) -> list[str]:
    """For each county, a link each by which these people come in, as who they are already."""
    lines = []
    for settings in counties.read(folder).counties.values():
        codes = Codes(read_key(settings.key_file))
        database = await Database.open(settings.place, guest=True)
        try:
            lines.append(f"{settings.office.county}：")
            for who, address in whom.items():
                code = await _invited(database, codes, address)
                lines.append(f"  {who} {settings.address}/i/{code}")
        finally:
            await database.close()
    return lines


async def _invited(database: Database, codes: Codes, address: str) -> str:
    """A code by which somebody comes in once more."""
    code, now = codes.fresh().plain, clock.now()
    async with database.transaction() as db:
        person = await people.by_identity(db, "web", address)
        assert person is not None
        until = now + timedelta(days=1)
        await people.invite(db, code_hash(code), people.FURTHER, None, None, now, until, person.id)
    return code


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
        "三个县，用 Chrome、Edge 或 Firefox 打开，每个链接用一次：",
    ]


def _tried(running: Workers) -> list[str]:
    """How to see counties change hands."""
    serve = " ".join((sys.executable, "-m", "bot", *running.words()))
    return [
        "想看县怎样换手，另开一个终端（总览里“服务进程”的名字中间那个数就是进程号）：",
        "  正常停一个：kill 进程号；突然没电：kill -9 进程号",
        "  卡住、放开：kill -STOP 进程号、kill -CONT 进程号",
        f"  再加一个：cd {ROOT} && {serve}（按 Ctrl+C 停）",
    ]


_END = "按 Ctrl+C 结束，什么都不留下。"
