"""Saying and reading: once, in order, and only by those who are in the room."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.web.entries import write_incoming
from bot.channels.web.stream import Bell
from bot.corridor.delivering import GoneError
from bot.corridor.events import Button, Letter, Message
from storage.database import Session, stamp
from storage.queries import web as queries
from storage.queries.web import EntryRow
from tests.channels.conftest import Opener, Site, until
from tests.channels.web.web_stage import OFFICE
from tests.patience import LONG

MINE = "w-department-01"
ASKED = Message(text="几项？", buttons=((Button(label="三项", route="count/3"),),))


async def test_the_same_message_fifty_times_at_once_has_one_effect(site: Site) -> None:
    """A phone repeats itself; its key makes it one message, in the log and at intake."""
    phone = await site.step("department")
    answers = await asyncio.gather(*(phone.send("key-00000001", MINE, text="3") for _ in range(50)))
    assert {answer.status for answer in answers} == {202}
    assert len({(await answer.json())["seq"] for answer in answers}) == 1
    assert [incoming.text for incoming in site.scene.arrived] == ["3"]
    assert site.scene.repeated == 49
    assert len((await phone.history(MINE))["entries"]) == 1


async def test_a_retry_cannot_change_what_was_said(site: Site) -> None:
    """The first wording of a key is the one that counts."""
    phone = await site.step("department")
    await phone.send("key-00000001", MINE, text="3")
    await phone.send("key-00000001", MINE, text="4")
    assert [entry["text"] for entry in (await phone.history(MINE))["entries"]] == ["3"]


async def test_a_message_is_acknowledged_only_when_intake_has_it(site: Site) -> None:
    """Intake broke after the log was written: no 202; the retry completes it, once."""
    phone = await site.step("department")
    site.scene.failing = 1
    broken = await phone.send("key-00000001", MINE, text="3")
    assert broken.status == 500
    assert "编号" in (await broken.json())["sentence"]
    assert site.scene.arrived == []
    assert (await phone.send("key-00000001", MINE, text="3")).status == 202
    assert len(site.scene.arrived) == 1
    assert len((await phone.history(MINE))["entries"]) == 1


async def test_a_killed_server_offers_intake_what_it_missed(site: Site) -> None:
    """What an earlier version logged and never took in: the next start hands it on by itself."""
    await site.step("department")
    async with site.scene.database.transaction() as db:
        await write_incoming(
            db, chat=MINE, author=MINE, name="", key="key-00000001",
            said={"text": "3", "files": []}, at=stamp(site.scene.now),
        )  # fmt: skip
    again = site.scene.new_channel()
    await again.start()
    await again.stop()
    assert [incoming.text for incoming in site.scene.arrived] == ["3"]


async def test_what_could_not_be_taken_in_is_not_in_the_log_either(site: Site) -> None:
    """One commit: nobody sees a message of theirs that is never answered."""
    phone = await site.step("department")
    site.scene.failing = 1
    assert (await phone.send("key-00000001", MINE, text="3")).status == 500
    assert (await phone.history(MINE))["entries"] == []
    assert (await phone.send("key-00000001", MINE, text="3")).status == 202
    assert [entry["text"] for entry in (await phone.history(MINE))["entries"]] == ["3"]
    assert [incoming.text for incoming in site.scene.arrived] == ["3"]


async def test_the_bot_says_a_letter_once(site: Site) -> None:
    """The outbox may deliver again after a crash; the room shows it once, under one number."""
    phone = await site.step("department")
    letter = Letter(number=7, chat=MINE, message=Message(text="您好"), created=site.scene.now)
    first, second = await asyncio.gather(
        site.scene.channel.deliver(letter), site.scene.channel.deliver(letter)
    )
    assert first == second
    assert [entry["text"] for entry in (await phone.history(MINE))["entries"]] == ["您好"]


async def test_a_letter_to_no_room_is_gone(site: Site) -> None:
    """The outbox must not try for ever."""
    letter = Letter(
        number=7, chat="w-nobody-here", message=Message(text="您好"), created=site.scene.now
    )
    with pytest.raises(GoneError):
        await site.scene.channel.deliver(letter)


async def test_a_press_arrives_with_its_route_and_message(site: Site) -> None:
    """And the log shows what was chosen, in words."""
    phone = await site.step("department")
    number = await site.scene.say(MINE, ASKED)
    answer = await phone.send("key-00000001", MINE, route="count/3", pressed=int(number))
    assert answer.status == 202
    incoming = site.scene.arrived[0]
    assert (incoming.route, incoming.pressed, incoming.private) == ("count/3", number, True)
    assert (await phone.history(MINE))["entries"][-1]["press"]["label"] == "三项"


@pytest.mark.parametrize("route", ["count/4", "review/1/accept"])
async def test_a_button_nobody_was_shown_is_refused(site: Site, route: str) -> None:
    """A route typed into a request by hand does not reach the pages."""
    phone = await site.step("department")
    number = await site.scene.say(MINE, ASKED)
    answer = await phone.send("key-00000001", MINE, route=route, pressed=int(number))
    assert answer.status == 409
    assert site.scene.arrived == []


async def test_a_button_of_another_room_is_refused(site: Site) -> None:
    """Even when its number is guessed."""
    await site.step("township")
    phone = await site.step("department")
    number = await site.scene.say("w-township-0001", ASKED)
    answer = await phone.send("key-00000001", MINE, route="count/3", pressed=int(number))
    assert answer.status == 409


async def test_a_replacement_takes_the_place_of_the_first(site: Site) -> None:
    """Also when the number named is that of an earlier replacement; history shows the latest."""
    phone = await site.step("department")
    first = await site.scene.say(MINE, Message(text="一"))
    await site.scene.say(MINE, Message(text="后来"))
    second = await site.scene.say(MINE, Message(text="二"), replaces=first)
    await site.scene.say(MINE, Message(text="三"), replaces=second)
    entries = (await phone.history(MINE))["entries"]
    assert [(entry["root"], entry["text"]) for entry in entries] == [(1, "三"), (2, "后来")]
    streamed = await phone.events(0, 4)
    assert [(entry["seq"], entry["root"]) for entry in streamed] == [(1, 1), (2, 2), (3, 1), (4, 1)]


async def test_a_replacement_cannot_reach_into_another_room(site: Site) -> None:
    """A wrong number makes a new message, never a change elsewhere."""
    await site.step("township")
    phone = await site.step("department")
    other = await site.scene.say("w-township-0001", Message(text="别处"))
    await site.scene.say(MINE, Message(text="这里"), replaces=other)
    assert [entry["text"] for entry in (await phone.history(MINE))["entries"]] == ["这里"]


async def test_history_comes_in_pages_without_gap_or_overlap(site: Site) -> None:
    """Ninety-five messages: three pages, each once, oldest first within a page."""
    phone = await site.step("department")
    for number in range(95):
        await site.scene.say(MINE, Message(text=str(number)))
    seen: list[str] = []
    query: dict[str, str] = {}
    while True:
        page = await phone.history(MINE, **query)
        seen = [entry["text"] for entry in page["entries"]] + seen
        query = {"before": str(page["entries"][0]["root"])}
        if not page["more"]:
            break
    assert seen == [str(number) for number in range(95)]


async def test_a_broken_stream_goes_on_where_it_broke(site: Site) -> None:
    """Neither lost nor doubled: by the address's number, and by the browser's own header."""
    phone = await site.step("department")
    for number in range(6):
        await site.scene.say(MINE, Message(text=str(number)))
    first = await phone.events(0, 3)
    await site.scene.say(MINE, Message(text="6"))
    rest = await phone.events(first[-1]["seq"], 4)
    assert [entry["text"] for entry in first + rest] == [str(number) for number in range(7)]
    answer = await phone.get("events", params={"after": "0"}, headers={"Last-Event-ID": "6"})
    lines = [line async for line, _ in _until(answer.content.readline, b"data: {")]
    assert b'"6"' in lines[-1]
    answer.close()


async def test_a_page_that_saw_what_a_restore_took_back_begins_anew(site: Site) -> None:
    """By the number, and by the time where the number is another entry's now; then it hears."""
    phone = await site.step("department")
    await site.scene.say(MINE, Message(text="旧"))
    place = (await (await phone.get("rooms")).json())["after"]
    for said, anew in ((place, False), ("1", False), ("0", False), ("9", True), ("1@2020", True)):
        answer = await phone.get("events", params={"after": said})
        await until(lambda: _waiting_streams(site) == 1)
        await site.scene.say(MINE, Message(text="新"))
        lines = [line async for line, _ in _until(answer.content.readline, b"data: {")]
        assert (b"event: anew\n" in lines) == anew, said
        answer.close()
        await until(lambda: not _waiting_streams(site))
    assert (await phone.get("events", params={"after": "1@" + "1" * 50})).status == 400


def _waiting_streams(site: Site) -> int:
    """Streams that know their rooms: from then on what is said wakes them."""
    return sum(bool(rooms) for rooms in site.scene.channel._bell._ears.values())


async def _until(read: Callable[[], Awaitable[bytes]], start: bytes):  # type: ignore[no-untyped-def] # a generator of the test
    while line := await read():
        yield line, None
        if line.startswith(start):
            return


async def test_what_is_said_while_a_stream_waits_arrives_at_once(site: Site) -> None:
    """The bell wakes the stream: it does not wait for its heartbeat."""
    phone = await site.step("department")
    waiting = asyncio.create_task(phone.events(0, 1))
    await until(lambda: _waiting_streams(site) == 1)
    await site.scene.say(MINE, Message(text="到了"))
    async with asyncio.timeout(LONG):
        assert (await waiting)[0]["text"] == "到了"


async def test_stopping_ends_the_streams(site: Site) -> None:
    """A stop must not wait for phones that listen."""
    phone = await site.step("department")
    answer = await phone.get("events", params={"after": "0"})
    await site.scene.channel.stop()
    async with asyncio.timeout(LONG):
        await answer.content.read()
    assert (await phone.get("events", params={"after": "0"})).status == 503


async def test_a_group_hears_everybody_and_knows_who_speaks(site: Site) -> None:
    """Members see one another's messages with names; the bot is told it is not a private chat."""
    one = await site.step("office")
    two = await site.step("township")
    await site.scene.channel.join(OFFICE.chat, "w-township-0001")
    await one.send("key-00000001", OFFICE.chat, text="谁还没报？")
    assert not site.scene.arrived[0].private
    seen = (await two.history(OFFICE.chat))["entries"][-1]
    assert (seen["from"], seen["name"], "key" in seen) == ("other", "信用办 管理群", False)
    assert (await one.history(OFFICE.chat))["entries"][-1]["from"] == "me"


async def test_a_stranger_to_a_room_neither_reads_nor_speaks_there(site: Site) -> None:
    """Not by history, not by stream, not by sending; and a member who left no more either."""
    phone = await site.step("department")
    await site.step("office")
    await site.scene.say(OFFICE.chat, Message(text="内部"))
    assert (await phone.get("history", params={"chat": OFFICE.chat})).status == 404
    assert (await phone.send("key-00000001", OFFICE.chat, text="？")).status == 404
    await site.scene.say(MINE, Message(text="自己的"))
    assert [entry["text"] for entry in await phone.events(0, 1)] == ["自己的"]
    member = await site.step("office")
    await site.scene.channel.part(OFFICE.chat, "w-office-000001")
    assert (await member.get("history", params={"chat": OFFICE.chat})).status == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"key": "short", "chat": MINE, "text": "x"}, 400),
        ({"key": "key-00000001", "chat": MINE}, 400),
        ({"key": "key-00000001", "chat": MINE, "text": " \u202e\x00 "}, 400),
        ({"key": "key-00000001", "chat": MINE, "text": "字" * 4001}, 413),
        ({"key": "key-00000001", "chat": MINE, "text": "x", "more": 1}, 400),
        ({"key": "key-00000001", "chat": MINE, "text": 3}, 400),
        ({"key": "key-00000001", "chat": MINE, "route": "字" * 30, "pressed": 1}, 400),
        ({"key": "key-00000001", "chat": MINE, "uploads": ["someone-elses-file"]}, 409),
        (["not", "an", "object"], 400),
    ],
)
async def test_a_malformed_message_gets_a_sentence(site: Site, body: object, status: int) -> None:
    """And leaves no trace."""
    phone = await site.step("department")
    answer = await phone.post("send", json=body)
    assert answer.status == status
    assert (await answer.json())["sentence"].endswith(("。", "）"))
    assert site.scene.arrived == []
    assert (await phone.history(MINE))["entries"] == []


async def test_too_many_messages_are_slowed_down(site: Site) -> None:
    """The sixty-first within a minute waits; a minute later all is well."""
    phone = await site.step("department")
    for number in range(60):
        assert (await phone.send(f"key-{number:08}", MINE, text="x")).status == 202
    slowed = await phone.send("key-00000060", MINE, text="x")
    assert slowed.status == 429
    assert int(slowed.headers["Retry-After"]) >= 1
    site.scene.later(minutes=1)
    assert (await phone.send("key-00000060", MINE, text="x")).status == 202


async def test_a_stream_learns_of_rooms_joined_and_left_while_it_waits(site: Site) -> None:
    """Joining shows the group at once; after leaving nothing more of it arrives."""
    await site.step("office")
    phone = await site.step("department")
    found: list[dict[str, Any]] = []
    waiting = asyncio.create_task(phone.events(0, 2, found))
    await until(lambda: _waiting_streams(site) == 1)
    await site.scene.channel.join(OFFICE.chat, MINE)
    await site.scene.say(OFFICE.chat, Message(text="欢迎"))
    await until(lambda: len(found) == 1)
    await site.scene.channel.part(OFFICE.chat, MINE)
    await site.scene.say(OFFICE.chat, Message(text="背后说"))
    await site.scene.say(MINE, Message(text="当面说"))
    async with asyncio.timeout(LONG):
        assert [entry["text"] for entry in await waiting] == ["欢迎", "当面说"]


async def test_a_stream_ends_when_its_session_does(site: Site) -> None:
    """A phone that was handed over hears nothing more, without waiting for a heartbeat."""
    phone = await site.step("department")
    answer = await phone.get("events", params={"after": "0"})
    await until(lambda: _waiting_streams(site) == 1)
    async with site.scene.database.transaction() as db:
        await queries.end_sessions_of(db, MINE, stamp(site.scene.now))
    site.scene.channel.signed_out()
    await site.scene.say(MINE, Message(text="给新人的"))
    read = b""
    async with asyncio.timeout(LONG):
        with contextlib.suppress(aiohttp.ClientPayloadError):
            async for piece in answer.content.iter_any():
                read += piece
    assert "给新人的" not in read.decode()


async def test_a_silent_line_shows_that_it_lives(open_site: Opener) -> None:
    """The page's own clock tells a silent line from a dead one by these beats."""
    site = await open_site(heartbeat=timedelta(milliseconds=20))
    phone = await site.step("department")
    answer = await phone.get("events", params={"after": "0"})
    async with asyncio.timeout(LONG):
        while await answer.content.readline() != b"event: beat\n":
            pass
    answer.close()


async def test_only_the_phones_of_a_room_are_woken(site: Site) -> None:
    """What one chat says costs the others nothing."""
    bell = Bell()
    with bell.listen() as here, bell.listen() as there:
        bell.hears(here, ["a", "b"])
        bell.hears(there, ["c"])
        bell.ring("b")
        assert (here.rung.is_set(), there.rung.is_set()) == (True, False)
        here.rung.clear()
        bell.hears(here, ["a"])
        bell.ring("b")
        assert not here.rung.is_set()
        bell.ring_all()
        assert there.rung.is_set()


async def test_a_persons_news_is_found_without_walking_everybodys(site: Site) -> None:
    """The query goes by room, whatever the rest of the county has said since."""
    sql = Path(queries.__file__).with_suffix(".sql").read_text(encoding="utf-8")
    text = sql.split("-- name: entries_after(")[1].split("\n", 1)[1].split(";")[0]
    async with site.scene.database.reading() as db:
        values = {"address": MINE, "after": 0, "upto": 1}
        plan = await db.execute_fetchall(f"explain query plan {text}", values)
    steps = " | ".join(str(row[3]) for row in plan)
    assert "SEARCH l USING INDEX ix_web_log_chat (chat=? AND seq>?)" in steps


async def test_a_stream_that_was_woken_once_asks_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Afterwards it waits: three hundred phones that kept asking would be three hundred loops."""
    asked = 0
    entries_after = queries.entries_after

    async def counted(db: Session, address: str, after: int, upto: int) -> list[EntryRow]:
        nonlocal asked
        asked += 1
        return await entries_after(db, address, after, upto)

    monkeypatch.setattr(queries, "entries_after", counted)
    phone = await site.step("department")
    answer = await phone.get("events", params={"after": "0"})
    await until(lambda: asked == 1)
    await site.scene.say(MINE, Message(text="一次"))
    await until(lambda: asked == 2)
    await asyncio.sleep(0.05)
    answer.close()
    assert asked == 2


@pytest.mark.postgres
@pytest.mark.slow
async def test_nor_does_an_address_of_the_web_chat_trip_over_them(site: Site) -> None:
    """A room of such a name is not there, as any other."""
    phone = await site.step("department")
    assert (await phone.get("history", params={"chat": "w\0x"})).status == 404
    assert (await phone.get("file/1\0/1")).status == 404
    assert (await phone.send("key-00000001", "w\0x", text="3")).status == 400
    assert (await phone.send("key-00000002", MINE, text="3\0")).status == 202
