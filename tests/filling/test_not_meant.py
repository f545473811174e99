"""What says something else than an answer is never kept unseen, nor offered as one.

Composed: every figure with every word that makes another thing of it, at every count of a form;
plans, other units, other times and doubts at every question of yes or no and every list.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, strategies as st

from bot.filling.accounted import Accounted, account
from bot.forms.form import Question
from scoring.scheme import Row, load as load_scheme
from tests.filling.test_walk_thumbs import empty_form

DEPARTMENT = empty_form(load_scheme("郏县2022-县直单位"))
TOWN = empty_form(load_scheme("郏县2022-乡镇街道"))


def _asked(kind: str) -> list[tuple[Row, Question]]:
    return [
        (row, question)
        for form in (DEPARTMENT, TOWN)
        for row in form.own_rows
        for question in form.questions(row)
        if question.kind == kind
    ]


COUNTS, FLAGS, LISTS = _asked("count"), _asked("flag"), _asked("checklist")
_FIGURES = ("2", "两", "3", "12")
_ANOTHER_THING = (
    *("计划{}", "打算搞{}", "下个月还有{}", "上季度{}", "去年{}", "上半年{}", "如果{}", "要是{}呢"),
    *("财政局{}", "隔壁镇{}", "听说{}", "领导说{}", "参加了{}", "协助{}", "村里{}", "企业{}"),
    *("不止{}", "不到{}", "至少{}", "大概{}", "{}左右", "{}多", "还差{}", "少了{}", "别填{}"),
    *("取消{}", "{}取消了", "{}没搞成", "{}没报道", "{}待审", "{}被退", "{}进行中", "再{}", "又{}"),
    *("{}不", "{}没", "有{}没", "有没有{}", "没有{}", "是不是{}", "{}算不算", "{}行不行", "填了{}"),
    *("要{}吧", "得{}吧", "后{}", "{}后", "前{}", "第{}", "每月{}", "每个村{}", "平均{}", "{}分"),
    *("谢谢{}", "辛苦{}", "开会{}", "看了{}", "打了{}电话", "传了{}照片", "改了{}", "退了{}"),
)


@given(st.sampled_from(COUNTS), st.sampled_from(_FIGURES), st.sampled_from(_ANOTHER_THING))
def test_a_figure_beside_what_changes_its_sense_is_asked_about(
    at: tuple[Row, Question], figure: str, how: str
) -> None:
    """有没有2个 and 再2个 were kept where the question's own text has a 没有 and a 再 in it."""
    row, question = at
    text = how.format(f"{figure}{question.inputs[0].unit}")
    assert not account(row, question, text, lambda _: False).whole, text


@pytest.mark.parametrize("text", ["计划3次", "下个月3次", "去年3次", "如果3次", "打算搞3次"])
def test_the_figure_of_a_plan_is_not_even_offered(text: str) -> None:
    """What counts is what was done in the quarter."""
    row = DEPARTMENT.scheme.row("四.1")
    told = account(row, DEPARTMENT.questions(row)[0], text, lambda _: False)
    assert told.answer is None
    assert "已经办了" in told.why


_NEITHER = (
    *("不对", "有困难", "有点乱", "有人管", "有事", "有问题", "有啥用", "没意见", "没有问题"),
    *("没空", "没弄明白", "没搞懂", "没有照片", "没有材料", "无所谓", "并非没有", "没说没有"),
    *("他们有", "别人有", "财政局有", "隔壁有", "上级有", "县里有", "如果有", "要是没有呢"),
    *("有的有", "部分有", "一半有"),
)
_TO_COME = ("明年有", "下季度有", "快有了", "有初稿", "出了征求意见稿", "有但没印发", "定了没发")


def _at_every_flag(texts: tuple[str, ...]) -> Iterator[tuple[str, Accounted, str]]:
    for row, question in FLAGS:
        for text in texts:
            yield text, account(row, question, text, lambda _: False), question.names[0]


def test_what_has_a_yes_or_a_no_in_it_is_none_by_that() -> None:
    """有困难 is no 有, 没意见 no 没, and what others have is not ours."""
    assert [text for text, told, _ in _at_every_flag(_NEITHER) if told.answer] == []


def test_what_is_still_to_come_is_offered_as_no() -> None:
    """明年有, 有初稿: what counts is what is out."""
    for text, told, name in _at_every_flag(_TO_COME):
        assert not told.whole, text
        assert told.answer is None or told.answer == {name: False}, text


@pytest.mark.parametrize(
    "how",
    ["{}或{}", "财政局有{}", "28个村里10个有{}", "{}去年有", "除{}外", "{}快好了", "{}跟我没关系"],
)
def test_what_is_not_said_of_the_unit_as_it_is_ticks_nothing(how: str) -> None:
    """Either of two, others', some villages', last year's: nothing is even offered."""
    for row, question in LISTS:
        text = how.format(question.names[1].removeprefix("有"), question.names[2])
        told = account(row, question, text, lambda _: False)
        assert told.answer is None, text


@pytest.mark.parametrize(
    ("said", "lacking", "there"),
    [
        ("有牵头科室没工作制度", "工作制度", "牵头科室"),
        ("领导科室定了制度没有", "工作制度", "分管领导 牵头科室"),
        ("打印机电脑有制度没有", "工作制度", "专用电脑 打印机"),
        ("没有制度有打印机", "工作制度", "打印机"),
        ("就打印机没有", "打印机", "分管领导 牵头科室 工作联络员 专用电脑 工作制度"),
        ("都有，打印机没有", "打印机", "分管领导 牵头科室 工作联络员 专用电脑 工作制度"),
        ("六项里头就差制度", "工作制度", "分管领导 牵头科室 工作联络员 专用电脑 打印机"),
        ("都没有，就打印机有", "分管领导 牵头科室 工作联络员 专用电脑 工作制度", "打印机"),
    ],
)
def test_a_no_is_said_of_its_own_item(said: str, lacking: str, there: str) -> None:
    """有领导没制度 denied both; 就打印机没有 left the others unsaid."""
    row = DEPARTMENT.scheme.row("一.1")
    told = account(row, DEPARTMENT.questions(row)[1], said, lambda _: False)
    assert told.answer is not None
    assert {name for name, raw in told.answer.items() if raw is False} == set(lacking.split())
    assert {name for name, raw in told.answer.items() if raw is True} == set(there.split())
