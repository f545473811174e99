"""What leans on a list just shown: read as such, and never where it asks, denies or tells."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.questions.behind import (
    Behind,
    among,
    apart,
    asks_phone,
    behind,
    invites,
    neighbours,
    urges,
)


@pytest.mark.parametrize(
    ("text", "table", "klass"),
    [
        ("乡镇有几个", "乡镇", ""),
        ("其中乡镇几家", "乡镇", ""),
        ("县直占几个", "县直", ""),
        ("里面有没有乡镇", "乡镇", ""),
        ("这里头县直的有多少", "县直", ""),
        ("县直乡镇各几个", "each", ""),
        ("县直几个乡镇几个", "each", ""),
        ("乡镇有几家、县直有几家", "each", ""),
        ("一类的有几个", "", "一类"),
        ("三类的呢", "", "三类"),
    ],
)
def test_those_of_a_table_or_class(text: str, table: str, klass: str) -> None:
    """How many of a table, or of a class, there are among those that are shown."""
    said = behind(text)
    assert said is not None
    assert (said.table, said.klass) == (table, klass)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("里头分最低的是谁", "分最低的是谁"),
        ("这几家没交总结的", "没交总结"),
        ("他们的电话给我", "联络员电话"),
        ("联络员都是谁", "联络员电话"),
    ],
)
def test_what_is_asked_of_them(text: str, rest: str) -> None:
    """A condition or a column, without the words that point at the list."""
    said = behind(text)
    assert said is not None
    assert said.rest == rest


def test_the_list_itself() -> None:
    """哪几家, behind how many there are."""
    assert behind("哪几家") == Behind(whole=True)
    assert behind("都有谁") == Behind(whole=True)


@pytest.mark.parametrize("text", ["乡镇排名", "谁没报", "里程多少", "教育局多少分", "县直谁没报"])
def test_a_question_of_its_own_is_of_no_list(text: str) -> None:
    """What says by itself what it is about."""
    assert behind(text) is None
    assert not among(text)


@pytest.mark.parametrize(
    "text", ["给他们都发个邀请", "都邀请一遍", "一起邀请一下", "把邀请发给它们", "挨个发邀请"]
)
def test_invited(text: str) -> None:
    """Those of the list are to be invited."""
    assert invites(text)


@pytest.mark.parametrize("text", ["邀请", "发个邀请", "发邀请", "邀请一下吧", "生成邀请码"])
def test_an_invitation_without_them_is_of_no_list(text: str) -> None:
    """Whom it is for was not said: a list shown before is not meant by it."""
    assert not invites(text)


@pytest.mark.parametrize(
    ("text", "which"),
    [("催一下", "all"), ("都催一遍", "list"), ("都给我催一下", "list"), ("给我催一下", "all"),
     ("全部提醒一下", "list")],
)  # fmt: skip
def test_urged(text: str, which: str) -> None:
    """Whether everybody of the list is meant by its own words."""
    assert urges(text) == which


@pytest.mark.parametrize(
    ("text", "which"),
    [("差在哪一项", "where"), ("差哪儿了", "where"), ("哪项丢得最多", "where"),
     ("差多少", "how far"), ("俩放一块比比", "how far"), ("比一比", "how far")],
)  # fmt: skip
def test_apart(text: str, which: str) -> None:
    """Where two units differ, and how much."""
    assert apart(text) == which


def test_next_to_it_and_its_telephone() -> None:
    """Who stands before it, and whom to call."""
    assert neighbours("它前头是谁后头是谁")
    assert neighbours("前面是谁")
    assert not neighbours("前面说的是谁干的")
    assert asks_phone("电话多少")
    assert not asks_phone("打电话给他们")


_ACTS = ("邀请", "催")
_NOT_ORDERED = (
    "要不要都{}一遍", "能都{}一遍吗", "都{}了没", "谁说都{}一遍", "别都{}", "先别都{}一遍",
    "没让你都{}", "都{}过了", "他说都{}一遍", "听说都{}了", "为什么都{}一遍", "是不是该都{}一遍",
    "都{}一遍会怎样", "昨天都{}了",
)  # fmt: skip


@given(st.sampled_from(_ACTS), st.sampled_from(_NOT_ORDERED))
def test_what_asks_denies_or_tells_orders_nothing(act: str, said: str) -> None:
    """No such sentence is an order over the list."""
    text = said.format(act)
    assert not invites(text)
    assert not urges(text)
