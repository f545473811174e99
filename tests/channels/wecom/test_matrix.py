"""Every fault of the line against the whole bot: what the person sees in the end.

A message is answered, once; twice only where nobody can know whether the first answer arrived, and
then the second says so. What a page did is neither undone nor done again by a fault of the line.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wecom import words
from bot.channels.wecom.pauses import Growth
from bot.channels.wecom.states import Stage
from tests.channels.wecom.ends import until
from tests.channels.wecom.live import Live, live, text_of
from tests.sample_papers import picture
from tests.wecom_gateway import Fault, Phone, Shown

REPLY, PUSH, CHUNK = "aibot_respond_msg", "aibot_send_msg", "aibot_upload_media_chunk"


def hurry(running: Live, **more: Any) -> None:
    """The link loses no time, and waits for no answer longer than a second."""
    link = running.wecom.link
    quick = {"lost": Growth(0.02, 0.1), "refused": Growth(0.02, 0.1), "answer": 1.0}
    link._rhythm = replace(link._rhythm, **quick, **more)


async def settled(running: Live) -> None:
    """Wait until nothing is under way; letters that were put off go soon instead."""

    async def hasten() -> None:
        while True:
            async with running.application.database.transaction() as db:
                await db.execute("update outbox set not_before = created_at where state = 'new'")
            running.application.outbox.posted()
            await asyncio.sleep(0.3)

    hastening = asyncio.create_task(hasten())
    try:
        await running.settled()
    finally:
        hastening.cancel()
        await asyncio.gather(hastening, return_exceptions=True)


def opens(phone: Phone, route: str) -> dict[str, Any]:
    """Press a card from before that leads there."""
    card = {"card_type": "button_interaction", "task_id": "old", "main_title": {"title": "旧"}}
    card["button_list"] = [{"text": "旧按钮", "key": f"1|{route}"}]
    phone.chat.shown.append(Shown("card", card=card, mine=True))
    return phone.presses(f"1|{route}")


async def answers(running: Live, phone: Phone, act: Callable[[], object]) -> list[str]:
    """What a person is shown in answer to something, as text."""
    before = len(phone.sees())
    act()
    await settled(running)
    return [text_of(shown) or shown.name or shown.kind for shown in phone.sees()[before:]]


ENDS = [
    {"close": 1000},
    {"close": 1001},
    {"close": 1011},
    {"abort": True},
    {"close": 1000, "after": True},
    {"abort": True, "after": True},
    {"lost": True},
    {"mute": True},
]


@pytest.mark.parametrize("cmd", [REPLY, PUSH])
async def test_an_answer_survives_every_end_of_its_line(tmp_path: Path, cmd: str) -> None:
    """Once where it did not arrive; where it did, once more with a line that says so."""
    async with live(tmp_path) as running:
        hurry(running)
        phone = running.phones["李敏"]
        whole = await answers(running, phone, lambda: phone.says("首页"))
        for end in ENDS:
            running.gateway.faults.append(Fault(cmd, **end))
            got = await answers(running, phone, lambda: phone.says("首页"))
            plainly = [text.removeprefix(words.text_unsure()).strip() for text in got]
            assert sorted(set(plainly)) == sorted(set(whole)), end
            again = len(got) - len(whole)
            assert again <= 1, end
            warned = [text for text in got if text.startswith(words.text_unsure())]
            assert len(warned) >= again, end
        assert await running.query("select 1 from inbox where state <> 'done'") == []


@pytest.mark.parametrize("code", [846605, 846608, 846609, -1, 45009, 40058])
async def test_an_answer_survives_every_error_code(tmp_path: Path, code: int) -> None:
    """Pushed where the window is closed, later where it is busy; exactly once."""
    async with live(tmp_path) as running:
        hurry(running)
        phone = running.phones["李敏"]
        whole = await answers(running, phone, lambda: phone.says("首页"))
        running.gateway.faults.append(Fault(REPLY, code=code))
        assert await answers(running, phone, lambda: phone.says("首页")) == whole
        assert running.gateway.overruns == 0


async def test_somebody_who_has_not_opened_the_chat_is_reached_when_he_has(tmp_path: Path) -> None:
    """846607: the letter is given up aloud; the next word of the person mends it."""
    async with live(tmp_path) as running:
        hurry(running)
        phone = running.phones["李敏"]
        running.gateway.faults.append(Fault(REPLY, code=846605))
        running.gateway.faults.append(Fault(PUSH, code=846607))
        assert await answers(running, phone, lambda: phone.says("首页")) == []
        assert await running.query("select 1 from outbox where state = 'gone'") != []
        assert await answers(running, phone, lambda: phone.says("首页")) != []


async def test_the_same_message_again_is_answered_once(tmp_path: Path) -> None:
    """Words, a click and a photo, each delivered four times."""
    async with live(tmp_path) as running:
        hurry(running)
        gateway, phone = running.gateway, running.phones["李敏"]
        opens(phone, "proof/1/1/三.4")
        await settled(running)
        acts: list[Callable[[], Any]] = [
            lambda: phone.says("首页"),
            lambda: opens(phone, "proof/1/1/三.4"),
            lambda: phone.sends_photo(picture((1, 2, 3))),
        ]
        for act in acts:
            before = len(await running.query("select 1 from inbox"))
            frame = act()
            for _ in range(3):
                gateway.again(frame)
            await settled(running)
            assert len(await running.query("select 1 from inbox")) <= before + 1
        assert len(await running.query("select 1 from evidence")) == 1
        assert (
            await running.query(
                "select inbox_id from outbox group by inbox_id, payload having count(*) > 1"
            )
            == []
        )


async def test_a_photo_arrives_whole_or_is_asked_for_again(tmp_path: Path) -> None:
    """Expired, torn, cut off, slow, too large: stored once, or a sentence that says what to do."""
    async with live(tmp_path) as running:
        hurry(running)
        media, phone = running.gateway.media, running.phones["李敏"]
        opens(phone, "proof/1/1/三.4")
        await settled(running)

        async def sends(number: int, **switches: Any) -> str:
            for name, value in switches.items():
                setattr(media, name, value)
            got = await answers(
                running, phone, lambda: phone.sends_photo(picture((number, number, 9)))
            )
            for name, value in switches.items():
                setattr(media, name, type(value)())
            return "\n".join(got)

        for number, broken in enumerate(({"expired": True}, {"bad_padding": True})):
            assert "没有传完整，请再发一次" in await sends(number, **broken), broken
        assert "太大" in await sends(2, oversize=30 << 20)
        assert await running.query("select 1 from evidence") == []
        passing = ({"cut": 1}, {"stumbles": 1}, {"pause": 0.2}, {})
        for number, slow in enumerate(passing, 1):
            assert "已存好" in await sends(10 + number, **slow), slow
            assert len(await running.query("select 1 from evidence")) == number


async def test_a_picture_goes_out_over_a_stumbling_line(tmp_path: Path) -> None:
    """Each piece, the beginning and the end of an upload: the picture arrives, once."""
    async with live(tmp_path) as running:
        hurry(running)
        gateway, phone = running.gateway, running.phones["赵主任"]
        stumbles = [
            Fault(CHUNK, code=-1),
            Fault(CHUNK, close=1001),
            Fault(CHUNK, abort=True, after=True),
            Fault(CHUNK, code=45009),
            Fault("aibot_upload_media_init", code=-1),
            Fault("aibot_upload_media_init", code=45009),
            Fault("aibot_upload_media_init", close=1011),
            Fault("aibot_upload_media_finish", code=-1),
            Fault("aibot_upload_media_finish", code=846609),
            Fault(PUSH, code=40007),
        ]
        for number, stumble in enumerate(stumbles, 1):
            gateway.faults.append(stumble)
            before = len(phone.sees())
            opens(phone, f"ranking/1/1/top/{number}/picture")
            await settled(running)
            kinds = [shown.kind for shown in phone.sees()[before:]]
            assert kinds.count("image") == 1, stumble


async def test_a_kick_is_waited_out_and_then_all_goes_on(tmp_path: Path) -> None:
    """No fight; when the operator has stopped the other program, one word brings the line back."""
    async with live(tmp_path) as running:
        hurry(running)
        phone = running.phones["李敏"]
        await running.gateway.kick()
        await running.hears(lambda: running.wecom.link.state.stage is Stage.KICKED)
        before = running.gateway.attempts
        phone.says("首页")
        await running.gateway.settled()
        assert len(running.gateway.dropped) == 1
        assert running.gateway.attempts == before
        running.wecom.link.hurry()
        await running.hears(lambda: running.gateway.connected)
        assert await answers(running, phone, lambda: phone.says("首页")) != []


async def test_silence_is_noticed_and_all_goes_on(tmp_path: Path) -> None:
    """Heartbeats unanswered: a new line, and the next word is answered over it."""
    async with live(tmp_path) as running:
        hurry(running, ping=0.1)
        await running.gateway.close(1000)  # the next line beats faster
        await running.hears(lambda: running.gateway.subscribed == 2)
        running.gateway.mute_pings = True
        await running.hears(lambda: running.gateway.subscribed >= 3)
        running.gateway.mute_pings = False
        hurry(running, ping=30.0)
        before = running.gateway.subscribed
        await running.gateway.close(1000)
        await running.hears(lambda: running.gateway.subscribed > before)
        assert await running.wecom.link.ready(60)
        phone = running.phones["李敏"]
        assert await answers(running, phone, lambda: phone.says("首页")) != []


async def test_what_was_written_during_an_outage_goes_out_after_it(tmp_path: Path) -> None:
    """The gateway is gone before the answer: it comes, once, when the gateway is back."""
    async with live(tmp_path) as running:
        hurry(running)
        gateway, phone = running.gateway, running.phones["李敏"]
        whole = await answers(running, phone, lambda: phone.says("首页"))
        before = len(phone.sees())
        gateway.faults.append(Fault(REPLY, abort=True))
        phone.says("首页")
        await running.hears(lambda: not gateway.connected and gateway.counts()[REPLY] == 2)
        await gateway.stop()
        await until(lambda: running.wecom.link.state.stage is Stage.WAITING)
        await gateway.start()
        assert await running.wecom.link.ready(60)
        await settled(running)
        got = [text_of(shown) for shown in phone.sees()[before:]]
        assert [text.removeprefix(words.text_unsure()).strip() for text in got] == whole
