"""A long message in its parts, and the word of the document that is asked about."""

from __future__ import annotations

import pytest

from bot.questions.instead import is_not_ours
from bot.questions.parted import parted
from bot.questions.terms import term_asked


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("3次，照片咋发", "3次", "照片咋发"),
        ("有文件，要盖章吗", "有文件", "要盖章吗"),
        ("您好，4次", "4次", ""),
        ("退回来说材料不清楚 咋弄", "退回来说材料不清楚", "退回来说材料不清楚，咋弄"),
        (
            "小同志你好，我眼神不好，活动一共办了6次，这照片要一张一张发吗",
            "活动一共办了6次",
            "这照片要一张一张发吗",
        ),
        (
            "除了报道没有其他都有，报道要县里的还是市里的",
            "除了报道没有其他都有",
            "报道要县里的还是市里的",
        ),
        ("俺们啥也没搞", "俺们啥也没搞", ""),
        ("年纪大了不会弄这个，能不能叫我儿子帮我填", "", "能不能叫我儿子帮我填"),
        ("大姐你好，我们搞了3次，还有个问题，签到表丢了怎么办", "我们搞了3次", "签到表丢了怎么办"),
    ],
)
def test_what_is_told_and_what_is_asked(text: str, told: str, asked: str) -> None:
    found = parted(text)
    assert (found.told, found.asked) == (told, asked)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("阵地是啥意思", "阵地"),
        ("啥叫奖惩", "奖惩"),
        ("承办单位写谁", "承办单位"),
        ("归集是干啥的？", "归集"),
        ("这题啥意思", ""),
        ("我们填什么", ""),
        ("照片是什么格式", ""),
        ("截止是什么时候", ""),
    ],
)
def test_the_word_that_is_asked_about(text: str, term: str) -> None:
    assert term_asked(text) == term


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("信用村是银行在搞 我们不掌握", True),
        ("授信是农商行弄的 俺们不清楚", True),
        ("这是市监所的事吧", True),
        ("这得问农商行 我们没数", True),
        ("镇里办了3次", False),
        ("县融媒办的活动我们参加了，10月8日在广场宣传", False),
        ("领导办的", False),
    ],
)
def test_what_others_do_is_not_ours(text: str, others: bool) -> None:
    assert is_not_ours(text) is others


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("领导换人了还没发文，算有吗", True),
        ("有，但是是前年的，不知道废没废", True),
        ("没上报纸，这样行不行", True),
        ("搞了3次，照片怎么发", False),
        ("没搞过，怎么填", False),
        ("3次，材料能晚点传吗", False),
    ],
)
def test_whether_it_counts_is_asked_of_what_was_told(text: str, doubts: bool) -> None:
    """Then nothing that was told is proposed to be kept."""
    assert parted(text).doubts is doubts


@pytest.mark.parametrize("text", ["这个归哪个科管", "这项该哪个股室填", "归谁管"])
def test_which_section_is_asked_and_nobody_says_it_is_none_of_theirs(text: str) -> None:
    assert not is_not_ours(text)


def test_a_question_that_leans_on_what_is_told() -> None:
    """文件是前年发的，能算吗: what is told is what is asked about."""
    assert parted("文件是前年发的，一直没废止，能算吗").leans
    assert not parted("搞了3次，照片怎么发").leans
    assert parted("一次活动分两天办，算一次还是两次").leans


def test_whether_it_must_be_done_anew_is_asked_of_what_is_told() -> None:
    """去年的办法还有效，需要重新印发吗: no claim that it is there."""
    for said in ("2023年的办法还有效，需要重新印发吗？", "去年的文件仍在执行，是否需要重新印发？"):
        assert parted(said).leans
    assert not parted("有文件，要盖章吗").leans
