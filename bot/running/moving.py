"""A county moves between its data folder and a schema of PostgreSQL: ``python -m bot move``.

All rows go at once, or none; what arrived is read back and compared row by row, and the audit chain
and every paper are verified on both sides. Only then the old place is marked as left, so that
nothing is served from it by mistake; nothing else is changed there. The bot is stopped meanwhile.
Papers, key and anchors stay in the data folder.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from bot.running import proofs
from bot.running.config import Settings
from bot.running.config_parts import Storage
from bot.running.leaving import LEFT
from bot.running.store import open_store
from storage import audit, sameness
from storage.backup import BackupFault
from storage.database import Database
from storage.engine import Place
from storage.faults import Taken
from storage.queries import corridor, papers
from storage.sameness import Sums

Report = tuple[list[str], bool]


class MoveFault(Exception):
    """The county was not moved; the text says why. The old place is as it was."""


async def move(settings: Settings, to: Storage, *, overwrite: bool) -> Report:
    """Move the county to another place of rows.

    Raises:
        MoveFault: it was not moved.
    """
    there = settings.model_copy(update={"storage": to})
    source, target = settings.place, there.place
    stays = str(source) == str(target)
    if stays and settings.storage.bucket == to.bucket:
        raise MoveFault(f"数据本来就在 {target}，没有什么要搬的。")
    if not await source.exists():
        raise MoveFault(f"没有数据库（{source}），没有什么要搬的。")
    database = await Database.open(source)
    folder = Path(tempfile.mkdtemp(prefix="moving-", dir=settings.data.folder))
    try:
        await _alone(database)
        lines, sound = await proofs.verify(settings)
        if not sound:
            raise MoveFault("\n".join(["搬之前核验没有通过，没有搬：", *lines]))
        carried = await _papers_carried(database, settings, there)
        kept = None
        if not stays:
            kept = await _carried(source, target, folder, overwrite=overwrite)
        lines, sound = await proofs.verify(there)
        if not sound:
            raise MoveFault("\n".join([f"{target} 核验没有通过，原来的数据照常用：", *lines]))
        end = await _end(there)
        if not stays:
            async with database.transaction() as db:
                await corridor.set_setting(db, LEFT, str(target))
    finally:
        await database.close()
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    told = [] if stays else _told(source, target, kept)
    return [*told, *carried, *lines, *_next(settings, to, end)], True


async def _alone(database: Database) -> None:
    """Hold the county until it is closed; on a server nobody else may write it meanwhile."""
    try:
        async with database.transaction() as db:
            where = await corridor.setting(db, LEFT)
    except Taken:
        raise MoveFault("机器人还在运行，请先停止，再搬。") from None
    if where:
        raise MoveFault(f"这个县的数据早已搬到 {where}，请改用那里的配置。")


async def _papers_carried(database: Database, old: Settings, new: Settings) -> list[str]:
    """Every paper to where it is kept from now on; what was there before stays there, too."""
    if old.storage.bucket == new.storage.bucket:
        return []
    source, target = open_store(old), open_store(new)
    async with database.reading() as db:
        known = await papers.digests(db)

    def carry() -> int:
        target.probe()
        for digest in known:
            source.local(digest)  # into the folder, which both have
        return target.adopt()

    count = await asyncio.to_thread(carry)
    where = new.storage.bucket or new.evidence
    return [f"材料：{len(known)} 份，已在 {where}（这次放进去 {count} 份）"]


async def _carried(source: Place, target: Place, folder: Path, *, overwrite: bool) -> str | None:
    """Everything to the target, read back and compared; what was kept of what was there."""
    file = folder / "there.db"
    await source.copy_to(file)
    held = await asyncio.to_thread(sameness.sums, file)
    try:
        kept = await target.put(file, overwrite=overwrite)
    except FileExistsError:
        if await target.exists() and not await _differing(target, held, folder):
            return None  # an earlier move came so far
        raise MoveFault(
            f"{target} 已经有别的数据，没有搬。确认要替换时请加上 --overwrite，那里原来的会另存。"
        ) from None
    except Taken:
        raise MoveFault(f"{target} 正由一个信考程序使用，没有搬。") from None
    except BackupFault as fault:
        raise MoveFault(str(fault)) from None
    if unlike := await _differing(target, held, folder):
        told = "、".join(unlike)
        raise MoveFault(f"{target} 里的数据与原来的不一样（{told}），原来的数据照常用。")
    return kept


async def _differing(target: Place, held: Sums, folder: Path) -> list[str]:
    back = folder / "back.db"
    await target.copy_to(back)
    found = await asyncio.to_thread(sameness.sums, back)
    return sameness.differing(found, held)


async def _end(settings: Settings) -> str:
    database = await Database.open(settings.place)
    try:
        async with database.reading() as db:
            return str(await audit.end(db))
    finally:
        await database.close()


def _told(source: Place, target: Place, kept: str | None) -> list[str]:
    lines = [f"已从 {source} 搬到 {target}，逐行核对过，两边一样。"]
    return lines + ([f"那里原来的数据另存为 {kept}。"] if kept else [])


def _next(settings: Settings, to: Storage, end: str) -> list[str]:
    lines = [f"留痕锚 {end}（搬之前和搬之后是同一个）"]
    if settings.storage.bucket != to.bucket:
        lines.append(f'接下来请把 config.toml 的 [storage] bucket 改成："{to.bucket}"')
    if str(settings.place) == str(settings.model_copy(update={"storage": to}).place):
        return lines
    if not to.address():
        return [*lines, '接下来请把 config.toml 的 [storage] database 改成空的：database = ""']
    named = f'schema_name = "{to.schema_name}" 和新的地址（database 或 database_file）'
    return [
        *lines,
        f"接下来请在 config.toml 的 [storage] 写上 {named}，再启动。",
        f"旧数据还在 {settings.place}，不会再被启动；确认新的地方正常以后可以收起来。",
    ]
