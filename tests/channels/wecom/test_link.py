"""The link comes back from whatever may end a line, and never says that something was sent that was
not, nor the other way round. The fault matrix is that of the published SDKs, which fail it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.wecom.faults import (
    Meaning,
    NotConnectedFault,
    RefusedFault,
    UnansweredFault,
    meaning_of,
)
from bot.channels.wecom.link import Link, LinkSettings
from bot.channels.wecom.pauses import Growth, Rhythm
from bot.channels.wecom.states import LinkState, Stage, Trouble
from tests import steady
from tests.channels.wecom.ends import SOON, linked, settings, until
from tests.patience import LONG
from tests.wecom_gateway import Fault, Gateway, Phone

MARKDOWN = {"msgtype": "markdown", "markdown": {"content": "**您好**"}}


def push(chat: str = "limin", content: str = "您好") -> dict[str, Any]:
    """A message of the bot's own accord."""
    return {
        "chatid": chat,
        "chat_type": 1,
        "msgtype": "markdown",
        "markdown": {"content": content},
    }


def stream(content: str) -> dict[str, Any]:
    """An answer in one piece."""
    return {"msgtype": "stream", "stream": {"id": "S1", "finish": True, "content": content}}


async def test_what_people_say_comes_in_order_and_is_answered_by_its_number() -> None:
    """Subscribe, twenty sentences, an answer to the last by its req_id, a push of its own."""
    async with Gateway() as gateway, linked(gateway) as ends:
        phone = Phone(gateway, "limin")
        said = [phone.says(f"第 {n} 句") for n in range(20)]
        await until(lambda: len(ends.frames) == 20)
        assert ends.texts == [f"第 {n} 句" for n in range(20)]
        req_id = said[-1]["headers"]["req_id"]
        assert await ends.link.request("aibot_respond_msg", stream("收到"), req_id=req_id) == {}
        assert await ends.link.request("aibot_send_msg", push()) == {}
        assert [shown.text for shown in phone.sees()] == ["收到", "您好"]
        assert ends.link.last_frame is not None
        assert ends.stages == [Stage.CONNECTING, Stage.READY]
    assert ends.stages[-1] is Stage.STOPPED


async def test_many_questions_at_once_each_get_their_own_answer() -> None:
    """Twenty uploads begun at once: every upload_id is another, and known to the gateway."""
    body = {
        "type": "file",
        "filename": "a.txt",
        "total_size": 5,
        "total_chunks": 1,
        "md5": "0" * 32,
    }
    async with Gateway() as gateway, linked(gateway) as ends:
        asked = [ends.link.request("aibot_upload_media_init", body) for _ in range(20)]
        got = {answer["upload_id"] for answer in await asyncio.gather(*asked)}
        assert got == set(gateway.uploads.sessions)
        assert len(got) == 20


@pytest.mark.parametrize("code", [1000, 1001, 1008, 1011, 1012, 4000])
async def test_after_any_close_the_link_is_back(code: int) -> None:
    """A clean close (1000, 1001) is an end like any other: the published SDKs stay dead there."""
    async with Gateway() as gateway, linked(gateway) as ends:
        await gateway.close(code)
        await until(lambda: gateway.subscribed == 2 and ends.link.state.stage is Stage.READY)
        lost = next(state for state in ends.states if state.stage is Stage.WAITING)
        assert (lost.code, lost.trouble) == (code, Trouble.CLOSED)
        Phone(gateway, "limin").says("还在吗")
        await until(lambda: ends.texts == ["还在吗"])


async def test_after_a_cut_line_the_link_is_back() -> None:
    """A TCP reset in the middle of quiet."""
    async with Gateway() as gateway, linked(gateway) as ends:
        gateway.abort()
        await until(lambda: gateway.subscribed == 2 and ends.link.state.stage is Stage.READY)
        assert next(s for s in ends.states if s.stage is Stage.WAITING).code == 1006


async def test_two_silent_heartbeats_are_the_end_of_a_line() -> None:
    """The socket is open and even the closing handshake works, but no heartbeat is answered."""
    rhythm = replace(SOON, ping=0.05)
    async with Gateway() as gateway, linked(gateway, rhythm=rhythm) as ends:
        await until(lambda: ends.link.last_pong is not None or gateway.pings > 2)
        gateway.mute_pings = True
        await until(lambda: any(state.trouble is Trouble.SILENT for state in ends.states))
        gateway.mute_pings = False
        await until(lambda: gateway.subscribed >= 2 and ends.link.state.stage is Stage.READY)


async def test_answered_heartbeats_keep_a_line() -> None:
    """Ten heartbeats, all answered: one line."""
    async with Gateway() as gateway, linked(gateway, rhythm=replace(SOON, ping=0.25)) as ends:
        await until(lambda: gateway.pings >= 4)
        assert Stage.CONNECTING not in ends.stages[1:]


async def test_a_gateway_that_never_lets_in_is_left_and_tried_again() -> None:
    """The subscribe frame is never answered."""
    async with Gateway() as gateway:
        gateway.mute_subscribe = True
        rhythm = replace(SOON, connect=0.2)
        async with linked(gateway, rhythm=rhythm, wait=False) as ends:
            await until(lambda: any(state.trouble is Trouble.SLOW for state in ends.states))
            gateway.mute_subscribe = False
            await until(lambda: ends.link.state.stage is Stage.READY)


async def test_refused_credentials_back_off_slowly_and_say_so() -> None:
    """REFUSED with the code, a minute first and half an hour at most, and back once mended."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0.01)

    async with Gateway() as gateway:
        gateway.refuse_code = 40001
        rhythm = Rhythm(sleep=sleep, chance=lambda: 1.0)
        async with linked(gateway, rhythm=rhythm, wait=False) as ends:
            await until(lambda: len(pauses) >= 8)
            gateway.refuse_code = 0
            await until(lambda: ends.link.state.stage is Stage.READY)
    refused = [state for state in ends.states if state.stage is Stage.REFUSED]
    assert {state.code for state in refused} == {40001}
    assert pauses[:7] == [60, 120, 240, 480, 960, 1800, 1800]
    assert all(state.until and state.until > state.since for state in refused)


@pytest.mark.parametrize(("code", "least"), [(-1, 0.5), (45009, 60.0)])
async def test_a_busy_platform_at_the_door_is_no_wrong_secret(code: int, least: float) -> None:
    """Busy: soon again. Too often: a minute. Never half an hour for somebody else's trouble."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        gateway.refuse_code = 0

    async with Gateway() as gateway:
        gateway.refuse_code = code
        rhythm = Rhythm(sleep=sleep, chance=lambda: 1.0)
        async with linked(gateway, rhythm=rhythm):
            assert pauses == [max(1.0, least)]


@pytest.mark.parametrize("leave_open", [False, True])
async def test_a_kick_is_an_alarm_and_no_fight(leave_open: bool) -> None:
    """KICKED; the way back takes ten minutes, then longer and longer, to six hours."""
    pauses: list[float] = []
    go_on = asyncio.Event()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await go_on.wait()

    async with Gateway() as gateway:
        rhythm = Rhythm(sleep=sleep, chance=lambda: 1.0)
        async with linked(gateway, rhythm=rhythm) as ends:
            await gateway.kick(leave_open=leave_open)
            await until(lambda: ends.link.state.stage is Stage.KICKED)
            with pytest.raises(NotConnectedFault):
                await ends.link.request("aibot_send_msg", push())
            for expected in (600, 1200, 2400, 4800, 9600, 19200, 21600, 21600):
                await until(lambda: ends.link.state.stage is Stage.KICKED)
                assert pauses[-1] == expected
                ends.link.hurry()
                await until(lambda: ends.link.state.stage is Stage.READY)
                await gateway.kick(leave_open=leave_open)
                await until(lambda expected=expected: len(pauses) > 1 + ladder.index(expected))
    assert gateway.subscribed == 9


ladder = [600, 1200, 2400, 4800, 9600, 19200, 21600]


async def test_an_hour_of_peace_forgets_old_kicks() -> None:
    """A kick last week does not make today's wait longer; nor do old failures after a minute."""
    pauses: list[float] = []
    time = [datetime(2026, 11, 23, tzinfo=UTC)]

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async with Gateway() as gateway:
        rhythm = Rhythm(sleep=sleep, chance=lambda: 1.0)
        async with linked(gateway, rhythm=rhythm, clock=lambda: time[0]) as ends:
            for number, held in enumerate((0, 59, 61, 4000, 0)):
                await until(lambda n=number: gateway.subscribed == n + 1)
                await until(lambda: ends.link.state.stage is Stage.READY)
                time[0] += timedelta(seconds=held)
                await gateway.kick()
            await until(lambda: len(pauses) == 5)
    assert pauses == [600, 1200, 2400, 600, 1200]


async def test_an_outage_of_hours_ends_in_a_working_link() -> None:
    """Two days without a gateway in simulated time: thousands of tries, none more than a minute
    apart, no recursion and no overflow, and then it works.
    """
    time = [datetime(2026, 11, 23, tzinfo=UTC)]
    back = asyncio.Event()

    async def sleep(seconds: float) -> None:
        assert seconds <= 60
        time[0] += timedelta(seconds=seconds)
        if time[0] > datetime(2026, 11, 25, tzinfo=UTC):
            back.set()
            await asyncio.sleep(0.05)
        await asyncio.sleep(0)

    gateway = Gateway()
    await gateway.start()
    async with linked(gateway, rhythm=Rhythm(sleep=sleep), clock=lambda: time[0]) as ends:
        await gateway.stop()
        await asyncio.wait_for(back.wait(), LONG)
        tries = len([state for state in ends.states if state.stage is Stage.WAITING])
        assert tries > 2800
        troubles = {state.trouble for state in ends.states if state.stage is Stage.WAITING}
        assert troubles <= {Trouble.CLOSED, Trouble.UNREACHED}
        await gateway.start()
        assert await ends.link.ready(60)
        Phone(gateway, "limin").says("恢复了吗")
        await until(lambda: ends.texts == ["恢复了吗"])
        await ends.link.request("aibot_send_msg", push())
    await gateway.stop()


def test_pauses_grow_to_their_cap_for_ever() -> None:
    """The exponent is capped before it is used: no OverflowError after 1024 failures."""
    growth = Growth(1.0, 60.0)
    assert [growth.seconds(n) for n in (0, 1, 2, 3, 6, 7, 100, 10**9)] == [
        1,
        1,
        2,
        4,
        32,
        60,
        60,
        60,
    ]
    assert Rhythm(chance=lambda: 0.0).jittered(60) == 45
    assert Rhythm(chance=lambda: 1.0).jittered(60) == 60


async def test_without_a_line_nothing_was_sent() -> None:
    """NotConnectedFault before the start, while connecting, after the stop."""
    async with Gateway() as gateway:
        link = Link(settings(gateway), on_frame=_nothing, clock=steady.now)
        with pytest.raises(NotConnectedFault):
            await link.request("aibot_send_msg", push())
        gateway.mute_subscribe = True
        await link.start()
        await until(lambda: gateway.frames)
        with pytest.raises(NotConnectedFault):
            await link.request("aibot_send_msg", push())
        await link.stop()
        with pytest.raises(NotConnectedFault):
            await link.request("aibot_send_msg", push())
        assert gateway.counts() == {"aibot_subscribe": 1}


async def test_no_answer_means_that_nobody_knows() -> None:
    """Carried out or not, the asker learns the same; a late question by that number is not sent."""
    async with Gateway() as gateway, linked(gateway) as ends:
        phone = Phone(gateway, "limin")
        req_id = phone.says("你好")["headers"]["req_id"]
        gateway.faults += [
            Fault("aibot_respond_msg", mute=True),
            Fault("aibot_send_msg", lost=True),
        ]
        with pytest.raises(UnansweredFault):
            await ends.link.request("aibot_respond_msg", stream("一"), req_id=req_id, seconds=0.3)
        with pytest.raises(UnansweredFault):
            await ends.link.request("aibot_send_msg", push(), seconds=0.3)
        with pytest.raises(RefusedFault) as refused:
            await ends.link.request("aibot_respond_msg", stream("二"), req_id=req_id)
        assert refused.value.meaning is Meaning.WINDOW
        await ends.link.request("aibot_send_msg", push(content="三"))
        assert [shown.text for shown in phone.sees()] == ["一", "三"]


async def test_answers_by_one_number_go_one_after_the_other() -> None:
    """Five answers to one callback at once: all arrive, in order, each with its own answer."""
    async with Gateway() as gateway, linked(gateway) as ends:
        phone = Phone(gateway, "limin")
        req_id = phone.says("你好")["headers"]["req_id"]
        bodies = [{"msgtype": "markdown", "markdown": {"content": f"第 {n}"}} for n in range(5)]
        await asyncio.gather(
            *(ends.link.request("aibot_respond_msg", body, req_id=req_id) for body in bodies)
        )
        assert [shown.text for shown in phone.sees()] == [f"第 {n}" for n in range(5)]


@pytest.mark.parametrize("how", [{"abort": True}, {"close": 1000}, {"close": 1011}])
@pytest.mark.parametrize("after", [False, True])
async def test_a_line_that_breaks_under_a_question_leaves_it_open(
    how: dict[str, Any], after: bool
) -> None:
    """Whoever asked learns that the outcome is unknown, at once, and the link is back."""
    async with Gateway() as gateway, linked(gateway) as ends:
        phone = Phone(gateway, "limin")
        phone.says("你好")
        gateway.faults.append(Fault("aibot_send_msg", after=after, **how))
        with pytest.raises(UnansweredFault):
            await ends.link.request("aibot_send_msg", push(), seconds=600)
        await until(lambda: gateway.subscribed == 2 and ends.link.state.stage is Stage.READY)
        assert len(phone.sees()) == int(after)


async def test_a_lost_session_rebuilds_the_line() -> None:
    """846609 on an open socket: the question was refused, and the line is made anew."""
    async with Gateway() as gateway, linked(gateway) as ends:
        Phone(gateway, "limin").says("你好")
        gateway.faults.append(Fault("aibot_send_msg", code=846609))
        with pytest.raises(RefusedFault) as refused:
            await ends.link.request("aibot_send_msg", push())
        assert refused.value.meaning is Meaning.REBUILD
        await until(lambda: gateway.subscribed == 2 and ends.link.state.stage is Stage.READY)
        assert any(state.trouble is Trouble.SESSION for state in ends.states)
        await ends.link.request("aibot_send_msg", push())


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (846605, Meaning.WINDOW),
        (846607, Meaning.UNOPENED),
        (846608, Meaning.WINDOW),
        (93001, Meaning.OUTSIDE),
        (93006, Meaning.OUTSIDE),
        (93008, Meaning.OUTSIDE),
        (45009, Meaning.RATE),
        (-1, Meaning.LATER),
        (40007, Meaning.MEDIA),
        (45002, Meaning.TOO_LARGE),
        (40058, Meaning.FINAL),
        (123456789, Meaning.FINAL),
    ],
)
async def test_every_error_code_reaches_the_asker_with_its_meaning(
    code: int, meaning: Meaning
) -> None:
    """And the line stays as it is."""
    async with Gateway() as gateway, linked(gateway) as ends:
        Phone(gateway, "limin").says("你好")
        gateway.faults.append(Fault("aibot_send_msg", code=code))
        with pytest.raises(RefusedFault) as refused:
            await ends.link.request("aibot_send_msg", push())
        assert (refused.value.code, refused.value.meaning) == (code, meaning)
        assert gateway.subscribed == 1
        assert meaning_of(code) is meaning


async def test_strange_frames_do_no_harm() -> None:
    """Torn JSON, other types, answers to nothing, unknown events: what follows still comes."""
    strange: list[str | bytes] = [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        "{}",
        '{"headers":{}}',
        '{"headers":{"req_id":7}}',
        '{"headers":[],"errcode":0}',
        '{"headers":{"req_id":"nobody"},"errcode":0,"errmsg":"ok"}',
        '{"headers":{"req_id":"nobody"},"errcode":"zero"}',
        '{"cmd":"aibot_new_callback","headers":{"req_id":"n"},"body":{}}',
        '{"cmd":"aibot_msg_callback","headers":{"req_id":"n"},"body":[]}',
        '{"cmd":"aibot_event_callback","headers":{"req_id":"n"},"body":{"event":[]}}',
        '{"cmd":[],"headers":{"req_id":"n"}}',
        "[" * 100000,
        b"\xff\xfe",
        '{"headers":{"req_id":"n"},"errcode":' + "9" * 5000 + "}",
    ]
    async with Gateway() as gateway, linked(gateway) as ends:
        for text in strange:
            await gateway.send_raw(text)
        Phone(gateway, "limin").says("还在吗")
        await until(lambda: any("text" in f["body"] for f in ends.frames))
        assert gateway.subscribed == 1


async def test_control_characters_and_half_characters_are_taken_out() -> None:
    """As the official SDK strips them; half of a character would break the database."""
    body = '{"cmd":"aibot_msg_callback","headers":{"req_id":"a"},"body":{"msgid":"m","text":{'
    async with Gateway() as gateway, linked(gateway) as ends:
        await gateway.send_raw(body + '"content":"一\x00二\x1f三\\ud83d四"}}}')
        await gateway.send_raw(body + '"content":"\\ud83d\\ude00\n"}}}')
        await until(lambda: len(ends.frames) == 2)
        assert ends.texts == ["一二三\ufffd四", "😀\n"]


async def test_an_oversize_frame_is_not_swallowed() -> None:
    """More than a megabyte ends the line (1009), and the link is back."""
    async with Gateway() as gateway, linked(gateway) as ends:
        with contextlib.suppress(ConnectionError):
            await gateway.send_raw('{"x":"' + "y" * 1_500_000 + '"}')
        await until(lambda: gateway.subscribed == 2 and ends.link.state.stage is Stage.READY)
        lost = next(state for state in ends.states if state.stage is Stage.WAITING)
        assert lost.code == 1009


async def test_a_frame_that_cannot_be_kept_at_once_is_kept_later_and_in_order() -> None:
    """The database stumbles twice: nothing is lost, and the second stays behind the first."""
    kept: list[str] = []
    tries = [0]

    async def keep(frame: dict[str, Any]) -> None:
        tries[0] += 1
        if tries[0] <= 2:
            raise OSError("disk full")
        kept.append(frame["body"]["text"]["content"])

    async with Gateway() as gateway, linked(gateway, keep=keep):
        phone = Phone(gateway, "limin")
        phone.says("一")
        phone.says("二")
        await until(lambda: len(kept) == 2)
    assert kept == ["一", "二"]


async def test_slow_keeping_stops_neither_heartbeats_nor_answers() -> None:
    """Whoever keeps frames may even ask questions himself."""
    kept: list[str] = []

    async def keep(frame: dict[str, Any]) -> None:
        await ends.link.request("aibot_send_msg", push(content="正在处理"))
        kept.append(frame["body"]["text"]["content"])

    async with Gateway() as gateway, linked(gateway, keep=keep) as ends:
        phone = Phone(gateway, "limin")
        for number in range(5):
            phone.says(str(number))
        await until(lambda: len(kept) == 5)
        assert len(phone.sees()) == 5


async def test_what_was_read_survives_the_end_of_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """More waits than may: the line is read no further, goes silent, and nothing read is lost."""
    monkeypatch.setattr("bot.channels.wecom.link.MOST_WAITING", 4)
    kept: list[str] = []
    go_on = asyncio.Event()

    async def keep(frame: dict[str, Any]) -> None:
        await go_on.wait()
        kept.append(frame["body"]["text"]["content"])

    async with Gateway() as gateway:
        rhythm = replace(SOON, ping=0.05)
        async with linked(gateway, keep=keep, rhythm=rhythm) as ends:
            phone = Phone(gateway, "limin")
            for number in range(5):  # one in hand, four waiting
                phone.says(str(number))
            await until(lambda: gateway.subscribed >= 2)
            assert any(state.trouble is Trouble.SILENT for state in ends.states)
            go_on.set()
            await until(lambda: len(kept) == 5)
            phone.says("5")
            await until(lambda: len(kept) == 6)
        assert kept == [str(number) for number in range(6)]


async def test_stopping_hands_on_what_had_come() -> None:
    """Frames that were read are kept before the link says that it has stopped."""
    kept: list[str] = []

    async def keep(frame: dict[str, Any]) -> None:
        await asyncio.sleep(0.02)
        kept.append(frame["body"]["text"]["content"])

    async with Gateway() as gateway:
        async with linked(gateway, keep=keep) as ends:
            phone = Phone(gateway, "limin")
            for number in range(10):
                phone.says(str(number))
            await gateway.settled()
            await until(lambda: ends.link.last_frame is not None and kept)
        assert kept == [str(number) for number in range(len(kept))]
        assert ends.link.state.stage is Stage.STOPPED


async def test_a_listener_that_fails_does_not_stop_the_link() -> None:
    """States are told to whoever listens; what he makes of them is his."""

    def listen(_: LinkState) -> None:
        raise RuntimeError("no")

    async with Gateway() as gateway:
        link = Link(
            settings(gateway), on_frame=_nothing, on_state=listen, clock=steady.now, rhythm=SOON
        )
        await link.start()
        assert await link.ready(30)
        await link.stop()


@pytest.mark.parametrize(
    ("changed", "trouble"),
    [
        ({"url": "ws://xinkao.invalid/"}, Trouble.NAME),
        ({"url": "ws://127.0.0.1:9/"}, Trouble.UNREACHED),
        ({"url": "http:///"}, Trouble.ADDRESS),
        ({"ca_file": "/nowhere/ca.pem"}, Trouble.CA_FILE),
        ({"proxy": "http://127.0.0.1:9"}, Trouble.PROXY),
        ({"proxy": "socks5://127.0.0.1:9"}, Trouble.PROXY),
        ({"proxy": "socks5://"}, Trouble.ADDRESS),
    ],
)
async def test_what_stands_in_the_way_has_a_name(changed: dict[str, Any], trouble: Trouble) -> None:
    """For ``check`` and for the log, without any address or password in it."""
    async with Gateway() as gateway, linked(gateway, wait=False, **changed) as ends:
        await until(lambda: Stage.WAITING in ends.stages)
        assert next(s for s in ends.states if s.stage is Stage.WAITING).trouble is trouble


async def test_another_page_at_the_address_is_told_apart() -> None:
    """An HTTP server that is no gateway: the handshake fails, with its status."""
    async with Gateway() as gateway:
        wrong = f"{gateway.url}nothing"
        async with linked(gateway, wait=False, url=wrong) as ends:
            await until(lambda: Stage.WAITING in ends.stages)
            lost = next(state for state in ends.states if state.stage is Stage.WAITING)
            assert (lost.trouble, lost.code) == (Trouble.HANDSHAKE, 404)


async def test_a_line_that_broke_is_not_made_anew_while_the_bot_may_be_anothers() -> None:
    """To connect would throw the other one out; once it is certain, it goes on by itself."""
    ours = True

    async def is_ours() -> bool:
        return ours

    async with Gateway() as gateway, linked(gateway, may_connect=is_ours) as ends:
        ours = False
        gateway.abort()
        await until(lambda: sum(s.trouble is Trouble.NOT_OURS for s in ends.states) > 2)
        assert gateway.attempts == 1
        ours = True
        await until(lambda: gateway.subscribed == 2 and ends.link.state.stage is Stage.READY)


async def test_the_secret_is_never_shown(caplog: pytest.LogCaptureFixture, capsys: Any) -> None:
    """Neither by repr nor by any log line, of ours or of the libraries, at the finest level."""
    caplog.set_level(logging.DEBUG)
    told = LinkSettings("aibX", "very-secret", proxy="http://user:hidden@127.0.0.1:9")
    assert "very-secret" not in f"{told} {told!r}"
    assert "hidden" not in f"{told} {told!r}"
    async with Gateway() as gateway:
        gateway.secret = "very-secret"
        async with linked(gateway) as ends:
            Phone(gateway, "limin").says("你好")
            gateway.faults.append(Fault("aibot_send_msg", code=40058))
            with pytest.raises(RefusedFault) as refused:
                await ends.link.request("aibot_send_msg", push())
            assert "very-secret" not in str(refused.value)
        gateway.refuse_code = 40001
        async with linked(gateway, wait=False) as ends:
            await until(lambda: Stage.REFUSED in ends.stages)
        async with linked(gateway, wait=False, proxy="http://user:hidden@127.0.0.1:9") as ends:
            await until(lambda: Stage.WAITING in ends.stages)
    shown = caplog.text + "".join(capsys.readouterr())
    assert "very-secret" not in shown
    assert "hidden" not in shown


async def _nothing(_: dict[str, Any]) -> None:
    return None
