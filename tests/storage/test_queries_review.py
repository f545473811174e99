"""Desks, doubts and told decisions, on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.queries import answers, extensions, quarters, review
from tests.stage import MONDAY, Stage, stage

LATER = timedelta(minutes=15)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as set_up:
        yield set_up


async def test_an_item_lies_on_one_desk_until_its_time_is_over(play: Stage) -> None:
    async with play.database.transaction() as db:

        async def put(person: int, row: str, late: timedelta = timedelta()) -> bool:
            now = MONDAY + late
            return await review.put_on_desk(db, person, 1, "all", 3, row, now + LATER, now)

        assert await put(1, "三.4")
        assert not await put(2, "三.4")
        assert await put(1, "三.4"), "whoever has it may go on"
        assert await put(2, "三.2")
        assert await put(1, "四.1"), "taking another lays the first back"
        assert await put(2, "三.4")
        assert not await put(1, "三.4", LATER - timedelta(seconds=1))
        assert await put(1, "三.4", LATER)
        desk = await review.desk(db, 2)
        assert desk is not None
        assert desk.row is None
        assert [one.person_id for one in await review.desks(db, MONDAY + LATER)] == [1]
        await review.leave_desk(db, 1)
        assert await review.desks(db, MONDAY + LATER) == []


async def test_a_new_doubt_settles_the_one_before(play: Stage) -> None:
    async with play.database.transaction() as db:
        await review.doubt(db, 3, "三.4", "真吗", 1, 2, MONDAY)
        await review.doubt(db, 3, "三.4", "再看看", 2, None, MONDAY)
        [doubt] = await review.doubts_of_quarter(db, 1)
        assert (doubt.note, doubt.by_name, doubt.to_person) == ("再看看", "王强", None)
        await review.settle(db, 3, "三.4", MONDAY)
        assert await review.doubts_of_quarter(db, 1) == []


async def test_decisions_are_untold_until_the_unit_is_told(play: Stage) -> None:
    """Returns and supplements are never gathered; a superseded decision is nobody's news."""
    async with play.database.transaction() as db:
        for row, decision in (("三.2", "accept"), ("三.4", "cut"), ("四.1", "return")):
            await answers.decide(db, 3, row, decision, "{}", "r", None, 3, MONDAY)
        assert [one.row for one in await review.untold(db, 3)] == ["三.2", "三.4"]
        assert await review.forms_untold_by(db, 3) == [3]
        assert await review.forms_untold_by(db, 1) == []
        before, far = MONDAY - timedelta(seconds=1), MONDAY + timedelta(days=1)
        assert await review.forms_untold_since(db, before, far) == []
        assert await review.forms_untold_since(db, MONDAY, far) == [3]
        assert await review.forms_untold_since(db, before - timedelta(days=9), before) == [3]
        standing = await review.standing(db, 3, "三.2")
        assert standing is not None
        assert await review.reopen(db, standing.id, MONDAY)
        assert not await review.reopen(db, standing.id, MONDAY)
        assert [one.row for one in await review.untold(db, 3)] == ["三.4"]
        await review.mark_told(db, 3, MONDAY)
        assert await review.untold(db, 3) == []
        assert [one.row for one in await review.returns_of_quarter(db, 1)] == ["四.1"]
        assert [one.decision for one in await review.history(db, 3, "三.2")] == ["accept"]


async def test_the_latest_extension_of_a_quarter(play: Stage) -> None:
    async with play.database.transaction() as db:
        assert await extensions.latest(db, 1) is None
        for form, days in ((3, 40), (4, 50)):
            until = MONDAY + timedelta(days=days)
            await quarters.extend(db, form, until, "r")
            await extensions.add(db, 1, form, until, "r", 3, MONDAY)
        assert await extensions.latest(db, 1) == MONDAY + timedelta(days=50)
