"""Dates that move up: closed or announced long before the planned day, and opened again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage.database import moment
from tests.stage import SHANGHAI, Stage, stage

ADMIN, OTHER = "赵主任", "周洁"
DATES = "select deadline_at, review_until, appeal_until from quarters"


async def _dates(play: Stage) -> tuple[datetime, datetime, datetime]:
    [row] = await play.query(DATES)
    deadline, review, appeal = (moment(one).astimezone(SHANGHAI) for one in row)
    return deadline, review, appeal


def day(month: int, number: int, year: int = 2026) -> datetime:
    return datetime(year, month, number, 18, tzinfo=SHANGHAI)


async def test_closed_early_what_follows_keeps_its_length_and_opened_again_all_is_as_planned(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, before=("colleague 周洁 admin",)) as play:
        planned = await _dates(play)
        await play.send(ADMIN, route="close/yes/1")
        assert await _dates(play) == planned, "asked a second time first"
        closed = play.now
        await play.send(ADMIN, press="确实提前截止")
        assert await _dates(play) == (closed, day(12, 3), day(12, 8))
        await play.send(ADMIN, "重新开放")
        await play.send(ADMIN, "截错了，还有单位没有报")
        await play.send(OTHER, route="reopen/1/yes")
        assert await _dates(play) == planned
        assert (await play.query("select state from quarters"))[0][0] == "open"


async def test_announced_far_before_its_day_the_appeal_window_has_its_usual_length(
    tmp_path: Path,
) -> None:
    """A window of 63 days came of the planned one."""
    given = ("colleague 周洁 admin", "finished", "state review")
    async with stage(tmp_path, before=given) as play:
        said = (await play.send(ADMIN, "公示"))[-1][1].text
        assert "早 53 天公示" in said
        await play.send(ADMIN, press="提议公示")
        assert not await play.query("select 1 from release_proposals"), "asked a second time first"
        await play.send(ADMIN, press="确实提前公示")
        await play.send(OTHER, "公示")
        await play.send(OTHER, press="确认公示")
        assert (await _dates(play))[2] == day(11, 30)


@pytest.mark.parametrize(("before", "asked"), [(8, True), (6, False), (-3, False)])
async def test_near_its_day_or_after_it_nothing_is_asked_twice(
    tmp_path: Path, before: int, asked: bool
) -> None:
    given = ("colleague 周洁 admin", "finished", "state review")
    async with stage(tmp_path, before=given) as play:
        planned = (await _dates(play))[1]
        play.now = planned - timedelta(days=before)
        await play.send(ADMIN, "公示")
        await play.send(ADMIN, press="提议公示")
        proposed = await play.query("select 1 from release_proposals")
        assert bool(proposed) is not asked
