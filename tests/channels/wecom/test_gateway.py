"""The gateway of the tests is strict: what the documents forbid is refused and noted."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.channels.wecom.faults import RefusedFault
from bot.channels.wecom.link import Link
from tests.channels.wecom.ends import linked, until
from tests.wecom_gateway import Gateway, Phone
from tests.wecom_gateway.media import Uploaded

Values = dict[str, Any]


def card(number: int = 1, **changed: Any) -> Values:
    """A card with two buttons."""
    return {
        "card_type": "button_interaction",
        "main_title": {"title": "第 1 项", "desc": "共 32 项"},
        "sub_title_text": "请报数量",
        "button_list": [
            {"text": "填数量", "style": 1, "key": "fill"},
            {"text": "本季度没有", "style": 2, "key": "none"},
        ],
        "task_id": f"T{number}@limin",
        **changed,
    }


def vote(options: int = 20, **changed: Any) -> Values:
    """A card with a choice."""
    many = [{"id": f"o{n}", "text": f"指标 {n}"} for n in range(options)]
    return {
        "card_type": "vote_interaction",
        "main_title": {"title": "选哪一项"},
        "checkbox": {"question_key": "row", "mode": 0, "option_list": many},
        "submit_button": {"text": "确定", "key": "submit"},
        "task_id": "V1",
        **changed,
    }


def to(chat: str = "limin", chat_type: int | None = 1, **content: Any) -> Values:
    """A push."""
    body = {"chatid": chat, **content}
    return body if chat_type is None else {**body, "chat_type": chat_type}


def carded(shape: Values) -> Values:
    """A push of a card."""
    return to(msgtype="template_card", template_card=shape)


def said(text: str) -> Values:
    """A push of words."""
    return to(msgtype="markdown", markdown={"content": text})


@asynccontextmanager
async def talking(**time: Any) -> AsyncIterator[tuple[Gateway, Link, Phone]]:
    """A gateway whose violations are of interest, a link, and somebody who has spoken."""
    async with Gateway(**time) as gateway, linked(gateway) as ends:
        phone = Phone(gateway, "limin", "李敏")
        phone.says("你好")
        await until(lambda: ends.frames)
        yield gateway, ends.link, phone
        gateway.violations.clear()


async def refusal(link: Link, cmd: str, body: Values, req_id: str | None = None) -> int:
    """The code that a frame is refused with."""
    with pytest.raises(RefusedFault) as refused:
        await link.request(cmd, body, req_id=req_id)
    return refused.value.code


@pytest.mark.parametrize(
    "body",
    [
        to(msgtype="text", text={"content": "文字"}),
        to(msgtype="markdown_v2", markdown_v2={"content": "文字"}),
        to(msgtype="markdown", markdown={"content": ""}),
        to(msgtype="markdown", markdown={"content": "长" * 6827}),
        to(msgtype="markdown", markdown={"content": "x", "mentioned_list": []}),
        to(msgtype="markdown", markdown={"content": "x"}, chat_type=None),
        to(msgtype="markdown", markdown={"content": "x"}, chat_type=3),
        to(msgtype="markdown", markdown={"content": "x"}, extra=1),
        to("", msgtype="markdown", markdown={"content": "x"}),
        to(msgtype="file", file={"media_id": ""}),
        carded(card(button_list=[])),
        carded(card(button_list=[{"text": "一", "key": str(n)} for n in range(7)])),
        carded(card(button_list=[{"text": "一", "key": "a"}, {"text": "二", "key": "a"}])),
        carded(card(button_list=[{"text": "一", "key": "键" * 342}])),
        carded(card(button_list=[{"text": "", "key": "a"}])),
        carded(card(button_list=[{"text": "一", "key": "a", "style": 5}])),
        carded(card(task_id="有空 格")),
        carded(card(task_id="x" * 129)),
        carded(card(horizontal_content_list=[{"keyname": "k", "value": "v"}] * 7)),
        carded(card(main_title={"title": "一", "subtitle": "二"})),
        carded(card(main_title={}, sub_title_text="")),
        carded(card(checkbox={})),
        carded({key: value for key, value in card().items() if key != "task_id"}),
        carded(vote(21)),
        carded(vote(0)),
        carded(vote(sub_title_text="x")),
        carded({"card_type": "news"}),
    ],
    ids=lambda body: json.dumps(body, ensure_ascii=False)[:60],
)
async def test_what_the_documents_forbid_is_refused_and_noted(body: Values) -> None:
    """40058, and a violation that fails whoever did it."""
    async with talking() as (gateway, link, phone):
        assert await refusal(link, "aibot_send_msg", body) == 40058
        assert len(gateway.violations) >= 1
        assert phone.sees() == []


@pytest.mark.parametrize("body", [carded(card()), carded(vote()), said("长" * 6826)])
async def test_what_the_documents_allow_arrives(body: Values) -> None:
    """Up to the limits."""
    async with talking() as (gateway, link, phone):
        await link.request("aibot_send_msg", body)
        assert gateway.violations == []
        assert len(phone.sees()) == 1


async def test_rules_between_frames() -> None:
    """Cards in groups, a task_id twice, ``disable`` in a fresh card, a wrong kind of chat."""
    async with talking() as (gateway, link, _):
        group = gateway.group("wrGROUP", "管理群")
        Phone(gateway, "zhao").says("在吗", group)
        grouped = {**carded(card(7)), "chatid": "wrGROUP", "chat_type": 2}
        await link.request("aibot_send_msg", carded(card(1)))
        for body in (
            grouped,
            carded(card(1)),
            carded(vote(checkbox={**vote()["checkbox"], "disable": True})),
            {**said("x"), "chat_type": 2},
        ):
            before = len(gateway.violations)
            await refusal(link, "aibot_send_msg", body)
            assert len(gateway.violations) == before + 1
        assert await refusal(link, "aibot_send_msg", {**said("x"), "chatid": "nobody"}) == 93006
        silent = gateway.chat("silent")
        assert await refusal(link, "aibot_send_msg", {**said("x"), "chatid": silent.id}) == 846607
        group.gone = True
        body = {**said("x"), "chatid": "wrGROUP", "chat_type": 2}
        assert await refusal(link, "aibot_send_msg", body) == 93008


async def test_answers_have_their_windows() -> None:
    """24 hours for a message, five seconds for a click and a welcome; each by its own command."""
    time = [1000.0]
    async with talking(clock=lambda: time[0]) as (_, link, phone):
        await link.request("aibot_send_msg", carded(card(1)))
        click = phone.presses("填数量")["headers"]["req_id"]
        update = {
            "response_type": "update_template_card",
            "userids": ["limin"],
            "template_card": card(1, button_list=[{"text": "已选", "key": "done"}]),
        }
        stream = {"msgtype": "stream", "stream": {"id": "S", "finish": True, "content": "x"}}
        assert await refusal(link, "aibot_respond_msg", stream, click) == 846605
        await link.request("aibot_respond_update_msg", update, req_id=click)
        assert phone.sees()[-1].buttons == ["已选"]
        assert await refusal(link, "aibot_respond_update_msg", update, click) == 846605
        late = phone.presses("已选")["headers"]["req_id"]
        time[0] += 6
        assert await refusal(link, "aibot_respond_update_msg", update, late) == 846605
        welcome = phone.enters()["headers"]["req_id"]
        await link.request(
            "aibot_respond_welcome_msg",
            {"msgtype": "text", "text": {"content": "欢迎"}},
            req_id=welcome,
        )
        old = phone.says("你好")["headers"]["req_id"]
        await link.request("aibot_respond_msg", stream, req_id=old)
        assert await refusal(link, "aibot_respond_msg", stream, old) == 846608
        time[0] += 86401
        stream["stream"]["id"] = "S2"
        assert await refusal(link, "aibot_respond_msg", stream, old) == 846605


async def test_a_conversation_takes_thirty_a_minute_and_a_thousand_an_hour() -> None:
    """Replies and pushes together; another conversation is not touched."""
    time = [0.0]
    async with talking(clock=lambda: time[0]) as (gateway, link, phone):
        req_id = phone.says("你好")["headers"]["req_id"]
        for number in range(1000):
            time[0] += 2.1
            body = {"msgtype": "markdown", "markdown": {"content": str(number)}}
            if number % 2:
                await link.request("aibot_respond_msg", body, req_id=req_id)
            else:
                await link.request("aibot_send_msg", {**to(), **body})
        assert gateway.overruns == 0
        assert await refusal(link, "aibot_send_msg", said("x")) == 45009
        time[0] += 3600
        for number in range(30):
            await link.request("aibot_send_msg", said(str(number)))
        assert await refusal(link, "aibot_send_msg", said("x")) == 45009
        Phone(gateway, "wangqiang").says("你好")
        await link.request("aibot_send_msg", {**said("x"), "chatid": "wangqiang"})
        assert gateway.overruns == 2


async def test_uploads_are_counted_and_their_files_live_three_days() -> None:
    """30 beginnings a minute, half an hour for one, three days for what came of it."""
    time = [0.0]
    async with talking(clock=lambda: time[0]) as (gateway, link, _):
        begin = {"type": "file", "filename": "a", "total_size": 5, "total_chunks": 1}
        begin["md5"] = "0" * 32
        for _ in range(30):
            begun = await link.request("aibot_upload_media_init", begin)
        assert await refusal(link, "aibot_upload_media_init", begin) == 45009
        chunk = {"upload_id": begun["upload_id"], "chunk_index": 0, "base64_data": "aGVsbG8="}
        await link.request("aibot_upload_media_chunk", chunk)
        finish = {"upload_id": begun["upload_id"]}
        assert await refusal(link, "aibot_upload_media_finish", finish) == 40058  # the md5
        time[0] += 1801
        assert await refusal(link, "aibot_upload_media_chunk", chunk) == 40058
        gateway.uploads.done["M"] = Uploaded("file", "a.txt", b"hello", time[0])
        body = to(msgtype="file", file={"media_id": "M"})
        await link.request("aibot_send_msg", body)
        picture = to(msgtype="image", image={"media_id": "M"})
        assert await refusal(link, "aibot_send_msg", picture) == 40007
        time[0] += 3 * 86400 + 1
        assert await refusal(link, "aibot_send_msg", body) == 40007


async def test_a_second_subscriber_throws_the_first_out() -> None:
    """One connection per bot: the first is told, closed, and does not come back in haste."""
    async with Gateway() as gateway, linked(gateway) as first:
        async with linked(gateway) as second:
            await until(lambda: "kicked" in first.stages)
            assert second.stages[-1] == "ready"
            Phone(gateway, "limin").says("谁在")
            await until(lambda: second.frames or first.frames)
        assert gateway.kicks >= 1


async def test_what_is_said_while_nobody_listens() -> None:
    """Dropped, as the platform seems to do; or kept, by a switch; or repeated after a break."""
    async with Gateway() as gateway:
        phone = Phone(gateway, "limin")
        phone.says("没人听")
        await gateway.settled()
        gateway.keeps_offline = True
        phone.says("留着")
        await gateway.settled()
        async with linked(gateway) as ends:
            await until(lambda: ends.frames)
            assert ends.texts == ["留着"]
            gateway.repeats = True
            gateway.abort()
            await until(lambda: len(ends.frames) == 2)
            first, again = ends.frames
            assert first["body"] == again["body"]
            assert first["headers"] != again["headers"]
        assert len(gateway.dropped) == 1
