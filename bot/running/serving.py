"""The bot at work until it is asked to stop, or until its county is not its own any more.

What is said meanwhile to whoever started it stands here. Not here: what is put together and started
(``app``), the commands (``bot.__main__``), many counties (``bot.province``).
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable

from bot.channels.web.ports import DemoStep
from bot.channels.wecom.hold import TakenFault
from bot.running import ending, first_admin, logs, supervisor
from bot.running.app import Application
from bot.running.config import Settings
from bot.running.ending import CommandFault
from storage.faults import Receded, StorageFault

STOPPING = 60.0
"""Seconds for what is in hand when the bot is stopped; the rest waits on disk."""


async def serve(
    settings: Settings,
    steps: tuple[DemoStep, ...] = (),
    started: Callable[[], None] = lambda: None,
) -> int:
    """Start, wait, stop; the exit status. ``started`` is called once people are answered.

    Raises:
        CommandFault: another program has the bot or the county, or it could not be stopped.
        storage.faults.Receded: the county's rows went back to what they were.
    """
    logs.sparingly(asyncio.get_running_loop())
    application = await Application.open(settings, steps)
    stopped = asyncio.Event()
    _on_signals(stopped.set)
    await _start(application)
    supervisor.tell("READY=1")
    started()
    _say(_greeting(settings))
    if not steps:
        _say(await _setup_words(application, settings))
    _say("按 Ctrl+C 停止。\n")
    lost = await _lost_before(stopped, application)
    supervisor.tell("STOPPING=1")
    if lost is not None:
        await application.abandon()
        if isinstance(lost, Receded):
            raise lost
        raise CommandFault("这个县已经由另一个信考程序接着办，这里停下了；手上没办完的由它接着办。")
    _say("正在停止，把手上的事办完……\n")
    _on_signals(ending.leave, 1)  # asked twice: at once
    await _stop(application)
    return 0


def _on_signals(do: Callable[..., object], *given: object) -> None:
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, do, *given)


async def _start(application: Application) -> None:
    try:
        await application.start()
    except BaseException as fault:
        # Whoever started it must see it end: what does not let itself be stopped is left.
        with contextlib.suppress(Exception):
            async with asyncio.timeout(ending.PATIENCE / 2):
                await application.stop()
        if isinstance(fault, TakenFault):
            raise CommandFault(str(fault)) from None
        raise


async def _stop(application: Application) -> None:
    try:
        async with asyncio.timeout(STOPPING):
            await application.stop()
    except TimeoutError:
        raise CommandFault(
            "一分钟内没能停好，已强行结束；没办完的都在磁盘上，下次启动接着办。"
        ) from None


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _greeting(settings: Settings) -> str:
    said = f"已启动：{settings.address}\n"
    if settings.web.host in ("0.0.0.0", "::") and not settings.web.public_address:  # noqa: S104 -- compared, not bound
        # Otherwise invitations go out with a link that opens on this machine only.
        said += "注意：这个网址和邀请链接只有本机打得开。手机和别的电脑请把 127.0.0.1 换成本机的\n"
        said += "局域网地址；正式启用请在 config.toml 的 [web] public_address 写上对外网址。\n"
    return said


async def _lost_before(stopped: asyncio.Event, application: Application) -> StorageFault | None:
    """Wait until it is to stop; or why the county is not ours any more."""
    asked = asyncio.ensure_future(stopped.wait())
    lost = asyncio.ensure_future(application.database.lost())
    await asyncio.wait([asked, lost], return_when=asyncio.FIRST_COMPLETED)
    found = lost.result() if lost.done() else None
    asked.cancel()
    lost.cancel()
    return found


async def _setup_words(application: Application, settings: Settings) -> str:
    """How to become the first admin; on a terminal only, because what is printed elsewhere is kept
    in a journal, and the code lets its reader in.
    """
    if not sys.stdout.isatty():
        needed = await application.needs_setup()
        return (
            "还没有管理员。请另开终端运行 make setup"
            "（或 .venv/bin/python -m bot setup），得到设置链接。\n"
            if needed
            else ""
        )
    code = await application.setup_code()
    return "" if code is None else "还没有管理员。" + first_admin.said(code, settings)
