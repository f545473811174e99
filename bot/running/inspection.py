"""The operator's checks: ``python -m bot check``, ``sweep`` and ``backup``, as lines to print.

What must hold in the data lives in ``bot.invariants``. Here it is run over a database and its store
and put into words. What the audit chain proves is ``proofs``'. Each command loads what it needs: a
backup knows neither Telegram nor the invariants.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.corridor import clock
from bot.running import machine
from bot.running.config import MEGABYTE, Settings
from bot.running.proofs import Report, existing, names
from bot.running.store import open_store
from storage.backup import backup
from storage.database import Database
from storage.faults import Busy, StorageFault, Taken
from storage.queries import corridor, papers, readings, search

if TYPE_CHECKING:
    from bot.invariants import Broken

_SHOWN = 20
_MOMENT = 3.0
"""Seconds in which a running bot has carried on what was under way."""


async def check(settings: Settings, *, data: bool) -> Report:
    """Settings, machine, schemes, and (``data``) every invariant of database and files."""
    from bot.running import named

    found, sound = await asyncio.to_thread(machine.look, settings)
    lines = ["配置：正常", *found]
    for one, fine in (
        named.schemes(settings),
        await asyncio.to_thread(named.template, settings),
        await asyncio.to_thread(named.certificates, settings),
    ):
        lines += one
        sound = sound and fine
    lines += _readers(settings)
    try:
        found, fine = await _data(settings, deep=data)
    except StorageFault as fault:  # what was found before it is said all the same
        found, fine = [f"数据：{machine.words(fault, settings.data.folder)}"], False
    lines += found
    sound = sound and fine
    if settings.telegram.secret():
        lines.append("Telegram：已配置；是否连得上，请运行 .venv/bin/python -m bot check telegram")
    if settings.wecom.secrets() is not None:
        lines.append("企业微信：已配置；是否连得上，请运行 .venv/bin/python -m bot check wecom")
    return [*lines, _verdict(sound)], sound


async def _data(settings: Settings, *, deep: bool) -> Report:
    """Whether the database can be used, and (``deep``) whether all in it holds."""
    database = await existing(settings.place)
    if database is None:
        return [f"数据：还没有数据库（{settings.place}），第一次启动时建立"], True
    lines, broken = ["数据库：能打开，结构是最新的"], []
    try:
        if deep:
            broken = await _looked_through(settings, database)
            lines += [f"  {one.name}：{one.what}" for one in broken]
            lines.append(_data_verdict(broken))
            lines.append(await _search(database))
            lines.append(await _backlog(database))
    finally:
        await database.close()
    return lines, not broken


async def _looked_through(settings: Settings, database: Database) -> list[Broken]:
    """What does not hold; while the bot works, not what it was just about to do."""
    from bot.invariants import broken_invariants

    async def look() -> list[Broken]:
        return await broken_invariants(
            database,
            open_store(settings),
            now=clock.now(),
            unit_bytes=settings.limits.unit_megabytes * MEGABYTE,
        )

    broken = await look()
    if not any(one.mended for one in broken) or not await served(settings):
        return broken
    await asyncio.sleep(_MOMENT)
    still = set(await look())
    return [one for one in broken if not one.mended or one in still]


def _data_verdict(broken: list[Broken]) -> str:
    """What was found; what could not be checked is no fault, and is not passed over either."""
    unchecked = sum(one.unchecked for one in broken)
    found = len(broken) - unchecked
    parts = [f"发现 {found} 处问题"] if found else []
    parts += [f"{unchecked} 项没能核对（程序的问题，请联系维护人员）"] if unchecked else []
    return f"数据核对：{'，'.join(parts) or '全部一致'}"


def _readers(settings: Settings) -> list[str]:
    """What of the papers this machine can read and draw."""
    if not settings.reading.papers:
        return ["读材料：配置里关掉了（reading.papers）"]
    from bot.extraction.drawable import office
    from bot.extraction.reader import has_eyes

    eyes = "能读" if has_eyes() else "读不了，照片照常保存；要读请运行 make ocr（下载约 140 MB）"
    drawn = "能画成图" if office() else "在审核台上只显示文字，装上 LibreOffice 才能画成图"
    return [f"读材料：照片和扫描件{eyes}", f"看材料：Word、Excel、PPT {drawn}"]


async def _backlog(database: Database) -> str:
    """How many papers wait for the reader, and how many it could not read."""
    async with database.reading() as db:
        found = await readings.backlog(db)
    failed = f"，读不了 {found.failed} 份" if found.failed else ""
    blind = f"，等识别部件 {found.no_ocr} 份" if found.no_ocr else ""
    return f"读材料的进度：等着读 {found.waiting} 份，已读 {found.done} 份{blind}{failed}"


async def _search(database: Database) -> str:
    """The index of the papers' text: what is not in step with the lines is made anew."""
    try:
        async with database.transaction() as db:
            unlike = await search.unlike(db)
            if not unlike and await search.is_whole(db):
                return "材料检索：与读出的文字一致"
            await search.rebuild(db)
    except (Taken, Busy):  # on a server the bot that runs holds the county; a file, while it writes
        async with database.reading() as db:
            unlike = await search.unlike(db)
        if not unlike:
            return "材料检索：与读出的文字一致"
        return f"材料检索：{len(unlike)} 份材料与读出的文字不一致；信考正在运行，停下来以后再重建"
    return f"材料检索：索引与读出的文字不一致（{len(unlike)} 份材料），已经重建"


def _verdict(sound: bool) -> str:
    return "结论：都正常。" if sound else "结论：有问题，请按上面的提示处理。"


async def sweep(settings: Settings, *, remove: bool) -> list[str]:
    """Files that no row speaks of, old enough for the nightly round; ``remove``: taken away now."""
    from bot.running.app import Application
    from bot.running.heartbeat import ORPHAN_AGE

    application = await Application.open(settings)
    try:
        known = await application.digests()
        orphans = await asyncio.to_thread(
            application.store.sweep, known, ORPHAN_AGE, clock.now(), dry_run=not remove
        )
    finally:
        await application.database.close()
    if not orphans:
        return ["没有多余的文件。"]
    lines = [
        f"  {one.path.name[:12]}…  {one.size / 1e6:.2f} MB  {one.changed:%Y-%m-%d}"
        for one in orphans[:_SHOWN]
    ]
    if len(orphans) > _SHOWN:
        lines.append(f"  ……还有 {len(orphans) - _SHOWN} 个")
    size = sum(one.size for one in orphans) / 1e6
    ending = "，已删除。" if remove else "。机器人每夜三点自动删除；现在就删，请加 --remove。"
    return [*lines, f"没有记录提到的文件 {len(orphans)} 个，共 {size:.1f} MB{ending}"]


async def back_up(settings: Settings, target: Path, now: datetime) -> Report:
    """A backup, and by name every paper that is not in it as it was handed in.

    Raises:
        storage.backup.BackupFault: no backup was made.
    """
    before = await _known(settings)
    report = await backup(settings.place, open_store(settings), target, now=now)
    gone = (before & await _known(settings)) - report.digests
    lines = [f"已备份到 {report.path}：{report.files} 个文件，共 {report.size / 1e6:.1f} MB。"]
    lines += (
        [f"留痕锚 {report.anchor}（记在别处，以后用 verify --anchor 核对）"]
        if report.anchor
        else []
    )
    if not gone and not report.damaged:
        return lines, True
    lines.append(
        f"注意：{len(gone)} 份佐证缺失，{len(report.damaged)} 份内容被改动，备份里也是这样："
    )
    database = await Database.open(settings.place)
    try:
        async with database.reading() as db:
            for digest, fault in [(d, "缺失") for d in sorted(gone)] + [
                (d, "内容与登记不符") for d in report.damaged
            ]:
                lines += [f"  {name}：{fault}" for name in await names(db, digest)]
    finally:
        await database.close()
    return [*lines, "请从更早的备份里找回这些文件，或请单位重新提交。"], False


async def _known(settings: Settings) -> set[str]:
    database = await existing(settings.place)
    if database is None:
        return set()
    try:
        async with database.reading() as db:
            return await papers.digests(db)
    finally:
        await database.close()


async def served(settings: Settings) -> bool:
    """Whether a bot is at work on this county, here or wherever its database is reached from."""
    return machine.is_served(settings) or await settings.place.is_held()


async def check_telegram(settings: Settings) -> Report:
    """Whether Telegram can be reached and is ours; a sentence for each fault."""
    from bot.channels.telegram import check as telegram_check
    from bot.running.told import telegram_settings

    return await telegram_check.check(telegram_settings(settings, settings.telegram.secret()))


async def check_wecom(settings: Settings) -> Report:
    """Whether WeCom can be reached and lets us in; a sentence for each fault."""
    from bot.channels.wecom import check as wecom_check
    from bot.channels.wecom.alarms import STATE
    from bot.running.told import wecom_settings

    kept = None
    database = await existing(settings.place)
    if database is not None:
        try:
            async with database.reading() as db:
                kept = await corridor.setting(db, STATE)
        finally:
            await database.close()
    await asyncio.to_thread(settings.data.folder.mkdir, parents=True, exist_ok=True)
    elsewhere = database is not None and await settings.place.is_held()
    return await wecom_check.check(wecom_settings(settings), kept, served=elsewhere)
