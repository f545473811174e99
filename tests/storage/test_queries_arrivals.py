"""What a turn begins with, read in one statement."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storage import audit
from storage.queries import corridor, people
from storage.queries.arrivals import Met, arrival
from storage.queries.corridor import Conversation
from tests.stage import MONDAY, stage


async def test_all_of_it_is_as_each_is_read_alone(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.send("李敏", "首页")
        async with play.database.transaction() as db:
            number = await corridor.receive(db, "web", "k", "李敏", "{}", play.now)
            assert number is not None
            met = Met(number, "k", "web", "李敏", "李敏")
            found = await arrival(db, met)
            person = await people.by_identity(db, "web", "李敏")
            assert found.new
            assert found.kept_at == play.now
            assert found.conversation == await corridor.conversation(db, "web", "李敏", "李敏")
            assert found.shown_at == MONDAY
            assert person is not None
            assert found.person == person
            assert found.grants == tuple(await people.roles_of(db, person.id)) != ()
            assert not (await arrival(db, replace(met, key="another"))).new
            assert await corridor.finish(db, number, "{}")
            assert not (await arrival(db, met)).new
            await people.end_role(db, found.grants[0].id, play.now)
            left = await arrival(db, met)
            assert (left.person, left.grants) == (person, ())


async def test_who_never_wrote_is_nobody_and_stands_nowhere(tmp_path: Path) -> None:
    async with stage(tmp_path) as play, play.database.reading() as db:
        found = await arrival(db, Met(7, "k", "web", "路人", "路人"))
        assert not found.new
        assert (found.kept_at, found.shown_at, found.person) == (None, None, None)
        assert found.grants == ()
        assert found.conversation == Conversation(0, "web", "路人", "路人")


async def test_where_the_chain_ends_comes_along_where_its_stream_is_named(tmp_path: Path) -> None:
    """What is recorded then joins both ends, of an empty chain and behind others' links."""
    async with stage(tmp_path) as play, play.database.transaction() as db:
        met = Met(7, "k", "web", "路人", "路人", stream="unit:1")
        for number in range(2):
            await arrival(db, met)
            assert db.memo
            for stream in ("unit:1", "unit:2"):
                await audit.record(
                    db, stream, actor=None, action="a", subject=f"x/{number}", before=0, after=1,
                    now=play.now,
                )  # fmt: skip
                db.memo.clear()
        assert await audit.broken(db) == []
