"""A question holds up no answer: its turn reads beside the writer, and writes only its letters."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from bot.corridor import pages
from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.pages import PAGES, page
from bot.corridor.reads_first import REPORTING, OutdatedError
from bot.corridor.router import Router
from bot.corridor.turn import Turn
from storage.queries import corridor
from tests.stage import Stage, stage

ADMIN, LIAISON = "赵主任", "李敏"


Declares = Callable[[str, Callable[[Turn], Awaitable[None]]], None]


@pytest.fixture
def another() -> Iterator[Declares]:
    """Declares a page that only reads, for this test."""
    pages.open_all()
    before = len(PAGES)

    def declare(pattern: str, function: Callable[[Turn], Awaitable[None]]) -> None:
        page(pattern, reads=True)(function)

    yield declare
    del PAGES[before:]


def _incoming(who: str, route: str) -> Incoming:
    return Incoming(
        channel="web", update=f"{who}{route}", chat=who, sender=who, private=True,
        received="2026-11-23T02:00:00Z", route=route,
    )  # fmt: skip


async def test_a_page_that_only_reads_cannot_write(tmp_path: Path, another: Declares) -> None:
    """It is refused where it tries to, and nothing of it is kept."""

    async def writes(turn: Turn) -> None:
        turn.say("done")
        await corridor.set_setting(turn.db, "test", "written")

    another("test/writes", writes)
    async with stage(tmp_path) as play:
        [(_, said)] = await play.send(ADMIN, route="test/writes")
        assert "系统出了点问题" in said.text
        assert await play.query("select * from settings where key = 'test'") == []


async def test_what_it_records_and_puts_off_is_written_with_its_letters(
    tmp_path: Path, another: Declares
) -> None:
    """All of it in one transaction after the reading; where that fails, none of it."""
    tries = []

    async def asks(turn: Turn) -> None:
        assert turn.db.reads_only
        turn.say("answered")
        await turn.record(None, "test.asked", "quarter/1", None, "seen")

        async def write() -> None:
            await corridor.set_setting(turn.db, "test", "written")
            tries.append(1)
            if len(tries) == 1:
                raise OutdatedError

        await turn.then(write)

    another("test/asks", asks)
    async with stage(tmp_path) as play:
        [(_, said)] = await play.send(ADMIN, route="test/asks")
        assert said.text == "answered"
        assert len(tries) == 2, "what no longer held was read again"
        assert len(await play.query("select * from audit where action = 'test.asked'")) == 1
        assert len(await play.query("select * from settings where key = 'test'")) == 1


async def test_an_answer_goes_through_while_a_question_reads(
    tmp_path: Path, another: Declares
) -> None:
    """The question is still reading when the answer is durable; it sees the moment it began at."""
    inside, go_on = threading.Event(), threading.Event()
    seen = []

    async def asks(turn: Turn) -> None:
        seen.append(await turn.db.execute_fetchall("select count(*) from claims"))
        inside.set()
        assert go_on.wait(20)
        seen.append(await turn.db.execute_fetchall("select count(*) from claims"))
        turn.say("answered")

    another("test/long", asks)
    async with stage(tmp_path) as play:
        intake = _corridor(play)
        await intake.receive(_incoming(ADMIN, "test/long"))
        assert await asyncio.to_thread(inside.wait, 20)
        await play.send(LIAISON, route="put/1/1/三.1b/0/1")
        assert len(await play.query("select * from claims")) == 1
        go_on.set()
        await intake.idle()
        (_, (_, said)) = await _both(play)
        assert said == "answered"
        assert [tuple(rows[0]) for rows in seen] == [(0,), (0,)]


@pytest.mark.parametrize(
    ("quarter", "besides", "looks"),
    [(None, (), 2), (1, (), 2), (2, (), 1), (None, REPORTING, 1), (None, ("evidence.",), 2)],
)
async def test_what_is_answered_in_another_quarter_lets_what_rests_on_one_be_written(
    tmp_path: Path, another: Declares, quarter: int | None, besides: tuple[str, ...], looks: int
) -> None:
    """A release of ten thousand units reads for seconds; the next quarter is answered meanwhile.

    A file of figures rests on no answer of a unit at all.
    """
    inside, go_on = threading.Event(), threading.Event()
    looked, written = [], []

    async def rests(turn: Turn) -> None:
        looked.append(turn.now)
        inside.set()
        assert go_on.wait(20)

        async def write() -> None:
            written.append(turn.now)

        await turn.if_unchanged(write, quarter=quarter, besides=besides)
        turn.say("answered")

    another("test/rests", rests)
    async with stage(tmp_path) as play:
        intake = _corridor(play)
        await intake.receive(_incoming(ADMIN, "test/rests"))
        assert await asyncio.to_thread(inside.wait, 20)
        await play.send(LIAISON, route="put/1/1/三.1b/0/1")
        go_on.set()
        await intake.idle()
    assert (len(looked), len(written)) == (looks, 1)


async def _both(play: Stage) -> list[tuple[str, str]]:
    rows = await play.query("select chat, payload from outbox order by id")
    return [(str(chat), json.loads(letter)["text"]) for chat, letter in rows]


def _corridor(play: Stage) -> Intake:
    router = Router(play.database, play.world, lambda: play.now, lambda: "E")
    return Intake(play.database, play.store, router.turn, lambda: play.now)


async def test_questions_are_declared_to_read(tmp_path: Path) -> None:
    """What people ask most never begins a transaction before its letters are known."""
    asked = (
        "进度",
        "谁没报",
        "县直前三名",
        "教育局排第几",
        "教育局得分",
        "哪项扣分最多",
        "审核",
        "首页",
    )
    async with stage(tmp_path, before=("claim 县教育局 三.1b 宣传活动 1",)) as play:
        router = Router(play.database, play.world, lambda: play.now, lambda: "E")
        for question in (*asked, "今天天气怎么样", "乡镇里谁没交总结"):
            said = {"route": None, "text": question, "update": question}
            update = _incoming(ADMIN, "home").model_copy(update=said)
            async with play.database.transaction() as db:
                number = await corridor.receive(db, "web", question, ADMIN, "{}", play.now)
            read = await play.database.beside(
                lambda db, at=number or 0, told=update: router._read(db, at, told)
            )
            assert (read is not None and read.turn.said) or read.turn._then, question


async def test_what_another_turn_carried_through_meanwhile_is_not_answered_twice(
    tmp_path: Path,
) -> None:
    """The update was new when it was read, and is not when its letters are to be written."""
    async with stage(tmp_path) as play:
        router = Router(play.database, play.world, lambda: play.now, lambda: "E")
        update = _incoming(ADMIN, "home")
        async with play.database.transaction() as db:
            number = await corridor.receive(db, "web", update.update, ADMIN, "{}", play.now)
        assert number is not None
        read = await play.database.beside(lambda db: router._read(db, number, update))
        assert read is not None
        await router.turn(number, update)
        async with play.database.transaction() as db:
            assert not await router._answered(db, read)
        letters = "select count(*) from outbox where inbox_id = ?"
        assert [tuple(row) for row in await play.query(letters, number)] == [(1,)]
