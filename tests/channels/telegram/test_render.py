"""How a letter looks: escaped, never torn, within Telegram's limits, whatever a page says."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from bot.channels.telegram.render import TEXT_LIMIT, cut, file_name, parts, units
from bot.corridor.events import Button, Message, ReadyFile
from bot.people.words import bind as bind_words
from tests.telegram_emulator.markup import plain, units as telegram_units

MB = 1024 * 1024
TEXTS = st.text(st.sampled_from("信用考核<>&\"'。，\n 😀a"), max_size=9000)
PICTURE = ReadyFile(label="图.png", digest="a" * 64, kind="png", size=10, picture=True)
PAPER = ReadyFile(label="文件.pdf", digest="b" * 64, kind="pdf", size=10)


@given(title=st.text(max_size=50), text=TEXTS, detail=TEXTS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_torn_and_nothing_is_lost(title: str, text: str, detail: str) -> None:
    """Each part is HTML that Telegram reads, none is too long, and every letter arrives."""
    found = parts(Message(text=text, title=title, detail=detail), (), 50 * MB, private=True)
    shown = [plain(part.html) for part in found]
    assert all(telegram_units(one) <= TEXT_LIMIT for one in shown)
    wanted = "".join((title + text + detail).split()) or "…"
    assert "".join("".join(shown).split()) == wanted


@given(text=TEXTS, room=st.integers(2, 5000))
@settings(max_examples=60, deadline=None)
def test_a_cut_fits_and_leaves_a_rest_that_is_shorter(text: str, room: int) -> None:
    """Cutting ends."""
    piece, rest = cut(text, room)
    assert units(piece) <= room
    assert len(rest) < len(text) or not text


def test_a_long_text_is_cut_between_lines() -> None:
    """A line stays together where it can."""
    lines = [f"第{n}行" + "字" * 50 for n in range(200)]
    found = parts(Message(text="\n".join(lines)), (), MB, private=True)
    assert len(found) > 1
    assert [line for part in found for line in part.html.split("\n")] == lines


def test_the_full_clause_is_folded() -> None:
    """Title bold, clause in an expandable quotation with what it is called."""
    (part,) = parts(
        Message(title="三.4", text="几项？", detail="原文一句。", detail_label="原文"),
        (),
        MB,
        private=True,
    )
    assert part.html == (
        "<b>三.4</b>\n几项？\n<blockquote expandable>原文：\n原文一句。</blockquote>"
    )


def test_a_picture_carries_its_words_and_buttons() -> None:
    """One file with a short text is one message; the buttons are on it."""
    message = Message(text="排名", buttons=((Button(label="首页", route="home"),),))
    (part,) = parts(message, (PICTURE,), MB, private=True)
    assert (part.photo, part.html) == (True, "排名")
    assert part.markup == {"inline_keyboard": [[{"text": "首页", "callback_data": "home"}]]}


def test_a_long_text_follows_its_files() -> None:
    """A caption holds 1024; beyond that, and with several files, the words come last."""
    found = parts(Message(text="字" * 1100), (PICTURE,), MB, private=True)
    assert [part.file is not None for part in found] == [True, False]
    found = parts(Message(text="两份"), (PICTURE, PAPER), MB, private=True)
    assert [part.photo for part in found] == [True, False, False]


def test_a_file_telegram_would_not_take_is_named_instead() -> None:
    """Above the limit of uploads the letter says so, and goes."""
    big = PAPER.model_copy(update={"size": 51 * MB})
    (part,) = parts(Message(text="全部材料"), (big,), 50 * MB, private=True)
    assert part.file is None
    assert "文件.pdf 超过 50 MB" in part.html


def test_the_question_for_the_phone_number_offers_it_in_one_tap() -> None:
    """In private; a group never sees it."""
    (part,) = parts(bind_words.ask_phone("李敏"), (), MB, private=True)
    assert part.markup is not None
    assert part.markup["keyboard"][0][0]["request_contact"] is True
    (part,) = parts(bind_words.ask_phone("李敏"), (), MB, private=False)
    assert part.markup is not None
    assert "inline_keyboard" in part.markup


def test_a_question_without_buttons_asks_for_a_reply() -> None:
    """So that the answer reaches the bot in a group with privacy on; the hint is shown."""
    (part,) = parts(Message(text="姓名？", placeholder="请输入姓名"), (), MB, private=False)
    assert part.markup == {
        "force_reply": True,
        "selective": True,
        "input_field_placeholder": "请输入姓名",
    }


def test_rows_of_buttons_keep_telegrams_limit() -> None:
    """More than eight in a row go on in the next."""
    row = tuple(Button(label=str(n), route=f"n/{n}") for n in range(11))
    (part,) = parts(Message(text="几次？", buttons=(row,)), (), MB, private=True)
    assert part.markup is not None
    assert [len(line) for line in part.markup["inline_keyboard"]] == [8, 3]


def test_a_label_never_breaks_the_header_it_stands_in() -> None:
    """Quotes, breaks and paths are replaced."""
    assert file_name('a"b\r\nX-Evil: 1/../c.pdf') == "a_b__X-Evil: 1_.._c.pdf"
