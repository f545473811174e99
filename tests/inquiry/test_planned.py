"""A planned reminder goes out once, at its hour, to those who owe then; a cancelled one never."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.inquiry.planned import send_due
from tests.given import given
from tests.stage import Stage, stage

ADMIN = "赵主任"
TOMORROW = timedelta(hours=23)


async def _beat(play: Stage) -> list[str]:
    """Who is written to when the beat comes."""
    await send_due(play.database, play.now, play.world.reminding)
    return [chat for chat, _ in await play.letters()]


async def _plan(play: Stage, said: str) -> None:
    await play.send(ADMIN, said)
    await play.send(ADMIN, press="定下")


async def test_it_goes_out_once_at_its_hour(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _plan(play, "明天上午九点提醒没交的")
        assert await _beat(play) == []
        play.now += TOMORROW
        assert await _beat(play) == ["王强", "李敏", ADMIN]
        assert await _beat(play) == []
        (row,) = await play.query("select state, told from planned_reminders")
        assert (row["state"], row["told"]) == ("done", 2)


async def test_who_has_handed_in_since_hears_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _plan(play, "明天提醒一下没交的")
        async with play.database.transaction() as db:
            await given(db, play.now, ["submitted 县教育局"])
        play.now += TOMORROW
        assert await _beat(play) == ["王强", ADMIN]


async def test_a_cancelled_one_never_goes_out(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _plan(play, "明天提醒一下没交的")
        await play.send(ADMIN, "计划的提醒")
        await play.send(ADMIN, press="取消第 1 个")
        play.now += TOMORROW
        assert await _beat(play) == []


async def test_it_waits_for_an_hour_at_which_people_may_be_written_to(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _plan(play, "明天晚上十点提醒没交的")
        play.now += timedelta(hours=36, minutes=30)
        assert await _beat(play) == []
        play.now += timedelta(hours=10, minutes=30)
        assert await _beat(play) == ["王强", "李敏", ADMIN]


async def test_a_moment_that_is_over_is_not_planned(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        (_, message), *_ = await play.send(ADMIN, "今天上午八点提醒没交的")
        assert "已经过了" in message.text
        assert await play.query("select id from planned_reminders") == []
