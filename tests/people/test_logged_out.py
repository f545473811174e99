"""Whose log-in on the web chat is over, or ends soon: the office sees it, a tap lets them in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from storage.database import stamp
from tests.stage import Stage, stage

ADMIN = "赵主任"


async def _login(play: Stage, who: str, days: int, *, ended: bool = False) -> None:
    async with play.database.transaction() as db:
        await db.execute_fetchall(
            "insert into web_sessions (public, token_hash, address, person_name, agent, remote,"
            " created_at, seen_at, expires_at, ended_at) values (?, ?, ?, ?, '', '', ?, ?, ?, ?)",
            (
                f"p{who}{days}",
                f"t{who}{days}",
                who,
                who,
                stamp(play.now),
                stamp(play.now),
                stamp(play.now + timedelta(days=days)),
                stamp(play.now) if ended else None,
            ),
        )


async def test_a_login_that_is_over_is_told_and_let_in_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _login(play, ADMIN, 100)
        await _login(play, "李敏", -2)
        await _login(play, "王强", 5)
        (_, progress), *_ = await play.send(ADMIN, "进度")
        assert "1 人收不到消息" in progress.text
        (_, said), *_ = await play.send(ADMIN, "谁收不到消息")
        assert "登录已到期或快到期的 2 人" in said.text
        assert "李敏（教育局联络员）11月21日 10:00 已到期" in said.text
        assert "王强（冢头联络员）11月28日 10:00 到期" in said.text
        play.since(5)
        (_, code), *_ = await play.send(ADMIN, press="给李敏一个码")
        assert code.title == "李敏重新进入"


async def test_who_is_logged_in_somewhere_or_on_another_channel_is_not(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await _login(play, "李敏", -2)
        await _login(play, "李敏", 60)
        await _login(play, "王强", 60, ended=True)
        async with play.database.transaction() as db:
            await db.execute_fetchall(
                "insert into identities (person_id, channel, address, state, created_at)"
                " select id, 'telegram', '77', 'ok', ? from persons where name = '王强'",
                (stamp(play.now),),
            )
        (_, said), *_ = await play.send(ADMIN, "谁收不到消息")
        assert said.text == "绑定的人都收得到消息。"
