"""The command line: ``python -m bot init|run|setup|demo|check|verify|backup`` and more.

Each command prints what it did and what to do next, in Chinese, and ends with 0 when all is well,
1 when something is wrong that it has named, 2 when the command itself was not understood.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bot.corridor import clock
from bot.corridor.codes import KeyFault
from bot.running import (
    beginning,
    config,
    config_parts,
    ending,
    interpreter,
    logs,
    machine,
    usage,
)
from bot.running.config import Settings
from bot.running.config_faults import ConfigFault
from bot.running.ending import CommandFault
from bot.running.machine import MachineFault
from bot.running.words import no_data
from scoring.scheme import SchemeError
from storage.disk import StoreFault
from storage.faults import StorageFault
from storage.schema import SchemaFault

EXAMPLE = "config.example.toml"
_Result = TypeVar("_Result")


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


def _data(chosen: argparse.Namespace, *, only_reads: bool = False) -> Settings:
    """The settings, and what they lead to can be used: before what takes seconds to load."""
    settings = _settings(chosen)
    beginning.look(settings, only_reads=only_reads)
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
    settings = _data(chosen, only_reads=True)
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
    print("里面每一项都有说明，不改也能用；改了以后用 make live 重新启动。")
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
        web = settings.web.model_copy(update={"port": machine.free_port(settings.web.host, 0)})
        settings = settings.model_copy(update={"web": web})
    with beginning.patiently() as waiting, machine.alone(settings):
        beginning.look(settings)
        from bot.running import serving

        return _await(serving.serve(settings, started=waiting.set))


def _serve_province(chosen: argparse.Namespace) -> int:
    from bot.province import serving

    logs.begin(config_parts.Log(level="info", form=chosen.log))
    _await(
        serving.serve(
            chosen.folder,
            host=chosen.host,
            port=chosen.port,
            inner_host=chosen.inner_host,
            behind_proxy=chosen.behind_proxy,
            overview_file=chosen.overview_file,
            ranked=chosen.rank_counties,
        )
    )
    return 0


def _demo(chosen: argparse.Namespace) -> int:
    from bot import demo
    from bot.demo.throwing import throw_away

    # A demo is never set up by the environment or a config file: it must not touch real data.
    settings = Settings.model_validate(
        {
            "data": {"folder": chosen.folder},
            "web": {"host": chosen.host, "port": machine.free_port(chosen.host, chosen.port)},
            "log": {"level": "warning"},
        }
    )
    logs.begin(settings.log)
    if chosen.fresh and chosen.folder.exists():
        if not (chosen.folder / demo.MARK).exists():
            raise CommandFault(f"{chosen.folder} 不是示例数据文件夹，没有删除它。")
        with machine.alone(settings):  # nobody else is using it
            throw_away(chosen.folder)
    known = (chosen.folder / demo.MARK).exists()
    print("正在准备示例县……" if known else "正在准备示例县（第一次约二十秒）……", flush=True)
    with machine.alone(settings):
        beginning.look(settings)
        steps = _await(demo.prepare(settings))
        from bot.running import serving

        return _await(serving.serve(settings, steps))


def _setup(chosen: argparse.Namespace) -> int:
    settings = _data(chosen)
    from bot.running import first_admin, inspection

    if chosen.name:
        try:
            code = _await(first_admin.back(settings, clock.now(), chosen.name))
        except first_admin.NotOneAdminError as fault:
            raise CommandFault(str(fault)) from None
        print(first_admin.said_back(code, settings), end="")
    else:
        first = _await(first_admin.beside(settings, clock.now()))
        if first is None:
            there = "、".join(_await(first_admin.who(settings)))
            print(f"已经有管理员了：{there}。要加管理员，请在管理群发送：邀请 管理员")
            print("管理员自己进不来了（换了手机、登录过期），运行：make setup NAME=姓名")
            return 0
        print(first_admin.said(first, settings), end="")
    if not _await(inspection.served(settings)):
        print("信考还没有启动，链接现在打不开：先启动（make live），再打开。")
    return 0


# -- check, verify -------------------------------------------------------------------------------


def _check(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    try:
        beginning.look(settings, only_reads=True)
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
    settings = _data(chosen, only_reads=True)
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
    settings = _data(chosen, only_reads=not chosen.remove)
    from bot.running import inspection

    if not _await(settings.place.exists()):
        raise CommandFault(no_data(settings.place, "清理"))
    for line in _await(inspection.sweep(settings, remove=chosen.remove)):
        print(line)
    return 0


# -- backup, restore -----------------------------------------------------------------------------


def _backup(chosen: argparse.Namespace) -> int:
    settings = _data(chosen, only_reads=True)
    from bot.running import inspection
    from storage.backup import BackupFault

    if not _await(settings.place.exists()):
        raise CommandFault(no_data(settings.place, "备份"))
    now = clock.now().astimezone()
    target = chosen.target or Path(f"xinkao-{now:%Y%m%d-%H%M%S}.tar")
    try:
        lines, sound = _await(inspection.back_up(settings, target, now))
    except BackupFault as fault:
        raise CommandFault(str(fault)) from None
    print("\n".join(lines))
    return 0 if sound else 1


def _restore(chosen: argparse.Namespace) -> int:
    from storage.backup import BackupFault

    settings = _settings(chosen)
    if chosen.drill:
        return _drill(settings, chosen.source)
    from bot.running import restoring

    try:
        lines = restoring.restored(settings, chosen.source, overwrite=chosen.overwrite)
    except BackupFault as fault:
        raise CommandFault(str(fault)) from None
    print("\n".join(lines))
    return 0


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
