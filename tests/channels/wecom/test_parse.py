"""What frames mean: every documented kind, both shapes of a click, and everything hostile."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.wecom.parse import (
    Aside,
    Entered,
    Pressed,
    Reader,
    Said,
    key_for,
    key_of,
    read,
    route_of,
    without_mention,
)

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
READER = Reader(lambda: NOW, "信考")
ROUTE = "row/5/12/三.4"


def message(kind: str, content: Any, **more: Any) -> dict[str, Any]:
    body = {
        "msgid": "M1",
        "aibotid": "B",
        "chattype": "single",
        "from": {"userid": "limin"},
        "msgtype": kind,
        kind: content,
        **more,
    }
    return {"cmd": "aibot_msg_callback", "headers": {"req_id": "R1"}, "body": body}


def event(kind: str, **more: Any) -> dict[str, Any]:
    body = {
        "msgid": "E1",
        "aibotid": "B",
        "chattype": "single",
        "from": {"userid": "limin"},
        "msgtype": "event",
        "event": {"eventtype": kind, **more},
    }
    return {"cmd": "aibot_event_callback", "headers": {"req_id": "R2"}, "body": body}


def said(frame: dict[str, Any]) -> Said:
    meaning = read(frame, READER)
    assert isinstance(meaning, Said)
    return meaning


def test_a_text_is_addressed_by_its_person_and_can_be_answered() -> None:
    incoming = said(message("text", {"content": "首页"})).incoming
    assert (incoming.chat, incoming.sender, incoming.private) == ("limin", "limin", True)
    assert (incoming.update, incoming.reply, incoming.text) == ("M1", "R1", "首页")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("@信考 排名", "排名"),
        ("@信考\u2005排名", "排名"),
        ("排名 @信考", "排名"),
        ("@信考", ""),
        ("@信考 认领 ABCD-EFGH-2345", "认领 ABCD-EFGH-2345"),
        ("@信考 @张三 的单位报了吗", "@张三 的单位报了吗"),
        ("a@信考.com 是邮箱", "a@信考.com 是邮箱"),
        ("@信考测试 排名", "排名"),
    ],
)
def test_a_group_is_an_address_of_its_own_and_the_bots_name_is_left_out(
    text: str, plain: str
) -> None:
    frame = message("text", {"content": text}, chattype="group", chatid="wrG")
    incoming = said(frame).incoming
    assert (incoming.chat, incoming.sender, incoming.private) == ("group:wrG", "limin", False)
    assert incoming.text == plain


def test_an_unknown_name_is_left_out_at_one_end_only() -> None:
    assert without_mention("@信用 小助手 排名", "") == "小助手 排名"
    assert without_mention("@信用小助手 排名 @张三", "") == "排名 @张三"
    assert without_mention("排名 @信用小助手", "") == "排名"
    assert without_mention("@信用 小助手 排名", "信用 小助手") == "排名"


def test_a_spoken_message_is_read_as_if_it_were_typed() -> None:
    """The transcript's full stop is nobody's."""
    assert said(message("voice", {"content": "进度。"})).incoming.text == "进度"
    assert said(message("voice", {"content": "三点五"})).incoming.text == "三点五"


@pytest.mark.parametrize("kind", ["image", "file", "video"])
def test_a_file_lies_with_wecom_and_more_may_follow(kind: str) -> None:
    meaning = said(message(kind, {"url": "https://x.qq.com/f", "aeskey": "K" * 43}))
    assert meaning.alone
    (file,) = meaning.incoming.attachments
    assert json.loads(file.remote or "") == {
        "url": "https://x.qq.com/f",
        "key": "K" * 43,
        "until": int(NOW.timestamp()) + 300,
    }
    assert file.label


def test_words_and_pictures_together_are_one_message() -> None:
    items = [
        {"msgtype": "text", "text": {"content": "三.4 的照片"}},
        {"msgtype": "image", "image": {"url": "https://x.qq.com/1", "aeskey": "k"}},
        {"msgtype": "image", "image": {"url": "https://x.qq.com/2", "aeskey": "k"}},
    ]
    meaning = said(message("mixed", {"msg_item": items}))
    assert not meaning.alone
    assert meaning.incoming.text == "三.4 的照片"
    labels = [file.label for file in meaning.incoming.attachments]
    assert len(set(labels)) == 2


def test_pictures_without_words_wait_for_more_in_private_only() -> None:
    items = [{"msgtype": "image", "image": {"url": "https://x.qq.com/1", "aeskey": "k"}}]
    assert said(message("mixed", {"msg_item": items})).alone
    frame = message("mixed", {"msg_item": items}, chattype="group", chatid="wrG")
    assert not said(frame).alone


@pytest.mark.parametrize("kind", ["location", "link", "future_kind"])
def test_what_nobody_can_read_is_answered_politely(kind: str) -> None:
    meaning = read(message(kind, {"x": 1}), READER)
    assert isinstance(meaning, Aside)
    assert "看不懂" in meaning.message.text


def click(key: str, selected: Any = None) -> dict[str, Any]:
    items = [] if selected is None else selected
    return {
        "card_type": "button_interaction",
        "event_key": key,
        "task_id": "L7-1@x",
        "selected_items": {"selected_item": items},
    }


@pytest.mark.parametrize("flat", [False, True])
def test_a_pressed_button_is_read_in_both_shapes(flat: bool) -> None:
    """Nested as the wire has it, flat as the official SDK's types have it."""
    told = click(key_for(3, ROUTE))
    frame = event("template_card_event", **(told if flat else {"template_card_event": told}))
    meaning = read(frame, READER)
    assert isinstance(meaning, Pressed)
    assert (meaning.incoming.route, meaning.incoming.pressed) == (ROUTE, "L7-1@x")
    assert (meaning.request, meaning.task, meaning.incoming.reply) == ("R2", "L7-1@x", "")


@pytest.mark.parametrize(
    "selected",
    [
        [{"question_key": "choice", "option_ids": {"option_id": [f"2|{ROUTE}"]}}],
        [{"question_key": "choice", "option_ids": {"option_id": f"2|{ROUTE}"}}],
        {"question_key": "choice", "option_ids": {"option_id": [f"2|{ROUTE}"]}},
    ],
)
def test_a_chosen_option_is_what_was_pressed(selected: Any) -> None:
    frame = event("template_card_event", template_card_event=click("submit", selected))
    meaning = read(frame, READER)
    assert isinstance(meaning, Pressed)
    assert meaning.incoming.route == ROUTE


def test_submitting_without_a_choice_is_told() -> None:
    meaning = read(event("template_card_event", template_card_event=click("submit")), READER)
    assert isinstance(meaning, Aside)
    assert "还没有选" in meaning.message.text


def test_a_click_in_a_group_stays_in_the_group() -> None:
    frame = event("template_card_event", template_card_event=click(key_for(1, "home")))
    frame["body"] |= {"chattype": "group", "chatid": "wrG"}
    meaning = read(frame, READER)
    assert isinstance(meaning, Pressed)
    assert meaning.incoming.chat == "group:wrG"


def test_entering_is_greeted_and_other_events_mean_nothing() -> None:
    assert read(event("enter_chat"), READER) == Entered("limin", "R2")
    for kind in ("feedback_event", "auth_change_event", "enter_check_update"):
        assert read(event(kind), READER) is None


def test_keys_keep_every_route_and_refuse_what_is_not_ours() -> None:
    assert route_of(key_for(20, ROUTE)) == ROUTE
    assert [route_of(key) for key in ("", "submit", "|home", "1|", "x|home")] == [None] * 5
    assert route_of("1|" + "x" * 5000) == "x" * 256


def test_a_number_that_is_too_long_still_tells_messages_apart() -> None:
    long = message("text", {"content": "a"})
    long["body"]["msgid"] = "m" * 500
    other = message("text", {"content": "a"})
    other["body"]["msgid"] = "m" * 499 + "n"
    assert len(key_of(long)) <= 128
    assert key_of(long) != key_of(other)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.pop("from"),
        lambda body: body.update({"from": {"userid": None}}),
        lambda body: body.update({"from": {"userid": ""}}),
        lambda body: body.update({"text": "no object"}),
        lambda body: body.update({"text": None}),
        lambda body: body.pop("msgtype"),
        lambda body: body.update({"msgtype": "mixed", "mixed": {"msg_item": 3}}),
        lambda body: body.update({"msgtype": "image", "image": {"url": 7}}),
        lambda body: body.update({"msgtype": "image", "image": {"url": ""}}),
        lambda body: body.update({"chattype": "group"}),
        lambda body: body.update({"from": {"userid": "u" * 300}}),
    ],
)
def test_a_frame_of_another_shape_is_a_fault_and_never_a_guess(spoil: Any) -> None:
    frame = message("text", {"content": "首页"})
    spoil(frame["body"])
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        read(frame, READER)


def test_what_was_quoted_comes_along() -> None:
    """Text alone or mixed with pictures; what is no quotation of the documented shape is none."""
    text = {"msgtype": "text", "text": {"content": "有人问信用办（第 3 号）\n县教育局 李敏："}}
    mixed = {"msgtype": "mixed", "mixed": {"msg_item": [text, {"msgtype": "image", "image": {}}]}}
    for quote, begins in (
        (text, "有人问信用办（第 3 号）"),
        (mixed, "有人问信用办"),
        ("x", ""),
        ({}, ""),
    ):
        said = read(message("text", {"content": "可以算"}, quote=quote), READER)
        assert isinstance(said, Said)
        assert said.incoming.text == "可以算"
        assert said.incoming.quoted.startswith(begins)
        assert bool(said.incoming.quoted) == bool(begins)
