"""Letters as WeCom shows them: within every limit, nothing lost, nothing turned into markup."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings, strategies as st
from pydantic import TypeAdapter

from bot.channels.wecom import cards, words
from bot.channels.wecom.markdown import escape, pack, size
from bot.channels.wecom.render import FILE_BYTES, PICTURE_BYTES, numbered, parts
from bot.corridor.events import Button, Message, ReadyFile
from tests.channels.wecom.live import plain
from tests.wecom_gateway.cards import CARD, advice

TASK = "L1-1@abc"
AT = datetime(2026, 11, 23, tzinfo=UTC)


def buttons(*labels: str) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(label=label, route=f"r/{n}"),) for n, label in enumerate(labels))


def test_a_short_page_is_one_card() -> None:
    message = Message(title="记下了", text="3 项，6 分。", buttons=buttons("下一项", "首页"))
    (part,) = parts(message, [], task=TASK)
    assert part.card is not None
    assert part.card["main_title"] == {"title": "记下了"}
    assert part.card["sub_title_text"] == "3 项，6 分。"
    assert [b["key"] for b in part.card["button_list"]] == ["1|r/0", "2|r/1"]
    assert part.text.endswith("**#1** 下一项\n**#2** 首页\n" + words.type_number())


@pytest.mark.parametrize(
    "message",
    [
        Message(text="长" * 113, buttons=buttons("好")),
        Message(text="短", title="题" * 27, buttons=buttons("好")),
        Message(text="短", detail="原文", buttons=buttons("好")),
        Message(text="\n".join("一二三四五六七"), buttons=buttons("好")),
        Message(text="短", buttons=buttons("一个有十一个字的按钮哦")),
        Message(text="短", buttons=buttons(*"一二三四五六七")),
    ],
)
def test_what_does_not_fit_on_a_card_stands_above_it(message: Message) -> None:
    above, card = parts(message, [], task=TASK)
    assert above.card is None
    assert card.card is not None
    assert card.card["main_title"]["title"] == words.CHOOSE
    assert message.text in plain(above.text)


def test_six_are_buttons_twenty_are_a_list_and_more_are_numbered() -> None:
    def kind(count: int) -> str:
        last = parts(Message(text="选", buttons=buttons(*map(str, range(count)))), [], task=TASK)[
            -1
        ]
        return "numbered" if last.card is None else str(last.card["card_type"])

    assert [kind(n) for n in (1, 6, 7, 20, 21)] == [
        "button_interaction",
        "button_interaction",
        "vote_interaction",
        "vote_interaction",
        "numbered",
    ]


def test_the_answers_of_a_question_are_a_tap_each_and_the_rest_is_typed() -> None:
    """0 to 5 and four ways on are ten buttons: a list to choose from would cost a second tap."""
    answers = tuple(Button(label=str(n), route=f"put/{n}") for n in range(6))
    ways = tuple(Button(label=label, route="home") for label in ("跳过", "上一项", "首页"))
    question = Message(title="三.4", text="有几项？", buttons=(answers, ways))
    (part,) = parts(question, [], task="T")
    assert part.card is not None
    assert [button["text"] for button in part.card["button_list"]] == list("012345")
    assert part.card["sub_title_text"] == "有几项？\n也可以直接发：跳过、上一项、首页。"
    long = question.model_copy(update={"text": "字" * 200, "detail": "原文"})
    above, below = parts(long, [], task="T")
    assert "也可以直接发：跳过、上一项、首页。" in above.text
    assert below.card is not None
    assert "sub_title_text" not in below.card
    assert [button["text"] for button in below.card["button_list"]] == list("012345")


def test_a_label_that_is_cut_off_is_said_in_full_above() -> None:
    long = "三.1b 信用贷款及“信易贷”工作落实情况"
    above, card = parts(Message(text="哪一项？", buttons=buttons(long, "首页")), [], task=TASK)
    assert f"· {long}" in plain(above.text)
    assert card.card is not None
    assert [b["text"] for b in card.card["button_list"]] == ["三.1b 信用贷款…", "首页"]


def test_a_line_of_a_list_has_one_mark() -> None:
    """○ 一.1 … says how it stands already; another dot before it would only be odd."""
    labels = ("○ 一.1 组织建设情况和领导机制", "一份没有记号的很长的材料名称")
    rows = tuple((Button(label=label, route=f"row/{n}"),) for n, label in enumerate(labels))
    above, _ = parts(Message(text="选一项", buttons=rows), [], task="T")
    assert plain(above.text).splitlines()[-2:] == [labels[0], f"· {labels[1]}"]


def test_labels_that_begin_alike_keep_their_ends() -> None:
    receipts = Message(text="回执", buttons=buttons("R261123-0001", "R261123-0002"))
    assert cards.labels_shown(receipts) == ["R261…-0001", "R261…-0002"]
    same = Message(
        text="x", buttons=buttons("甲" * 12 + "一" + "乙" * 12, "甲" * 12 + "二" + "乙" * 12)
    )
    assert len(set(cards.labels_shown(same))) == 2


@given(
    title=st.text(max_size=40),
    text=st.text(max_size=300),
    detail=st.text(max_size=100),
    labels=st.lists(st.text("甲乙丙 ab…", min_size=1, max_size=40), max_size=25),
)
@settings(max_examples=150, deadline=None)
def test_every_card_is_as_the_documents_want_it(
    title: str, text: str, detail: str, labels: list[str]
) -> None:
    """Strictly valid, nothing longer than what WeCom recommends, every route on it."""
    message = Message(title=title, text=text, detail=detail, buttons=buttons(*labels))
    for part in parts(message, [], task=TASK):
        assert part.text or part.card
        assert size(part.text) <= 20480
        if part.card is not None:
            adapter: TypeAdapter[object] = CARD
            adapter.validate_python(part.card)
            assert advice(part.card) == []
            shown = [
                *(button["key"] for button in part.card.get("button_list", [])),
                *(one["id"] for one in part.card.get("checkbox", {}).get("option_list", [])),
            ]
            assert shown == [f"{n}|r/{n - 1}" for n in range(1, len(labels) + 1)]
            adapter.validate_python(cards.pressed(part.card, shown[-1]))
            assert advice(cards.pressed(part.card, shown[-1])) == []


def test_a_pressed_card_says_so_and_can_be_pressed_again() -> None:
    card = cards.card_of(Message(title="题", text="文", buttons=buttons("是", "否")), TASK)
    marked = cards.pressed(card, "2|r/1")
    assert [b["text"] for b in marked["button_list"]] == ["是", "✓否"]
    assert marked["main_title"]["desc"] == "已收到：否"
    assert [b["text"] for b in cards.pressed(marked, "1|r/0")["button_list"]] == ["✓是", "否"]
    assert marked["task_id"] == card["task_id"]


def test_a_chosen_option_is_ticked_and_the_button_says_received() -> None:
    card = cards.card_of(Message(text="选", buttons=buttons(*"一二三四五六七")), TASK)
    marked = cards.pressed(card, "3|r/2")
    ticked = [one["text"] for one in marked["checkbox"]["option_list"] if one["is_checked"]]
    assert ticked == ["三"]
    assert marked["submit_button"]["text"] == "✓已收到"
    assert marked["main_title"]["desc"] == "已收到：三"


def test_a_group_reads_numbers_and_how_to_use_them() -> None:
    rows = ((Button(label="看", route="a"), Button(label="不看", route="b")),)
    (part,) = parts(Message(text="交了。", buttons=rows), [], task=TASK, numbers=[98, 99])
    assert part.card is None
    assert plain(part.text) == "交了。\n\n#98 看　#99 不看\n要选哪一项，请 @我 发编号，例如 #98。"


def test_without_buttons_no_numbers_are_spoken_of() -> None:
    assert numbered(Message(text="好")) == []
    (part,) = parts(Message(text="好"), [], task=TASK, numbers=[])
    assert part.text == "好"


def test_pictures_and_documents_come_first_and_go_as_what_they_can_be() -> None:
    def file(label: str, size: int, kind: str = "png", picture: bool = True) -> ReadyFile:
        return ReadyFile(label=label, digest="d", kind=kind, size=size, picture=picture)

    files = [
        file("图.png", 100),
        file("大图.png", PICTURE_BYTES + 1),
        file("表.xlsx", 100, "xlsx", False),
        file("太大.zip", FILE_BYTES + 1, "zip", False),
    ]
    found = parts(Message(text="排名"), files, task=TASK)
    assert [(p.file.label, p.picture) for p in found if p.file] == [
        ("图.png", True),
        ("大图.png", False),
        ("表.xlsx", False),
    ]
    assert "太大.zip 超过 20 MB" in plain(found[-1].text)


def test_nothing_at_all_is_still_a_message() -> None:
    (part,) = parts(Message(text=" "), [], task=TASK)
    assert part.text


# -- markdown --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "**粗**",
        "[点我](http://x)",
        "`码`",
        "~~删~~",
        "<b>粗</b>",
        "# 标题",
        "> 引",
        "_斜_",
        r"a\*b",
    ],
)
def test_what_people_write_never_becomes_markup(line: str) -> None:
    """Every sign is shown as it was typed, and only behind a backslash."""
    assert plain(escape(line)) == line
    assert escape(line) != line


@pytest.mark.parametrize("line", ["1. 一项", "R261123-0003", "信用+应用", "file_name_1.pdf"])
def test_what_is_harmless_stays_readable(line: str) -> None:
    assert escape(line) == line


@given(st.text("*_`[](x)<>#~|-=\\ 字 1.", max_size=60))
@settings(max_examples=200, deadline=None)
def test_escaping_loses_nothing(line: str) -> None:
    """Only spaces at the ends are other ones."""
    shown = re.sub(r"\\(.)", r"\1", escape(line))
    assert "".join(shown.split()) == "".join(line.split())


@given(st.lists(st.text("字 a。，", max_size=60), max_size=30), st.integers(40, 200))
@settings(max_examples=100, deadline=None)
def test_packing_keeps_every_word_within_the_limit(lines: list[str], limit: int) -> None:
    texts = pack(lines, limit)
    assert all(size(text) <= limit for text in texts)
    assert "".join("".join(texts).split()) == "".join("".join(lines).split())


def test_a_text_is_cut_at_ends_of_lines_and_a_quotation_stays_one() -> None:
    assert pack(["一" * 10, "二" * 10, "三" * 10], 70) == ["一" * 10 + "\n" + "二" * 10, "三" * 10]
    whole = "> " + "条" * 100
    assert all(text.startswith("> ") for text in pack([whole], 90))


def test_a_long_clause_is_several_messages_and_the_card_comes_last() -> None:
    message = Message(title="原文", text="\n".join(["字" * 500] * 30), buttons=buttons("首页"))
    found = parts(message, [], task=TASK)
    assert len(found) == 4
    assert [part.card is not None for part in found] == [False, False, False, True]


def test_a_task_names_letter_and_chat_and_fits() -> None:
    task = cards.task_of(123456, "li.min_x@corp", AT)
    assert task.startswith("L123456-")
    assert task != cards.task_of(123456, "wangqiang", AT)
    assert len(task) <= 128
