"""Writes that go to a PostgreSQL server together: what arrives, and whose fault it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from storage.database import Database, Session
from storage.faults import Clash, StorageFault
from storage.queries import corridor
from tests import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


class Query:
    """A text as ``Session.later`` takes it."""

    def __init__(self, sql: str) -> None:
        self.sql = sql


PUT = Query("insert into settings (key, value) values (:key, :value)")
TEXTS = [
    "it's", "''", "\\", "\\'", "a\\", "'; drop table settings; --", "$1 $$ :key ?",
    "一行\n又一行\r\t", "", "😀", '"', "e'\\x41'",
]  # fmt: skip


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    opened = await Database.open(postgres.place())
    yield opened
    await opened.close()


async def kept(database: Database) -> dict[str, str]:
    async with database.reading() as db:
        return await corridor.settings_like(db, "a:")


async def put(db: Session, key: str, value: str = "x") -> None:
    await db.later(PUT, key=key, value=value)


async def test_every_text_arrives_as_it_is(database: Database) -> None:
    """Whatever people may type, several in one message."""
    async with database.transaction() as db:
        for number, text in enumerate(TEXTS):
            await put(db, f"a:{number:02}", text)
    assert list((await kept(database)).values()) == TEXTS


async def test_numbers_truths_and_nothing_arrive_as_they_are(database: Database) -> None:
    """Beside texts; a number below zero, too."""
    said = Query(
        "insert into settings (key, value) select :key, cast(cast(:number as integer) as text)"
        " || coalesce(cast(:nothing as text), '-') where :true or cast(:false as boolean)"
    )
    async with database.transaction() as db:
        await db.later(said, key="a:1", number=-7, nothing=None, true=True, false=False)
    assert await kept(database) == {"a:1": "-7-"}


@pytest.mark.parametrize("value", ["a\0b", 7, 1.5])
async def test_what_a_column_cannot_hold_is_refused_at_once(database: Database, value: Any) -> None:
    """As it is without being put off."""
    async with database.transaction() as db:
        with pytest.raises(StorageFault):
            async with db.undoable():
                await db.later(PUT, key="a:1", value=value)
        await put(db, "a:2")
    assert set(await kept(database)) == {"a:2"}


async def test_a_transaction_reads_what_it_has_put_off(database: Database) -> None:
    """Before anything of it was sent."""
    async with database.transaction() as db:
        await put(db, "a:1", "one")
        assert await corridor.settings_like(db, "a:") == {"a:1": "one"}
        await put(db, "a:2", "two")
        rows = await db.execute_fetchall("select value from settings where key = ?", ("a:2",))
        assert [row[0] for row in rows] == ["two"]


async def test_what_was_put_off_and_is_undone_is_not_there(database: Database) -> None:
    """With what was written before and after it kept; and with a whole transaction."""
    async with database.transaction() as db:
        await put(db, "a:1")
        with pytest.raises(RuntimeError):
            async with db.undoable():
                await put(db, "a:2")
                raise RuntimeError
        with pytest.raises(RuntimeError):
            async with db.undoable():
                await put(db, "a:3")
                await corridor.settings_like(db, "a:")  # by now it was sent
                raise RuntimeError
        await put(db, "a:4")
    with pytest.raises(RuntimeError):
        async with database.transaction() as db:
            await put(db, "a:5")
            raise RuntimeError
    assert set(await kept(database)) == {"a:1", "a:4"}


@pytest.mark.parametrize("order", [("bad", "good"), ("good", "bad"), ("good", "bad", "fine")])
async def test_whose_put_off_write_fails_hears_of_it_and_nobody_else(
    database: Database, order: tuple[str, ...]
) -> None:
    """Transactions that share a commit: one fault undoes one of them."""
    async with database.transaction() as db:
        await put(db, "a:bad")

    async def write(key: str) -> None:
        async with database.transaction() as db:
            await put(db, f"a:{key}")

    outcomes = await asyncio.gather(*map(write, order), return_exceptions=True)
    for key, outcome in zip(order, outcomes, strict=True):
        assert isinstance(outcome, Clash) if key == "bad" else outcome is None, (key, outcome)
    assert set(await kept(database)) == {f"a:{key}" for key in order}


async def test_a_lone_write_that_fails_is_told(database: Database) -> None:
    """Its fault comes with the commit, and nothing of the transaction is there."""
    async with database.transaction() as db:
        await put(db, "a:1")
    with pytest.raises(Clash):
        async with database.transaction() as db:
            await put(db, "a:2")
            await put(db, "a:1")
    assert set(await kept(database)) == {"a:1"}
    async with database.transaction() as db:
        await put(db, "a:3")
    assert set(await kept(database)) == {"a:1", "a:3"}
