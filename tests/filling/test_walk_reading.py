"""Answers as people type and press them, and numbers that are odd."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from bot.filling.items import read_items
from bot.filling.reading import Odd, oddity, read_pressed, read_typed
from bot.forms.form import Question, Raw
from bot.speech.numbers import NumberFault
from scoring.assess import check
from scoring.scheme import Row, load

DEPARTMENTS = load("县直单位")
ACTIVITIES = DEPARTMENTS.row("四.1")
COUNT = Question(0, "count", ACTIVITIES.inputs)
ISSUED = DEPARTMENTS.row("三.2")
FLAG = Question(0, "flag", ISSUED.inputs)
SERVICE = DEPARTMENTS.row("五.3")
LIST = Question(0, "checklist", SERVICE.inputs)
LOANS = DEPARTMENTS.row("三.1a")
RATE = Question(0, "rate", LOANS.inputs)
NOTE = Question(0, "note", ())


@pytest.mark.parametrize(
    ("row", "question", "text", "raw"),
    [
        (ACTIVITIES, COUNT, "3", 3),
        (ACTIVITIES, COUNT, "３次", 3),
        (ACTIVITIES, COUNT, "十二", 12),
        (ACTIVITIES, COUNT, "没有", 0),
        (ISSUED, FLAG, "有", True),
        (ISSUED, FLAG, "还没有", False),
        (LOANS, RATE, "12.5%", "0.125"),
        (LOANS, RATE, "0.125", "0.125"),
        (LOANS, RATE, "-3%", "-0.03"),
        (LOANS, RATE, "去年1200万 今年1500万", "0.25"),
        (LOANS, RATE, "3 4", "0.333333333333"),
        (LOANS, RATE, "翻一番", "1"),
        (ACTIVITIES, NOTE, "无", "无"),
        (ACTIVITIES, NOTE, "没有开展。", "无"),
        (ACTIVITIES, NOTE, "十月开展了诚信宣传活动。", "十月开展了诚信宣传活动。"),
    ],
)
def test_what_people_type_is_read(row: Row, question: Question, text: str, raw: Raw) -> None:
    """Each way of writing gives the one value, of the one type."""
    [found] = read_typed(row, question, text).values()
    assert (type(found), found) == (type(raw), raw)


@pytest.mark.parametrize(
    ("row", "question", "text", "part"),
    [
        (ACTIVITIES, COUNT, "-1", "负数"),
        (ACTIVITIES, COUNT, "2.5", "整数"),
        (ACTIVITIES, COUNT, "一百万", "太大"),
        (ISSUED, FLAG, "3", "“是”或者“否”"),
        (LOANS, RATE, "很多", "百分比"),
        (LOANS, RATE, "去年0 今年5", "算不出"),
        (ACTIVITIES, NOTE, "办了", "太短"),
        (ACTIVITIES, NOTE, "长" * 1001, "太长"),
    ],
)
def test_what_is_no_answer_gets_a_sentence(
    row: Row, question: Question, text: str, part: str
) -> None:
    """The sentence says what is wrong; nothing is guessed."""
    with pytest.raises(NumberFault) as fault:
        read_typed(row, question, text)
    assert part in fault.value.sentence


def test_a_bare_percentage_is_offered_not_taken() -> None:
    """12.5 may be 12.5 %: it comes back as a suggestion."""
    with pytest.raises(NumberFault) as fault:
        read_typed(LOANS, RATE, "12.5")
    assert fault.value.suggestion == Decimal("0.125")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全选", [True, True, True]),
        ("都没有", [False, False, False]),
        ("1、3", [True, None, True]),
        ("2 3", [None, True, True]),
        ("接受投诉及整改", [None, None, True]),
        ("清单，整改", [True, None, True]),
        ("取消1", [False, None, None]),
        ("没有清单", [False, None, None]),
        ("清单 整改都有", [True, None, True]),
        ("清单、整改也都做到了", [True, None, True]),
    ],
)
def test_items_are_read_by_name_part_or_number(text: str, found: list[bool | None]) -> None:
    """What is not named is not touched."""
    read = read_items(LIST, text)
    assert [read.get(name) for name in LIST.names] == found


SEVEN = Question(0, "checklist", load("乡镇街道").row("二.4").inputs)


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("没有报道和成果", "", "67"),
        ("没有报道、成果", "", "67"),
        ("没有报道，有成果", "7", "6"),
        ("有文件、阵地，没有报道", "12", "6"),
        ("差一个有成果", "", "7"),
        ("只有文件", "1", "234567"),
        ("只有文件和阵地", "12", "34567"),
        ("除有成果外都有", "123456", "7"),
        ("除了第6个都有", "123457", "6"),
        ("第一个和第三个", "13", ""),
        ("前三个", "123", ""),
        ("1-3", "123", ""),
        ("七个都有", "1234567", ""),
        ("都做到了", "1234567", ""),
        ("已有文件", "1", ""),
    ],
)
def test_items_are_read_as_they_are_said(text: str, yes: str, no: str) -> None:
    """A no reaches as far as its list; what is only there leaves the others out."""
    read = read_items(SEVEN, text)
    said = {True: "", False: ""}
    for place, name in enumerate(SEVEN.names, start=1):
        if name in read:
            said[read[name] is True] += str(place)
    assert (said[True], said[False]) == (yes, no)


@pytest.mark.parametrize(
    "text", ["没有报道，成果", "六个都有", "基本都有", "前九个", "5项", "3-2", "只有"]
)
def test_how_far_a_no_reaches_is_asked(text: str) -> None:
    """And what does not add up."""
    with pytest.raises(NumberFault):
        read_items(SEVEN, text)


@pytest.mark.parametrize("text", ["", "4", "服务", "承诺书1", "、", "随便"])
def test_items_that_are_unclear_are_asked_again(text: str) -> None:
    """服务 fits two items: neither is taken."""
    with pytest.raises(NumberFault):
        read_items(LIST, text)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (COUNT, "-1"),
        (COUNT, "1.5"),
        (COUNT, "９"),
        (COUNT, "9999999"),
        (COUNT, ""),
        (FLAG, "1"),
        (FLAG, "true"),
        (NOTE, "x"),
        (LIST, "yes"),
        (RATE, "0.5"),
    ],
)
def test_forged_buttons_answer_nothing(question: Question, value: str) -> None:
    """A route can be written by hand; only what our buttons carry is taken."""
    row = {"count": ACTIVITIES, "flag": ISSUED, "checklist": SERVICE}.get(question.kind, LOANS)
    assert read_pressed(row, question, value) is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from([(ACTIVITIES, COUNT), (LOANS, RATE), (ISSUED, FLAG)]))
def test_any_text_is_an_answer_scoring_takes_or_a_sentence(
    text: str, asked: tuple[Row, Question]
) -> None:
    """Nothing but NumberFault is raised, and nothing gets by the strict door of scoring."""
    row, question = asked
    try:
        [raw] = read_typed(row, question, text).values()
    except NumberFault:
        return
    check(row, question.inputs[0], raw)


@pytest.mark.parametrize(
    ("value", "last", "odd"),
    [
        (3, None, None),
        (30, None, None),
        (31, None, Odd(enough=Decimal(10))),
        (9, 0, None),
        (10, 0, Odd(last=0)),
        (19, 2, None),
        (20, 2, Odd(last=2)),
        (0, 5, None),
        (None, 5, None),
    ],
)
def test_a_number_is_odd_ten_times_over_or_far_beyond_the_cap(
    value: int | None, last: int | None, odd: Odd | None
) -> None:
    """宣传活动: 0.5 points each up to 5, so ten reach the cap and thirty-one is asked about."""
    assert oddity(ACTIVITIES, COUNT, {"宣传活动": value}, last) == odd


def test_a_deduction_is_odd_when_it_goes_far_below_the_floor() -> None:
    """7.5 points at 0.5 each are gone after fifteen errors."""
    row = DEPARTMENTS.row("二.1")
    errors = Question(1, "count", (row.input("迟报、错报"),))
    assert oddity(row, errors, {"迟报、错报": 45}, None) is None
    assert oddity(row, errors, {"迟报、错报": 46}, None) == Odd(enough=Decimal(15))
