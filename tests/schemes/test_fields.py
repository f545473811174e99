"""A row changed field by field: each has its name, and only it changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.schemes.draft import keys_of, row_of
from bot.schemes.fields import fields_of, with_field
from bot.schemes.lines import LINES
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


def test_a_term_under_another_name_stays_in_its_group() -> None:
    row = changed("grouped", "活动、有总结：合计最多得 9 分")
    renamed = with_field(row, "add0n", "宣传活动")
    assert isinstance(renamed, KeptRow)
    assert keys_of(renamed.body)["grouped"] == [{"of": ["宣传活动", "有总结"], "most": Decimal(9)}]


def test_every_field_has_its_name_and_what_it_says() -> None:
    fields = fields_of(ROW)
    assert [(one.label, one.now) for one in fields if one.now] == [
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
        ("“及时率”的档次、目标、等次", "只算不到 95% 的，每 1% 一档"),
        ("从几分起算", "0"),
        ("最低扣到几分", "0"),
    ]
    assert [one.label for one in fields if not one.now] == [
        "“活动”的档次、目标、等次",
        "“活动”各类、各单位不同的数",
        "“有总结”各类、各单位不同的数",
        "“及时率”各类、各单位不同的数",
        "前提（没做到，本行 0 分）",
        "发生了就本行 0 分的事",
        "由谁提供数据",
        "由谁审核",
        "用什么证明",
        *(one.label for one in LINES),
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
        ("points", "不限", "不设上限"),
        ("add0r", "达到 3 次得 2 分，达到5次得4分", "“活动”达到 3 次的得 2 分、达到 5 次的得 4 分"),
        ("add0r", "只算超过 2 的", "“活动”超过 2 次的部分每次得 2 分"),
        ("add0f", "一类：3 分；东镇：只算超过 2 的，最多 4 分", "一类：“活动”每次得 3 分"),
        (
            "deduct0r",
            "不超过 2% 扣 1 分，不超过5%扣3分，其余5分，正负一样算",
            "绝对值不超过 2%的扣 1 分、不超过 5%的扣 3 分、再多的扣 5 分",
        ),
        (
            "deduct0r",
            "只算不到 95%的、每 1 个百分点一档、不足一档进位",
            "每 1% 扣 0.5 分，不足一档按一档计",
        ),
        ("after", "一.2：6 分", "一.2 要得到 6 分，否则本行 0 分"),
        ("joint", "一.2：合计最多 5 分", "和 一.2 合计最高 5 分，多出的从本行减"),
        ("joint", "和一.2、一.3：合起来最少得2分", "和 一.2、一.3 合计最低 2 分，再扣的不扣"),
        ("grouped", "活动、有总结：合计最多得9分", "其中“活动”“有总结”合计最多得 9 分"),
        ("grouped", "活动和及时率：最多扣2分", "其中“活动”“及时率”合计最多扣 2 分"),
        ("deduct0r", "超过 2% 扣 1 分，达到 5% 扣 3 分", "超过 2%的扣 1 分、达到 5%的扣 3 分"),
        (
            "deduct0r",
            "不到 2% 扣 3 分，不超过5%扣1分",
            "不到 2%的扣 3 分、不超过 5%的扣 1 分、再多的扣 0 分",
        ),
        (
            "deduct0r",
            "只算不到 95%的，每 1% 一档，按各村平均",
            "各村“及时率”的平均值不到 95%的差额每 1% 扣 0.5 分",
        ),
        ("highest", "只计最高的", "只计最高的一项"),
        (
            "effects",
            "重大失信事件：一票否决；群体投诉 >= 2：降一等次；数据造假：总分记 0 分",
            "“群体投诉”达到 2 次的，降一个等次；“数据造假”的，总分记 0 分",
        ),
        (
            "whom",
            "类别：一类、二类；其他：折算",
            "只适用于一类、二类；不适用的不计入总分，其余折算",
        ),
        ("whom", "单位：东镇；其他：满分", "只适用于东镇"),
    ],
)
def test_a_change_is_of_one_field(key: str, said: str, sentence: str) -> None:
    row = row_of(changed(key, said))
    assert row is not None
    assert sentence in rule(row)


def of_one(term: str, points: int = 10) -> KeptRow:
    """A row with one summand."""
    body = f'name = "办件"\npoints = {points}\nadd = [{{ {term} }}]'
    return KeptRow(1, "一.1", "一", f'name = "办件"\npoints = {points}', "原文", body, "[]", "")


RATIO = 'ratio = ["办结数", "应办结数"], unit = "件", points = 10'
AWARD = 'award = "评议", max = 10'
QUOTA = 'quota = { "省级信息" = 1, "市级信息" = 2 }, unit = "篇", points = 10'
AMONG = 'among = "引资额", unit = "万元", places = [[3, 10], [10, 3]], otherwise = 1'


@pytest.mark.parametrize(
    ("term", "key", "said", "sentence"),
    [
        (RATIO, "add0r", "目标 95%，除数为 0 按 100%", "达到 95%得 10 分，不到的按比例计"),
        (RATIO, "add0f", "一类：目标 80%；二类：目标 60%", "达到 60%得 10 分"),
        (
            AWARD,
            "add0r",
            "好 10 分，中 6 分，差 0 分",
            "评定等次：好得 10 分、中得 6 分、差得 0 分",
        ),
        (AWARD, "add0r", "给就最少 3 分，也可以不给", "在 3 至 10 分之间评定，也可以不给分"),
        (AWARD, "add0k", "百分数", "“评议” × 10 分计得分"),
        (AWARD, "add0k", "办结数 ÷ 应办结数", "“办结数”占“应办结数”的比例"),
        (QUOTA, "add0r", "省级信息 3，市级信息 4", "省级信息 3 篇、市级信息 4 篇"),
        (QUOTA, "add0f", "一类：省级信息 3，市级信息 4", "一类：完成定额（省级信息 3 篇"),
        (AMONG, "add0f", "一类：前 1 名 10 分，倒数第 1 名 0 分", "倒数第 1 名得 0 分"),
        ('each = "活动", unit = "次", points = 2', "start", "5", "从 5 分起，“活动”每次得 2 分"),
    ],
)
def test_a_field_says_what_it_was_given_and_takes_it_again(
    term: str, key: str, said: str, sentence: str
) -> None:
    after = with_field(of_one(term), key, said)
    assert isinstance(after, KeptRow)
    row = row_of(after)
    assert row is not None
    assert sentence in rule(row)
    now = next(one.now for one in fields_of(after) if one.key == key)
    assert now == said
    again = with_field(after, key, now)
    assert isinstance(again, KeptRow)
    assert again.body == after.body


def test_bands_taken_away_leave_points_and_grades_leave_the_marks() -> None:
    banded = with_field(of_one('rate = "办结率", points = 4'), "add0r", "达到 80% 得 3 分")
    assert isinstance(banded, KeptRow)
    plain = with_field(banded, "add0r", "没有")
    assert isinstance(plain, KeptRow)
    assert keys_of(plain.body)["add"] == [{"rate": "办结率", "points": 3}]
    graded = with_field(of_one(AWARD), "add0r", "好 8 分，差 0 分")
    assert isinstance(graded, KeptRow)
    marked = with_field(graded, "add0r", "没有")
    assert isinstance(marked, KeptRow)
    assert keys_of(marked.body)["add"] == [{"award": "评议", "max": 8}]


def test_what_was_said_of_the_old_rule_goes_with_it() -> None:
    """A row taken over from today's table says in its own words what it brings; no longer so."""
    told = 'short = "一次得 0.5 分。"\nexample = [{ given = { "活动" = 2 }, score = 1 }]\n'
    row = of_one('each = "活动", unit = "次", points = 0.5')
    row = replace(row, body=row.body.replace("add =", f"{told}add ="))
    dearer, proved = with_field(row, "add0p", "1"), with_field(row, "proof", "照片")
    assert isinstance(dearer, KeptRow)
    assert isinstance(proved, KeptRow)
    assert not {"short", "example"} & set(keys_of(dearer.body))
    assert {"short", "example"} <= set(keys_of(proved.body))


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
        ("add0r", "目标 95%", "“达到 80% 得 3 分，达到 95% 得 5 分”"),
        ("deduct0r", "目标 95%", "先把“怎么计”改成“办结数 ÷ 应办结数”"),
        ("add0f", "2 分", "前面是类别或者单位的名字"),
        ("after", "前面的行", "“一.1：6 分”"),
        ("joint", "前面的行", "“五.1：合计最多 5 分”"),
        ("grouped", "活动和总结", "“宣传活动、培训：合计最多得 6 分”"),
        ("highest", "差不多", "只计最高的"),
        ("effects", "造假：枪毙", "“数据造假：总分记 0 分”"),
        ("whom", "有的单位", "“类别：一类、二类”"),
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
