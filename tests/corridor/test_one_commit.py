"""A press and its turn share a commit; an update whose keeping was undone never acts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.web import WebChannel, WebSettings
from bot.corridor.events import Incoming
from bot.corridor.intake import Intake
from bot.corridor.joining import STANDS_AFTER, Joining
from bot.corridor.pages import PAGES, open_all, page
from bot.corridor.router import Router
from bot.corridor.settling import settle
from bot.corridor.turn import Turn
from bot.corridor.writing import writes
from storage import writer
from storage.database import stamp
from storage.faults import StorageFault, Undone
from storage.queries import corridor, web as web_queries
from tests.channels.web.web_stage import Stage as WebStage
from tests.stage import Stage, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def _pages() -> Iterator[None]:
    open_all()
    kept = list(PAGES)

    @page("test/count/{name}", strangers=True)
    async def count(turn: Turn, name: str) -> None:
        before = await corridor.setting(turn.db, name) or "0"
        await corridor.set_setting(turn.db, name, str(int(before) + 1))
        turn.say(f"第 {int(before) + 1} 次")

    yield
    PAGES[:] = kept


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The transactions of each commit."""
    seen: list[int] = []
    real = writer.Writer._commit

    async def counted(self: writer.Writer, batch: Any) -> None:
        seen.append(batch.members)
        await real(self, batch)

    monkeypatch.setattr(writer.Writer, "_commit", counted)
    return seen


async def intake(play: Stage, web: WebChannel | None = None) -> Intake:
    """As of a process that has begun: its first turn does not wait for the pages to be loaded."""
    router = Router(play.database, play.world, lambda: play.now, lambda: "E1")
    router.keeps = {"web": web} if web else {}
    await router.open()
    return Intake(play.database, play.store, router.turn, lambda: play.now, writes)


def pressed(play: Stage, key: str, name: str) -> Incoming:
    return Incoming(
        channel="telegram", update=key, chat=f"c{name}", sender=f"c{name}", private=True,
        received=play.now, route=f"test/count/{name}",
    )  # fmt: skip


async def _web(play: Stage, room: str) -> WebChannel:
    """The web chat, with a room in it."""
    async with play.database.transaction() as db:
        await web_queries.put_room(db, room, "", stamp(play.now), private=True)
    return WebStage(play.database, play.store, WebSettings(host="127.0.0.1", port=0)).channel


def _said(play: Stage, key: str, **said: str) -> Incoming:
    return Incoming(
        channel="web", update=key, chat="李敏", sender="李敏", private=True,
        received=play.now, **said,
    )  # fmt: skip


async def _letters(play: Stage) -> list[tuple[str, str, str | None]]:
    """What the outbox knows of each letter, and what stands of it in the room's log."""
    rows = await play.query(
        "select o.state, o.payload, l.payload as logged from outbox o"
        " left join web_log l on l.key = 'out:' || o.id and cast(l.seq as text) = o.external"
        " order by o.id"
    )
    return [(row["state"], row["payload"], row["logged"]) for row in rows]


async def counted(play: Stage, name: str) -> str | None:
    async with play.database.reading() as db:
        return await corridor.setting(db, name)


async def test_what_is_kept_and_what_it_does_are_one_commit(
    play: Stage, commits: list[int]
) -> None:
    door = await intake(play)
    assert await door.receive(pressed(play, "u1", "a"))
    await door.idle()
    assert commits == [2]
    assert await counted(play, "a") == "1"
    assert not await door.receive(pressed(play, "u1", "a"))
    await door.idle()
    assert await counted(play, "a") == "1"


async def test_an_answer_is_in_the_rooms_log_by_the_commit_of_its_turn(
    play: Stage, commits: list[int]
) -> None:
    """A press is kept, carried through and answered by one commit; a typed word by two."""
    door = await intake(play, await _web(play, "李敏"))
    commits.clear()
    assert await door.receive(_said(play, "u1", route="test/count/a"))
    await door.idle()
    assert commits == [2]
    ((state, left, logged),) = await _letters(play)
    assert (state, left) == ("sent", corridor.NOTHING_SAID)
    assert logged is not None
    assert "第 1 次" in logged
    commits.clear()
    await door.receive(_said(play, "u2", text="我的项目"))
    await door.idle()
    assert commits == [1, 1]
    assert [one[0] for one in await _letters(play)] == ["sent", "sent"]


async def test_an_answer_goes_behind_what_waits_and_nowhere_where_there_is_no_room(
    play: Stage,
) -> None:
    """Each chat keeps its order; a room that is gone is the outbox's to find out."""
    door = await intake(play, await _web(play, "王强"))
    await door.receive(_said(play, "u1", route="test/count/a"))
    await door.idle()
    assert [(one[0], one[2]) for one in await _letters(play)] == [("new", None)]
    async with play.database.transaction() as db:
        await web_queries.put_room(db, "李敏", "", stamp(play.now), private=True)
    await door.receive(_said(play, "u2", route="test/count/b"))
    await door.idle()
    assert [(one[0], one[2]) for one in await _letters(play)] == [("new", None)] * 2


async def test_updates_of_many_chats_still_share_their_commits(
    play: Stage, commits: list[int]
) -> None:
    door = await intake(play)
    await asyncio.gather(*(door.receive(pressed(play, f"u{n}", f"n{n}")) for n in range(20)))
    await door.idle()
    assert sum(commits) == 40
    assert len(commits) <= 3
    assert [await counted(play, f"n{n}") for n in range(20)] == ["1"] * 20


async def test_a_commit_that_fails_undoes_both_and_the_update_works_when_it_comes_again(
    play: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, real = await intake(play), writer.Writer._commit

    async def fails(self: writer.Writer, batch: Any) -> None:
        monkeypatch.setattr(writer.Writer, "_commit", real)
        await self._lose(batch, Undone("the disk is full"))

    monkeypatch.setattr(writer.Writer, "_commit", fails)
    with pytest.raises(StorageFault):
        await door.receive(pressed(play, "u1", "a"))
    # Another chat's update has its number now, and must not be taken for it.
    assert await door.receive(pressed(play, "u2", "b"))
    await door.idle()
    assert (await counted(play, "a"), await counted(play, "b")) == (None, "1")
    assert await door.receive(pressed(play, "u1", "a"))
    await door.idle()
    assert await counted(play, "a") == "1"


async def test_a_number_that_is_anothers_by_now_is_not_settled(play: Stage) -> None:
    async with play.database.transaction() as db:
        now = play.now
        number = await corridor.receive(db, "telegram", "u2", "cb", "{}", now)
        assert number is not None
        assert not await settle(db, number, pressed(play, "u1", "a"))
        assert [one.id for one in await corridor.unfinished(db)] == [number]
        assert await settle(db, number, pressed(play, "u2", "b"))


async def test_a_process_keeps_by_itself_what_comes_in_its_first_minutes(play: Stage) -> None:
    """An update that kills the process comes again at its start: then it must be on disk."""
    now = 100.0
    joining = Joining(lambda: now)
    press = pressed(play, "u1", "a")
    assert not joining(press)
    now += STANDS_AFTER
    assert joining(press)
    typed = press.model_copy(update={"route": None, "text": "首页"})
    assert not joining(typed), "it may turn out to be a question, which looks in a view"
    assert not joining(press.model_copy(update={"route": "home"})), "this page only shows"


async def test_a_press_does_not_go_before_the_text_that_was_sent_before_it(play: Stage) -> None:
    """Both come in one batch, as after a broken line; the text lines up once its row is safe."""
    carried: list[str] = []

    async def carry(_: int, incoming: Incoming) -> None:
        carried.append(incoming.update)

    taken = Intake(play.database, play.store, carry, lambda: play.now, writes)
    text = pressed(play, "1", "a").model_copy(update={"route": None, "text": "帮助"})
    came = [text, pressed(play, "2", "a"), pressed(play, "3", "b"), pressed(play, "4", "a")]
    await asyncio.gather(*map(taken.receive, came))
    await taken.idle()
    assert [one for one in carried if one != "3"] == ["1", "2", "4"]
    assert carried[0] == "3"  # nobody waits for another chat
    assert not taken._behind
