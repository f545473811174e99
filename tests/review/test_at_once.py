"""Two at the very same thing at the same moment: one of them does it, the other is told so.

Both updates are on disk before either is carried through, by two processes over one database.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.corridor.events import Incoming, Message
from bot.corridor.intake import Intake
from bot.corridor.router import Router
from bot.invariants import beyond, broken_invariants
from storage.database import Database
from tests.appeals.test_second import GIVEN as REVIEWED
from tests.review.test_review import BEFORE, decisions
from tests.sample_papers import PAPERS
from tests.stage import SHANGHAI, Stage, press, stage
from tests.written_down import write_down

FIRST, SECOND = "赵主任", "钱进"


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, before=BEFORE) as made:
        async with made.database.transaction() as db:
            await write_down(db, made.now)
        yield made


async def _at_once(play: Stage, both: list[Incoming]) -> list[tuple[str, Message]]:
    """Each by a process of its own, which began before the other had ended."""
    databases = [await Database.open(play.database.path) for _ in both]
    doors = [
        Intake(
            database,
            play.store,
            Router(database, play.world, lambda: play.now, lambda: "E1").turn,
            lambda: play.now,
        )
        for database in databases
    ]
    try:
        numbers = [await door.keep(one) for door, one in zip(doors, both, strict=True)]
        for door, number, one in zip(doors, numbers, both, strict=True):
            assert number is not None
            door.carry(number, one)
        await asyncio.gather(*(door.idle() for door in doors))
    finally:
        for database in databases:
            await database.close()
    play.now += timedelta(seconds=1)
    return await play.letters()


async def _both_see_it(play: Stage) -> str:
    """The first has it on the desk and goes for tea; the second is given it. The item's mark."""
    await play.send(FIRST, route="review/see/1/1/三.4")
    mark = play.button(FIRST, "存疑").split("/")[5]
    play.now += timedelta(minutes=15)
    await play.send(SECOND, route="review/see/1/1/三.4")
    assert play.button(SECOND, "存疑").split("/")[5] == mark
    return mark


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
@pytest.mark.parametrize("same", [True, False])
async def test_two_reviewers_at_the_same_item_make_one_decision(
    play: Stage, order: tuple[str, str], same: bool
) -> None:
    """Both accept, or one accepts while the other sends back: one decision, one audit row."""
    mark = await _both_see_it(play)
    given = await broken_invariants(play.database, play.store, now=play.now)
    accepts = f"review/ok/1/1/三.4/{mark}"
    other = accepts if same else f"review/back/1/1/三.4/{mark}/20261126/0"
    routes = {FIRST: accepts, SECOND: other}
    letters = await _at_once(play, [press(play, who, routes[who], f"now-{who}") for who in order])
    assert len(await decisions(play)) == 1
    audit = await play.query("select actor from audit where subject = 'review/3/三.4'")
    assert len(audit) == 1
    # Whoever did not decide reads who has it or what was decided; nobody reads of a fault.
    told = {who: [m.text for chat, m in letters if chat == who] for who in order}
    assert all(told.values())
    assert not [text for texts in told.values() for text in texts if "编号 E" in text]
    loser = [t for texts in told.values() for t in texts if "正在审" in t or "已" in t]
    assert loser
    found = await broken_invariants(play.database, play.store, now=play.now)
    assert beyond(given, found) == []


@pytest.mark.parametrize("supplement_first", [True, False])
async def test_a_supplement_against_the_announcement_is_in_it_or_told(
    tmp_path: Path, supplement_first: bool
) -> None:
    """Confirmed in the very moment in which the unit hands in: one of the two, never half."""
    before = [line for line in REVIEWED if not line.startswith("cut")]
    async with stage(tmp_path, before=before) as play:
        confirm = await _about_to_announce(play)
        given = await broken_invariants(play.database, play.store, now=play.now)
        both = [
            press(play, "李敏", "resubmit/yes/1/1/三.4", "hand-in"),
            press(play, "周洁", confirm, "confirm"),
        ]
        letters = await _at_once(play, both if supplement_first else both[::-1])
        [(state,)] = await play.query("select state from quarters")
        [(decision,)] = await play.query(
            """select decision from reviews where superseded_at is null and "row" = '三.4'"""
        )
        editions = await play.query("select 1 from publications")
        told = {who: [m.text for chat, m in letters if chat == who] for who in ("李敏", "周洁")}
        assert all(told.values()), letters
        if decision == "resubmitted":
            # Something was handed in: what had been proposed is overtaken, and shown anew.
            assert (state, len(editions)) == ("review", 0)
        else:
            assert (state, len(editions), decision) == ("announced", 1, "return")
            assert "公示" in told["李敏"][0]
        found = await broken_invariants(play.database, play.store, now=play.now)
        assert beyond(given, found) == []


async def _about_to_announce(play: Stage) -> str:
    """The row is sent back, a paper is there, its day has passed, one admin has proposed."""
    async with play.database.transaction() as db:
        await db.execute("""delete from reviews where "row" = '三.4'""")
    await play.send(FIRST, route="review/see/1/1/三.4")
    mark = play.button(FIRST, "存疑").split("/")[5]
    await play.send(FIRST, route=f"review/back/1/1/三.4/{mark}/20261126/0")
    await play.send("李敏", route="proof/1/1/三.4")
    await play.send("李敏", files=[("a.jpg", PAPERS["活动照片1.jpg"]())])
    play.now = datetime(2027, 1, 18, 9, 0, tzinfo=SHANGHAI)
    await play.send(FIRST, "公示")
    await play.send(FIRST, press="提议公示")
    await play.send("周洁", "公示")
    return play.button("周洁", "确认公示")
