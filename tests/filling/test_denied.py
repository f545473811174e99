"""A no is never dropped: composed of every word of denial, at every place of it, for every kind.

Nothing of these is kept unseen, and no tap that is offered stores a yes, an item or a figure which
the text denies, plans, takes back or tells of somebody else. What is plainly said stays understood.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, strategies as st

from bot.filling.accounted import account
from bot.filling.other_figures import is_other, of_paper
from bot.forms.form import Question, Raw
from bot.speech.denial import denial
from bot.speech.yes_no import leaning
from scoring.scheme import Row
from tests.filling.test_not_meant import COUNTS, DEPARTMENT, FLAGS, LISTS

_YES = ("有", "是", "有的", "印发了", "已印发", "出台了", "制定了", "有文件", "文件有", "早就有了")
_APART = ("", " ", "，", "。", "但是", "，就是", "，不过")
_WHAT = ("", "章", "公章", "文件", "文号", "案例", "后来")
_NO = (
    *("没盖", "未盖", "没发", "未印发", "没公开", "没签", "没批", "没上会", "没备案", "没定稿"),
    *("没落实", "不全", "不算", "不规范", "不合格", "作废了", "废止了", "取消了", "撤了", "停了"),
    *("过期了", "失效了", "被退了", "缺了", "丢了", "拿不出来", "盖不了", "不是我们的", "没文号"),
    *("缺公章", "没有公章", "无公章", "非正式", "还没盖章", "尚未盖章"),
)


_At = tuple[Row, Question]


def _says(at: _At, text: str) -> dict[str, Raw | None]:
    row, question = at
    found = account(row, question, text, lambda _: False)
    return dict(found.answer or {})


@given(st.sampled_from(FLAGS), st.tuples(*map(st.sampled_from, (_YES, _APART, _WHAT, _NO))))
def test_a_yes_beside_a_no_is_no_yes(at: _At, parts: tuple[str, ...]) -> None:
    """文件有 章没盖 was proposed as 是, two points for one tap."""
    text = "".join(parts)
    assert True not in _says(at, text).values(), text


@pytest.mark.parametrize(
    "text",
    [
        *("有，没变", "有的，不过照片还没传", "印发了没几天", "差不多都有", "文件有，没问题"),
        *("文件发了，章盖得不清楚", "有，一直没废止"),
    ],
)
def test_a_word_of_no_that_denies_nothing(text: str) -> None:
    """没变, 不过, 没几天 deny nothing of what is asked: the yes is offered."""
    assert denial(text) == ""
    assert leaning(text) is not False


_SHORT = {
    "分管领导": "领导", "牵头科室": "科室", "工作联络员": "联络员", "专用电脑": "电脑",
    "打印机": "打印机", "工作制度": "制度", "有文件": "文件", "有阵地": "阵地",
    "有载体": "载体", "有评比": "评比", "有奖惩": "奖惩", "有报道": "报道", "有成果": "成果",
}  # fmt: skip
_BEFORE = (
    *("没", "没有", "无", "未", "缺", "缺少", "少", "差", "欠", "-", "减", "减去", "除", "去掉"),
    *("不要", "别算", "不含", "扣", "撤", "取消", "没买", "免", "不是", "漏", "少个", "就是没有"),
)
_BEHIND = (
    *("没", "没有", "无", "未配", "缺", "坏了", "丢了", "取消了", "不算", "不行", "没买", "停用了"),
    *("-", "×", "X", "❌", "空着", "未明确", "没落实", "不达标", "作废", "报废", "借出去了"),
    *("用不了", "走了", "免了", "辞了", "退了", "泡汤", "黄了"),
)


@given(
    st.sampled_from([one for one in LISTS if set(one[1].names) & set(_SHORT)]),
    st.integers(0, 6),
    st.sampled_from([*(f"{one}{{}}" for one in _BEFORE), *(f"{{}}{one}" for one in _BEHIND)]),
    st.sampled_from(["{}", "{} 其他都有", "都有 {}", "{other}有 {}", "{other}、{}", "全有，{}"]),
)
def test_an_item_that_is_denied_is_not_there(at: _At, number: int, how: str, around: str) -> None:
    """-打印机 and 打印机× were read as 有：打印机."""
    names = [one for one in at[1].names if one in _SHORT]
    name, other = names[number % len(names)], names[(number + 1) % len(names)]
    text = around.format(how.format(_SHORT[name]), other=_SHORT[other])
    assert _says(at, text).get(name) is not True, text


def test_what_a_list_says_beside_its_items_takes_them_along() -> None:
    """文件有 章没盖: whether the file counts is asked."""
    at = next(one for one in LISTS if one[1].names[0] == "有文件")
    assert _says(at, "文件有 章没盖") == {}


_NOT_IT = (
    *("计划{}", "目标{}", "要求{}", "应报{}", "争取{}", "原定{}", "财政局搞了{}", "隔壁镇{}"),
    *("听说{}", "上季度{}", "去年{}", "每月{}", "至多{}", "顶多{}", "起码{}", "不止{}", "还差{}"),
    *("少{}", "去掉{}", "再来{}", "另外{}", "漏填{}", "万一{}", "比如{}", "并非{}"),
    *("{}取消了", "{}作废", "{} 算了", "{}别记", "{} 先不填", "{}推迟了", "{}待定", "{}以内"),
    *("{} 左右不到", "{} 写错了", "{}行吗", "{} 对不对", "{}是合办的", "{}不是我们的", "{}被退了"),
)


@pytest.mark.parametrize("how", _NOT_IT)
def test_another_figure_is_asked_about(how: str) -> None:
    """Of a plan, of others, bounds, differences and what was taken back no figure is offered."""
    for at, space in product(COUNTS, ("", " ")):
        figure = f"{space}3{at[1].inputs[0].unit}{space}"
        text = how.format(figure).strip()
        assert 3 not in _says(at, text).values(), text


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("问了科室说是办了3次", 3),
        ("搞了4次，报道2篇", 2),
        ("搞了3次，只报道2次", 2),
        ("搞了3次，一次都没报道", 0),
        ("搞了3次，一次没报道", None),
        ("4次还是5次来着", None),
        ("5次，另外一次没报道就没算", 5),
        ("不改了 就是4", 4),
    ],
)
def test_what_is_plainly_counted_is_offered(text: str, many: int | None) -> None:
    """The same words, where they leave no doubt how many count."""
    row = DEPARTMENT.scheme.row("四.1")
    told = _says((row, DEPARTMENT.questions(row)[0]), text)
    assert next(iter(told.values()), None) == many


@pytest.mark.parametrize("text", ["文件共12页", "照片12张", "12页", "字数1200个字"])
def test_a_figure_of_papers_is_not_offered(text: str) -> None:
    """It has a measure that papers have, and the question counts by another."""
    assert of_paper(text, "次")


@pytest.mark.parametrize(
    ("text", "unit"), [("12张", "张"), ("3次，发传单500张", "次"), ("3次", "次")]
)
def test_a_figure_of_the_question_s_own_measure_is(text: str, unit: str) -> None:
    assert not of_paper(text, unit)


def test_pages_are_offered_as_no_count() -> None:
    """文件共12页 at 应用项数 had been offered as twelve of them."""
    row = DEPARTMENT.scheme.row("三.3")
    question = next(one for one in DEPARTMENT.questions(row) if one.kind == "count")
    assert account(row, question, "文件共12页", lambda _: False).answer is None
    assert account(row, question, "应用共12项吧 大概齐", lambda _: False).answer is not None


def test_a_figure_of_ones_own_is_none_of_others() -> None:
    """我们财政局3次 is this unit's."""
    assert is_other("财政局3次")
    assert not is_other("我们财政局3次")
