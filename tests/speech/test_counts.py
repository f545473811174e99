"""Counts as people write them are read exactly, or refused with a sentence of their own."""

from __future__ import annotations

import pytest

from bot.speech.counts import count, says_none
from bot.speech.numbers import NumberFault

_UNDERSTOOD = {
    "3": 3,
    "３": 3,
    "三": 3,
    "两": 2,
    "十": 10,
    "十二": 12,
    "二十": 20,
    "廿三": 23,
    "一百零五": 105,
    "一百二": 120,
    "一百一十二": 112,
    "三千五": 3500,
    "一千零五十": 1050,
    "一万二": 12000,
    "1.2万": 12000,
    "1,200": 1200,
    "1，200": 1200,
    "二〇二六": 2026,
    "壹佰贰拾": 120,
    "3次": 3,
    "3 次": 3,
    "１２ 次": 12,
    "共3次": 3,
    "一共开展了3次活动": 3,
    "共有 十二 次。": 12,
    "3个": 3,
    "3.0": 3,
    "007": 7,
    "+3": 3,
    "0": 0,
    "零": 0,
    "无": 0,
    "没": 0,
    "没有": 0,
    "没有。": 0,
    "一次都没有": 0,
    "未开展": 0,
    "0次": 0,
    "99999": 99999,
}


@pytest.mark.parametrize(("text", "value"), _UNDERSTOOD.items())
def test_a_count_is_read_as_people_write_it(text: str, value: int) -> None:
    assert count(text, "次") == value


_REFUSED = {
    "": "没有收到数字",
    "   ": "没有收到数字",
    "你好": "没有看懂“你好”",
    "-1": "负数",
    "－1": "负数",
    "负三次": "负数",
    "2.5": "整数",
    "三点五": "整数",
    "1.00001万": "整数",
    "一百万": "太大",
    "100000": "太大",
    "9" * 400: "太大",
    "3或4": "不止一个数",
    "3、4": "不止一个数",
    "3-4": "不止一个数",
    "3 4": "不止一个数",
    "三四次": "不同的数",
    "大约3": "确切的数",
    "3次左右": "确切的数",
    "十几次": "确切的数",
    "至少3次": "确切的数",
    "近10次": "确切的数",
    "3%": "不是百分比",
    "百分之三": "不是百分比",
    "3家": "按“次”计数",
    "3元": "没有看懂",
    "第3次": "没有看懂",
    "3²": "没有看懂",
    "NaN": "没有看懂",
    "True": "没有看懂",
}


@pytest.mark.parametrize(("text", "part"), _REFUSED.items())
def test_what_is_no_count_gets_a_sentence_that_says_why(text: str, part: str) -> None:
    with pytest.raises(NumberFault) as caught:
        count(text, "次", about="活动")
    assert part in caught.value.sentence
    assert caught.value.sentence.endswith("。")


def test_each_kind_of_refusal_says_something_else() -> None:
    sentences = set()
    for text in ("", "你好", "-1", "2.5", "一百万", "3或4", "大约3", "三四次", "3%", "3家"):
        with pytest.raises(NumberFault) as caught:
            count(text, "次")
        sentences.add(caught.value.sentence)
    assert len(sentences) == 10


def test_the_limit_is_the_callers() -> None:
    assert count("一百万", limit=10_000_000) == 1_000_000
    with pytest.raises(NumberFault, match="小于 10"):
        count("10", limit=10)


def test_any_measure_word_will_do_where_none_is_asked_for() -> None:
    assert count("3家企业") == count("3篇") == count("3场次") == 3


def test_another_measure_word_is_asked_about_with_the_number_as_suggestion() -> None:
    with pytest.raises(NumberFault) as caught:
        count("3家企业", "次")
    assert caught.value.suggestion == 3


def in_chinese(number: int) -> str:
    """The standard numeral, written here independently of the reader."""
    if number == 0:
        return "零"
    digits, places, said, gap = "零一二三四五六七八九", ("", "十", "百", "千", "万"), "", False
    for power in range(4, -1, -1):
        digit = number // 10**power % 10
        if digit:
            said += ("零" if gap and said else "") + digits[digit] + places[power]
            gap = False
        else:
            gap = True
    return said.removeprefix("一") if 10 <= number < 20 else said


def test_a_numeral_comes_back_as_its_number() -> None:
    """Every one below the limit: ``test_properties``."""
    some = [*range(120), 200, 202, 1_001, 1_010, 2_100, 10_000, 10_010, 20_304, 99_999]
    assert [number for number in some if count(in_chinese(number)) != number] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("只有2次", 2), ("五次了", 5), ("我填4", 4), ("填4吧", 4), ("就填4", 4), ("仅有一次", 1)],
)
def test_small_words_around_a_number(text: str, value: int) -> None:
    assert count(text, "次") == value


@pytest.mark.parametrize("text", ["填错3次", "取消3次了", "没填3"])
def test_words_that_change_the_sense_are_still_asked_about(text: str) -> None:
    with pytest.raises(NumberFault):
        count(text, "次", about="活动")


@pytest.mark.parametrize("said", ["六次（含培训）", "6次(含培训)", "6（含培训）"])
def test_a_number_among_other_words_is_asked_about_with_the_whole_sentence(said: str) -> None:
    """“次,方案照片报道都有”没有看懂 stood above the very button that kept what was said."""
    with pytest.raises(NumberFault) as told:
        count(said, "次")
    assert str(told.value).startswith(f"“{said}”，是填 6 次吗？")
    assert told.value.suggestion == 6


@pytest.mark.parametrize(
    "said", ["2次在谈", "两次正在审批", "3次还没播", "3次没办完", "1次在筹备", "2次待办"]
)
def test_what_is_under_way_is_no_figure_of_the_quarter(said: str) -> None:
    """两个在谈 was put as [是的，2 项]."""
    with pytest.raises(NumberFault) as told:
        count(said, "次", about="宣传活动")
    assert told.value.suggestion is None or "待办" in said


@pytest.mark.parametrize("said", ["跟上季度一样五次", "和上次一样，5次", "跟上次一样还是5次"])
def test_like_the_quarter_before_is_said_of_this_one(said: str) -> None:
    assert count(said, "次") == 5


@pytest.mark.parametrize("text", ["没弄", "我们还没搞", "没做"])
def test_what_was_not_done_may_be_what_was_not_filled_in(text: str) -> None:
    """0 is offered for one tap; 没搞过 says that it never took place."""
    with pytest.raises(NumberFault, match="还没有填") as caught:
        count(text, "次")
    assert caught.value.suggestion == 0
    assert not says_none(text)
    assert count("没搞过", "次") == count("我们没弄过", "次") == 0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("7（含国旗下讲话3次）", 7),
        ("7次，其中3次是国旗下讲话", 7),
        ("5（线上2，线下3）", 5),
        ("9次，包括上街的2次", 9),
        ("7（含上季度3次）", None),
        ("7次（有2次没报道）", None),
        ("7次（3次取消了）", None),
    ],
)
def test_what_belongs_to_a_number_is_no_number_beside_it(said: str, told: int | None) -> None:
    """It is proposed, never the part of it; nor where the part takes something from it."""
    with pytest.raises(NumberFault) as caught:
        count(said, "次", about="宣传活动")
    assert caught.value.suggestion == told
