"""``python -m bot serve``: one worker, from its start to its end."""

from __future__ import annotations

import asyncio
import importlib
import os
import secrets
import signal
import socket
from pathlib import Path

import structlog

from bot.channels.web.gates import Allowed, room
from bot.channels.web.listener import Listener
from bot.corridor.pages import open_pages
from bot.province import counties, secret
from bot.province.front import Front
from bot.province.worker import Worker
from bot.running import beginning, ending, logs, machine, supervisor
from bot.running.config_faults import ConfigFault
from bot.running.machine import MachineFault
from storage import complaints
from storage.faults import Forbidden, Lost, StorageFault
from storage.onlooker import Onlooker, onlooker_of
from storage.roll import Peer, roll_of

log = structlog.get_logger(__name__)

STOPPING = 90.0
"""Seconds in which everything is handed over."""
LOADED = (
    "bot.channels.telegram.channel",
    "bot.channels.wecom.channel",
    "bot.inquiry.planned",
    "bot.running.beside",
    "bot.running.reading",
    "storage.migrating",
    "storage.postgres.place",
)
"""What a county loads when it is started, beside the pages."""
_FROM_ONE = 4096
"""Connections from one address: a whole province may come through one proxy."""


async def serve(
    folder: Path,
    *,
    host: str,
    port: int,
    inner_host: str,
    behind_proxy: bool,
    overview_file: Path | None = None,
    ranked: bool = False,
) -> None:
    """Serve a share of the counties of a folder until told to stop.

    ``overview_file``: where the address of the account stands that the overview reads as.
    ``ranked``: whether it ranks counties by their averages.

    Raises:
        bot.running.config_faults.ConfigFault: the counties cannot be served.
        MachineFault: nor here.
    """
    beginning.enough_files()
    logs.sparingly(asyncio.get_running_loop())
    province = counties.read(folder)
    word = secret.read(folder)
    me = Peer(f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}", "", leaving=False)
    worker = Worker(province, roll_of(province.address), me, inner_host)
    onlooker = await _onlooker(overview_file, province) if overview_file else None
    front = Front(
        province, worker, word, onlooker=onlooker, behind_proxy=behind_proxy, ranked=ranked
    )
    listener = Listener(front.application(), Allowed(room(), _FROM_ONE, behind_proxy=behind_proxy))
    await asyncio.to_thread(_load)
    await front.open()
    try:
        await listener.open(host, port)
    except OSError as fault:
        raise MachineFault(f"打不开 {host}:{port}（{complaints.said(fault)}）。") from None
    reached = inner_host if host in ("0.0.0.0", "::") else host  # noqa: S104 -- compared, not bound
    worker.me = Peer(me.worker, f"{reached}:{listener.port}", leaving=False)
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    told = f"已启动：{worker.me.worker}，http://{worker.me.address}，{len(province.counties)} 个县"
    print(told, flush=True)  # noqa: T201 -- a command's word
    supervisor.tell("READY=1")
    try:
        await _until(worker, stopped)
    finally:
        await listener.close()
        await front.close()


async def _onlooker(file: Path, province: counties.Province) -> Onlooker:
    try:
        found = onlooker_of((await asyncio.to_thread(file.read_text, "utf-8")).strip())
    except OSError as fault:
        raise ConfigFault(f"读不了 {file}（{complaints.said(fault)}）。") from None
    try:
        await found.open(province.counties.keys())
    except Lost:
        log.warning("the overview's account is looked at later")
    except Forbidden as fault:
        raise ConfigFault(
            f"总览的数据库账号 {fault} 能改各县的数据，或者登录不了。请给总览一个只读的账号，"
            "见 bot/province/README.md 的“账号和权限”。"
        ) from None
    except StorageFault as fault:
        raise ConfigFault(f"{file} 里的数据库地址用不了：{machine.words(fault)}") from None
    return found


def _load() -> None:
    """Load what the first county would: nobody waits for that when a county is taken over."""
    for name in LOADED:
        importlib.import_module(name)
    open_pages()


async def _until(worker: Worker, stopped: asyncio.Event) -> None:
    running = asyncio.create_task(worker.run(stopped))
    await asyncio.wait([running, waiting := asyncio.ensure_future(stopped.wait())],
                       return_when=asyncio.FIRST_COMPLETED)  # fmt: skip
    waiting.cancel()
    if not running.done():
        supervisor.tell("STOPPING=1")
        print("正在停止，把各县交给别的服务器……", flush=True)  # noqa: T201 -- as above
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, ending.leave, 1)  # asked twice: at once
    async with asyncio.timeout(STOPPING):
        await running
