"""Rows that are told again without asking: only what stands, to whomever reads at which moment."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from contextvars import ContextVar

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import Database, Session
from storage.engine import Place
from storage.faults import StorageFault, Taken
from storage.migrating import _script
from storage.queries import corridor
from tests import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

TABLES = frozenset({"settings", "units", "forms", "form_results"})
REACH = {
    "settings": frozenset({"settings"}),
    "units": frozenset({"units", "form_results"}),
    "forms": frozenset({"forms"}),
    "form_results": frozenset({"form_results"}),
}


@pytest.fixture
def place() -> Place:
    return postgres.place()


@pytest.fixture
async def database(place: Place) -> AsyncIterator[Database]:
    opened = await Database.open(place)
    yield opened
    await opened.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was really read from the server."""
    from storage.postgres.line import PostgresLine

    real, found = PostgresLine._read, []

    async def read(self: PostgresLine, sql: str, given: object) -> object:
        found.append(" ".join(sql.split()))
        return await real(self, sql, given)  # type: ignore[arg-type] # as it came

    monkeypatch.setattr(PostgresLine, "_read", read)
    return found


async def _put(database: Database, key: str, value: str) -> None:
    async with database.transaction() as db:
        await corridor.set_setting(db, key, value)


async def test_what_nobody_has_written_is_asked_once(database: Database, asked: list[str]) -> None:
    """In the writer's transactions, in views of the loop and of threads alike."""
    await _put(database, "a", "1")
    async with database.reading() as db:
        assert await corridor.setting(db, "a") == "1"
    asked.clear()
    for _ in range(3):
        async with database.reading() as db:
            assert await corridor.setting(db, "a") == "1"
        async with database.transaction() as db:
            assert await corridor.setting(db, "a") == "1"
        assert await database.beside(lambda db: corridor.setting(db, "a")) == "1"
    assert asked == []
    await _put(database, "a", "2")
    assert await database.beside(lambda db: corridor.setting(db, "a")) == "2"
    assert len(asked) == 1


async def test_a_view_is_told_what_stood_at_its_moment(database: Database) -> None:
    """Of its first query, though others have written since, and others have read that since."""
    await _put(database, "a", "1")
    async with database.reading() as before:
        assert await corridor.setting(before, "b") is None
        await _put(database, "a", "2")
        async with database.reading() as after:
            assert await corridor.setting(after, "a") == "2"
        assert await corridor.setting(before, "a") == "1"
    async with database.reading() as now:
        assert await corridor.setting(now, "a") == "2"


async def test_what_is_undone_was_never_there(database: Database) -> None:
    """Neither a whole transaction nor a part of one; its own reads do see it."""
    await _put(database, "a", "1")
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as db:
            await corridor.set_setting(db, "a", "2")
            assert await corridor.setting(db, "a") == "2"
            raise ZeroDivisionError
    async with database.transaction() as db:
        assert await corridor.setting(db, "a") == "1"
        with pytest.raises(ZeroDivisionError):
            async with db.undoable():
                await corridor.set_setting(db, "a", "3")
                assert await corridor.setting(db, "a") == "3"
                raise ZeroDivisionError
        assert await corridor.setting(db, "a") == "1"
    async with database.reading() as db:
        assert await corridor.setting(db, "a") == "1"


async def test_what_a_trigger_writes_is_no_longer_told(database: Database) -> None:
    """A unit with another name: the roster has another mark, by a trigger."""
    mark = "select mark from roster_mark"
    async with database.transaction() as db:
        await db.execute(
            """insert into units (id, name, short, grp, classification, created_at)
               values (1, '县财政局', '财政局', '县直单位', '', '')"""
        )
    async with database.reading() as db:
        before = (await db.execute_fetchall(mark))[0][0]
    async with database.transaction() as db:
        await db.execute("update units set name = '县审计局' where id = ?", (1,))
    async with database.reading() as db:
        assert (await db.execute_fetchall(mark))[0][0] != before


async def test_after_the_line_broke_everything_is_asked_again(
    database: Database, place: Place, asked: list[str]
) -> None:
    """Another process may have written meanwhile; and who is no holder any more is told so."""
    await _put(database, "a", "1")
    async with database.reading() as db:
        assert await corridor.setting(db, "a") == "1"
    connection = await place.address.connect()  # type: ignore[attr-defined] # PostgreSQL's own
    await connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    await connection.execute("update settings set value = '2' where key = 'a'")
    await connection.close()
    asked.clear()
    while True:
        try:
            async with database.transaction() as db:
                # The news may not be here yet; whoever builds on what was kept cannot commit then.
                told = await corridor.setting(db, "a")
                await corridor.set_setting(db, "b", str(told))
            break
        except StorageFault:
            await asyncio.sleep(0.05)
    assert told == "2"
    assert asked


async def _a_step_back(place: Place) -> None:
    """The county in the shape it had before the last migration, whichever that is."""
    script = _script()

    def step(revision: object, _: object) -> list[object]:
        return script._downgrade_revs("-1", revision)

    def undo(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", script.dir)
        config.attributes["connection"] = connection
        with EnvironmentContext(config, script, fn=step):
            script.run_env()

    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=place.address.connect, poolclass=NullPool
    )
    async with engine.begin() as connection:
        await connection.run_sync(undo)
    await engine.dispose()


async def test_a_view_works_for_whom_its_caller_works(database: Database) -> None:
    """For which office something is put together is known in its thread as well."""
    office = ContextVar("office", default="nobody's")

    async def whose(db: Session) -> str:
        return office.get()

    for name in ("one", "another"):
        office.set(name)
        assert await database.beside(whose) == name


async def test_a_migration_ends_the_turn_of_whoever_held_the_former_shape(
    database: Database, place: Place
) -> None:
    """The next program's worker brings the county to its shape; this one writes nothing more."""
    await _put(database, "a", "1")
    found = await place.shape()
    await _a_step_back(place)
    assert await place.shape() != found
    await place.migrate()
    assert await place.shape() == found
    with pytest.raises(Taken):
        await _put(database, "a", "2")


async def test_a_holder_that_finds_out_in_the_middle_of_a_turn_says_so(
    database: Database, place: Place
) -> None:
    """It hangs up itself then: the turn in hand is told why, not that a line broke."""
    with pytest.raises(Taken):
        async with database.transaction() as db:
            await _a_step_back(place)
            await place.migrate()
            await asyncio.wait_for(database.lost(), 30)
            await corridor.set_setting(db, "a", "2")
    with pytest.raises(Taken):
        await _put(database, "a", "3")


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_in_whichever_order_what_is_told_is_true(
    database: Database, place: Place, seed: int
) -> None:
    """Against a view of the same moment that asks the server every time."""
    chance = random.Random(seed)
    async with AsyncExitStack() as stack:
        views: list[tuple[Session, dict[str, str]]] = []
        for _ in range(60):
            match chance.randrange(4):
                case 0 if len(views) < 4:
                    real = await _really(place)
                    db = await stack.enter_async_context(database.reading())
                    assert await corridor.setting(db, "a") == real.get("a")
                    views.append((db, real))
                case 1:
                    await _change(database, chance)
                case _:
                    for db, real in views:
                        key = chance.choice("abc")
                        assert await corridor.setting(db, key) == real.get(key)
        async with database.transaction() as db:
            assert await _told(db) == await _really(place)


async def _change(database: Database, chance: random.Random) -> None:
    with suppress(ZeroDivisionError):
        async with database.transaction() as db:
            for _ in range(chance.randrange(3)):
                await corridor.setting(db, chance.choice("abc"))
                await corridor.set_setting(db, chance.choice("abc"), str(chance.random()))
            if chance.randrange(3) == 0:
                raise ZeroDivisionError


async def _told(db: Session) -> dict[str, str]:
    found = {key: await corridor.setting(db, key) for key in "abc"}
    return {key: value for key, value in found.items() if value is not None}


async def _really(place: Place) -> dict[str, str]:
    connection = await place.address.connect()  # type: ignore[attr-defined] # PostgreSQL's own
    try:
        rows = await connection.fetch("select key, value from settings where length(key) = 1")
        return {row[0]: row[1] for row in rows}
    finally:
        await connection.close()


@pytest.mark.parametrize(
    ("sql", "reads", "writes"),
    [
        ("select * from settings where key = $1", {"settings"}, set()),
        ("select u.id from units u, forms f where f.unit_id = u.id", {"units", "forms"}, set()),
        ("with x as (select 1 from forms) select * from x", {"forms"}, set()),
        ("select 'units' as a from settings -- forms", {"settings"}, set()),
        ("select mark, random() from settings", set(), set()),
        ("select nextval('a') from settings", set(), set()),
        ("update units set name = $1", set(), {"units", "form_results"}),
        ("insert into settings (key) select name from forms returning key", set(), {"settings"}),
        ("with x as (delete from forms returning id) select * from x", set(), {"forms"}),
        ("insert into settings values ($1) on conflict (key) do update set value = 1", set(),
         {"settings"}),
        ("savepoint one", set(), set()),
        ("rollback to one", set(), set()),
        ("truncate units", set(), None),
    ],
)  # fmt: skip
def test_what_a_statement_does(sql: str, reads: set[str], writes: set[str] | None) -> None:
    """Read off its text; whatever is not known ends everything that is kept."""
    from storage.postgres.kept import Layout

    nature = Layout(TABLES, REACH).nature(sql)
    assert nature.reads == reads
    assert nature.writes == writes


def test_what_is_kept_is_bounded() -> None:
    """The oldest goes; a long list is never kept."""
    from storage.postgres import kept

    rows = kept.Kept()
    rows.begin_anew(kept.Layout(TABLES, REACH), lambda: True)
    for number in range(kept.MOST_ROWS):
        rows.keep(("q", number), "select key from settings", rows.moment(), [{"a": 1}] * 4)
    assert rows.answer(("q", 0), rows.moment()) is None
    assert rows.answer(("q", kept.MOST_ROWS - 1), rows.moment()) is not None
    assert len(rows._found) == kept.MOST_ROWS // 5
    long = [{"a": 1}] * (kept.FEW + 1)
    rows.keep(("long",), "select key from settings", rows.moment(), long)
    assert rows.answer(("long",), rows.moment()) is None
