"""The answer that was just given, put right once the next question stands open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.filling.accounted import account
from bot.filling.just_answered import Answer, onto_what_waits, put_right, slips
from bot.filling.pages.going_back import rather
from bot.filling.shifted import more_or_less
from bot.forms.form import Question, UnitForm
from scoring.scheme import Row, load
from tests.filling.test_walk_thumbs import empty_form

OFFICES, TOWNS = "郏县2022-县直单位", "郏县2022-乡镇街道"
SEVEN = ("有文件", "有阵地", "有载体", "有评比", "有奖惩", "有报道", "有成果")
DAY = "10月8号在集上发放传单200份"


def _asked(scheme: str, row: str, number: int = 0) -> tuple[UnitForm, Row, Question]:
    form = empty_form(load(scheme))
    found = form.scheme.row(row)
    return form, found, form.questions(found)[number]


def _put_right(scheme: str, row: str, stands: Answer, text: str, at: str) -> Answer | None:
    form, found, question = _asked(scheme, row)
    if question.kind == "flag" and row == "一.1":
        question = form.questions(found)[1]
    open_ = form.questions(form.scheme.row(at))
    return put_right(found, question, stands, text, open_[-1])


@pytest.mark.parametrize(
    ("stands", "said", "becomes"),
    [
        (True, "哎呀 点错了 俺镇没有这个文", False),
        (True, "毁了 摁错了 我们没这个文件", False),
        (True, "抱歉 理解错题了 这个我们没有", False),
        (False, "不对不对 刚翻着了 有个文", True),
        (True, "哎呀 点错了 有文", None),  # it stands so: whatever was wrong, it was not this
        (True, "哎呀 点错了", None),
        (True, "没有这个文", None),  # names no slip: the open question's
        (False, "刚问了科长 说是有的", None),  # at a question of yes or no it answers that one
        (True, "点错了 没有文咋办", None),
        (False, "翻到了 有的 冢政办3号", True),  # a paper's number is of the question for a paper
        (False, "翻到了 有的", True),  # what is found is a paper
        (False, "有的有的，刚翻到", True),
        (True, "不对没有", False),
        (True, "不对有吗", None),
        (True, "填错，请改为否", False),
        (True, "更正：否", False),
        (True, "填错了，麻烦改成否", False),
        (True, "噢不对按错了是没有", False),
        (False, "等等，有的", True),
        (False, "慢着，找到了，有", True),
        (True, "哦不，没有", False),
        (True, "等等，我看看", None),
    ],
)
def test_a_yes_or_a_no_is_put_right(stands: bool, said: str, becomes: bool | None) -> None:
    """A slip and what it should be, at the next question of yes or no."""
    name = "出台相关文件制度"
    wished = None if becomes is None else {name: becomes}
    assert _put_right(TOWNS, "二.3", {name: stands}, said, "二.5") == wished


def test_what_came_to_light_is_of_the_answer_before_where_the_open_one_cannot_take_it() -> None:
    """刚问了科长 说是有的, at a count; at a description it may be part of it."""
    name, said = "已出台实施办法", "刚问了科长 说是有的"
    assert _put_right(OFFICES, "三.2", {name: False}, said, "四.1") == {name: True}
    form, row, count = _asked(OFFICES, "四.1")
    (listed,) = form.questions(form.scheme.row("五.3"))
    assert put_right(row, count, {"宣传活动": 2}, "刚问了科长 是3次", listed) == {"宣传活动": 3}
    assert put_right(row, count, {"宣传活动": 2}, "刚问了科长 是3次", count) is None


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("数多了 4次才对", 4),
        ("哎 少写了一个 三次", 3),
        ("记混了 那是三季度的", None),
        ("4次", None),
        ("数多了 5次", None),
        ("更正：4次", 4),
        ("哦不是3", 3),
        ("不是3", None),  # without a sigh it says what it is not
    ],
)
def test_a_count_is_put_right(said: str, becomes: int | None) -> None:
    """A slip and another figure; without a slip a figure answers the open question."""
    wished = None if becomes is None else {"宣传活动": becomes}
    assert _put_right(OFFICES, "四.1", {"宣传活动": 5}, said, "五.3") == wished


@pytest.mark.parametrize(
    ("said", "off", "on"),
    [
        ("奖惩那块没钱 没搞成 去了吧", "有奖惩", ""),
        ("报道那项不作数 给我去掉吧", "有报道", ""),
        ("等下 报道那个没有", "", ""),  # a sigh is no slip; what is there already reads it
        ("想起来了 阵地也有 补上", "", "有阵地"),
        ("报道去掉 阵地补上", "", ""),  # both ways in one breath: it is asked
        ("这个没有 去掉", "", ""),  # no item is named
        ("报道没有", "", ""),  # no slip, nothing taken off: it may answer the open one
    ],
)
def test_items_are_taken_off_and_added(said: str, off: str, on: str) -> None:
    """What is named of a list that was left; the others stay as they stand."""
    stands = {name: name != "有阵地" for name in SEVEN}
    form, row, question = _asked(TOWNS, "二.4")
    at = form.questions(form.scheme.row("二.5"))[0]
    wished = {**stands, off or on: bool(on)} if off or on else None
    assert put_right(row, question, stands, said, at) == wished


def test_an_item_that_the_open_list_names_is_its_own() -> None:
    """整改没搞 去掉, where the list that stands open has an item of that name, too."""
    form, row, question = _asked(TOWNS, "三.3")
    stands = dict.fromkeys(question.names, True)
    other = form.questions(form.scheme.row("二.4"))[0]
    assert put_right(row, question, stands, "整改没搞 去掉", other) is not None
    like = replace(other, number=7, inputs=question.inputs)
    assert put_right(row, question, stands, "整改没搞 去掉", like) is None


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("日期记差了 是10月9号", DAY.replace("10月8号", "10月9号")),
        ("日子错了，是7号", DAY.replace("10月8号", "10月7号")),
        ("更正，应为10月28日", DAY.replace("10月8号", "10月28日")),
        ("200不对 发了300份", DAY.replace("200", "300")),
        ("份数写错了 300份", DAY.replace("200", "300")),
        ("写错了 是三个人", None),
        ("发了300份", None),
        ("8不对 发了300份", None),
    ],
)
def test_a_description_is_put_right(said: str, becomes: str | None) -> None:
    """The one day or the one figure of it; nothing where it is not plain which."""
    wished = None if becomes is None else {"说明": becomes}
    assert _put_right(TOWNS, "四.1", {"说明": DAY}, said, "四.2") == wished


@pytest.mark.parametrize(
    "said", ["哎呀 看岔了", "记混了 那是三季度的", "手滑了", "刚才那一问我点岔了", "少写了一个"]
)
def test_a_slip_is_heard_as_one(said: str) -> None:
    """Whatever else stands beside it."""
    assert slips(said)


@pytest.mark.parametrize("said", ["哎呀", "等一下", "不会填", "纠正填错的信息12条，开展信用修复"])
def test_a_sigh_is_no_slip(said: str) -> None:
    """Nor is a description that tells of others' mistakes."""
    assert not slips(said)


@pytest.mark.parametrize(
    ("stands", "becomes"),
    [
        ("10月20号在文化广场搞宣传", "10月20号在人民公园搞宣传"),
        ("10月20号文化广场宣传", "10月20号人民公园宣传"),
        ("在文化广场，在信用公园各一场", None),
        ("10月20号搞宣传", None),
    ],
)
def test_the_place_is_put_right(stands: str, becomes: str | None) -> None:
    """The one place that a description names; where there are two, or none, it is asked."""
    wished = None if becomes is None else {"说明": becomes}
    assert _put_right(TOWNS, "四.1", {"说明": stands}, "地点错了 是人民公园", "四.2") == wished


@pytest.mark.parametrize(
    ("said", "at", "becomes"),
    [
        ("是4次", "五.3", {"宣传活动": 4}),
        ("应该是4次才对", "三.2", {"宣传活动": 4}),
        ("是4项", "五.3", None),  # of the list, perhaps
        ("是4次", "三.3", None),  # so many of what is asked now, perhaps
        ("是4次吗", "五.3", None),
    ],
)
def test_so_many_is_of_the_count_before(said: str, at: str, becomes: Answer | None) -> None:
    """Where what stands open counts nothing."""
    form, row, question = _asked(OFFICES, "四.1")
    open_ = form.questions(form.scheme.row(at))[0]
    assert put_right(row, question, {"宣传活动": 3}, said, open_) == becomes


def test_one_more_item_is_beside_those_that_wait() -> None:
    """电脑今天也配上了 drops none of the four before it."""
    form, row, _ = _asked(OFFICES, "一.1")
    question = form.questions(row)[1]
    pending = dict.fromkeys(("分管领导", "牵头科室", "工作联络员", "工作制度"), True)
    for said in ("电脑今天也配上了", "电脑有"):
        told = account(row, question, said, lambda _: False)
        now = onto_what_waits(row, question, told, pending, said)
        assert now.answer == {**pending, "专用电脑": True}, said
        assert not now.whole or said == "电脑有"
    told = account(row, question, "重新说，电脑有", lambda _: False)
    assert onto_what_waits(row, question, told, pending, "重新说，电脑有") == told


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("哎呀填少了，是6次", None),
        ("填少了，6次", None),
        ("少填了一次", 1),
        ("多填了两次", -2),
    ],
)
def test_so_many_in_all_are_not_so_many_more(said: str, by: int | None) -> None:
    """填少了，是6次 names the figure, 少填了一次 how many lack."""
    assert more_or_less(said) == by
    assert by is not None or (rather(said) or ("", ""))[1].startswith("6")
