"""Yes, no, and what is neither."""

from __future__ import annotations

import pytest

from bot.speech.yes_no import agrees, leaning, yes_no


def test_yes_no_and_neither() -> None:
    yes = [
        "是",
        "是的",
        "有",
        "已",
        "已成立",
        "已经建立",
        "编了",
        "√",
        "✔️",
        "✅",
        "yes",
        "Y",
        "是。",
        "有的",
        "也有",
        "成立了",
    ]
    no = [
        "否",
        "没有",
        "没",
        "无",
        "未",
        "不是",
        "×",
        "x",
        "no",
        "N",
        "没成立",
        "未建立",
        "还没有",
        "也没有",
        "尚未",
    ]
    neither = [
        "1",
        "0",
        "不知道",
        "不清楚",
        "有3次",
        "不是没有",
        "可能有",
        "已撤销",
        "没看懂",
        "对",
        "好",
        "嗯",
        "忘了",
    ]
    assert [text for text in yes if yes_no(text) is not True] == []
    assert [text for text in no if yes_no(text) is not False] == []
    assert [text for text in [*neither, ""] if yes_no(text) is not None] == []


def test_an_answer_in_other_words_leans_one_way() -> None:
    """To be shown for one tap."""
    to_yes = "有，已经发文了|应该有|算有|去年就有了|前年印的还有效|好的，是|有文件|好像有"
    to_no = (
        "评价办法尚缺|没有，正在起草|快了|正在弄|还在走程序|应该没有|有个草案|有初稿了|有这个打算"
    )
    neither = "有一部分|部分完成|不清楚|下午再说|应该有吧，我问问科室|有吧，得核实一下"
    assert [text for text in to_yes.split("|") if leaning(text) is not True] == []
    assert [text for text in to_no.split("|") if leaning(text) is not False] == []
    assert [text for text in neither.split("|") if leaning(text) is not None] == []


def test_a_polite_word_is_no_answer() -> None:
    """However it is said."""
    polite = "好|好的|好吧|嗯|嗯嗯|对|对的|对对|行|行的|行吧|中|可以|可以的|没问题|没错|OK"
    assert [
        text for text in polite.split("|") if not agrees(text) or yes_no(text) is not None
    ] == []


@pytest.mark.parametrize("text", ["没弄", "还没搞", "没做"])
def test_what_was_not_done_is_a_no_for_one_tap(text: str) -> None:
    """Nothing was made, or nobody has come to it yet."""
    assert yes_no(text) is None
    assert leaning(text) is False


@pytest.mark.parametrize(
    ("said", "leans"),
    [
        ("没出文，就开会说了说", False),
        ("开会时候书记讲过，没有出文", False),
        ("光开会布置了 没落到纸上", False),
        ("我们镇没有这个文", False),
        ("目前为止尚未出台", False),
        ("开会研究过，已经印发了", True),
        ("文件早就有了 会上还讲过", True),
        ("会上讲过", None),
    ],
)
def test_what_was_only_said_is_not_out(said: str, leans: bool | None) -> None:
    """开会 says nothing of a paper; whose it is, says nothing of whether it is there."""
    assert leaning(said) is leans


@pytest.mark.parametrize(
    ("said", "no"),
    [
        *((one, True) for one in ("尚无", "暂付阙如", "阙如", "未具备", "尚不具备", "无此文件")),
        *((one, True) for one in ("付之阙如", "未曾印发", "均无", "暂缺", "未成文")),
        *((one, False) for one in ("尚缺一份", "无需", "已具备", "无缺", "没有缺", "尚无不妥")),
        *((one, False) for one in ("没有问题", "没有照片", "没有材料")),
    ],
)
def test_written_style_has_its_own_no(said: str, no: bool) -> None:
    """阙如 is a no; that something is not needed, or one of them is lacking, is none."""
    assert (yes_no(said) is False) is no


@pytest.mark.parametrize(
    ("said", "leans"),
    [
        ("评价办法尚缺", False),
        ("实施办法尚未具备", False),
        ("制度至今阙如", False),
        ("已草拟，待局党组会研究", False),
        ("起草完毕，待审", False),
        ("12月底才能印出来", False),
        ("12月印的", True),
        ("已起草完并印发了", None),
        ("制度去年九月印发，至今有效", True),
        ("嗯有了冢政办二十六号文", True),
        ("哎那个文件吧有的有的上个月刚发的", True),
        ("有的有", None),
        ("有的村有", None),
        ("有的是", None),
    ],
)
def test_written_and_dictated_answers_lean_one_way(said: str, leans: bool | None) -> None:
    """Without commas, too; 有的 that means some leans nowhere."""
    assert leaning(said) is leans
