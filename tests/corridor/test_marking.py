"""What many write in one moment is one transaction, and all hear of its fault."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.corridor.marking import Marking
from storage.database import Database, Session
from storage.faults import Full
from storage.queries import corridor


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "xinkao.db")
    yield opened
    await opened.close()


async def test_those_that_wait_for_the_door_go_in_together(database: Database) -> None:
    """One that comes while they are inside begins anew; each is there when its word comes back."""
    marking, sessions = Marking(database), []

    async def mark(name: str) -> None:
        async def write(db: Session) -> None:
            sessions.append(db)
            await corridor.set_setting(db, name, "1")

        await marking.write(write)
        async with database.reading() as db:
            assert await corridor.setting(db, name) == "1"

    async with database.transaction():
        waiting = [asyncio.create_task(mark(f"a:{number}")) for number in range(5)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert len(set(map(id, sessions))) == 1
    await mark("a:6")
    assert sessions[-1] is not sessions[0]


async def test_where_one_cannot_be_written_none_is_and_each_hears_of_it(
    database: Database,
) -> None:
    marking = Marking(database)

    async def well(db: Session) -> None:
        await corridor.set_setting(db, "a:1", "1")

    async def ill(_: Session) -> None:
        raise Full("no room")

    async with database.transaction():
        waiting = [asyncio.create_task(marking.write(one)) for one in (well, ill, well)]
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one) for one in outcomes] == [Full] * 3
    async with database.reading() as db:
        assert await corridor.setting(db, "a:1") is None
    await marking.write(well)
