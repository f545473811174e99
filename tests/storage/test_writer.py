"""Transactions that share a commit keep every promise a transaction of its own keeps."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from storage import writer
from storage.database import Database, Session
from storage.faults import Busy, Clash, StorageFault
from storage.sqlite import line
from storage.sqlite.line import Connection

NORMAL = 1
"""SQLite's word for a commit that leaves the disk its time."""


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "xinkao.db")
    async with opened.transaction() as db:
        await db.execute("create table kept (who text, part text, primary key (who, part))")
        await db.execute("create table parent (id integer primary key)")
        await db.execute("create table child (parent_id integer references parent (id))")
    yield opened
    await opened.close()


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many transactions each commit carried."""
    found: list[int] = []
    commit = writer.Writer._commit

    async def counted(self: writer.Writer, batch: Any) -> None:
        found.append(batch.members)
        await commit(self, batch)

    monkeypatch.setattr(writer.Writer, "_commit", counted)
    return found


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each commit waited for the disk."""
    found: list[bool] = []
    commit = Connection.commit

    async def watched(self: Connection, durable: Callable[[], None]) -> None:
        found.append(self.execute("pragma synchronous").fetchone()[0] != NORMAL)
        await commit(self, durable)

    monkeypatch.setattr(Connection, "commit", watched)
    return found


async def keep(
    database: Database, who: str, *, fault: Exception | None = None, lasting: bool = True
) -> None:
    async with database.transaction(lasting=lasting) as db:
        await db.execute("insert into kept values (?, 'a')", (who,))
        if fault is not None:
            raise fault
        await db.execute("insert into kept values (?, 'b')", (who,))


async def kept(database: Database) -> list[str]:
    async with database.reading() as db:
        rows = await db.execute_fetchall("select who, part from kept order by who, part")
    return ["".join(row) for row in rows]


async def test_many_at_once_wait_for_the_disk_once(database: Database, commits: list[int]) -> None:
    """Fifty transactions that begin together are synced together."""
    await asyncio.gather(*(keep(database, f"{n:02}") for n in range(50)))
    assert len(await kept(database)) == 100
    assert sum(commits) == 50
    assert len(commits) <= 2


@pytest.mark.parametrize(
    ("lasting", "waited"),
    [
        ("x", [True]),
        ("-", [False]),
        ("x-", [True]),
        ("--", [False]),
        ("-x", [False, True]),
        ("-x-x", [False, True]),
        ("--x", [False, True]),
    ],
)
async def test_what_need_not_last_waits_for_no_disk_and_what_must_does(
    database: Database, waits: list[bool], lasting: str, waited: list[bool]
) -> None:
    """Begun together, in this order; a promise of the disk is kept whoever came before."""
    some = [keep(database, str(n), lasting=one == "x") for n, one in enumerate(lasting)]
    await asyncio.gather(*some)
    assert waits == waited
    assert len(await kept(database)) == 2 * len(lasting)
    await keep(database, "z")
    assert waits == [*waited, True]


async def test_no_commit_carries_more_than_its_bound(
    database: Database, commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many wait, a commit is cut off at the bound."""
    monkeypatch.setattr(writer, "MOST_TOGETHER", 8)
    await asyncio.gather(*(keep(database, f"{n:02}") for n in range(50)))
    assert sum(commits) == 50
    assert max(commits) == 8


async def test_one_that_raises_takes_only_its_own_back(
    database: Database, commits: list[int]
) -> None:
    """The others of the same commit are there, the failed one is not, not even its first half."""
    outcomes = await asyncio.gather(
        keep(database, "x"),
        keep(database, "y", fault=ZeroDivisionError()),
        keep(database, "z"),
        return_exceptions=True,
    )
    assert [type(one) for one in outcomes] == [type(None), ZeroDivisionError, type(None)]
    assert await kept(database) == ["xa", "xb", "za", "zb"]
    assert commits == [3]


async def test_a_commit_that_fails_is_everybodys_and_nothing_is_there(database: Database) -> None:
    """The disk (here: a broken promise found at the commit) refuses: each of them hears of it."""

    async def spoiler() -> None:
        async with database.transaction() as db:
            await db.execute("pragma defer_foreign_keys = on")
            await db.execute("insert into child values (99)")

    outcomes = await asyncio.gather(
        keep(database, "x"), spoiler(), keep(database, "y"), return_exceptions=True
    )
    assert [type(one) for one in outcomes] == [Clash] * 3
    assert len({id(one) for one in outcomes}) == 3, "raised in three tasks"
    assert await kept(database) == []
    await keep(database, "z")
    assert await kept(database) == ["za", "zb"]


async def test_a_fault_that_undid_everything_is_told_to_everybody(database: Database) -> None:
    """As a full disk may: SQLite itself has rolled back the whole transaction."""

    async def disaster() -> None:
        async with database.transaction() as db:
            await db.execute("rollback")
            await db.execute("insert into nowhere values (1)")

    outcomes = await asyncio.gather(
        keep(database, "x"), disaster(), keep(database, "y"), return_exceptions=True
    )
    assert isinstance(outcomes[0], StorageFault)
    assert isinstance(outcomes[1], StorageFault)
    assert outcomes[2] is None, "it came after, in a commit of its own"
    assert await kept(database) == ["ya", "yb"]


async def test_nobody_is_told_before_the_disk_has_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the commit is under way: the caller waits, readers see nothing, others queue."""
    gate, reached = asyncio.Event(), asyncio.Event()
    away = Connection.away

    async def slow(self: Connection, work: Callable[..., Awaitable[Any]]) -> Any:
        reached.set()
        await gate.wait()
        return await away(self, work)

    monkeypatch.setattr(Connection, "away", slow)
    first = asyncio.create_task(keep(database, "x"))
    await reached.wait()
    second = asyncio.create_task(keep(database, "y"))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not first.done()
    assert not second.done()
    assert await kept(database) == []
    gate.set()
    await asyncio.gather(first, second)
    assert await kept(database) == ["xa", "xb", "ya", "yb"]


async def test_what_was_refused_because_of_another_waits_for_the_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal that rests on a row not yet on disk is not spoken before the row is."""
    gate = asyncio.Event()
    away = Connection.away

    async def slow(self: Connection, work: Callable[..., Awaitable[Any]]) -> Any:
        await gate.wait()
        return await away(self, work)

    monkeypatch.setattr(Connection, "away", slow)
    first, again = (asyncio.create_task(keep(database, "x")) for _ in range(2))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not again.done()
    gate.set()
    await first
    with pytest.raises(Clash):
        await again


async def test_a_session_ends_with_its_block(database: Database) -> None:
    """Kept beyond it, it writes nothing into somebody else's transaction."""
    async with database.transaction() as db:
        await db.execute("insert into kept values ('x', 'a')")
    with pytest.raises(RuntimeError, match="over"):
        await db.execute("insert into kept values ('x', 'b')")
    async with database.reading() as db:
        pass
    with pytest.raises(RuntimeError, match="over"):
        await db.execute_fetchall("select 1")


async def test_a_part_is_undone_and_the_rest_stays(database: Database) -> None:
    """As a page that says something else instead: what it wrote goes, the turn goes on."""
    async with database.transaction() as db:
        await db.execute("insert into kept values ('x', 'a')")
        with pytest.raises(ZeroDivisionError):
            async with db.undoable():
                await db.execute("insert into kept values ('x', 'b')")
                raise ZeroDivisionError
        async with db.undoable():
            await db.execute("insert into kept values ('x', 'c')")
    assert await kept(database) == ["xa", "xc"]


@pytest.mark.parametrize("number", [0, 1], ids=["the first", "a later one"])
async def test_all_that_a_transaction_wrote_is_taken_back_and_it_goes_on(
    database: Database, number: int
) -> None:
    """As a page that says something else instead, whoever shares its commit."""
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def before() -> None:
        async with database.transaction() as db:
            await db.execute("insert into kept values ('before', 'a')")
            inside.set()
            await go_on.wait()

    async def taken_back() -> None:
        async with database.transaction() as db:
            await db.execute("insert into kept values ('x', 'b')")
            db.memo["what"] = "of x"
            assert await db.execute_fetchall("select part from kept where who = 'x'")
            await db.take_back()
            assert not db.memo
            assert not await db.execute_fetchall("select part from kept where who = 'x'")
            await db.execute("insert into kept values ('x', 'c')")

    if number:
        earlier = asyncio.create_task(before())
        await inside.wait()
        later = asyncio.create_task(taken_back())
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(earlier, later)
    else:
        await taken_back()
    assert await kept(database) == [*["beforea"][:number], "xc"]


async def test_the_first_of_a_commit_that_raises_leaves_nothing(
    database: Database, commits: list[int]
) -> None:
    """It has no savepoint: the whole is rolled back, nothing is committed, the next one begins."""
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as db:
            await db.execute("insert into kept values ('x', 'a')")
            raise ZeroDivisionError
    assert commits == []
    async with database.transaction() as db:
        await db.execute("insert into kept values ('y', 'a')")
    assert await kept(database) == ["ya"]


async def test_what_was_read_is_asked_again_only_after_a_write(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within one transaction; the next one knows nothing of it."""
    asked: list[str] = []
    execute = Connection.execute

    def counted(self: Connection, sql: str, values: Any = ()) -> Any:
        asked.append(sql)
        return execute(self, sql, values)

    monkeypatch.setattr(Connection, "execute", counted)
    look = "select part from kept where who = ?"
    for _ in range(2):
        async with database.transaction() as db:
            asked.clear()
            for who in ("x", "x", "y", "x"):
                await db.execute_fetchall(look, (who,))
            assert asked.count(look) == 2
            await db.execute_fetchall("insert into kept values ('x', ?) returning part", ("a",))
            assert [tuple(row) for row in await db.execute_fetchall(look, ("x",))] == [("a",)]
            with pytest.raises(ZeroDivisionError):
                async with db.undoable():
                    await db.execute("delete from kept")
                    assert not await db.execute_fetchall(look, ("x",))
                    raise ZeroDivisionError
            assert await db.execute_fetchall(look, ("x",))
            await db.execute("delete from kept")
            assert not await db.execute_fetchall(look, ("x",))


async def test_chance_is_asked_each_time(database: Database) -> None:
    async with database.transaction() as db:
        drawn = {(await db.execute_fetchall("select random()"))[0][0] for _ in range(4)}
    assert len(drawn) > 1


async def test_another_process_that_writes_is_waited_for(database: Database) -> None:
    """With the loop going on; past all patience it is said aloud, and nothing is left open."""
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("begin immediate")
    waiting = asyncio.create_task(keep(database, "x"))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    assert await kept(database) == []
    other.execute("rollback")
    await waiting
    other.execute("begin immediate")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line, "PATIENCE", 0.0)
        with pytest.raises(Busy, match="locked"):
            await keep(database, "y")
    other.execute("rollback")
    other.close()
    await keep(database, "z")
    assert await kept(database) == ["xa", "xb", "za", "zb"]


async def test_closing_waits_for_what_is_under_way(tmp_path: Path) -> None:
    """Whoever is inside when the database is closed is committed."""
    database = await Database.open(tmp_path / "x.db")
    async with database.transaction() as db:
        await db.execute("create table kept (who text, part text)")
    tasks = [asyncio.create_task(keep(database, f"{n}")) for n in range(5)]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*tasks)
    again = await Database.open(tmp_path / "x.db")
    assert len(await kept(again)) == 10
    await again.close()


class Everything:
    """Stands for a declared query."""

    sql = "select * from kept"


class Mixture:
    """Many transactions with fates drawn by lot."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.chance = random.Random(seed)

    async def pause(self, most: int) -> None:
        for _ in range(self.chance.randint(0, most)):
            await asyncio.sleep(0)

    async def one(self, who: str) -> None:
        await self.pause(60)
        async with self.database.transaction() as db:
            for part in "abc":
                await db.execute("insert into kept values (?, ?)", (who, part))
                await self.pause(self.chance.choice((0, 0, 1)))
            await self.fate(db, who)

    async def fate(self, db: Session, who: str) -> None:
        drawn = self.chance.random()
        if drawn < 0.15:
            raise ZeroDivisionError
        if drawn < 0.17:  # the shared commit will fail
            await db.execute("pragma defer_foreign_keys = on")
            await db.execute("insert into child values (99)")
        elif drawn < 0.2:  # refused, inside a part of its own
            async with db.undoable():
                await db.execute("insert into kept values (?, 'a')", (who,))
        elif drawn < 0.25:  # in the connection's thread, where it may be cancelled too
            await db.wide_rows(Everything)

    async def cancel_some(self, tasks: list[asyncio.Task[None]]) -> None:
        for _ in range(40):
            await self.pause(15)
            self.chance.choice(tasks).cancel()


@pytest.mark.parametrize("seed", range(12))
async def test_any_mixture_leaves_each_one_whole_or_absent(
    database: Database, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hundred at once, some raising, some cancelled anywhere, some commits failing.

    Returned: all of it is there. Raised: nothing. Cancelled: all or nothing.
    """
    monkeypatch.setattr(writer, "MOST_TOGETHER", 12)
    mixture = Mixture(database, seed)
    tasks = {f"{n:03}": asyncio.create_task(mixture.one(f"{n:03}")) for n in range(200)}
    await mixture.cancel_some(list(tasks.values()))
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    there = await kept(database)
    for who, task in tasks.items():
        whole = [f"{who}{part}" for part in "abc"]
        mine = [one for one in there if one.startswith(who)]
        if task.cancelled():
            assert mine in ([], whole), who
        else:
            assert mine == ([] if task.exception() else whole), who
    outcomes = {type(task.exception()) for task in tasks.values() if not task.cancelled()}
    assert {type(None), ZeroDivisionError} <= outcomes, "the lots were drawn, not all one fate"
    await keep(database, "end")
    assert (await kept(database))[-2:] == ["enda", "endb"]


async def test_a_long_transaction_lets_others_be_served(database: Database) -> None:
    """They read and are answered; only who writes waits for it."""
    served = 0

    async def serve() -> None:
        nonlocal served
        while True:
            served += 1
            await asyncio.sleep(0)

    serving = asyncio.create_task(serve())
    async with database.transaction() as db:
        before = served
        for number in range(5 * line.BREATH):
            await db.execute("insert into settings (key, value) values (?, '')", (str(number),))
        within = served - before
    serving.cancel()
    assert within >= 4
