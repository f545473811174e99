"""A row changed field by field: each has its name, and only it changes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.schemes.draft import keys_of, row_of
from bot.schemes.fields import fields_of, with_field
from scoring.sentence import rule
from storage.queries.schemes import KeptRow

BODY = (
    'name = "宣传"\npoints = 10\nstart = 0\n'
    'add = [{ each = "活动", unit = "次", points = 2, max = 8 }, { if = "有总结", points = 2 }]\n'
    'deduct = [{ rate = "及时率", under = 0.95, per = 0.01, points = 0.5 }]'
)
ROW = KeptRow(1, "一.1", "一", 'name = "宣传"\npoints = 10', "原文", BODY, '["有 2 种读法"]', "", 7)


def changed(key: str, said: str) -> KeptRow:
    after = with_field(ROW, key, said)
    assert isinstance(after, KeptRow)
    return after


def test_every_field_has_its_name_and_what_it_says() -> None:
    assert [(one.label, one.now) for one in fields_of(ROW)] == [
        ("分值", "10"),
        ("“活动”叫什么", "活动"),
        ("“活动”怎么计", "每次计一次"),
        ("“活动”每次得几分", "2"),
        ("“活动”最多得几分", "8"),
        ("“有总结”叫什么", "有总结"),
        ("“有总结”怎么计", "做到（发生）就计，不管几次"),
        ("“有总结”得几分", "2"),
        ("“及时率”扣几分", "0.5"),
        ("“及时率”最多扣几分", "不封顶"),
        ("从几分起算", "0"),
        ("最低扣到几分", "0"),
        ("前提（没做到，本行 0 分）", ""),
        ("发生了就本行 0 分的事", ""),
        ("由谁提供数据", ""),
        ("由谁审核", ""),
        ("用什么证明", ""),
        ("加倍、减半、难度系数", ""),
        ("逐件报名称和级别，同一事项只计最高", ""),
        ("单位自己报的数，和其他单位比", ""),
        ("几方各打各的分，按权重合成", ""),
        ("和别的行用同一个数，只问一次", ""),
    ]


@pytest.mark.parametrize(
    ("key", "said", "sentence"),
    [
        ("add0p", "１.５分", "“活动”每次得 1.5 分（这一项最多 8 分）"),
        ("add0m", "不封顶", "“活动”每次得 2 分，“有总结”"),
        ("deduct0m", "3", "（这一项最多 3 分）；本行最高 10 分"),
        ("points", "12", "本行最高 12 分"),
        ("factors", "屡查屡犯：扣分加倍", "“屡查屡犯”的，扣分乘以 2"),
        ("factors", "难度系数：0.8到1.5", "得分再乘以“难度系数”（0.8 到 1.5）"),
        ("named", "表彰：省级 5，市级 3", "同一项只按最高的级别计一次"),
        ("marks", "民主测评：领导 40%，群众 60%", "领导占 40%、群众占 60%，满分得 10 分"),
        ("shared", "活动：取自 四.1", "“活动”取自 四.1，不另报"),
        ("among", "引资额（万元）：高于平均 10 分", "高于平均值的得 10 分"),
        (
            "among",
            "引资额（万元）：前 2 名 10 分；办件（件）：末位 1 分，扣分",
            "倒数第 1 名扣 1 分",
        ),
        ("add0k", "做到就计", "“活动”的得 2 分"),
        ("add0k", "每场", "“活动”每场得 2 分（这一项最多 8 分）"),
        ("add0k", "每 100 万元", "“活动”每 100 万元得 2 分（这一项最多 8 分）"),
        ("add1k", "审核员评定", "“有总结”由审核员在 0 至 2 分之间评定"),
        ("add1k", "每起由审核员评定", "“有总结”由审核员逐起评定，每起得 0 至 2 分"),
        ("add1n", "有年度总结", "“有年度总结”的得 2 分"),
        ("only_if", "已成立；及时率 >= 60%", "须“已成立”，否则本行 0 分；须“及时率”达到 60%"),
        ("zero_if", "弄虚作假", "“弄虚作假”的，本行 0 分"),
        ("by", "县大数据局", "数据由县大数据局提供"),
    ],
)
def test_a_change_is_of_one_field(key: str, said: str, sentence: str) -> None:
    row = row_of(changed(key, said))
    assert row is not None
    assert sentence in rule(row)


def test_what_was_confirmed_is_to_be_confirmed_again() -> None:
    after = changed("reviewer", "县信用办")
    assert (after.confirmed_by, after.doubtful) == (None, [])
    assert keys_of(after.body)["reviewer"] == "县信用办"
    cleared = with_field(after, "reviewer", "没有")
    assert isinstance(cleared, KeptRow)
    assert "reviewer" not in keys_of(cleared.body)
    assert keys_of(cleared.body)["add"][0]["points"] == Decimal(2)


@pytest.mark.parametrize("said", ["多一点", "0", "-1", "不封顶"])
def test_what_is_no_number_changes_nothing(said: str) -> None:
    refused = with_field(ROW, "add0p", said)
    assert isinstance(refused, str)
    assert "请发一个大于 0 的数" in refused


def test_a_new_name_is_that_of_its_conditions_and_questions_too() -> None:
    gated = with_field(ROW, "only_if", "活动 >= 1")
    assert isinstance(gated, KeptRow)
    after = with_field(gated, "add0n", "宣传活动")
    assert isinstance(after, KeptRow)
    assert keys_of(after.body)["only_if"] == ["宣传活动 >= 1"]
    cleared = with_field(after, "only_if", "没有")
    assert isinstance(cleared, KeptRow)
    assert "only_if" not in keys_of(cleared.body)


@pytest.mark.parametrize(
    ("key", "said", "why"),
    [
        ("add0k", "看着办吧，怎么都行", "可以发：“每次”"),
        ("add0k", "看情况", "可以发：“每次”"),
        ("only_if", "活动", "要写成“活动 >= 1”"),
        ("add1n", "活动", "这样不行"),
        ("add1n", "好", "2 到 60 个字"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(key: str, said: str, why: str) -> None:
    refused = with_field(ROW, key, said)
    assert isinstance(refused, str)
    assert why in refused


MINUS = KeptRow(
    1, "五.2", "五", 'name = "通报"\npoints = 5', "每次扣2分",
    'name = "通报"\npoints = 5\ndeduct = [{ each = "通报批评", unit = "次", points = 2 }]',
    "[]", "",
)  # fmt: skip


def test_row_that_only_takes_points_may_begin_at_nothing() -> None:
    """In a section of deductions nobody is given points for being blamed for nothing."""
    after = with_field(MINUS, "start", "0")
    assert isinstance(after, KeptRow)
    found = row_of(after)
    assert found is not None
    assert rule(found) == "从 0 分起，“通报批评”每次扣 2 分；扣到 -5 分为止。"
    assert keys_of(after.cells)["points"] == 0
    back = with_field(after, "start", "5")
    assert isinstance(back, KeptRow)
    assert back.body == MINUS.body
    endless = with_field(after, "floor", "不限")
    assert isinstance(endless, KeptRow)
    found = row_of(endless)
    assert found is not None
    assert "扣分没有下限" in rule(found)


@pytest.mark.parametrize(("key", "said"), [("start", "-1"), ("start", "一些"), ("floor", "很低")])
def test_bounds_that_are_no_numbers_are_refused(key: str, said: str) -> None:
    assert "不是分数" in str(with_field(MINUS, key, said))
