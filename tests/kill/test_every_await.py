"""A turn cancelled at every single await leaves all of itself or nothing, and can be run again.

The turn runs in a task that cancels itself at its first suspension, then at its second, and so on
until it gets through: whatever it was waiting for at that moment, the database holds either what
was there before or the whole effect of the turn. Most statements do not suspend (they run at once,
in the loop's thread); here each of them does, so that there is no place that is not tried.
"""

from __future__ import annotations

import asyncio
import types
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator
from pathlib import Path
from typing import Any

import pytest

from bot.corridor.events import Attachment, Incoming, dumps
from bot.corridor.router import Router
from bot.invariants import broken_invariants
from storage.database import Session
from storage.queries import corridor
from tests.sample_papers import PAPERS
from tests.stage import MONDAY, Stage, stage
from tests.written_down import write_down


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        async with made.database.transaction() as db:
            await write_down(db, made.now)
        await made.send("李敏", route="put/1/1/三.4/0/3")
        await made.send("李敏", route="proof/1/1/三.4")
        yield made


@types.coroutine
def cancelled_at(await_number: int, turn: Coroutine[Any, Any, None]) -> Generator[Any, Any, None]:
    """Run a turn; its task is cancelled while it waits for the so-manieth time."""
    steps = turn.__await__()
    count, answer = 0, None
    error: BaseException | None = None
    while True:
        try:
            waited = steps.throw(error) if error else steps.send(answer)
        except StopIteration:
            return
        count += 1
        if count == await_number:
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
        answer, error = None, None
        try:
            answer = yield waited
        except BaseException as caught:  # noqa: BLE001 -- handed on to the turn as it came
            error = caught


async def state(play: Stage) -> list[list[tuple[object, ...]]]:
    """Every row of every table that a turn may write."""
    names = await play.query("select name from sqlite_master where type = 'table' order by name")
    return [
        [tuple(row) for row in await play.query(f'select * from "{name}"')] for (name,) in names
    ]


async def update(play: Stage, what: str) -> Incoming:
    """One update of 李敏: an answer, a photo, or the whole form handed in."""
    route = {"answer": "put/1/1/三.4/1/2", "submission": "submit/yes/1/1"}.get(what)
    files: tuple[Attachment, ...] = ()
    if what == "photo":
        kept = await play.store.put_bytes(PAPERS["活动照片1.jpg"]())
        files = (
            Attachment(label="照片.jpg", digest=kept.digest, size=kept.size, kind=kept.kind.code),
        )
    return Incoming(
        channel="web",
        update=what,
        chat="李敏",
        sender="李敏",
        private=True,
        received=MONDAY,
        route=route,
        attachments=files,
    )


def suspend_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every statement lets the loop run once before it is carried out."""

    def suspending(method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def first(*args: Any, **values: Any) -> Any:
            await asyncio.sleep(0)
            return await method(*args, **values)

        return first

    for name in ("rows", "first", "one", "all", "execute", "execute_fetchall"):
        monkeypatch.setattr(Session, name, suspending(getattr(Session, name)))


@pytest.mark.parametrize("what", ["answer", "photo", "submission"])
async def test_a_turn_cancelled_at_every_await_is_whole_or_not_at_all(
    play: Stage, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled anywhere: nothing, or everything; run again: everything, once."""
    suspend_statements(monkeypatch)
    incoming = await update(play, what)
    async with play.database.transaction() as db:
        number = await corridor.receive(db, "web", what, "李敏", dumps(incoming), MONDAY)
    assert number is not None
    router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
    before, through = await state(play), 0
    for await_number in range(1, 1000):
        turn = cancelled_at(await_number, router.turn(number, incoming))
        task = asyncio.ensure_future(_awaiting(turn))
        await asyncio.gather(task, return_exceptions=True)
        if await state(play) != before:
            break
        assert task.cancelled(), "the turn ended and did nothing"
        through = await_number
    assert through > 1, "a turn waits for the database more often than that"
    await router.turn(number, incoming)
    assert [row[0] for row in await play.query("select state from inbox where id = ?", number)] == [
        "done"
    ]
    letters = "select id from outbox where inbox_id = ? and chat = '李敏'"
    assert len(await play.query(letters, number)) == 1
    effect = {
        "answer": "select 1 from claims where input = '仅有通知或文件的应用' and version = 1",
        "photo": "select 1 from evidence",
        "submission": "select 1 from receipts where kind = 'submission'",
    }
    assert len(await play.query(effect[what])) == 1
    assert await broken_invariants(play.database, play.store) == []


async def _awaiting(turn: Any) -> None:
    await turn
