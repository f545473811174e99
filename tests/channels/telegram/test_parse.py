"""Reading updates: payloads as the Bot API documentation prints them, and whatever else comes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bot.channels.telegram import commands, parse
from bot.channels.telegram.parse import Aside, Moved, Pressed, Reach, Reader, Said
from bot.papers.words.evidence import Limits, refusal

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
READER = Reader(
    bot=42,
    username="xinkao_bot",
    file_limit=20 << 20,
    office_limit=100 << 20,
    clock=lambda: NOW,
    is_word=lambda text: text == "进度",
)
USER = {"id": 1111111, "is_bot": False, "first_name": "Test", "username": "Testusername"}
PRIVATE = {"last_name": "Test Lastname", "id": 1111111, "first_name": "Test", "type": "private"}
GROUP = {"id": -1001, "type": "supergroup", "title": "信用办"}


def read(**content: Any) -> Any:
    """A message's meaning; the frame is that of the documentation's webhook samples."""
    message = {"date": 1441645532, "chat": PRIVATE, "message_id": 1365, "from": USER, **content}
    return parse.read({"update_id": 10000, "message": message}, READER)


def test_the_documentations_text_message() -> None:
    """core.telegram.org/bots/webhooks: message with text."""
    said = read(text="/start")
    assert isinstance(said, Said)
    incoming = said.incoming
    assert (incoming.update, incoming.chat, incoming.sender) == ("42:10000", "1111111", "1111111")
    assert incoming.private
    assert incoming.received == datetime(2015, 9, 7, 17, 5, 32, tzinfo=UTC)
    assert incoming.text == "首页"


def test_the_documentations_forwarded_message_and_reply() -> None:
    """What is forwarded counts as what the person says; so does a reply."""
    assert read(forward_date=1441645550, text="/help").incoming.text == "帮助"
    assert read(text="好", reply_to_message={"text": "x", "date": 1}).incoming.text == "好"


def edited(**content: Any) -> Any:
    """An edited message's meaning."""
    message = {"date": 1441645532, "chat": PRIVATE, "message_id": 1365, "from": USER, **content}
    return parse.read(
        {"update_id": 10000, "edited_message": {**message, "edit_date": 1441646600}}, READER
    )


def test_the_documentations_edited_message() -> None:
    """It names the message that was changed, and brings its new text."""
    said = edited(text="Edited text")
    assert said.incoming.edits
    assert (said.incoming.text, said.incoming.sources[0].message) == ("Edited text", "1365")


def test_an_edited_caption_names_its_file_and_takes_nothing_in_again() -> None:
    """Also when the caption was taken away."""
    photo = [{"file_id": "L", "file_unique_id": "UL", "width": 9, "height": 9}]
    for caption in ({"caption": "推进会"}, {}):
        said = edited(photo=photo, media_group_id="7", **caption)
        assert (said.incoming.text, said.incoming.attachments) == (caption.get("caption", ""), ())
        assert (said.incoming.sources[0].file, said.album) == ("UL", None)


def test_what_moves_or_is_said_to_others_is_no_edit_for_the_bot() -> None:
    """A live location; talk in a group, unless the bot is meant."""
    assert edited(location={"latitude": 1, "longitude": 1}) is None
    assert edited(chat=GROUP, text="大家好") is None
    assert edited(chat=GROUP, text="@xinkao_bot 谁没报").incoming.edits


def test_the_documentations_document_and_audio() -> None:
    """A document is an attachment; an audio file is answered politely."""
    said = read(
        document={
            "file_id": "AwADBAADbXXXXXXXXXXXGBdhD2l6_XX",
            "file_name": "Testfile.pdf",
            "mime_type": "application/pdf",
            "file_size": 536392,
        }
    )
    (file,) = said.incoming.attachments
    assert (file.label, file.size, file.remote) == (
        "Testfile.pdf",
        536392,
        "AwADBAADbXXXXXXXXXXXGBdhD2l6_XX",
    )
    aside = read(audio={"file_id": "AwADBAADbXXXXXXXXXXXGBdhD2l6_XX", "duration": 243})
    assert isinstance(aside, Aside)


def test_the_documentations_callback_query() -> None:
    """The press carries the message it was on."""
    pressed = parse.read(
        {
            "update_id": 10000,
            "callback_query": {
                "id": "4382bfdwdsb323b2d9",
                "from": USER,
                "data": "row/1/2/三.4",
                "chat_instance": "1",
                "message": {"message_id": 77, "date": 0, "chat": PRIVATE},
            },
        },
        READER,
    )
    assert isinstance(pressed, Pressed)
    assert (pressed.incoming.route, pressed.incoming.pressed) == ("row/1/2/三.4", "77")
    assert pressed.query == "4382bfdwdsb323b2d9"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/start", "首页"),
        ("/start ABCD-EFGH", "绑定 ABCD-EFGH"),
        ("/fill@Xinkao_Bot", "填报"),
        ("/claim SETUP-0001", "认领 SETUP-0001"),
        ("/ask 教育局排第几", "教育局排第几"),
        ("/ask@xinkao_bot", "帮助"),
        ("/unknown", "/unknown"),
    ],
)
def test_a_command_is_the_words_it_stands_for(typed: str, words: str) -> None:
    """In a private chat, with or without the bot's name."""
    assert read(text=typed).incoming.text == words


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("大家好", None),
        ("进度", "进度"),
        ("@xinkao_bot 谁没报", "谁没报"),
        ("@XINKAO_BOT 谁没报", "谁没报"),
        ("@xinkao_bot_other 谁没报", None),
        ("/progress", "进度"),
        ("/progress@xinkao_bot", "进度"),
        ("/progress@other_robot", None),
    ],
)
def test_in_a_group_only_what_is_meant_for_the_bot(text: str, meant: str | None) -> None:
    """With privacy off the bot hears everything."""
    said = read(chat=GROUP, text=text)
    assert (said and said.incoming.text) == meant


def test_a_reply_to_the_bot_is_meant_for_it() -> None:
    """Also with privacy on."""
    said = read(chat=GROUP, text="李敏", reply_to_message={"from": {"id": 42}, "message_id": 5})
    assert said.incoming.text == "李敏"
    assert (said.place.message, said.place.thread) == (1365, None)


def test_the_largest_photo_is_taken_by_its_area() -> None:
    """Not the last one, whatever the order."""
    sizes = [
        {"file_id": "L", "width": 1280, "height": 960},
        {"file_id": "S", "width": 90, "height": 67},
    ]
    said = read(photo=sizes, caption="会议", media_group_id="7")
    assert said.incoming.attachments[0].remote == "L"
    assert (said.incoming.text, said.album) == ("会议", "7")


@pytest.mark.parametrize(
    ("size", "refused"),
    [(20 << 20, None), ((20 << 20) + 1, f"over:{20 << 20}"), ((100 << 20) + 1, "too_large")],
)
def test_a_file_beyond_a_limit_is_told_whose_limit_it_is(size: int, refused: str | None) -> None:
    """What only Telegram cannot carry may come by the web; what the office limits may not."""
    said = read(document={"file_id": "F", "file_name": "录像.mp4", "file_size": size})
    (file,) = said.incoming.attachments
    assert file.refused == refused
    if refused and refused.startswith("over"):
        told = refusal(refused, Limits(100 << 20, 0, 0))
        assert "20 MB" in told
        assert "网页" in told


def test_a_moved_group_and_service_messages() -> None:
    """The migration is followed; other service messages are nothing to the bot."""
    assert read(chat={"id": -5, "type": "group"}, migrate_to_chat_id=-1005) == Moved("-5", "-1005")
    assert read(chat=GROUP, new_chat_title="x") is None
    assert read(chat=GROUP, pinned_message={}) is None


@pytest.mark.parametrize(
    ("was", "now", "can", "fresh"),
    [
        ("member", "kicked", False, False),
        ("kicked", "member", True, True),
        ("member", "administrator", True, False),
        ("left", "member", True, True),
    ],
)
def test_membership(was: str, now: str, can: bool, fresh: bool) -> None:
    """Blocked, unblocked, made admin, added."""
    change = {
        "chat": GROUP,
        "from": USER,
        "date": 1,
        "old_chat_member": {"status": was},
        "new_chat_member": {"status": now},
    }
    reach = parse.read({"update_id": 1, "my_chat_member": change}, READER)
    assert isinstance(reach, Reach)
    assert (reach.can, reach.fresh, reach.private) == (can, fresh, False)


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("+8613800000123", "13800000123"),
        ("8613800000123", "13800000123"),
        ("13800000123", "13800000123"),
        ("+1 202 555 0100", "12025550100"),
    ],
)
def test_a_contacts_number_as_people_write_it(told: str, number: str) -> None:
    """Telegram leaves the plus out or in."""
    said = read(contact={"phone_number": told, "first_name": "x", "user_id": 1111111})
    assert said.incoming.text == number


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "message",
                    "chat",
                    "from",
                    "id",
                    "type",
                    "text",
                    "date",
                    "photo",
                    "document",
                    "contact",
                    "callback_query",
                    "my_chat_member",
                    "edited_message",
                    "message_id",
                    "file_id",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(
    update=st.dictionaries(
        st.sampled_from(
            ["update_id", "message", "callback_query", "edited_message", "my_chat_member"]
        ),
        JSON,
    )
)
@settings(max_examples=200, deadline=None)
def test_strange_updates_are_refused_and_never_more(update: dict[str, Any]) -> None:
    """Only the faults that the inlet sets aside."""
    try:
        parse.read(update, READER)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError):
        return


def test_every_command_of_the_menu_opens_a_page() -> None:
    """The words behind the commands are words of pages."""
    from bot.corridor import pages
    from bot.corridor.pages import PAGES

    pages.open_all()
    known = {word for declared in PAGES for word in declared.words}
    assert [command.words for command in commands.COMMANDS if command.words not in known] == []


RICH = {
    "blocks": [
        {"type": "heading", "text": "三季度宣传", "size": 2},
        {"type": "paragraph", "text": ["发放资料 ", {"type": "bold", "text": "300"}, " 份"]},
        {
            "type": "list",
            "items": [
                {"label": "1.", "blocks": [{"type": "paragraph", "text": "集市"}]},
                {"label": "2.", "blocks": [{"type": "paragraph", "text": {"text": ["学", "校"]}}]},
            ],
        },
        {"type": "table", "cells": [[{"text": "场次"}, {"text": "4"}], [{"align": "left"}]]},
        {"type": "details", "summary": "说明", "blocks": [{"type": "invented", "text": "附后"}]},
        {"type": "divider"},
    ]
}


def test_a_rich_message_is_read_as_its_words() -> None:
    """Bot API 10.1: no text beside it; shape is left out, an unknown block gives its words."""
    said = read(rich_message=RICH)
    assert said.incoming.text.splitlines() == [
        "三季度宣传", "发放资料 300 份", "1. 集市", "2. 学校", "场次 4", "说明", "附后",
    ]  # fmt: skip
    assert edited(rich_message={"blocks": [{"type": "paragraph", "text": "改了"}]}).incoming.edits
    nested: Any = "x"
    for _ in range(2000):
        nested = {"blocks": [nested]}
    assert isinstance(read(rich_message=nested), Aside)


@pytest.mark.parametrize(
    "content",
    [
        {"rich_message": {"blocks": [{"type": "divider"}]}},
        {"hologram": {"file_id": "x"}},
        {"invoice": {"title": "x"}},
        {"giveaway": {"winner_count": 1}},
        {},
    ],
)
def test_what_holds_nothing_known_is_answered_in_private_only(content: dict[str, Any]) -> None:
    """Kinds that Telegram invents later, too; in a group people talk to each other."""
    found = read(**content)
    assert isinstance(found, Aside)
    assert "请发文字" in found.message.text
    if not set(content) & {"invoice", "giveaway"}:
        assert "这里看不懂这种消息" in found.message.text
    assert read(chat=GROUP, **content) is None


@pytest.mark.parametrize(
    "field",
    [
        *("pinned_message", "new_chat_title", "message_auto_delete_timer_changed", "gift"),
        *("chat_background_set", "write_access_allowed", "users_shared", "forum_topic_created"),
        *("successful_payment", "checklist_tasks_done", "something_new_changed"),
    ],
)
def test_what_happened_in_the_chat_stays_silent(field: str) -> None:
    """Service messages, those of later versions by the form of their names."""
    assert read(**{field: {}}) is None


def test_ephemeral_messages_are_told_apart() -> None:
    """Bot API 10.2: all of them have the number 0 in their chat, and one of their own."""
    first, second = (
        read(chat=GROUP, message_id=0, ephemeral_message_id=n, text="/progress") for n in (7, 8)
    )
    assert first.incoming.sources[0].message == "e7"
    assert second.incoming.sources[0].message == "e8"
    assert first.place.message is None
