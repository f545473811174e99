"""Whose log-in on the web chat is over, or ends soon: the office sees it, a tap lets them in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from storage.database import stamp
from tests.stage import OFFICE, Stage, stage

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


async def test_a_colleague_of_the_office_is_let_in_again_and_the_group_hears_of_it(
    tmp_path: Path,
) -> None:
    before = ("colleague 周洁 reviewer", "colleague 孙会计 supplier")
    async with stage(tmp_path, before=before) as play:
        await _login(play, ADMIN, 100)
        await _login(play, "周洁", -2)
        await _login(play, "孙会计", 3)
        (_, said), *_ = await play.send(ADMIN, "谁收不到消息")
        labels = [one.label for row in said.buttons for one in row]
        assert [one for one in labels if "一个码" in one] == ["给周洁一个码", "给孙会计一个码"]
        play.since(5)
        told = dict(await play.send(ADMIN, press="给周洁一个码"))
        assert told[ADMIN].title == "周洁重新进入"
        assert "赵主任给审核员周洁发了一个重新登录的码" in told[OFFICE].text
        code = told[ADMIN].text.split("绑定 ")[1].split("\n")[0]
        (_, asked), *_ = await play.send("周洁的新手机", f"绑定 {code}")
        assert "周洁" in asked.text
        me = (await play.query("select id from persons where name = '赵主任'"))[0][0]
        (_, own), *_ = await play.send(ADMIN, route=f"logins/back/office/{me}")
        assert "不用给码" in own.text


async def test_only_an_admin_gives_codes(tmp_path: Path) -> None:
    before = ("colleague 周洁 reviewer", "colleague 钱县长 observer")
    async with stage(tmp_path, before=before) as play:
        await _login(play, "钱县长", -2)
        (_, said), *_ = await play.send("周洁", "谁收不到消息")
        assert "钱县长" in said.text
        assert not any("一个码" in one.label for row in said.buttons for one in row)
        number = (await play.query("select id from persons where name = '钱县长'"))[0][0]
        (_, refused), *_ = await play.send("周洁", route=f"logins/back/office/{number}")
        assert "只对管理员开放" in refused.text
