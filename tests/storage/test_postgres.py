"""The same storage on PostgreSQL: what it promises, what it says otherwise, who holds a county."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage import queries
from storage.database import Database
from storage.engine import Place, WritingLine
from storage.faults import (
    Busy,
    Clash,
    CommitUnknown,
    Lost,
    Receded,
    StorageFault,
    Taken,
    Undone,
    Unopened,
)
from storage.queries import corridor, load
from storage.schema import SchemaFault
from storage.sqlite.file import SqliteFile
from tests import postgres
from tests.patience import LONG
from tests.storage.cut_line import Cut, cut_line
from tests.storage.standby import pair

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

FAMILIES = sorted(file.stem for file in Path(queries.__file__).parent.glob("*.sql"))
DIFFERING = {
    "audit.as_written": "each engine has its own words for a row as JSON",
    "advice.next_draft": "the numbers that were given are kept by a sequence of each table",
    "inquiries.next_number": "as above",
    "answers.supplied_now": "json_array is json_build_array there, char is chr",
    "answers.supplied_then": "as above",
    "search.rebuild": "there is no index beside the pages' texts",
    "search.integrity": "as above",
    "search.terms": "a text of two letters needs no index, so it is looked for itself",
    "search.hits": "pages are looked through, not looked up in an FTS5 index",
}
"""Queries with a second text, and why."""


@pytest.fixture
def place() -> Place:
    return postgres.place()


@pytest.fixture
async def database(place: Place) -> AsyncIterator[Database]:
    opened = await Database.open(place)
    yield opened
    await opened.close()


def _at(url: str) -> Place:
    from storage.postgres.address import Address
    from storage.postgres.place import PostgresPlace

    return PostgresPlace(Address(url))


async def settings(database: Database) -> dict[str, str]:
    async with database.reading() as db:
        return await corridor.settings_like(db, "a:")


async def test_every_query_is_understood_and_those_with_a_second_text_are_named(
    place: Place,
) -> None:
    """The server prepares each of them; what differs is listed above, and nothing else."""
    from storage.postgres.text import translated

    await place.migrate()
    connection = await place.address.connect()  # type: ignore[attr-defined] # PostgreSQL's own
    differing = set()
    for family in FAMILIES:
        known = load(family)
        for name in known.available_queries:
            if name.endswith("_cursor"):
                continue
            sql = getattr(known, name).sql
            await connection.prepare(translated(sql).sql)
            if " ".join(_mechanical(sql).split()) != " ".join(translated(sql).sql.split()):
                differing.add(f"{family}.{name}")
    await connection.close()
    assert differing == set(DIFFERING)


def _mechanical(sql: str) -> str:
    """A text translated as if there were no second one: a comment makes it another text."""
    from storage.postgres.text import translated

    return translated(sql + "--").sql.removesuffix("--")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("a = :a and b = :b and c = :a", "a = $1 and b = $2 and c = $1"),
        ("a = ? and b = ?", "a = $1 and b = $2"),
        ("x = ':no' and y::text = :y -- :nor", "x = ':no' and y::text = $1 -- :nor"),
        ("id in (select value from json_each(:ids))", "id = any($1)"),
        ("group_concat(a, '')", "string_agg(a, '')"),
    ],
)
def test_what_is_translated(said: str, meant: str) -> None:
    """Where values stand, lists, and one name; nothing inside quotes or comments."""
    from storage.postgres.text import translated

    assert translated(said).sql == meant


async def test_what_raised_is_gone_and_what_ended_is_there(database: Database) -> None:
    """A transaction, a part of one that is undone, and a view beside it."""
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as db:
            await corridor.set_setting(db, "a:1", "x")
            raise ZeroDivisionError
    async with database.transaction() as db:
        await corridor.set_setting(db, "a:2", "x")
        with pytest.raises(Clash):
            async with db.undoable():
                await corridor.set_setting(db, "a:3", "x")
                await db.execute("insert into settings (key, value) values ('a:2', 'y')")
        assert await settings(database) == {}, "nothing is seen before it is durable"
        await corridor.set_setting(db, "a:4", "x")
    assert await settings(database) == {"a:2": "x", "a:4": "x"}
    assert await database.beside(lambda db: corridor.setting(db, "a:4")) == "x"


async def test_many_at_once_share_commits_and_one_that_fails_takes_nobody_with_it(
    database: Database,
) -> None:
    """Those that raise, those that break a promise, and those that are cancelled leave nothing."""

    async def one(number: int) -> None:
        async with database.transaction() as db:
            await corridor.set_setting(db, f"a:{number:02}", "x")
            if number % 4 == 1:
                raise ZeroDivisionError
            if number % 4 == 2:
                await db.execute("insert into settings (key) values ('a:00')")
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(one(number)) for number in range(40)]
    await asyncio.sleep(0)
    for number in range(3, 40, 4):
        tasks[number].cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    kept = [f"a:{n:02}" for n, outcome in enumerate(outcomes) if outcome is None]
    assert sorted(await settings(database)) == kept
    assert {*range(0, 40, 4)} <= {int(one[2:]) for one in kept}
    assert {type(one) for one in outcomes[1::4]} == {ZeroDivisionError}
    assert {type(one) for one in outcomes[2::4]} == {Clash}


async def test_only_one_holds_a_county(place: Place) -> None:
    """Whoever comes second is refused as long as the first is there."""
    database = await Database.open(place)
    async with database.transaction() as db:
        await corridor.set_setting(db, "a:0", "x")
    with pytest.raises(Taken):
        await held(place)
    await database.close()
    again = await Database.open(place)
    async with again.transaction() as db:
        await corridor.set_setting(db, "a:1", "x")
    await again.close()


async def test_a_holder_whose_line_broke_goes_on_unless_another_has_held_meanwhile(
    place: Place,
) -> None:
    """The turn in hand is lost aloud; the next one has a new line. After another holder: never."""
    database = await Database.open(place)
    with pytest.raises(StorageFault):
        async with database.transaction() as db:
            await corridor.set_setting(db, "a:1", "x")
            await _end_sessions(place)
            await corridor.set_setting(db, "a:2", "x")
    async with database.transaction() as db:
        await corridor.set_setting(db, "a:3", "x")
    assert await settings(database) == {"a:3": "x"}
    await _end_sessions(place)
    other = await held(place)
    for _ in range(2):
        with pytest.raises((Taken, Lost)):
            async with database.transaction() as db:
                await corridor.set_setting(db, "a:4", "x")
    await other.close()
    with pytest.raises(Taken):
        async with database.transaction() as db:
            await corridor.set_setting(db, "a:4", "x")
    await database.close()


async def held(place: Place) -> WritingLine:
    """The county, taken by a first transaction."""
    line = await place.writer()
    try:
        await line.begin()
        await line.rollback()
    except Taken:
        await line.close()
        raise
    return line


@pytest.mark.parametrize(("followed", "broke"), [(True, False), (False, False), (False, True)])
async def test_a_standby_that_is_promoted_is_served_only_if_it_knows_everything(
    followed: bool, broke: bool
) -> None:
    """One that has not followed is refused aloud, by everybody, until somebody has looked.

    ``broke``: the holder's line had broken meanwhile, so that even its epoch is missing there.
    """
    with pair() as servers:
        database = await Database.open(_at(servers.url))
        await _set(database, "a:1")
        data = servers.folder / "standby"
        # Beside the loop: a holder that stands still for seconds is no holder any more.
        await asyncio.to_thread(
            servers.run, "pg_basebackup", "-h", servers.folder, "-U", "xinkao", "-D", data, "-R",
            "-c", "fast", "--no-sync",
        )  # fmt: skip
        await asyncio.to_thread(servers.start, "standby", 5433)
        if not followed:
            servers.stop("standby")
        if broke:
            ended = "select pg_terminate_backend(pid) from pg_stat_activity where pid in"
            servers.ask(f"{ended} (select pid from pg_locks where locktype = 'advisory')")
        await _set_at_last(database, "a:2")
        if followed:
            at = servers.ask("select pg_current_wal_lsn()")
            while servers.ask(f"select pg_last_wal_replay_lsn() >= '{at}'", 5433) != "t":
                await asyncio.sleep(0.05)
            servers.stop("standby")
        servers.stop("primary")
        servers.start("standby")
        servers.ask("select pg_promote()")
        async with asyncio.timeout(60):
            while True:
                try:
                    await _set(database, "a:3")
                except Receded:
                    assert not followed
                    break
                except StorageFault:
                    await asyncio.sleep(0.1)
                else:
                    assert followed
                    break
        if followed:
            assert set(await settings(database)) == {"a:1", "a:2", "a:3"}
            await database.close()
            return
        assert isinstance(await asyncio.wait_for(database.lost(), 10), Receded)
        await database.close()
        with pytest.raises(Receded):
            await held(_at(servers.url))
        servers.ask("update xinkao_lease.counties set halted = ''")
        await (await held(_at(servers.url))).close()


async def test_what_waits_for_the_server_is_told_at_once_that_the_county_was_let_go_of(
    place: Place,
) -> None:
    """However long the server takes to answer, or is cut off; nothing is written after it."""
    database = await Database.open(place)
    waits = asyncio.Event()

    async def write() -> None:
        async with database.transaction() as db:
            await corridor.set_setting(db, "a:1", "x")
            waits.set()
            await db.execute_fetchall("select pg_sleep(600)")

    writing = asyncio.create_task(write())
    await asyncio.wait_for(waits.wait(), LONG)
    await asyncio.sleep(0.2)
    database.let_go()
    with pytest.raises(Lost, match="let go of"):
        await asyncio.wait_for(writing, LONG)
    with pytest.raises(Lost, match="let go of"):
        await _set(database, "a:2")
    assert isinstance(await asyncio.wait_for(database.lost(), LONG), Lost)
    assert await settings(database) == {}
    await database.close()


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_commit_whose_answer_is_lost_is_looked_up(
    place: Place, tmp_path: Path, cut: Cut
) -> None:
    """Done is told as done, not done as not done: nothing is written twice, nothing is lost."""
    address = place.address  # type: ignore[attr-defined] # PostgreSQL's own
    await place.migrate()
    server = postgres.server()
    with tempfile.TemporaryDirectory() as short:  # a socket's path is short
        async with cut_line(server, Path(short)) as line:
            there = _at(address.url.replace(str(server), short))
            database = await Database.open(there)
            async with database.transaction() as db:
                await corridor.set_setting(db, "a:0", "x")
            line.cut = cut
            outcomes = await asyncio.gather(
                *(_set(database, f"a:{n}") for n in (1, 2)), return_exceptions=True
            )
            assert line.cuts == 1
            if cut == "after":
                assert outcomes == [None, None]
                assert set(await settings(database)) == {"a:0", "a:1", "a:2"}
            else:
                assert [type(one) for one in outcomes] == [Undone, Undone]
                assert set(await settings(database)) == {"a:0"}
            async with asyncio.timeout(30):
                while await _set(database, "a:3", refused=True):
                    await asyncio.sleep(0.1)  # until the server has noticed the broken line
            assert "a:3" in await settings(database)
            await database.close()


async def test_a_commit_that_nobody_can_look_up_is_said_to_be_unknown(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is gone with the answer."""
    monkeypatch.setattr("storage.postgres.writing._LOOKED_UP", 0.6)
    await place.migrate()
    address, server = place.address, postgres.server()  # type: ignore[attr-defined] # its own
    with tempfile.TemporaryDirectory() as short:
        async with cut_line(server, Path(short)) as line:
            there = _at(address.url.replace(str(server), short))
            database = await Database.open(there)
            await _set(database, "a:0")
            line.cut, line.closed = "after", True
            with pytest.raises(CommitUnknown):
                await _set(database, "a:1")
            line.closed = False
            assert "a:1" in await settings(database)
            await database.close()


async def _set_at_last(database: Database, key: str) -> None:
    """Write as a turn does: what was lost before its commit is begun anew.

    The server ends a session whose process had no time for seconds; on a busy machine it may.
    """
    async with asyncio.timeout(LONG):
        while True:
            try:
                await _set(database, key)
            except Lost:
                await asyncio.sleep(0.1)
            else:
                return


async def _set(database: Database, key: str, *, refused: bool = False) -> bool | None:
    """Write; True where ``refused`` may be, and was."""
    try:
        async with database.transaction() as db:
            await corridor.set_setting(db, key, "x")
    except Busy:
        if not refused:
            raise
        return True
    return None


async def test_a_holder_finds_out_by_itself_that_it_is_none_any_more(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a turn; a line that only broke is no loss, and is made anew."""
    monkeypatch.setattr("storage.postgres.writing._PING", 0.05)
    database = await Database.open(place)
    await _set(database, "a:1")
    lost = asyncio.ensure_future(database.lost())
    await _end_sessions(place)
    await asyncio.sleep(0.5)
    assert not lost.done()
    await database.hold()
    connection = await place.address.connect()  # type: ignore[attr-defined] # PostgreSQL's own
    await connection.execute("update xinkao_lease.counties set epoch = epoch + 1")
    await connection.close()
    await asyncio.wait_for(lost, 10)
    await asyncio.sleep(1.01)
    with pytest.raises(Taken):
        await database.hold()
    await database.close()


async def _end_sessions(place: Place) -> None:
    """As the server does when it is restarted, or an operator."""
    connection = await place.address.connect()  # type: ignore[attr-defined] # PostgreSQL's own
    await connection.execute(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    await connection.close()


async def test_a_frozen_holder_writes_nothing_after_the_next_one_has_begun(place: Place) -> None:
    """SIGSTOP in the middle of a turn; the server ends its session, another takes over; SIGCONT."""
    await place.migrate()
    address = place.address  # type: ignore[attr-defined] # PostgreSQL's own
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.storage.frozen_holder", address.url,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdin is not None
    try:
        assert (await child.stdout.readline()).strip() == b"written"
        os.kill(child.pid, signal.SIGSTOP)
        with pytest.raises(Taken):
            await held(place)
        async with asyncio.timeout(30):
            while True:
                try:
                    await (await held(place)).close()
                    break
                except Taken:
                    await asyncio.sleep(0.1)
        database = await Database.open(place)
        assert await settings(database) == {}
        os.kill(child.pid, signal.SIGCONT)
        child.stdin.write(b"go on\n")
        said = (await asyncio.wait_for(child.stdout.read(), 30)).decode().split()
        assert said[0] in ("Lost", "Undone"), "the turn in hand is not there, below"
        assert said[1:] == ["Taken"], "and the next one is refused"
        assert await settings(database) == {}
        await database.close()
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


async def test_a_county_goes_there_and_back_and_is_the_same(tmp_path: Path, place: Place) -> None:
    """Rows, numbers that are not given again, triggers that work afterwards."""
    from storage.postgres.copying import copy_in, copy_out

    address = place.address  # type: ignore[attr-defined] # PostgreSQL's own
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.database.SqliteFile", SqliteFile)
        before = await Database.open(tmp_path / "before.db")
    async with before.transaction() as db:
        await _county(db, 3)
        await db.execute("delete from forms where id = 3")
    await before.close()
    await place.migrate()
    await copy_in(tmp_path / "before.db", address)
    await copy_out(address, tmp_path / "after.db")
    assert _rows(tmp_path / "after.db") == _rows(tmp_path / "before.db")
    database = await Database.open(place)
    async with database.transaction() as db:
        await db.execute("update form_results set stale = 0")
        await db.execute("insert into forms (quarter_id, unit_id, grp) values (3, 3, 'g')")
        stale = await db.execute_fetchall("select form_id from form_results where stale = 1")
    assert [row[0] for row in stale] == [4], "3 was given once"
    await database.close()


async def _county(db, units: int) -> None:  # type: ignore[no-untyped-def] # Session
    for n in range(1, units + 1):
        await db.execute(
            "insert into units (name, short, grp, created_at) values (?, ?, 'g', 't')",
            (f"县第{n}局", "局"),
        )
        await db.execute(
            "insert into quarters (year, number, state, opens_on, deadline_at, work_report_due_at,"
            " review_until, appeal_until, created_at)"
            " values (?, 1, 'open', '', '', '', '', '', '')",
            (2020 + n,),
        )
        await db.execute("insert into forms (quarter_id, unit_id, grp) values (?, ?, 'g')", (n, n))


def _rows(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return sorted(
            line
            for line in db.iterdump()
            if "reading_search" not in line and not line.endswith(",0);")
        )


async def test_a_schema_of_a_newer_program_is_refused(place: Place) -> None:
    """As a file is."""
    await place.migrate()
    connection = await place.address.connect()  # type: ignore[attr-defined] # PostgreSQL's own
    await connection.execute("update alembic_version set version_num = '9999'")
    await connection.close()
    with pytest.raises(SchemaFault, match="更新版本"):
        await Database.open(place)


def test_an_address_shows_no_password() -> None:
    """Neither in words nor in a trace."""
    from storage.postgres.address import Address

    address = Address("postgresql://county:geheim@db.example/xinkao?sslmode=require")
    assert "geheim" not in f"{address} {address!r}"
    assert str(address) == "postgresql://db.example/xinkao xinkao"
    with pytest.raises(ValueError, match="small letters"):
        Address("postgresql://x/y", "a; drop schema b")


async def test_a_line_that_is_not_in_our_schema_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pooler that ignores what it does not know gives sessions that would write elsewhere."""
    import asyncpg

    from storage.postgres.address import Address

    real = asyncpg.connect

    async def ignoring(url: str, **told: Any) -> Any:
        return await real(url, **{**told, "server_settings": {}})

    address = Address(postgres.database_url(), "jiaxian")
    await (await address.connect()).close()
    monkeypatch.setattr(asyncpg, "connect", ignoring)
    with pytest.raises(Unopened, match=r"public, not jiaxian"):
        await address.connect()
