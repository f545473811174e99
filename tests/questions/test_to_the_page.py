"""Which way a short sentence leans, and which buttons of the page lie that way."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.questions.combined.query import Condition, Query
from bot.questions.of_list import of_the_list, told_to_the_list
from bot.questions.orders import may_be_urged
from bot.questions.redraft import only_who_owes
from bot.questions.to_the_page import fitting, orders_something, ways

_DRAFT = ["发出", "改回上一版", "重写"]
_LIST = ["教育局", "下一页", "发表格"]


@pytest.mark.parametrize(
    ("text", "way", "labels", "first"),
    [
        ("行就这么发", "agree", _DRAFT, "发出"),
        ("可以，发出去吧", "agree", _DRAFT, "发出"),
        ("没问题", "agree", _DRAFT, "发出"),
        ("准了", "agree", ["同意", "不同意"], "同意"),
        ("算了不发了", "refuse", ["发出", "先不发了"], "先不发了"),
        ("算了不宽了，人回来了", "refuse", ["收回延期", "改到另一天"], "收回延期"),
        ("存成word", "sheet", _LIST, "发表格"),
        ("导出来给我", "sheet", _LIST, "发表格"),
        ("打印一份", "sheet", _LIST, "发表格"),
        ("还有呢", "more", _LIST, "下一页"),
        ("点开看看", "look", ["看得分", "首页"], "看得分"),
        ("哎录错行了，撤了", "undo", ["下一行", "清掉这个数"], "清掉这个数"),
    ],
)
def test_a_sentence_leans(text: str, way: str, labels: list[str], first: str) -> None:
    """The likeliest way comes with the button that lies that way."""
    found = next(one for one in ways(text) if fitting(one, text, labels))
    assert (found, labels[fitting(found, text, labels)[0]]) == (way, first)


@pytest.mark.parametrize(
    "text",
    [
        "发了吗", "谁没报", "就催教育局", "行政许可没报", "不改的有哪几家", "发通知说周五开会",
        "存疑的材料", "好几家没交", "撤了几家", "可以延期吗", "教育局怎么回事", "不合格",
        "表扬名单", "改成4", "打印机坏了",
    ],
)  # fmt: skip
def test_what_says_more_leans_on_nothing(text: str) -> None:
    """A question, a name, a word of its own: it is understood by itself."""
    assert ways(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "催催他们",
        "给这几家打个招呼，让抓紧",
        "挨个催一催这几家",
        "把他们都催一遍",
        "给那几家提个醒",
    ],
)
def test_who_stands_in_the_list_is_urged(text: str) -> None:
    """他们 and 这几家 are those of the list, and none of it is a text to send."""
    assert of_the_list(text)
    assert told_to_the_list(text) == ""


@pytest.mark.parametrize("text", ["给他们说一下，再不交要通报", "催他们的材料谁看", "他们催了没"])
def test_what_says_more_is_no_mere_nudge(text: str) -> None:
    """A text to send, or a question."""
    assert not of_the_list(text)


_BY = (
    "发个短信说", "发条微信说", "发个消息告诉他们", "发个通知:", "发一条信息,", "都发个短信,说",
    "发个短信说一下,", "发消息给他们说", "发个微信", ":", "说",
)  # fmt: skip


@given(
    st.sampled_from(_BY), st.sampled_from(("明天下班前补齐", "再不交要通报", "说明情况，周五前交"))
)
def test_how_it_is_sent_is_no_part_of_the_text(by: str, text: str) -> None:
    """给他们发个短信说明天下班前补齐: they read 明天下班前补齐."""
    assert told_to_the_list(f"给他们{by}{text}") == text


@pytest.mark.parametrize(
    "text",
    [
        "给他改成3次",
        "给他改成3次行不行",
        "给他加上",
        "给他减两分",
        "给他们明天补齐",
        "跟他们说行不行",
    ],
)
def test_what_is_done_to_them_is_told_to_nobody(text: str) -> None:
    """Without a word of telling there is nothing that they would read."""
    assert told_to_the_list(text) == ""


@pytest.mark.parametrize(
    "text", ["给他们发个短信", "给他们发条微信说", "给他们发个短信吧", "给他们发个短信了吗"]
)
def test_what_says_only_how_is_no_text(text: str) -> None:
    """Nothing is said to them yet."""
    assert told_to_the_list(text) == ""


@pytest.mark.parametrize(
    "text", ["交过的就别发了", "已经交了的不用发了", "只发给没交的", "发给还没报的就行"]
)
def test_a_draft_is_for_who_owes(text: str) -> None:
    """Said of a draft, it names fewer people."""
    assert only_who_owes(text)


@pytest.mark.parametrize("text", ["交过的有几家", "没交的别发了", "发给交过的", "交过的催了吗"])
def test_another_audience_is_not_guessed(text: str) -> None:
    """Who is meant otherwise is not taken for those who owe."""
    assert not only_who_owes(text)


def test_only_orders_are_agreed_to() -> None:
    """行就这么办, below what was only offered: a question is nothing to be done."""
    labels = ["给没提交的单位发个通知：周五前交", "发过的通知", "催一下没交总结的", "催报次数"]
    assert [one for one in labels if orders_something(one)] == [labels[0], labels[2]]


def test_who_has_handed_in_is_not_urged() -> None:
    """催他们, behind those who have handed in: nobody of them owes anything."""
    assert may_be_urged(Query(tests=(Condition("waiting"),)))
    assert not may_be_urged(Query(tests=(Condition("submitted"),)))
