"""The one answer that stands somewhere in a long message; nothing where two clauses may answer."""

from __future__ import annotations

import pytest

from bot.filling.accounted import account
from bot.filling.of_row import told_of_row
from bot.filling.pages.going_back import asks_back, rather
from bot.filling.within import within
from bot.forms.form import Question
from scoring.scheme import Row, load
from tests.filling.test_walk_thumbs import empty_form


def _at(table: str, row: str, number: int = 0) -> tuple[Row, Question]:
    form = empty_form(load(f"郏县2022-{table}"))
    found = form.scheme.row(row)
    return found, form.questions(found)[number]


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("问了科室说是办了3次", 3),
        ("活动我们一共办了6次，都有照片", 6),
        ("这个季度我们搞了4次宣传活动，10月20日那场在广场", 4),
        ("搞了4次，按冢政12号文办的", 4),
        ("搞了4次，10月20日那场在广场", 4),
        ("搞了3次，推介会2场", None),
        ("搞了3次，又好像是4次", None),
        ("都有照片", None),
        ("隔壁局搞了5次", None),
    ],
)
def test_a_count_in_a_long_message(told: str, value: int | None) -> None:
    row, question = _at("县直单位", "四.1")
    found = within(row, question, told)
    assert (None if found is None else next(iter(found.values()))) == value


def test_a_description_in_a_long_message() -> None:
    row, question = _at("乡镇街道", "四.1")
    told = "我们10月20日在中心学校开展诚信教育进校园，200多学生参加"
    assert within(row, question, told) == {question.names[0]: told}
    assert within(row, question, "我们也不知道写啥") is None


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("文件我们镇是发了的，冢政12号，就是红章盖得不清楚", True),
        ("信用村的文件有，去年发的", True),
        ("文件有，还没印", None),
        ("县里统一发的文件，我们镇没单独出", False),
    ],
)
def test_a_yes_in_a_long_message(told: str, value: bool | None) -> None:
    row, question = _at("乡镇街道", "二.3")
    found = within(row, question, told)
    assert (None if found is None else next(iter(found.values()))) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7次（有2次没报道）", 5),
        ("符合条件的是3次，另外2次没有报道", 3),
        ("2次，另外3次没报道", 2),
        ("一共7次，另外2次没报道", 5),
        ("6次，其中一次没上报纸", 5),
        ("两次线上一次线下", 3),
        ("3次，不对4次", 4),
        ("报了3次 批了2次", None),
        ("搞了6次但只有4次上了报道", 4),
        ("一共4次 见报的就俩", 2),
        ("搞了5场，上媒体的只有3场", 3),
        ("6次，报道了4次", 4),
        ("4次 没见报的就俩", None),
        ("3/4次", None),
        ("7次（有2次没报道），推介会3场", None),
    ],
)
def test_how_many_count(text: str, value: int | None) -> None:
    """Shown for one tap, never kept at once."""
    row, question = _at("县直单位", "四.1")
    found = account(row, question, text, lambda _: False)
    assert not found.whole
    assert (None if found.answer is None else found.answer[question.names[0]]) == value


def test_how_many_of_a_yes_are_said_not_to_be_kept() -> None:
    form = empty_form(load("郏县2022-县直单位"))
    row = form.scheme.row("三.3")
    told = told_of_row(row, form.questions(row), "承诺书签了3份")
    assert told is not None
    assert told.left == ("3份",)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("七个都有就是成果还没总结", {"有成果"}),
        ("就报道没有，剩下六个全有", {"有报道"}),
    ],
)
def test_all_but_one(text: str, lacking: set[str]) -> None:
    row, question = _at("乡镇街道", "二.4")
    found = account(row, question, text, lambda _: False).answer
    assert found is not None
    assert {name for name, raw in found.items() if raw is False} == lacking
    assert len(found) == len(question.names)


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("哎呀看串行了 没有", "没有"),
        ("眼花了按错了 没出", "没出"),
        ("看错题了 没有", "没有"),
        ("啊不对是有的", "有的"),
    ],
)
def test_what_was_misread_is_put_right(text: str, now: str) -> None:
    assert rather(text) == (None, now)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("写得不好我重新写", True),
        ("上面那句不要了 重写", True),
        ("等一下我再想想", True),
        ("不对不对 让我再数数", True),
        ("重新写了一份制度", False),
        ("再查了一遍有3次", False),
    ],
)
def test_what_goes_back(text: str, back: bool) -> None:
    assert asks_back(text) is back


@pytest.mark.parametrize("text", ["应该是6次吧", "大概有三次吧", "估计3次吧"])
def test_a_count_nobody_is_sure_of_is_asked_about(text: str) -> None:
    row, question = _at("县直单位", "四.1")
    assert not account(row, question, text, lambda _: False).whole


def test_what_lacks_and_is_there_at_once_is_asked_about() -> None:
    """缺文件、阵地都有 was kept as both lacking."""
    row, question = _at("乡镇街道", "二.4")
    assert not account(row, question, "缺文件、阵地都有", lambda _: False).whole
