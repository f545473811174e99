"""Numbers as people write them are read exactly, or refused with a sentence of their own."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from bot.speech.numbers import NumberFault, count, figure, growth, points, rate, ratio, yes_no

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


def _in_chinese(number: int) -> str:
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


def test_every_numeral_below_the_limit_comes_back_as_its_number() -> None:
    every = [*range(2100), *range(2100, 100_000, 97), 10_000, 10_010, 20_304, 99_999]
    assert [number for number in every if count(_in_chinese(number)) != number] == []


@given(st.integers(0, 99_999), st.sampled_from(["", "次", " 次", "次。"]))
@settings(max_examples=100, deadline=None)
def test_digits_and_numerals_agree(number: int, ending: str) -> None:
    assert count(f"{number}{ending}", "次") == count(_in_chinese(number) + ending, "次") == number


_SIGNS = (
    "0123456789０９零一二两三四五六七八九十百千万亿廿点.．,，%％-－负 次家分半年去今约没有无倍番→"
)
_ANYTHING = st.one_of(st.text(max_size=500), st.text(_SIGNS, max_size=30))


def _said(read: Callable[[str], object], text: str) -> object:
    """What was read, or the sentence of the fault."""
    try:
        return read(text)
    except NumberFault as fault:
        return fault.sentence


@given(_ANYTHING)
@settings(max_examples=300, deadline=None)
def test_no_text_raises_anything_but_a_fault(text: str) -> None:
    for read in (count, ratio, growth, points):
        assert _said(read, text) != ""
    assert yes_no(text) in {True, False, None}


@given(_ANYTHING)
@settings(max_examples=200, deadline=None)
def test_a_count_is_never_outside_its_range(text: str) -> None:
    try:
        value = count(text, "次")
    except NumberFault:
        return
    assert type(value) is int
    assert 0 <= value < 100_000


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "12.5%": "0.125",
        "１２．５％": "0.125",
        "12.5 %": "0.125",
        "百分之十二点五": "0.125",
        "0.125": "0.125",
        "零点一二五": "0.125",
        "-3%": "-0.03",
        "下降3%": "-0.03",
        "百分之负三": "-0.03",
        "负百分之三": "-0.03",
        "同比增长12.5%": "0.125",
        "翻一番": "1",
        "翻倍": "1",
        "翻两番": "3",
        "持平": "0",
        "百分之百": "1",
        "100%": "1",
        "5‰": "0.005",
        "三成": "0.3",
        "九成五": "0.95",
        "九成半": "0.95",
        "9成5": "0.95",
        "下降一成五": "-0.15",
        "百分百": "1",
        "百分之一百": "1",
        "0": "0",
    }.items(),
)
def test_a_ratio_is_exact(text: str, value: str) -> None:
    assert ratio(text) == Decimal(value)


def test_a_bare_number_is_not_guessed_to_be_a_percentage() -> None:
    for text, meant in {"12.5": "0.125", "1": "0.01", "-3": "-0.03", "十二": "0.12"}.items():
        with pytest.raises(NumberFault, match="吗？") as caught:
            ratio(text)
        assert caught.value.suggestion == Decimal(meant)


@pytest.mark.parametrize(
    ("text", "meant"),
    {
        "95个百分点": "0.95",
        "上升5.2个百分点": "0.052",
        "下降3个百分点": "-0.03",
        "提高0.5百分点": "0.005",
    }.items(),
)
def test_percentage_points_are_told_and_not_taken_for_a_percentage(text: str, meant: str) -> None:
    with pytest.raises(NumberFault, match="相差多少") as caught:
        ratio(text)
    assert caught.value.suggestion == Decimal(meant)


def test_a_rate_may_be_said_by_two_amounts() -> None:
    assert rate("去年1200万 今年1500万") == Decimal("0.25")
    assert rate("12.5%") == Decimal("0.125")
    for text in ("10%~12%", "百分之三到百分之五", "12.5"):
        with pytest.raises(NumberFault):
            rate(text)


@pytest.mark.parametrize(
    "text",
    ["", "很高", "NaN", "inf", "Infinity", "1e9%", "9999999%", "-150%", "10%~12%", "约3%", "%"],
)
def test_what_is_no_ratio_is_refused_without_a_suggestion(text: str) -> None:
    with pytest.raises(NumberFault) as caught:
        ratio(text)
    assert caught.value.suggestion is None


@pytest.mark.parametrize(
    "text",
    [
        "去年1200万 今年1500万",
        "1200 1500",
        "1200→1500",
        "上年1.2亿，本年1.5亿",
        "今年1500万，去年1200万",
        "去年1,200万元，今年1,500万元",
        "1200-1500",
        "1200,1500",
        "2025年1200万，2026年1500万",
        "2026年1500万，2025年1200万",
        "去年一千二百万今年一千五百万",
        "去年8000元 今年1万元",
    ],
)
def test_two_amounts_give_their_growth(text: str) -> None:
    assert growth(text).ratio == Decimal("0.25")


@pytest.mark.parametrize(
    "text",
    [
        "20家中19家完成",
        "应办20件，办结19件",
        "共20家，已完成19家",
        "19/20",
        "19:20",
        "19比20",
        "20个里面19个",
        "去年没有完成1200万，今年1500万",
    ],
)
def test_a_share_of_something_is_no_growth(text: str) -> None:
    """19 of 20 is 95 %, and once was −5 %: words that no year explains are asked about."""
    with pytest.raises(NumberFault, match="占比，还是两年的数"):
        rate(text)


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


def test_growth_is_exact_to_28_digits_and_keeps_both_amounts() -> None:
    read = growth("去年3 今年4")
    assert (read.before, read.now) == (Decimal(3), Decimal(4))
    assert str(read.ratio) == "0." + "3" * 27


@pytest.mark.parametrize(
    ("text", "part"),
    {
        "0 5": "审核员核定",
        "5": "收到了 1 个",
        "1 2 3": "收到了 3 个",
        "": "收到了 0 个",
        "12%": "不是百分比",
        "去年-5 今年3": "不能是负数",
        "去年5 去年6": "同一年",
        "1200 1500万": "单位不一样",
        "约1200 1500": "确切",
    }.items(),
)
def test_amounts_without_a_growth_are_refused(text: str, part: str) -> None:
    with pytest.raises(NumberFault, match=part):
        growth(text)


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


def test_points_of_a_reviewer() -> None:
    given_points = {
        "3": "3",
        "3.5": "3.5",
        "3分": "3",
        "三分半": "3.5",
        "半分": "0.5",
        "给3.25分": "3.25",
        "0": "0",
    }
    assert {text: str(points(text)) for text in given_points} == given_points
    for text in ("", "满分", "-1", "3.255", "3.5分半", "99999", "3或4", "3%"):
        with pytest.raises(NumberFault):
            points(text)


def test_two_numerals_in_a_row_are_not_one_figure() -> None:
    assert figure("三四") is None
    assert figure("一〇") == 10


def test_long_rows_of_digits_are_refused_at_once() -> None:
    """Split in every possible way, these would keep the reader busy until the county retires."""
    for signs in ("0", "1", "一", "1一", "1.", "1,", "12,345"):
        for ending in ("", "x", "%%", "点", " ", "分分"):
            for read in (count, ratio, growth, points):
                assert isinstance(_said(read, signs * 60 + ending), str)


@pytest.mark.parametrize("said", ["六次（含培训）", "6次(含培训)", "6（含培训）"])
def test_what_stood_in_brackets_is_said_back_without_half_of_them(said: str) -> None:
    with pytest.raises(NumberFault) as told:
        count(said, "次")
    assert str(told.value).startswith("“含培训”没有看懂。")
    assert told.value.suggestion == 6
