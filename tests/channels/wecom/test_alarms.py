"""When the line is lost: who hears of it, how often, and that it is back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.wecom import alarms
from bot.channels.wecom.alarms import STATE, Alarms
from bot.channels.wecom.ports import WecomPorts
from bot.channels.wecom.states import LinkState, Stage, Trouble
from bot.corridor.events import Incoming, Message, dumps
from storage.queries import corridor, people
from tests.stage import OFFICE, Stage as County, stage


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[County]:
    async with stage(tmp_path) as made:
        yield made


def ports(play: County) -> WecomPorts:
    async def keep(_: Incoming) -> int | None:
        return None

    async def join(*_: object) -> None:
        """Nothing comes in here."""

    return WecomPorts(
        database=play.database,
        store=play.store,
        keep=keep,
        join=join,
        carry=lambda *_: None,
        posted=lambda: None,
        clock=lambda: play.now,
    )


async def followed(play: County, told: Alarms, *stages: Stage, minutes: int = 0) -> None:
    """The line goes through stages, some minutes apart."""
    for one in stages:
        until = play.now + timedelta(minutes=10)
        told.follow(LinkState(one, play.now, trouble=Trouble.NAME, until=until))
        play.now += timedelta(minutes=minutes)
    await asyncio.gather(*told._tasks)


async def letters(play: County) -> list[tuple[str, str, str]]:
    rows = await play.query("select channel, chat, payload from outbox order by id")
    return [(row[0], row[1], json.loads(row[2]).get("title", "")) for row in rows]


async def test_a_kick_is_told_to_the_office_elsewhere_once_and_its_end_too(play: County) -> None:
    """The group of WeCom itself hears only that it is over."""
    async with play.database.transaction() as db:
        await people.claim_group(db, "wecom", "group:wrG", "群", "admin", play.now)
    told = Alarms(ports(play), by_webhook=False)
    await followed(play, told, Stage.READY, Stage.KICKED, Stage.CONNECTING, Stage.KICKED)
    assert await letters(play) == [("web", OFFICE, "企业微信断开了")]
    await followed(play, told, Stage.READY, minutes=1)
    assert (await letters(play))[1:] == [
        ("web", OFFICE, "企业微信恢复了"),
        ("wecom", "group:wrG", "企业微信恢复了"),
    ]
    await followed(play, told, Stage.KICKED)
    assert len(await letters(play)) == 4


async def test_wrong_credentials_are_told(play: County) -> None:
    told = Alarms(ports(play), by_webhook=False)
    await followed(play, told, Stage.CONNECTING, Stage.REFUSED, Stage.CONNECTING, Stage.REFUSED)
    assert await letters(play) == [("web", OFFICE, "企业微信不让连接")]


async def test_a_short_break_is_nobodys_business(play: County) -> None:
    told = Alarms(ports(play), by_webhook=False)
    await followed(play, told, Stage.READY, Stage.WAITING, Stage.CONNECTING, Stage.READY)
    assert await letters(play) == []
    assert told.down_since is None
    await told.stop()


async def test_a_long_silence_is_told_with_its_minutes(
    play: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alarms, "PATIENCE", timedelta(seconds=0.01))
    told = Alarms(ports(play), by_webhook=False)
    await followed(play, told, Stage.READY)
    told.follow(LinkState(Stage.WAITING, play.now))
    play.now += timedelta(minutes=12)
    while not told._told:
        await asyncio.sleep(0.01)
    await asyncio.gather(*told._tasks)
    ((_, _, title),) = await letters(play)
    assert title == "企业微信连不上"
    payload = (await play.query("select payload from outbox"))[0][0]
    assert "12 分钟" in payload
    await followed(play, told, Stage.READY)
    assert "断了大约 12 分钟" in (await play.query("select payload from outbox"))[1][0]


async def test_without_a_group_elsewhere_the_admins_are_told_one_by_one(play: County) -> None:
    async with play.database.transaction() as db:
        await db.execute("delete from groups")
        await people.claim_group(db, "wecom", "group:wrG", "群", "admin", play.now)
    told = Alarms(ports(play), by_webhook=True)
    await followed(play, told, Stage.KICKED)
    # By the 群机器人 into WeCom's group, and to the admin on the web chat.
    assert [place[:2] for place in await letters(play)] == [
        ("wecom", "group:wrG"),
        ("web", "赵主任"),
    ]


async def test_check_can_read_how_the_line_stands(play: County) -> None:
    told = Alarms(ports(play), by_webhook=False)
    await followed(play, told, Stage.CONNECTING, Stage.READY)
    async with play.database.reading() as db:
        kept = json.loads(await corridor.setting(db, STATE) or "")
    assert kept["stage"] == "ready"
    assert kept["since"]


async def test_letters_put_off_by_the_outage_go_at_once_when_it_is_over(play: County) -> None:
    """Those put off for another reason wait on."""
    later = play.now + timedelta(minutes=1)
    async with play.database.transaction() as db:
        for number, why in ((1, "no link"), (2, "rate")):
            letter = dumps(Message(text=why))
            await corridor.post(db, None, "wecom", f"u{number}", letter, reason=why, now=play.now)
            await corridor.put_off(db, number, later, why, 0)
    told = Alarms(ports(play), by_webhook=False)
    await followed(play, told, Stage.READY)
    async with play.database.reading() as db:
        due = await corridor.due(db, play.now, 10)
    assert [one.chat for one in due] == ["u1"]
