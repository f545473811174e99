"""加一次, 那个是省局的文件, 就这一个: what is said from a figure or of a paper, read and not kept.

One more is one more than what stands or waits, and never the bare number; a paper of another body
is a no; what was said of one item leads to no tap that says all of them.
"""

from __future__ import annotations

import pytest

from bot.filling.accounted import account
from bot.filling.counted import twice_told
from bot.filling.items import read_items
from bot.filling.items_among import items_among, speaks_of_some
from bot.filling.just_answered import put_right
from bot.filling.others_paper import is_of_others
from bot.filling.pages.going_back import rather
from bot.filling.shifted import is_relative, more_or_less
from bot.forms.form import Question, UnitForm
from bot.speech.numbers import NumberFault
from scoring.scheme import Row, load
from tests.bench import _heard_liaison as liaisons
from tests.filling.test_walk_thumbs import empty_form

OFFICES: UnitForm = empty_form(load("郏县2022-县直单位"))


def _at(row: str, number: int = 0) -> tuple[Row, Question]:
    found = OFFICES.scheme.row(row)
    return found, OFFICES.questions(found)[number]


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("加一次", 1),
        ("再加一次", 1),
        ("再多两次吧", 2),
        ("少一次", -1),
        ("减两次", -2),
        ("写多了一次", -1),  # one too many, and never one
        ("多报了两次", -2),
        ("写多了，是3次", None),
        ("再办一次", None),
        ("多少次", None),
        ("加一次行吗", None),
        ("多次", None),
    ],
)
def test_how_many_more_or_fewer(said: str, by: int | None) -> None:
    """Nothing else stands in it, and it asks nothing."""
    assert more_or_less(said) == by
    assert is_relative(said) is (by is not None or said == "加一次行吗") or not by


@pytest.mark.parametrize("said", ["加一次", "再多一次", "少一次"])
def test_how_many_more_is_no_count(said: str) -> None:
    """Where nothing stands, nobody knows how many there are."""
    told = account(*_at("四.1"), said, lambda _: False)
    assert told.answer is None
    assert "不知道是在几次上加减" in told.why


@pytest.mark.parametrize(
    ("said", "strictly", "others"),
    [
        ("那个是省局的文件不是我们的", True, True),
        ("不是我们的，是省局的文件", True, True),
        ("是市里印发的，不是我们单位定的", True, True),
        ("不是我们局的", True, True),
        ("是省局的文件", True, False),  # which one it is, without a slip before it
        ("是省局的文件", False, True),
        ("是我们的文件", False, False),
        ("那个文件", False, False),
        ("不是我们管的", False, False),
        ("", False, False),
    ],
)
def test_whose_paper_it_is(said: str, strictly: bool, others: bool) -> None:
    """Of a question that asks a paper."""
    assert is_of_others(_at("三.2")[1], said, denied=strictly) is others


def test_a_paper_of_others_is_no_answer_where_none_is_asked() -> None:
    """A count asks for none; neither does a yes or no without a paper in it."""
    assert not is_of_others(_at("四.1")[1], "不是我们的")
    flags = [one for row in OFFICES.rows for one in OFFICES.questions(row) if one.kind == "flag"]
    papers = ("文件", "制度", "办法", "方案", "通知")
    bare = [
        one
        for one in flags
        if not any(sign in f"{one.names}{[each.ask for each in one.inputs]}" for sign in papers)
    ]
    assert bare
    assert not is_of_others(bare[0], "是省局的，不是我们的")


def test_a_slip_and_whose_paper_it_was_make_a_no() -> None:
    """Without the slip 是省局的文件 says nothing of the answer before."""
    row, question = _at("三.2")
    open_ = _at("三.3")[1]
    name = question.names[0]
    assert put_right(row, question, {name: True}, "弄错了，是省局的文件", open_) == {name: False}
    assert put_right(row, question, {name: True}, "是省局的文件", open_) is None
    assert put_right(row, question, {name: False}, "弄错了，是省局的文件", open_) is None


@pytest.mark.parametrize(
    ("said", "many"),
    [
        ("严重违法失信名单那个算一个吧，就这一个", 1),
        ("案例算两个，一共就两个", 2),
        ("案例算两个，就这一个", None),
        ("第一个算一个，就这一个", None),
        ("有一个没算，就这一个", None),
        ("一个，一个，就这一个", None),
        ("算一个吧，就这一个吗", None),
        ("就这一个", None),
    ],
)
def test_one_figure_said_twice(said: str, many: int | None) -> None:
    """The second time it only says that this is all."""
    assert twice_told(_at("六.3", 1)[1], said) == many


@pytest.mark.parametrize(
    ("said", "many"),
    [
        ("上季度五次，这回七次", 7),
        ("比上季度多两次，上季度五次，这回七次", 7),
        ("比上季度多两次", None),
        ("比上季度多两次，上季度五次", None),
    ],
)
def test_another_time_stands_beside_this_one(said: str, many: int | None) -> None:
    """How far apart they are is no count either."""
    told = account(*_at("四.1"), said, lambda _: False)
    assert (told.answer or {}).get("宣传活动") == many
    assert not told.whole


@pytest.mark.parametrize(
    ("row", "number", "said", "lacking"),
    [
        ("一.1", 1, "打印机坏了报废了，别的都有", {"打印机"}),
        ("一.1", 1, "打印机坏了，早就报废了，别的都有", {"打印机"}),
        ("五.3", 0, "前面两个有最后一个没有", {"接受投诉及整改"}),
        ("五.3", 0, "前两个有，第三个没有", {"接受投诉及整改"}),
        ("五.3", 0, "后两个有，第一个没有", {"公开服务承诺事项清单"}),
        ("一.1", 1, "打印机有，报废了，别的都有", None),  # there, or not?
        ("一.1", 1, "分管领导没有，章没盖，别的都有", None),
    ],
)
def test_all_but_one(row: str, number: int, said: str, lacking: set[str] | None) -> None:
    """A second word on what lacks already takes nothing from the others."""
    question = _at(row, number)[1]
    told = items_among(question, said)
    if lacking is None:
        assert told is None
        return
    assert told is not None
    assert {name for name, there in told.items.items() if not there} == lacking
    assert set(told.items) == set(question.names)


@pytest.mark.parametrize(
    ("said", "some"),
    [("打印机说不准", True), ("前面那几个吧", True), ("第二项说不准", True), ("说不准", False)],
)
def test_what_speaks_of_some_of_a_list(said: str, some: bool) -> None:
    """By names or by places."""
    assert speaks_of_some(_at("一.1", 1)[1], said) is some


@pytest.mark.parametrize(
    ("sign", "said", "told"),
    [
        ("[是否]", "是 ⇒ 弄错了，那个是省局的文件不是我们的", "填成“否”"),
        ("[是否]", "是 ⇒ 那个是省局的文件不是我们的", "填成“否”"),
        ("[是否]", "是 ⇒ 弄错了，不归我们管", "是上一题填错了吗"),
        ("[数]", "3 ⇒ 加一次", "填成 4 次"),
        ("[数]", "3 ⇒ 少一次", "填成 2 次"),
        ("[数]", "3 ⇒ 四点一再加一次", "四.1 宣传活动：4 次（原来 3 次）"),
        ("[无]", "四点一填三次，三点二填有 ⇒ 四点一再加一次", "四.1 宣传活动：4 次"),
        ("[无]", "四点一填三次，三点二填有 ⇒ 再加一次", "四.1 宣传活动：4 次"),
        ("[数]", "3 ⇒ 要交什么左证？", "[四.1 怎么填] [五.3 怎么填]"),
        ("[数]", "3 ⇒ 这一项要什么材料", "要交的材料：实施方案或通知"),
        ("[数 七.1]", "县融媒体报道的算不算这一项", "/ [市级以上媒体指哪些] /"),
        ("[清单]", "电脑不是专用的，跟办公室合用，能勾吗？", "您是想问这个吗"),
    ],
)
async def test_it_is_shown_and_not_kept(sign: str, said: str, told: str) -> None:
    """Old and new for one tap, or the row that was spoken of."""
    async with liaisons.before(sign, "县教育局") as liaison:
        answer = await liaison.says(said)
    assert told in answer.replace("\n", " / ")
    assert "⇢" not in answer
    assert "[是的，就这样]" not in answer


@pytest.mark.parametrize(("said", "all_"), [("打印机嘛说不准", False), ("哗啦哗啦", True)])
async def test_no_tap_says_all_below_words_on_one_item(said: str, all_: bool) -> None:
    """全选 below 没有看懂 would keep the opposite of what was said of the one."""
    async with liaisons.before("[清单]", "县教育局") as liaison:
        liaison.play.since(600)
        *_, (_, last) = await liaison.play.send(liaison.name, said)
    routes = [button.route for row in last.buttons for button in row]
    assert any(one.startswith("tick/") for one in routes)
    assert any("/all/" in one for one in routes) is all_


@pytest.mark.parametrize(
    ("said", "now"), [("写多了一次", 4), ("多报了两次", 3), ("少一次", 4), ("多报了六次", None)]
)
def test_one_too_many_is_one_fewer_than_stands(said: str, now: int | None) -> None:
    """Said once the next question has come: of the five that stand, never the bare number."""
    row, question = _at("四.1")
    (name,) = question.names
    found = put_right(row, question, {name: 5}, said, _at("三.2")[1])
    assert found == (None if now is None else {name: now})
    assert rather(said) is None


def test_a_list_is_all_there_in_every_word_for_it() -> None:
    """样样都有, 每一样都有; 样样都没有 is none of it."""
    question = _at("一.1", 1)[1]
    assert set(read_items(question, "样样都有").values()) == {True}
    assert set(read_items(question, "每一样都有").values()) == {True}
    with pytest.raises(NumberFault):
        read_items(question, "样样都没有")
