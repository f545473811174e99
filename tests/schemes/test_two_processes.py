"""A draft between two processes on one server: who is there, whose word releases, who dies in it.

Real processes; one writes the county at a time, and the next one takes over where it was killed or
frozen. Two handles in one process are `test_undo`'s.
"""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from bot.schemes.desk import SchemeDesk
from bot.schemes.reading import read
from storage.database import Database
from storage.engine import Place
from storage.faults import Taken
from storage.queries import people, schemes
from tests import postgres
from tests.patience import LONG
from tests.schemes.drafted import TODAY
from tests.schemes.other_process import POINTS, live
from tests.stage import Stage, over, stage

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
FIRST = itertools.count(1_000, 1_000)
"""Whose update is whose: each process numbers its own from here."""


@pytest.fixture
async def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A county on a server with a draft, number 1, each row of which is confirmed."""
    found = postgres.place()
    text = TODAY[0].text.replace('name = "组织建设情况"', 'name = "组织建设"', 1).encode()
    draft = read(text, "2027.toml", "郏县", TODAY, date(2027, 1, 1))[0]
    with monkeypatch.context() as patch:
        patch.setattr("storage.database.SqliteFile", lambda _: found)
        async with (
            stage(tmp_path, before=["role 王强 admin"]) as play,
            play.database.transaction() as db,
        ):
            who = await people.by_identity(db, "web", "赵主任")
            assert who is not None
            number = await schemes.add_draft(db, draft.head, draft.rows, "a", who.id, play.now)
            for row in draft.rows:
                await schemes.confirm_row(db, number, row.place, who.id, play.now)
    return found


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Children are forked from a server that has imported everything once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "tests.schemes.other_process"])
    return context


class Other:
    """A process over the county, as this one speaks with it."""

    def __init__(self, process: BaseProcess, line: Connection) -> None:
        self.process, self._line = process, line
        self.number = process.pid or 0

    def told(self, *words: str) -> None:
        self._line.send(list(words))

    async def says(self) -> str:
        assert await asyncio.to_thread(self._line.poll, LONG)
        return str(self._line.recv())

    async def asked(self, *words: str) -> str:
        self.told(*words)
        return await self.says()

    async def killed(self) -> None:
        self.process.kill()
        await asyncio.to_thread(self.process.join)


Open = Callable[[], AbstractAsyncContextManager[Other]]


@pytest.fixture
def other(place: Place, tmp_path: Path, processes: ForkServerContext) -> Open:
    """Start a process that holds the county; it is killed at the latest when the test is over."""
    url = place.address.url  # type: ignore[attr-defined] # PostgreSQL's own

    @asynccontextmanager
    async def opened() -> AsyncIterator[Other]:
        line, theirs = processes.Pipe()
        process = processes.Process(target=live, args=(url, tmp_path, next(FIRST), theirs))
        process.start()
        theirs.close()
        found = Other(process, line)
        try:
            assert await found.says() == "open"
            yield found
        finally:
            await found.killed()

    return opened


@asynccontextmanager
async def here(place: Place, folder: Path) -> AsyncIterator[Stage]:
    """This process takes the county over, as soon as nobody else holds it."""
    database = await Database.open(place)
    async with asyncio.timeout(LONG):
        while True:
            try:
                await database.hold()
                async with database.transaction():
                    break
            except Taken:
                await database.close()
                await asyncio.sleep(0.1)
                database = await Database.open(place)
    play = over(database, folder)
    play.counter = itertools.count(next(FIRST))
    try:
        yield play
    finally:
        await database.close()


async def released(play: Stage) -> tuple[str, int, int, int]:
    """The draft's state, versions, releases in the audit chain, and who looks at it."""
    state = (await play.query("select state from scheme_drafts where id = 1"))[0][0]
    counts = [
        (await play.query(f"select count(*) from {table}"))[0][0]
        for table in (
            "scheme_versions",
            "audit where action = 'scheme.release'",
            "scheme_lookers where draft_id = 1",
        )
    ]
    return state, counts[0], counts[1], counts[2]


async def mark(play: Stage) -> str:
    """The mark under which the first admin proposes the draft."""
    await play.send("赵主任", route="schemes/release/1")
    route = play.button("赵主任", "提请发布")
    await play.send("赵主任", route=route)
    return route.rpartition("/")[2]


async def test_who_has_the_draft_open_is_seen_by_the_process_that_takes_over(
    place: Place, tmp_path: Path, other: Open
) -> None:
    async with other() as there:
        assert await there.asked("look", "赵主任") == ""
        await there.killed()
    async with here(place, tmp_path) as play:
        desk = SchemeDesk(play.database, lambda: play.now)
        found = await desk.table("王强", 1)
        assert found is not None
        assert found["others"] == ["赵主任"]
    async with other() as there:
        assert await there.asked("look", "赵主任") == "王强"
        assert await there.asked("look", "李敏") == "refused", "a liaison is shown nothing"


async def test_two_admins_words_in_two_processes_make_one_release(
    place: Place, tmp_path: Path, other: Open
) -> None:
    """Proposed in the one, confirmed in the other; the button that both pressed does it once."""
    async with here(place, tmp_path) as play:
        at = await mark(play)
    yes = f"schemes/release/1/yes/{at}"
    async with other() as there:
        assert "另一位管理员" in await there.asked(yes, "赵主任"), "his own word is not the second"
        assert "已经发布" in await there.asked(yes, "王强")
        await there.killed()
    async with here(place, tmp_path) as play:
        assert await released(play) == ("released", 1, 1, 0)
        for who in ("王强", "赵主任"):
            await play.send(who, route=yes)
        assert await released(play) == ("released", 1, 1, 0)


@pytest.mark.parametrize("point", POINTS)
async def test_killed_in_a_release_it_is_a_draft_or_released_and_the_press_again_ends_it(
    place: Place, tmp_path: Path, other: Open, point: str
) -> None:
    async with here(place, tmp_path) as play:
        at = await mark(play)
    yes = f"schemes/release/1/yes/{at}"
    async with other() as there:
        assert await there.asked(yes, "王强", point) == "here"
        await there.killed()
    async with here(place, tmp_path) as play:
        done = point == "committed"
        assert await released(play) == (("released", 1, 1, 0) if done else ("proposed", 0, 0, 0))
        await play.send("王强", route=yes)
        assert await released(play) == ("released", 1, 1, 0)


async def test_frozen_in_a_release_it_does_not_cross_the_one_made_meanwhile(
    place: Place, tmp_path: Path, other: Open
) -> None:
    """The one stands still before its commit; the other releases; what the first held is undone."""
    async with AsyncExitStack() as stack:
        async with here(place, tmp_path) as play:
            at = await mark(play)
        yes = f"schemes/release/1/yes/{at}"
        there = await stack.enter_async_context(other())
        assert await there.asked(yes, "王强", "kept") == "here"
        os.kill(there.number, signal.SIGSTOP)
        play = await stack.enter_async_context(here(place, tmp_path))
        assert await released(play) == ("proposed", 0, 0, 0)
        await play.send("王强", route=yes)
        assert await released(play) == ("released", 1, 1, 0)
        os.kill(there.number, signal.SIGCONT)
        there.told("go on")
        assert await there.says() in {"Lost", "Taken"}, "and it ends"
        assert await released(play) == ("released", 1, 1, 0)
