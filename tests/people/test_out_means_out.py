"""After a role's end, a lost phone, or 退出所有设备: nothing that was open stays open.

The whole bot stands here on real storage: pages, router and the web chat with real requests.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.channels.web import Ports, WebChannel, WebSettings
from bot.channels.web.devices import device
from bot.corridor.events import Incoming, Message, dumps
from bot.corridor.intake import Intake
from bot.corridor.outbox import Outbox
from bot.corridor.router import Router
from storage.database import stamp
from storage.queries import corridor, people, web
from tests.patience import LONG
from tests.sample_papers import PDF, picture
from tests.stage import Stage, stage

AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 MicroMessenger/8.0 Mobile"


@dataclass
class Bot:
    """The county's bot at a port, and clients of it."""

    play: Stage
    channel: WebChannel
    intake: Intake
    outbox: Outbox
    base: str
    http: aiohttp.ClientSession
    answers: list[aiohttp.ClientResponse] = field(default_factory=list)
    """Let go of at the end, also those that broke off."""

    async def log_in(self, address: str) -> Phone:
        opened = await self.channel._sessions.open(
            address=address, name=address, agent=device(AGENT), remote="10.1.2.3"
        )
        headers = {"Cookie": f"xinkao={opened.secret}", "Sec-Fetch-Site": "same-origin"}
        return Phone(self, opened.path, headers, address)

    async def says(self, who: str, text: str = "", route: str | None = None) -> None:
        """A turn of somebody, and every letter it caused, delivered."""
        number = f"u{next(iter(self.play.counter))}"
        await self.intake.receive(
            Incoming(
                channel="web",
                update=number,
                chat=who,
                sender=who,
                private=True,
                received=self.play.now,
                text=text,
                route=route,
            )
        )
        await self.intake.idle()
        while await self.outbox.round():
            pass
        self.play.now += timedelta(seconds=1)


@dataclass
class Phone:
    """A logged-in browser."""

    bot: Bot
    path: str
    headers: dict[str, str]
    address: str

    async def get(self, place: str, **more: Any) -> aiohttp.ClientResponse:
        url = self.bot.base + self.path + place
        answer = await self.bot.http.get(url, headers=self.headers, **more)
        self.bot.answers.append(answer)
        return answer

    async def history(self) -> list[dict[str, Any]]:
        answer = await self.get("history", params={"chat": self.address})
        assert answer.status == 200
        found: list[dict[str, Any]] = (await answer.json())["entries"]
        return found

    async def is_out(self) -> bool:
        """Whether every way in is shut."""
        places = ("rooms", f"history?chat={self.address}", "file/1/0", "thumb/1/0", "events")
        found = set()
        for place in places:
            answer = await self.get(place)
            found.add(answer.status)
            answer.close()
        return found == {401}


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with stage(tmp_path) as play:
        router = Router(
            play.database,
            play.world,
            lambda: play.now,
            lambda: "E1",
            lambda: None,
            lambda: channel.signed_out(),
        )
        intake = Intake(play.database, play.store, router.turn, lambda: play.now)
        channel = WebChannel(
            Ports(
                database=play.database,
                store=play.store,
                receive=intake.receive,
                receive_written=intake.receive_written,
                clock=lambda: play.now,
                random_token=_Tokens(),
                health=_well,
                admit=_never,
            ),
            WebSettings(port=0, session_days=90, session_days_in_all=200),
        )
        outbox = Outbox(play.database, play.store, lambda _: picture((9, 9, 9)), lambda: play.now)
        outbox.channels = {"web": channel}
        async with TestServer(channel.application()) as server:
            async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
                base = str(server.make_url("")).rstrip("/")
                made = Bot(play, channel, intake, outbox, base, http)
                yield made
                for answer in made.answers:
                    answer.close()
            await channel.stop()


class _Tokens:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self) -> str:
        self.number += 1
        return f"token-{self.number:018d}"


async def _well() -> dict[str, bool]:
    return {"ok": True}


async def _never(_: str) -> None:
    return None


async def _hears_nothing_more(answer: aiohttp.ClientResponse) -> str:
    """What a stream still brought before it ended."""
    read = b""
    async with asyncio.timeout(LONG):
        with contextlib.suppress(aiohttp.ClientPayloadError):
            async for piece in answer.content.iter_any():
                read += piece
    return read.decode()


async def test_a_role_that_ends_takes_log_ins_streams_and_letters_with_it(bot: Bot) -> None:
    """收回: the old phone is out at once; another person's is not."""
    phone, other = await bot.log_in("王强"), await bot.log_in("李敏")
    await bot.says("王强", "首页")
    await bot.says("李敏", "首页")
    stream = await phone.get("events", params={"after": "0"})
    assert stream.status == 200
    async with bot.play.database.transaction() as db:
        await people.add_identity(db, 2, "telegram", "77", bot.play.now)
        letter = dumps(Message(text="只给联络员看的"))
        await corridor.post(db, None, "telegram", "77", letter, reason="r", now=bot.play.now)
    grant = (await bot.play.query("select id from roles where person_id = 2"))[0]["id"]
    await bot.says("赵主任", route=f"roles/end/{grant}/yes")
    assert await phone.is_out()
    await _hears_nothing_more(stream)
    assert len(await other.history()) == 1
    rows = await bot.play.query("select state, payload from outbox where channel = 'telegram'")
    waited, *told = rows
    assert waited["state"] == "dropped"
    assert "只给联络员" not in waited["payload"]
    assert all("信用办调整了人员" in one["payload"] for one in told)


async def test_a_download_in_flight_ends_with_the_role(bot: Bot) -> None:
    """A large file of the chat: its bytes stop, the file is not whole."""
    phone = await bot.log_in("王强")
    data = PDF.replace(b"trailer", b"%" + b"x" * 19_000_000 + b"\ntrailer")
    kept = await bot.play.store.put_bytes(data)
    async with bot.play.database.transaction() as db:
        file = {"label": "大.pdf", "digest": kept.digest, "size": kept.size, "kind": "pdf"}
        payload = {"message": {"text": "给"}, "files": [file]}
        seq = await web.add_entry(
            db,
            chat="王强",
            direction="out",
            key="out:999",
            author="",
            author_name="",
            replaces=None,
            payload=json.dumps(payload),
            at=stamp(bot.play.now),
        )
    answer = await phone.get(f"file/{seq}/0")
    assert answer.status == 200
    first = await answer.content.readexactly(9)
    grant = (await bot.play.query("select id from roles where person_id = 2"))[0]["id"]
    await bot.says("赵主任", route=f"roles/end/{grant}/yes")
    with pytest.raises(aiohttp.ClientPayloadError):
        async with asyncio.timeout(LONG):
            rest = await answer.content.read()
            assert len(first) + len(rest) == len(data)
    assert await phone.is_out()


async def test_whoever_keeps_another_role_stays_in_and_sees_the_past_no_more(bot: Bot) -> None:
    """Liaison of two units, one of them taken away: logged in, history begins anew."""
    async with bot.play.database.transaction() as db:
        await people.give_role(db, 2, "liaison", 1, None, bot.play.now)
    phone = await bot.log_in("王强")
    await bot.says("王强", "首页")
    old = (await phone.history())[0]["seq"]
    grant = (await bot.play.query("select max(id) as id from roles where person_id = 2"))[0]["id"]
    await bot.says("赵主任", route=f"roles/end/{grant}/yes")
    seen = await phone.history()
    assert [one["seq"] > old for one in seen] == [True]
    assert "不再是" in seen[0]["text"]
    assert (await phone.get(f"file/{old}/0")).status == 404


async def test_swapping_and_handing_over_end_log_ins_too(bot: Bot) -> None:
    """换人 by the office, 交接 by the liaison."""
    swapped = await bot.log_in("王强")
    grant = (await bot.play.query("select id from roles where person_id = 2"))[0]["id"]
    await bot.says("赵主任", route=f"roles/swap/{grant}/yes")
    assert await swapped.is_out()
    leaving = await bot.log_in("李敏")
    async with bot.play.database.transaction() as db:
        person = await people.add_person(db, "新人", "", bot.play.now)
        await people.give_role(db, person.id, "liaison", 1, None, bot.play.now)
    await bot.says("李敏", route="handover/1/leave")
    assert await leaving.is_out()


async def test_a_lost_phone_is_out_everywhere_and_its_owner_comes_back(bot: Bot) -> None:
    """By message; web, Telegram and WeCom; audited; the role stays."""
    phone, second = await bot.log_in("李敏"), await bot.log_in("李敏")
    async with bot.play.database.transaction() as db:
        await people.add_identity(db, 1, "telegram", "77", bot.play.now)
        await people.add_identity(db, 1, "wecom", "limin", bot.play.now)
    await bot.says("赵主任", "教育局联络员的手机丢了")
    await bot.says("赵主任", route="logins/lost/1/1/yes")
    assert await phone.is_out()
    assert await second.is_out()
    left = await bot.play.query("select channel from identities where person_id = 1")
    assert [one["channel"] for one in left] == ["web"]
    held = await bot.play.query("select role from roles where person_id = 1 and ended_at is null")
    assert len(held) == 1
    sql = "select subject, before, why from audit where action = 'logins.end'"
    [entry] = await bot.play.query(sql)
    assert (entry["subject"], entry["why"]) == ("person/1", "手机丢失")
    assert json.loads(entry["before"]) == {"web": 2, "accounts": ["telegram", "web", "wecom"]}
    await bot.play.letters()
    [stranger] = await bot.play.send("77", "首页", channel="telegram")
    assert "还没有绑定" in stranger[1].title


async def test_only_an_admin_ends_somebody_elses_log_ins(bot: Bot) -> None:
    """Not a liaison, and not for somebody who is not of that unit."""
    phone = await bot.log_in("李敏")
    await bot.says("王强", route="logins/lost/1/1/yes")
    await bot.says("赵主任", route="logins/lost/4/1/yes")
    assert not await phone.is_out()
    assert await bot.play.query("select 1 from audit where action = 'logins.end'") == []


async def test_leaving_everywhere_ends_ones_own_and_nobody_elses(bot: Bot) -> None:
    """退出所有设备, and the record of where one was."""
    phones = [await bot.log_in("李敏") for _ in range(3)]
    other = await bot.log_in("王强")
    letters = await bot.play.send("李敏", "登录记录")
    assert letters[-1][1].text.count("安卓 微信，10.1.2.3：") == 3
    await bot.says("李敏", route="logins/out/yes")
    for phone in phones:
        assert await phone.is_out()
    assert not await other.is_out()
    letters = await bot.play.send("李敏", "登录记录")
    assert letters[-1][1].text.count("（已退出）") == 3


async def test_accounts_of_other_channels_are_told_among_the_log_ins(bot: Bot) -> None:
    """Each is bound; where it is logged in, that channel itself tells."""
    async with bot.play.database.transaction() as db:
        await people.add_identity(db, 1, "telegram", "77", bot.play.now)
        await people.add_identity(db, 1, "wecom", "limin", bot.play.now)
    letters = await bot.play.send("李敏", "登录记录")
    told = letters[-1][1].text.splitlines()
    assert "· Telegram：已绑定（Telegram自己在哪些设备上登录，请在Telegram里看）" in told
    assert "· 企业微信：已绑定（企业微信自己在哪些设备上登录，请在企业微信里看）" in told
    assert "还没有登录记录。" not in told


async def test_a_log_in_lives_as_long_as_the_settings_say(bot: Bot) -> None:
    """Ninety idle days; use renews it; two hundred days in all, however much it is used."""
    idle, used = await bot.log_in("李敏"), await bot.log_in("王强")
    for _ in range(2):
        bot.play.now += timedelta(days=60)
        assert (await used.get("rooms")).status == 200
    assert (await idle.get("rooms")).status == 401
    bot.play.now += timedelta(days=79)
    assert (await used.get("rooms")).status == 200
    bot.play.now += timedelta(days=2)
    assert (await used.get("rooms")).status == 401


async def test_an_observer_sees_results_and_papers_only_where_the_office_says_so(
    bot: Bot,
) -> None:
    """A list of papers, a single one, a report: a sentence instead; the admin's are as before."""
    play = bot.play
    async with play.database.transaction() as db:
        person = await people.add_person(db, "钱县长", "", play.now)
        await people.add_identity(db, person.id, "web", "钱县长", play.now)
        await people.give_role(db, person.id, "observer", None, None, play.now)
    for route in ("proof/rows/1/1", "proof/list/1/1/三.4", "proof/see/1/1/1", "reports/see/1/1/1"):
        [(_, refused)] = await play.send("钱县长", route=route)
        assert "看不到单份材料" in refused.text, route
        [(_, told)] = await play.send("赵主任", route=route)
        assert "看不到单份材料" not in told.text, route
    [(_, score)] = await play.send("钱县长", route="score/1/1")
    assert "得分" in score.title
    play.world = replace(play.world, observers_see_papers=True)
    [(_, told)] = await play.send("钱县长", route="proof/rows/1/1")
    assert "看不到单份材料" not in told.text


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        (AGENT, "安卓 微信"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1", "iPhone Safari"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120", "Windows 电脑 Edge"),
        ("", "浏览器"),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(agent: str, named: str) -> None:
    """And nothing else of what the browser says is kept."""
    assert device(agent) == named
