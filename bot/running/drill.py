"""A restore that is tried out: into a folder of its own, looked through, and thrown away again.

The proof of a backup is the ranking that comes out of it. The database is opened as an upgrade
would open it, every invariant and every file is looked at, published editions are compared with
those of the office's own data, and the ranking of every quarter is computed once more. The data of
the office is read, never changed.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import shutil
import signal
import tempfile
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from bot.corridor import clock
from bot.editions.tables import tables
from bot.invariants import broken_invariants
from bot.running.config import MEGABYTE, Settings
from bot.running.config_parts import Storage
from bot.running.store import open_store
from bot.speech import quarters as quarter_words
from scoring.exact import show
from storage.backup import BackupReport, RestoreReport, restore
from storage.database import Database, Session
from storage.engine import Place
from storage.queries import editions, quarters

Report = tuple[list[str], bool]
"""Lines to print, and whether all is well."""
_ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_TRIES = 3
_FOLDER, _HELD = "xinkao-drill-", "at-work"
Ranking = tuple[tuple[int, str, str], ...]
"""Rank, unit and total, exact, of one table."""


async def drill(settings: Settings, source: Path) -> Report:
    """Restore a backup beside its file, look through it, and take it away again.

    Raises:
        storage.backup.BackupFault: the backup is damaged, or the disk too full.
        storage.schema.SchemaFault: the database in it cannot be brought up to date.
    """
    ended = _ended_by_signal()
    try:
        # Not left alone with a thread that makes a folder: whoever is cancelled here has one.
        folder, hold = _beside(source)
    except BaseException:
        ended()
        raise
    try:
        tried = settings.model_copy(
            update={
                "data": settings.data.model_copy(update={"folder": folder}),
                "storage": Storage.model_validate({}),
            }
        )
        done = await _restored(source, tried)
        made, files = done.backup.made, done.backup.files
        lines = [f"备份：{made:%Y-%m-%d %H:%M}，{files} 个文件，已恢复到临时文件夹"]
        found, sound, ranked = await _looked_through(tried, done.backup)
        lines += found
        compared, same = await _compared(settings, tried, ranked)
        lines += compared
        sound = sound and same
        lines.append("演练通过：这份备份可以恢复使用。" if sound else "演练没有通过，见上面。")
        return lines, sound
    finally:
        _take_away(folder)
        hold.close()
        ended()


def _take_away(folder: Path) -> None:
    """In the loop's own thread, for nothing may come between; what a closing database adds, too."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return


def _ended_by_signal() -> Callable[[], None]:
    """Whoever ends the process ends the drill, which takes its folder away; how to undo that.

    Once: ``timeout`` sends the signal to the process and to its group, and who is impatient sends
    it again. The second would break off the clearing.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    told = False

    def end() -> None:
        nonlocal told
        if task is not None and not told:
            told = task.cancel()

    for name in _ENDINGS:
        loop.add_signal_handler(name, end)

    def undo() -> None:
        for name in _ENDINGS:
            loop.remove_signal_handler(name)

    return undo


async def _restored(source: Path, tried: Settings) -> RestoreReport:
    """Put back without a sync, for it is thrown away; who is cancelled leaves no thread at it."""
    given_up = threading.Event()
    under_way = asyncio.ensure_future(
        asyncio.to_thread(restore, source, tried.database, tried.evidence, trial=given_up)
    )
    try:
        await asyncio.wait([under_way])
    except asyncio.CancelledError:
        given_up.set()
        await asyncio.wait([under_way])
        under_way.exception()  # that it was given up is known
        raise
    return under_way.result()


def _beside(source: Path) -> tuple[Path, IO[bytes]]:
    """A folder where the backup lies: there is room for a copy, or there is none anywhere.

    Folders of drills that were killed hold everything there is, and are taken away.
    """
    beside = source.absolute().parent
    for old in beside.glob(f"{_FOLDER}*"):
        with contextlib.suppress(OSError), (old / _HELD).open("wb") as hold:
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=beside))
    hold = (folder / _HELD).open("wb")
    fcntl.flock(hold, fcntl.LOCK_EX)
    return folder, hold


async def _looked_through(
    tried: Settings, laid: BackupReport
) -> tuple[list[str], bool, dict[str, Ranking]]:
    """What does not hold, and every ranking.

    Every file was hashed when it was laid down a moment ago, and not one lies under another's name:
    to be read again here they would come from memory, and prove nothing more.
    """
    async with _opened(tried.place) as database:
        broken = await broken_invariants(
            database,
            open_store(tried),
            deep=bool(laid.damaged),
            now=clock.now(),
            unit_bytes=tried.limits.unit_megabytes * MEGABYTE,
        )
        # What was under way when the backup was made is under way still: a start carries it on.
        under_way = sum(one.mended for one in broken)
        broken = [one for one in broken if not one.mended]
        lines = [f"  {one.name}：{one.what}" for one in broken]
        lines.append(
            f"逐条核对：{f'发现 {len(broken)} 处问题' if broken else '全部一致，佐证逐个读过'}"
        )
        if under_way:
            lines.append(f"备份那一刻还在办的：{under_way} 处，恢复以后启动，会接着办完。")
        async with database.reading() as db:
            ranked = await _rankings(db)
    lines += [f"{name}：{_first(places)}" for name, places in ranked.items()]
    return lines, not broken, ranked


def _first(places: Ranking) -> str:
    best = "，".join(f"第 {rank} {unit} {total} 分" for rank, unit, total in places[:3])
    return f"{len(places)} 个单位，{best}"


async def _compared(settings: Settings, tried: Settings, then: dict[str, Ranking]) -> Report:
    """Against the office's own data, where there is any."""
    if not await settings.place.exists():
        return ["没有正在使用的数据，不作对比。"], True
    if await settings.place.shape() != await tried.place.shape():
        # Opening it would bring it up to date, and a drill changes nothing.
        return ["正在使用的数据是另一个版本的程序写的，不作对比。"], True
    async with (
        _opened(tried.place) as old,
        _opened(settings.place) as new,
        old.reading() as one,
        new.reading() as other,
    ):
        before, after = await _editions(one), await _editions(other)
        now = await _rankings(other)
    differing = [name for name, text in before.items() if after.get(name, text) != text]
    missing = [name for name in before if name not in after]
    lines = [f"  {name}：与正在使用的数据不一样" for name in (*differing, *missing)]
    told = "有不一致" if lines else "与正在使用的数据逐字一致，并能原样复算"
    lines.append(
        f"公示、公布的版本：{len(before)} 个，{told}" if before else "还没有公示、公布的版本。"
    )
    moved = [name for name, places in then.items() if now.get(name) != places]
    since = f"；备份以后又有变化的：{'、'.join(moved)}" if moved else ""
    same = f"排名：{len(then) - len(moved)} 张表与现在一致{since}"
    lines.append(same if then else "还没有排名可以对比。")
    return lines, not (differing or missing)


async def _editions(db: Session) -> dict[str, str]:
    found = {}
    for quarter in await quarters.everyone(db):
        for one in await editions.of_quarter(db, quarter.id):
            name = quarter_words.name(quarter.year, quarter.number)
            kind = "公示" if one.kind == "announced" else "公布"
            found[f"{name}{kind}第 {one.version} 版"] = one.hash
    return found


async def _rankings(db: Session) -> dict[str, Ranking]:
    """Every table of every quarter that anybody has reported in."""
    found = {}
    for quarter in await quarters.everyone(db):
        if quarter.state == "planned":
            continue
        for table in await tables(db, quarter):
            name = f"{quarter_words.name(quarter.year, quarter.number)} {table.group}"
            found[name] = tuple(
                (one.standing.rank, one.standing.unit, show(one.standing.total))
                for one in table.places
            )
    return found


@asynccontextmanager
async def _opened(place: Place) -> AsyncIterator[Database]:
    database = await Database.open(place)
    try:
        yield database
    finally:
        await database.close()
