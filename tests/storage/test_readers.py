"""Views beside the writer: consistent, unable to write, and no reason for the log to grow."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from contextvars import ContextVar
from pathlib import Path

import pytest

from storage.database import Database, Session
from storage.faults import ReadOnly
from storage.session import WriteRefusedError
from storage.sqlite import readers
from tests.patience import LONG


@pytest.fixture
async def database(tmp_path: Path) -> Database:
    """A fresh one, closed by the loop's end."""
    return await Database.open(tmp_path / "x.db")


async def _settings(db: Session) -> int:
    ((count,),) = await db.execute_fetchall("select count(*) from settings")
    return int(count)


async def _write(database: Database, count: int, size: int = 1) -> None:
    async with database.transaction() as db:
        for number in range(count):
            await db.execute(
                "insert or replace into settings (key, value) values (?, ?)",
                (f"k{number}", os.urandom(size).hex()),
            )


async def test_a_view_refuses_to_write(database: Database) -> None:
    """By the session, and by SQLite itself."""

    async def declared(db: Session) -> None:
        await db.execute("insert into settings (key, value) values ('a', 'b')")

    async def behind_its_back(db: Session) -> None:
        db._line.execute("insert into settings (key, value) values ('a', 'b')")

    with pytest.raises(WriteRefusedError):
        await database.beside(declared)
    with pytest.raises(ReadOnly, match="readonly"):
        await database.beside(behind_its_back)
    assert await database.beside(_settings) == 0
    await database.close()


async def test_a_view_works_for_whom_its_caller_works(database: Database) -> None:
    """For which office something is put together is known in its thread as well."""
    office = ContextVar("office", default="nobody's")

    async def whose(db: Session) -> str:
        return office.get()

    for name in ("one", "another"):
        office.set(name)
        assert await database.beside(whose) == name
    await database.close()


async def test_views_are_read_beside_each_other(database: Database) -> None:
    """As many as the pool has, at the same time, each in its own thread."""
    together = threading.Barrier(readers.TOGETHER, timeout=LONG)

    async def meet(db: Session) -> str:
        await _settings(db)
        together.wait()
        return threading.current_thread().name

    names = await asyncio.gather(*(database.beside(meet) for _ in range(readers.TOGETHER)))
    assert len(set(names)) == readers.TOGETHER
    await database.close()


async def test_the_log_does_not_grow_while_somebody_always_reads(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One view opens before the other ends, and yet the log is folded in."""
    monkeypatch.setattr(readers, "LOG", 256 * 1024)
    monkeypatch.setattr(readers, "PAUSE", 0.0)
    log, stop, longest = Path(f"{database.path}-wal"), asyncio.Event(), 0

    async def look(db: Session) -> None:
        await _settings(db)
        time.sleep(0.01)

    async def always() -> None:
        while not stop.is_set():
            await database.beside(look)

    asking = [asyncio.create_task(always()) for _ in range(3)]
    written = 0
    while written < 40:
        await _write(database, 20, size=5000)
        written += 1
        longest = max(longest, log.stat().st_size)
        await asyncio.sleep(0.005)
    stop.set()
    await asyncio.gather(*asking)
    # 40 times 200 KB were written; without folding all of it, 8 MB, would lie in the log.
    assert longest < 6 * 1024 * 1024
    await database.close()


async def test_a_view_that_keeps_a_long_log_is_broken_off_and_begun_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once; the second time it is left to its end, and sees what was written meanwhile."""
    monkeypatch.setattr(readers, "LOG", 1)
    monkeypatch.setattr(readers, "PAUSE", 0.0)
    monkeypatch.setattr(readers, "LIFE", 0.0)
    begun = []
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"

    async def long(db: Session) -> int:
        begun.append(await _settings(db))
        if len(begun) == 1:
            await db.execute_fetchall(endless)
        return begun[-1]

    reading = asyncio.create_task(database.beside(long))
    while not begun:
        await asyncio.sleep(0.005)
    await _write(database, 3)
    async with database.reading() as db:  # whoever reads next finds the log too long
        assert await _settings(db) == 3
    assert await asyncio.wait_for(reading, LONG) == 3
    assert begun == [0, 3]
    await database.close()
