"""One person on two channels: where letters go, and what joining two entries may not do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.corridor.delivering import GoneError
from bot.corridor.events import Letter, ReadyFile
from bot.corridor.outbox import Outbox
from storage.queries import editions, people
from tests.stage import Stage, stage


class Channel:
    """Takes letters; or says that the chat is gone."""

    def __init__(self, *, gone: bool = False) -> None:
        self.gone = gone
        self.took: list[Letter] = []

    async def deliver(self, letter: Letter, files: Sequence[ReadyFile]) -> str:
        if self.gone:
            raise GoneError("blocked")
        self.took.append(letter)
        return str(letter.number)


async def _further(play: Stage, who: str, address: str, code: str = "CODE-0001") -> None:
    """Bind ``who`` on Telegram, too, and write from there."""
    await play.send(who, "另一个手机")
    await play.send(address, f"绑定 {code}", channel="telegram")
    await play.send(address, press="我是", channel="telegram")


async def test_a_letter_that_finds_nobody_goes_where_the_person_still_is(tmp_path: Path) -> None:
    """Blocked on the account used last: said once on the other one, under the same reason."""
    async with stage(tmp_path) as play:
        await _further(play, "李敏", "8001")
        web, telegram = Channel(), Channel(gone=True)
        outbox = Outbox(play.database, play.store, lambda _: b"", lambda: play.now)
        outbox.channels = {"web": Channel(), "telegram": Channel()}
        while await outbox.round():
            pass
        outbox.channels = {"web": web, "telegram": telegram}
        await play.send("赵主任", "催报 教育局")
        await play.send("赵主任", press="催 教育局")
        while await outbox.round():
            pass
        said = [one for one in web.took if one.chat == "李敏"]
        assert len(said) == 1
        (kept,) = await play.query(
            "select reason from outbox where chat = '李敏' and reason like 'remind:%'"
        )
        assert kept["reason"].endswith("@web:李敏")
        (state,) = await play.query("select state from identities where address = '8001'")
        assert state["state"] == "blocked"


async def test_a_further_account_gives_no_role_of_its_own(tmp_path: Path) -> None:
    """The code makes nobody new, and works once and for an hour."""
    async with stage(tmp_path) as play:
        await play.send("李敏", "另一个手机")
        await play.send("8001", "绑定 CODE-0001", channel="telegram")
        for route in ("bind/name", "bind/phone"):
            await play.send("8001", "冒名", route=route, channel="telegram")
        assert len(await play.query("select id from persons")) == 3
        await _further(play, "李敏", "8002", "CODE-0002")  # a second code; the first is void
        roles = await play.query("select role from roles where ended_at is null")
        assert len(roles) == 3


async def test_joining_does_not_make_two_of_one_release(tmp_path: Path) -> None:
    """Whoever proposed a release that waits is not joined into somebody who may confirm it."""
    async with stage(tmp_path) as play:
        async with play.database.transaction() as db:
            await db.execute("update persons set name = '赵建国' where id = 3")
        await play.send("赵主任", route="invite/role/admin")
        for text in ("绑定 CODE-0001", "赵建国 13800000077"):
            await play.send("8001", text, channel="wecom")
        (other,) = await play.query("select person_id from identities where address = '8001'")
        async with play.database.transaction() as db:
            await editions.propose(db, 1, "announced", "m", "{}", other[0], play.now)
        ((_, answer),) = await play.send("赵主任", route=f"join/3/{other[0]}/yes")
        assert "还在等另一位确认" in answer.text
        assert await play.query("select id from person_joins") == []


async def test_joined_roles_and_accounts_come_apart_as_they_were(tmp_path: Path) -> None:
    """A unit's liaison and a reviewer joined and taken apart: as before, and all in the chain."""
    async with stage(tmp_path) as play:
        await play.send("赵主任", route="invite/role/reviewer")
        for text in ("绑定 CODE-0001", "李敏", "13800000001"):
            await play.send("8001", text, channel="wecom")
        async with play.database.reading() as db:
            before = {(g.person_id, g.role, g.unit_id) for g in await people.live_roles(db)}
        await play.send("赵主任", route="join/1/4/yes")
        async with play.database.reading() as db:
            joined = {(g.person_id, g.role) for g in await people.live_roles(db)}
            assert await people.identities_of(db, 4) == []
        assert {(1, "liaison"), (1, "reviewer")} <= joined
        await play.send("赵主任", route="join/undo/1/yes")
        async with play.database.reading() as db:
            after = {(g.person_id, g.role, g.unit_id) for g in await people.live_roles(db)}
            assert [one.address for one in await people.identities_of(db, 4)] == ["8001"]
        assert after == before


async def test_every_channel_in_use_stands_in_an_invitation(tmp_path: Path) -> None:
    """Asked for on the web; a phone may as well come by Telegram or WeCom with the same code."""
    async with stage(tmp_path) as play:
        play.world = replace(play.world, called={"wecom": "信考"}, link=_links)
        letters = await play.send("赵主任", "邀请 财政局")
        assert letters[0][1].text.splitlines()[1:5] == [
            "点开链接：https://xinkao.example/i/CODE-0001",
            "打不开就发送：绑定 CODE-0001",
            "也可以用 Telegram 打开：https://t.me/xinkao_bot?start=CODE-0001",
            "也可以在企业微信里搜索机器人“信考”，打开以后，发送上面这句绑定。",
        ]
        ((_, further),) = await play.send("李敏", "另一个手机")
        assert "Telegram：https://t.me/xinkao_bot?start=CODE-0002" in further.text
        assert "也可以在企业微信里搜索机器人“信考”，打开以后，发送上面这句绑定。" in further.text


def _links(channel: str, code: str) -> str | None:
    ways = {"web": "https://xinkao.example/i/", "telegram": "https://t.me/xinkao_bot?start="}
    return f"{ways[channel]}{code}" if channel in ways else None
