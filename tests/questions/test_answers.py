"""What was answered inside a row: which row, which answer, what of it, by the scheme's words."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from bot.front.answered import printed_of, tells_an_answer
from bot.questions.answers import read
from bot.questions.combined.query import Condition, Query
from bot.speech.names import Named, Roster
from scoring.scheme import load

_PRINTED: Final = printed_of(
    [
        ("县直单位", load("郏县2022-县直单位")),
        ("乡镇街道", load("郏县2022-乡镇街道")),
    ]
)
_ROSTER: Final = Roster(
    [Named(1, "县教育局", "教育局", (), "县直单位"), Named(2, "薛店镇", "薛店镇", (), "乡镇街道")]
)


def _read(text: str) -> Query | None:
    return read(text, _PRINTED, _ROSTER, date(2026, 12, 16), ((2026, 3), (2026, 4)))


def _told(query: Query | None) -> str:
    """县直单位 二.1 迟报、错报>0 answers: a query in a line."""
    if query is None:
        return ""
    said = [_condition(one) for one in query.tests]
    rows = {pair.rpartition("=")[2] for pair in query.row.split(";")}
    parts = [query.group or "全部", "/".join(sorted(rows)), *said, query.measure]
    return " ".join(one for one in parts if one)


def _condition(one: Condition) -> str:
    amount = f"{one.sign}{one.amount}" if one.sign else ""
    called = one.value if one.kind == "answer" else one.kind
    return f"{'没有' if one.not_ else ''}{called}{amount}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a yes or no, and two of one row
        ("产品应用实施办法还没出台的局", "县直单位 三.2 没有已出台实施办法"),
        ("信用村有文件没成效的乡镇", "乡镇街道 二.3 出台相关文件制度 没有取得成效"),
        ("信用示范村文件成效啥都没有的", "乡镇街道 二.3 没有出台相关文件制度 没有取得成效"),
        ("信用村两样都占的乡镇有哪些", "乡镇街道 二.3 出台相关文件制度 取得成效"),
        ("事中监管制度有了评价办法没出的", "县直单位 六.2 出台制度文件 没有出台评价办法"),
        ("政务失信治理有文件没成效的乡镇", "乡镇街道 三.4 制定相关文件 没有有成效"),
        ("县直三.2填了否的", "县直单位 三.2 没有已出台实施办法"),
        # an item of a checklist, and how many of them
        ("哪几个镇没电脑", "乡镇街道 一.1 没有专用电脑"),
        ("接受投诉那条没做到的乡镇", "乡镇街道 三.3 没有接受投诉"),
        ("服务承诺清单没公开的部门", "县直单位 五.3 没有公开服务承诺事项清单"),
        ("七有缺的最多", "乡镇街道 二.4 lacking>0 lacking"),
        ("七有缺两样以上的是哪几个", "乡镇街道 二.4 lacking>=2 lacking"),
        ("七有全齐的有几个镇", "乡镇街道 二.4 lacking=0"),
        ("七有拿满的有几个镇", "乡镇街道 二.4 lacking=0"),
        ("事前监管没覆盖全的局", "县直单位 六.1 lacking>0 lacking"),
        # a count
        ("双公示谁迟报了", "县直单位 二.1 迟报、错报>0 answers"),
        ("许可处罚公示都谁迟报了", "县直单位 二.1 迟报、错报>0 answers"),
        ("双公示迟报错报一家几条列一下", "县直单位 二.1 迟报、错报>0 answers"),
        ("二.2谁漏报了", "县直单位 二.2 漏报、错报>0 answers"),
        ("信易贷报够5家的乡镇", "乡镇街道 二.2 成功上报的企业>=5 answers"),
        ("三.4报了3次以上的", "县直单位 三.4 count>=3 answers"),
        ("一次宣传都没搞的局", "县直单位 四.1 宣传活动=0"),
        ("应用场景光有通知没成效的有谁",
         "县直单位 三.4 仅有通知或文件的应用>0 取得成效的应用=0 answers"),
        ("联合奖惩案例报得最多的", "县直单位 六.3 典型案例>0 answers"),
        ("双公示扣了几分", "县直单位 二.1 没有full lost"),
        # all of a row is a no; what is not answered is no no
        ("分级分类一点没干的乡镇", "乡镇街道 二.5 nothing"),
        ("分级分类填了无的乡镇", "乡镇街道 二.5 nothing"),
        # rows of two tables that ask the same
        ("有没有单位是失信被执行人", "全部 三.1/五.1 被列入失信被执行人或联合惩戒对象"),
        ("拖欠中小企业的有谁",
         "全部 三.2/五.2 违约拖欠中小微企业款项|违约拖欠中小企业款项"),
        ("没打印机的", "全部 一.1 没有打印机"),
    ],
)  # fmt: skip
def test_what_is_asked_of_the_answers_in_a_row(text: str, told: str) -> None:
    assert _told(_read(text)) == told


def test_how_many_in_all_are_added_up_over_the_table_that_was_named() -> None:
    query = _read("县直这季度总共搞了多少场宣传")
    assert query is not None
    assert (query.topic, query.row, query.quarters) == ("sum", "县直单位=四.1", ((2026, 4),))


@pytest.mark.parametrize(
    "text",
    [
        "村里没配电脑的乡镇",  # a computer of the village is none of the town's
        "承诺书用得最多的局",  # of several rows as near, none
        "没有文件的乡镇",
        "五有七有里头缺制度的乡镇",
        "审过的双公示",
        "谁的分高",
        "",
    ],
)
def test_where_a_word_is_left_over_or_several_rows_are_as_near_there_is_none(text: str) -> None:
    assert _read(text) is None


def test_a_quarter_that_is_named_is_asked_about() -> None:
    query = _read("三季度时候实施办法没出的有几家")
    assert query is not None
    assert (query.quarters, query.counted) == (((2026, 3),), True)


def test_an_answer_that_is_said_is_no_missing_one() -> None:
    assert tells_an_answer("分级分类填了无的乡镇")
    assert not tells_an_answer("分级分类没填的乡镇")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("双公示一条没迟的县直有几家", "县直单位 二.1 迟报、错报=0"),
        ("拖欠中小企业账款的单位有哪些",
         "全部 三.2/五.2 违约拖欠中小微企业款项|违约拖欠中小企业款项"),
        ("哪些单位连打印机都没配", "全部 一.1 没有打印机"),
        ("宣传活动一次都没搞的局", "县直单位 四.1 宣传活动=0"),
    ],
)  # fmt: skip
def test_it_is_heard_as_it_is_said(text: str, told: str) -> None:
    assert _told(_read(text)) == told


def test_the_most_are_so_many_as_are_named() -> None:
    query = _read("信用加场景报得最多的三家")
    assert query is not None
    assert (query.first, query.descending, query.group) == (3, True, "县直单位")


@pytest.mark.parametrize(
    "text",
    [
        "承诺书没公示的单位",  # no item by its middle: 主动公示型
        "哪个单位扣分项数最多",  # how something is counted names no row
        "没成效的乡镇",
        "谁没有通知",
        "信易贷报够5家的有谁",  # of the other table several rows are as near
        "没信用村有文件的乡镇",  # what the no is about, nothing says
    ],
)
def test_a_word_that_says_too_little_names_no_row(text: str) -> None:
    assert _read(text) is None
