"""The command line: ``python -m bot init|run|setup|demo|check|verify|backup`` and more.

Each command prints what it did and what to do next, in Chinese, and ends with 0 when all is well,
1 when something is wrong that it has named, 2 when the command itself was not understood.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.corridor import clock
from bot.corridor.codes import KeyFault
from bot.running import (
    anchors,
    beginning,
    config,
    config_parts,
    ending,
    interpreter,
    logs,
    machine,
    supervisor,
    usage,
)
from bot.running.config import Settings
from bot.running.config_faults import ConfigFault
from bot.running.machine import MachineFault
from scoring.scheme import SchemeError
from storage.disk import StoreFault
from storage.faults import Receded, StorageFault
from storage.schema import SchemaFault

if TYPE_CHECKING:
    from bot.running.app import Application

EXAMPLE = "config.example.toml"
STOPPING = 60.0
"""Seconds for what is in hand when the bot is stopped; the rest waits on disk."""
_Result = TypeVar("_Result")


class CommandFault(Exception):
    """A command that cannot be carried out; the text says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Carry out a command; its exit status."""
    # Names, phones and papers: whatever is made from here on is for its owner only.
    os.umask(0o077)
    interpreter.settle()  # before a thousand modules are loaded, none of which is garbage
    chosen = usage.parser().parse_args(arguments)
    try:
        return _COMMANDS[chosen.command](chosen)
    except (*_SAID, OSError, StorageFault, KeyboardInterrupt) as fault:
        print(_sentence(fault), file=sys.stderr)
    return 1


_SAID = (ConfigFault, SchemaFault, KeyFault, CommandFault, MachineFault, SchemeError, StoreFault)
"""Faults whose text is the sentence."""
_folder: Path | None = None
"""The data folder of the command that is carried out, for what an error does not say itself."""


def _sentence(fault: BaseException) -> str:
    """What is said of a fault that ends a command."""
    if isinstance(fault, StoreFault) and isinstance(fault.__cause__, OSError):
        fault = fault.__cause__
    if isinstance(fault, StoreFault):
        return machine.store_words(fault)
    if isinstance(fault, (OSError, StorageFault)):
        return machine.words(fault, _folder)
    if isinstance(fault, SchemeError):
        return f"考核指标表有错，请先改好：\n{fault}"
    if isinstance(fault, (KeyboardInterrupt, asyncio.CancelledError)):
        return "已停止。"
    return str(fault) or type(fault).__name__


def _await(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Carry out what a command awaits; a fault ends the process, whatever hangs behind it."""
    return ending.run(work, _sentence)


def _settings(chosen: argparse.Namespace) -> Settings:
    file: Path | None = chosen.config
    if file is None and Path("config.toml").is_file():
        file = Path("config.toml")
    global _folder
    settings = config.read(file)
    _folder = settings.data.folder
    logs.begin(settings.log)
    return settings


def _data(chosen: argparse.Namespace) -> Settings:
    """The settings, and what they lead to can be used: before what takes seconds to load."""
    settings = _settings(chosen)
    beginning.look(settings)
    return settings


def _archive(chosen: argparse.Namespace) -> int:
    """Needs the zip alone: neither settings nor data."""
    from bot.archive import checking

    found = checking.check(*chosen.check)
    for line in found.fine:
        print(line)
    for line in found.faults:
        print(line, file=sys.stderr)
    print("核对完毕，全部一致。" if not found.faults else f"有 {len(found.faults)} 处不一致。")
    return 1 if found.faults else 0


def _facts(chosen: argparse.Namespace) -> int:
    settings = _data(chosen)
    from bot.running import exporting

    print(_await(exporting.facts(settings, chosen.quarter)))
    return 0


# -- init, run, demo -----------------------------------------------------------------------------


def _init(chosen: argparse.Namespace) -> int:
    file: Path = chosen.config or Path("config.toml")
    if file.exists():
        raise CommandFault(f"{file} 已经有了，没有改动它。要重新生成，请先把它改名。")
    file.write_text(example(), encoding="utf-8")
    settings = config.read(file)
    settings.data.folder.mkdir(parents=True, exist_ok=True)
    print(f"已生成 {file}，数据放在 {settings.data.folder} 文件夹。")
    print("改好配置后启动：make live，或者 python -m bot run")
    return 0


def example() -> str:
    """The example settings: from the source tree, or written from the defaults when installed."""
    beside = Path(__file__).resolve().parent.parent / EXAMPLE
    if beside.is_file():
        return beside.read_text("utf-8")
    return '# 信考的配置；每一项的说明见项目里的 config.example.toml\n\n[office]\ncounty = "郏县"\n'


def _run(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    if settings.web.port == 0:
        # Chosen now, so that the links that are printed and sent lead somewhere.
        web = settings.web.model_copy(update={"port": _free_port(settings.web.host, 0)})
        settings = settings.model_copy(update={"web": web})
    with beginning.patiently() as waiting, machine.alone(settings):
        beginning.look(settings)
        return _await(_serve(settings, started=waiting.set))


def _serve_province(chosen: argparse.Namespace) -> int:
    from bot.province import serving

    logs.begin(config_parts.Log(level="info", form="text"))
    _await(
        serving.serve(
            chosen.folder,
            host=chosen.host,
            port=chosen.port,
            inner_host=chosen.inner_host,
            behind_proxy=chosen.behind_proxy,
        )
    )
    return 0


def _demo(chosen: argparse.Namespace) -> int:
    from bot import demo

    # A demo is never set up by the environment or a config file: it must not touch real data.
    settings = Settings.model_validate(
        {
            "data": {"folder": chosen.folder},
            "web": {"host": chosen.host, "port": _free_port(chosen.host, chosen.port)},
            "log": {"level": "warning"},
        }
    )
    logs.begin(settings.log)
    if chosen.fresh and chosen.folder.exists():
        if not (chosen.folder / demo.MARK).exists():
            raise CommandFault(f"{chosen.folder} 不是示例数据文件夹，没有删除它。")
        with machine.alone(settings):  # nobody else is using it
            shutil.rmtree(chosen.folder)
    known = (chosen.folder / demo.MARK).exists()
    print("正在准备示例县……" if known else "正在准备示例县（第一次约二十秒）……", flush=True)
    with machine.alone(settings):
        beginning.look(settings)
        steps = _await(demo.prepare(settings))
        return _await(_serve(settings, steps))


def _free_port(host: str, wanted: int) -> int:
    import socket

    for port in range(wanted, wanted + 20) if wanted else (0,):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                trial.bind((host, port))
                return int(trial.getsockname()[1])
    raise CommandFault(f"{wanted} 到 {wanted + 19} 端口都被占用了，请用 --port 换一个。")


async def _serve(
    settings: Settings,
    steps: tuple[object, ...] = (),
    started: Callable[[], None] = lambda: None,
) -> int:
    from bot.channels.wecom.hold import TakenFault
    from bot.running.app import Application

    logs.sparingly(asyncio.get_running_loop())
    application = await Application.open(settings, steps)  # type: ignore[arg-type] # the demo's steps, typed there
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
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
    supervisor.tell("READY=1")
    started()
    print(f"已启动：{settings.address}", flush=True)
    if settings.web.host in ("0.0.0.0", "::") and not settings.web.public_address:  # noqa: S104 -- compared, not bound
        # Otherwise invitations go out with a link that opens on this machine only.
        print("注意：这个网址和邀请链接只有本机打得开。手机和别的电脑请把 127.0.0.1 换成本机的")
        print("局域网地址；正式启用请在 config.toml 的 [web] public_address 写上对外网址。")
    if not steps:
        print(await _setup_words(application, settings), end="", flush=True)
    print("按 Ctrl+C 停止。", flush=True)
    lost = await _lost_before(stopped, application)
    if lost is not None:
        supervisor.tell("STOPPING=1")
        await application.abandon()
        if isinstance(lost, Receded):
            raise lost
        raise CommandFault("这个县已经由另一个信考程序接着办，这里停下了；手上没办完的由它接着办。")
    supervisor.tell("STOPPING=1")
    print("正在停止，把手上的事办完……", flush=True)
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, ending.leave, 1)  # asked twice: at once
    try:
        async with asyncio.timeout(STOPPING):
            await application.stop()
    except TimeoutError:
        raise CommandFault(
            "一分钟内没能停好，已强行结束；没办完的都在磁盘上，下次启动接着办。"
        ) from None
    return 0


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
            "还没有管理员。请另开终端运行 make setup（或 python -m bot setup），得到设置链接。\n"
            if needed
            else ""
        )
    code = await application.setup_code()
    return "" if code is None else "还没有管理员。" + _invited(code, settings)


def _invited(code: str, settings: Settings) -> str:
    return (
        "请用浏览器打开下面的链接，成为第一位管理员：\n"
        f"  {settings.address}/i/{code}\n"
        f"  或者在首页输入设置码：{code}（30 天内有效，只能用一次；再次获取，旧的失效）\n"
    )


def _setup(chosen: argparse.Namespace) -> int:
    settings = _data(chosen)
    from bot.running import first_admin

    code = _await(first_admin.beside(settings, clock.now()))
    if code is None:
        print("已经有管理员了。要加管理员，请在管理群发送：邀请 管理员")
        return 0
    print(_invited(code, settings), end="")
    return 0


# -- check, verify -------------------------------------------------------------------------------


def _check(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    try:
        beginning.look(settings)
    except (MachineFault, StorageFault):
        found, _ = machine.look(settings)
        print("\n".join(found), flush=True)  # before the sentence, wherever both go
        raise
    from bot.running import inspection

    if chosen.what == "telegram":
        lines, sound = _await(inspection.check_telegram(settings))
    elif chosen.what == "wecom":
        logs.hush()
        lines, sound = _await(inspection.check_wecom(settings))
    else:
        lines, sound = _await(inspection.check(settings, data=chosen.data))
    print("\n".join(lines))
    return 0 if sound else 1


def _template(chosen: argparse.Namespace) -> int:
    from bot.running import templates

    templates.write_circular(chosen.target)
    print(
        f"通报模板已写到 {chosen.target}。用 Word 或 WPS 改版式和固定的话，双花括号里的项留着；\n"
        f'然后在 config.toml 的 [office] 里写 circular_template = "{chosen.target}"，重新启动。'
    )
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    settings = _data(chosen)
    from bot.running import proofs

    if chosen.receipt:
        lines, sound = _await(proofs.verify_receipt(settings, chosen.receipt))
    elif chosen.anchor:
        lines, sound = _await(proofs.verify_anchor(settings, chosen.anchor))
    elif chosen.papers:
        from bot.running import reread

        lines, sound = _await(reread.again(settings, lambda said: print(said, flush=True)))
    else:
        lines, sound = _await(proofs.verify(settings))
    print("\n".join(lines))
    return 0 if sound else 1


def _sweep(chosen: argparse.Namespace) -> int:
    settings = _data(chosen)
    from bot.running import inspection

    if not _await(settings.place.exists()):
        raise CommandFault(f"没有数据库（{settings.place}），没有可清理的文件。")
    for line in _await(inspection.sweep(settings, remove=chosen.remove)):
        print(line)
    return 0


# -- backup, restore -----------------------------------------------------------------------------


def _backup(chosen: argparse.Namespace) -> int:
    settings = _data(chosen)
    from bot.running import inspection
    from storage.backup import BackupFault

    now = clock.now().astimezone()
    target = chosen.target or Path(f"xinkao-{now:%Y%m%d-%H%M%S}.tar")
    try:
        lines, sound = _await(inspection.back_up(settings, target, now))
    except BackupFault as fault:
        raise CommandFault(str(fault)) from None
    print("\n".join(lines))
    return 0 if sound else 1


def _restore(chosen: argparse.Namespace) -> int:
    from storage.backup import BackupFault, restore

    settings = _settings(chosen)
    if chosen.drill:
        return _drill(settings, chosen.source)
    try:
        if machine.is_served(settings):
            raise CommandFault("机器人还在运行，请先停止，再恢复。只想试一试，请加 --drill。")
        report = restore(
            chosen.source,
            settings.place,
            settings.evidence,
            overwrite=chosen.overwrite,
            settle=_into_the_bucket(settings),
        )
    except BackupFault as fault:
        raise CommandFault(str(fault)) from None
    print(f"已恢复 {report.backup.made:%Y-%m-%d %H:%M} 的备份，{report.backup.files} 份佐证。")
    if report.set_aside:
        noted = settings.data.folder / anchors.FILE
        if noted.is_file():  # they speak of the database that was there before
            noted.replace(noted.with_name(f"{Path(report.set_aside).name}.{anchors.FILE}"))
        print(f"原来的数据库另存为 {report.set_aside}。")
    print("接下来请核验：make verify，或者 python -m bot verify")
    return 0


def _into_the_bucket(settings: Settings) -> Callable[[], object]:
    """What brings restored papers from the folder to where they are kept."""
    from bot.running.store import open_store

    # Opened when the papers are there: it makes the folder that a restore wants to find empty.
    return lambda: open_store(settings).adopt() if settings.storage.bucket else 0


def _move(chosen: argparse.Namespace) -> int:
    from bot.running import moving

    settings = _settings(chosen)
    stays = settings.storage if chosen.papers else None
    to = config.storage(
        address=stays.address() if stays else chosen.to or "",
        address_file=str(chosen.to_file or ""),
        schema=chosen.schema or settings.storage.schema_name,
        papers=config.of_papers(settings.storage, chosen.bucket),
    )
    try:
        with machine.alone(settings):
            lines, sound = _await(moving.move(settings, to, overwrite=chosen.overwrite))
    except moving.MoveFault as fault:
        raise CommandFault(str(fault)) from None
    print("\n".join(lines))
    return 0 if sound else 1


def _drill(settings: Settings, source: Path) -> int:
    from bot.running.drill import drill
    from storage.backup import BackupFault

    try:
        lines, sound = _await(drill(settings, source))
    except BackupFault as fault:
        raise CommandFault(str(fault)) from None
    except asyncio.CancelledError:
        raise CommandFault("演练被停下了，临时文件已经清理，正在使用的数据没有动过。") from None
    print("\n".join(lines))
    return 0 if sound else 1


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "run": _run,
    "setup": _setup,
    "demo": _demo,
    "check": _check,
    "template": _template,
    "verify": _verify,
    "archive": _archive,
    "facts": _facts,
    "sweep": _sweep,
    "backup": _backup,
    "restore": _restore,
    "move": _move,
    "serve": _serve_province,
}


if __name__ == "__main__":
    ending.leave(main())
