"""The embedded database keeps what it promised, and forgets what was not committed."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import storage.sqlite
from storage import audit
from storage.database import Database, Session, moment, stamp
from storage.queries import corridor, roster
from storage.schema import SchemaFault, newest
from storage.sqlite import line
from storage.sqlite.schema import migrate
from tests.databases import AS_SHIPPED

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path):
    opened = await Database.open(tmp_path / "new folder" / "xinkao.db")
    yield opened
    await opened.close()


async def test_what_was_committed_is_there_after_opening_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row survives closing; the file is in WAL mode and syncs fully."""
    monkeypatch.setattr(line, "_PRAGMAS", AS_SHIPPED)
    database = await Database.open(tmp_path / "x.db")
    async with database.transaction() as db:
        await roster.add(db, "县教育局", "教育局", "县直单位", "", NOW)
        modes = [
            (await db.execute_fetchall(f"pragma {name}"))[0][0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert modes == ["wal", 2, 1]
    await database.close()
    database = await Database.open(tmp_path / "x.db")
    async with database.reading() as db:
        assert [unit.name for unit in await roster.everyone(db)] == ["县教育局"]
    await database.close()


async def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    """Rolled back whole, and the next transaction works."""
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as db:
            await roster.add(db, "县教育局", "教育局", "县直单位", "", NOW)
            raise ZeroDivisionError
    async with database.transaction() as db:
        assert await roster.everyone(db) == []


async def test_a_cancelled_transaction_leaves_nothing(database: Database) -> None:
    """Cancelled in the middle, the connection is free for the next one."""

    async def slow() -> None:
        async with database.transaction() as db:
            await roster.add(db, "县教育局", "教育局", "县直单位", "", NOW)
            await asyncio.sleep(60)

    task = asyncio.create_task(slow())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.transaction() as db:
        assert await roster.everyone(db) == []


async def test_a_reader_does_not_see_half_a_transaction(database: Database) -> None:
    """Reading goes on beside the writer, on what was committed before."""
    async with database.transaction() as writing:
        await roster.add(writing, "县教育局", "教育局", "县直单位", "", NOW)
        async with database.reading() as reading:
            assert await roster.everyone(reading) == []
    async with database.reading() as reading:
        assert len(await roster.everyone(reading)) == 1


async def test_the_same_update_is_kept_once(database: Database) -> None:
    """Fifty deliveries at once of one update: one number, forty-nine times None."""

    async def deliver() -> int | None:
        async with database.transaction() as db:
            return await corridor.receive(db, "web", "u1", "chat", "{}", NOW)

    numbers = await asyncio.gather(*(deliver() for _ in range(50)))
    assert sum(number is not None for number in numbers) == 1


def test_a_newer_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """A file of a later version is left as it is."""
    file = tmp_path / "x.db"
    migrate(file)
    with sqlite3.connect(file) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(SchemaFault, match="更新版本的程序"):
        migrate(file)
    with sqlite3.connect(file) as connection:
        assert connection.execute("select version_num from alembic_version").fetchone() == ("9999",)
    connection.close()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    """The second start finds the schema as it must be."""
    file = tmp_path / "x.db"
    migrate(file)
    before = _schema(file)
    migrate(file)
    assert _schema(file) == before
    connection = sqlite3.connect(file)
    try:
        kept = connection.execute("select version_num from alembic_version").fetchone()
    finally:
        connection.close()
    assert kept == (newest(),)


def test_a_file_of_this_version_opens_without_the_migrations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alembic and sqlalchemy are loaded for new and for earlier files only."""
    file = tmp_path / "x.db"
    migrate(file)
    monkeypatch.setitem(sys.modules, "storage.sqlite.migrating", None)
    monkeypatch.delattr(storage.sqlite, "migrating", raising=False)
    migrate(file)
    with pytest.raises(ImportError):
        migrate(tmp_path / "new.db")


def _schema(file: Path) -> list[tuple[str]]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute("select sql from sqlite_master order by name").fetchall()
    finally:
        connection.close()


def test_times_go_through_storage_unchanged() -> None:
    """A stamp sorts as the moment does, and a time without a zone is refused."""
    assert moment(stamp(NOW)) == NOW
    assert stamp(NOW) == "2026-11-23T02:00:00.000000Z"
    with pytest.raises(ValueError, match="time zone"):
        stamp(datetime(2026, 11, 23))  # noqa: DTZ001 -- the fault itself


class TestAudit:
    """The chain of changes."""

    async def _three(self, database: Database) -> None:
        async with database.transaction() as db:
            for value in (1, 2, 3):
                await audit.record(
                    db,
                    audit.unit_stream(7),
                    actor=None,
                    action="claim",
                    subject="claim/7/三.4/次数",
                    before=value - 1,
                    after=value,
                    now=NOW,
                )

    async def test_an_untouched_chain_is_whole(self, database: Database) -> None:
        """Nothing is reported."""
        await self._three(database)
        async with database.reading() as db:
            assert await audit.broken(db) == []
            assert [entry.seq async for entry in audit.entries(db)] == [1, 2, 3]

    @pytest.mark.parametrize(
        ("sql", "fault"),
        [
            ("update audit set after = '9' where seq = 2", audit.Break("unit:7", 2, "altered")),
            (
                "update audit set actor = null, why = 'x' where seq = 1",
                audit.Break("unit:7", 1, "altered"),
            ),
            ("delete from audit where seq = 2", audit.Break("unit:7", 2, "missing")),
            ("delete from audit where seq = 1", audit.Break("unit:7", 1, "missing")),
            ("update audit set previous = 'x' where seq = 3", audit.Break("unit:7", 3, "cut")),
        ],
    )
    async def test_the_first_broken_link_is_named(
        self, database: Database, sql: str, fault: audit.Break
    ) -> None:
        """Whoever alters, adds or removes a row is found out."""
        await self._three(database)
        async with database.transaction() as db:
            await db.execute(sql)
        async with database.reading() as db:
            assert (await audit.broken(db))[0] == fault

    async def test_the_record_goes_with_its_change(self, database: Database) -> None:
        """Rolled back with the transaction that made it."""
        with pytest.raises(ZeroDivisionError):
            async with database.transaction() as db:
                await audit.record(
                    db,
                    "office",
                    actor=None,
                    action="a",
                    subject="unit/1",
                    before=0,
                    after=1,
                    now=NOW,
                )
                raise ZeroDivisionError
        async with database.reading() as db:
            assert [entry async for entry in audit.entries(db)] == []

    async def test_old_links_are_found_and_still_hold(self, database: Database) -> None:
        """Chains from before subjects were paths verify whole; their history is found as ever."""
        async with database.transaction() as db:
            with pytest.raises(ValueError, match="not a subject"):
                await _note(db, "person:12")
            await _note(db, "person/12")
            await _note(db, "person/12")
            # The first link as the earlier program wrote it, and the second chained to it.
            first, second = [one async for one in audit.entries(db)]
            old = replace(first, subject="person:12")
            new = replace(second, previous=old.expected())
            for one in (replace(old, hash=old.expected()), replace(new, hash=new.expected())):
                await db.execute(
                    "update audit set subject = ?, previous = ?, hash = ? where id = ?",
                    (one.subject, one.previous, one.hash, one.id),
                )
        async with database.reading() as db:
            # Over all streams they were linked when the database was brought up to date.
            assert [one for one in await audit.broken(db) if one.stream != audit.ALL] == []
            assert [one.seq for one in await audit.of_subject(db, "person/12")] == [1, 2]


async def _note(db: Session, subject: str) -> None:
    await audit.record(
        db, "office", actor=None, action="a", subject=subject, before=0, after=1, now=NOW
    )


async def test_an_opening_waits_while_another_locks_everybody_out(tmp_path: Path) -> None:
    """As one that reads the log of a killed process does for a moment; once open, it asks anew."""
    file = tmp_path / "x.db"
    await (await Database.open(file)).close()
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("pragma locking_mode=exclusive")
    other.execute("begin exclusive")
    gives_up = threading.Timer(0.3, other.close)
    gives_up.start()
    opened = await line.Connection.open(file, patience=0)
    assert opened.execute("pragma busy_timeout").fetchone()[0] == 0
    await opened.close()
    gives_up.join()
