"""The office hears of a log-in before it ends: once, and anew after the log-in went on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.people.ending import SOON, soon, warn
from storage.database import stamp
from tests.people.test_logged_out import _login
from tests.stage import Stage, stage


async def _told(play: Stage) -> list[str]:
    async with play.database.reading() as db:
        rows = await db.execute_fetchall(
            "select payload from outbox where reason like 'logins:%' order by id"
        )
    return [row[0] for row in rows]


async def test_an_end_that_comes_near_is_told_once_and_before(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _login(play, "李敏", 20)
        await _login(play, "王强", 200)
        assert await warn(play.database, play.now, SOON) == 0
        assert await warn(play.database, play.now + timedelta(days=5), SOON) == 0
        play.now += timedelta(days=6)
        assert await warn(play.database, play.now, SOON) == 1
        (said,) = await _told(play)
        assert "网页登录快到期" in said
        assert "李敏（教育局联络员）" in said
        assert "王强" not in said
        assert await warn(play.database, play.now, SOON) == 0
        assert await warn(play.database, play.now + timedelta(days=1), SOON) == 0


async def test_one_that_went_on_is_told_again_when_its_new_end_is_near(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _login(play, "李敏", 10)
        assert await warn(play.database, play.now, SOON) == 1
        async with play.database.transaction() as db:
            await db.execute_fetchall(
                "update web_sessions set expires_at = ?", (stamp(play.now + timedelta(days=60)),)
            )
        assert await warn(play.database, play.now + timedelta(days=30), SOON) == 0
        assert await warn(play.database, play.now + timedelta(days=47), SOON) == 1


async def test_who_left_by_himself_or_is_elsewhere_is_not_told(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _login(play, "李敏", 5, ended=True)
        await _login(play, "王强", 5)
        async with play.database.transaction() as db:
            await db.execute_fetchall(
                "insert into identities (person_id, channel, address, state, created_at)"
                " select id, 'telegram', '77', 'ok', ? from persons where name = '王强'",
                (stamp(play.now),),
            )
        assert await warn(play.database, play.now, SOON) == 0


def test_a_short_log_in_is_told_shortly_before() -> None:
    assert soon(timedelta(days=200)) == SOON
    assert soon(timedelta(days=8)) == timedelta(days=2)
