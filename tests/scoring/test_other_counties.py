"""What another county's scheme must be able to say: each as keys, with its sentence and points."""

from decimal import Decimal

import pytest

from scoring.assess import NOT_APPLICABLE, FactsError, assess
from scoring.ranking import grade_of, rank
from scoring.scheme import Scheme
from scoring.sentence import full_mark, result as said, rule, total, total_rules
from tests.scoring.small import only, result, scheme, unit
from tests.scoring.test_readme import sample


def points(body: str, more: dict[str, str] | None = None, **facts: object) -> Decimal:
    return result(body, facts, **(more or {})).points


def test_several_capped_terms_in_one_row() -> None:
    body = """add = [
        { each = "省级", unit = "次", points = 3, max = 6 },
        { each = "市级", unit = "次", points = 1, max = 4 },
    ]"""
    assert points(body, 省级=5, 市级=2) == 8
    assert points(body, 省级=1, 市级=9) == 7
    assert "“省级”每次得 3 分（这一项最多 6 分）" in rule(only(body))


def test_escalation_by_count() -> None:
    body = 'deduct = [{ each = "错报", unit = "条", band = [[1, 0.5], [2, 10]] }]'
    assert [points(body, 错报=n) for n in (0, 1, 2, 7)] == [10, Decimal("9.5"), 0, 0]
    assert "“错报”达到 1 条的扣 0.5 分、达到 2 条的扣 10 分" in rule(only(body))


def test_quota_and_excess() -> None:
    body = """add = [
        { quota = { "省级" = 1, "市级" = 2 }, unit = "篇", points = 5 },
        { each = "省级", unit = "篇", over = 1, points = 2 },
        { each = "市级", unit = "篇", over = 2, points = 1 },
    ]"""
    assert points(body, 省级=1, 市级=2) == 5
    assert points(body, 省级=2, 市级=1) == 2
    assert points(body, 省级=2, 市级=4) == 9
    assert points(body, 省级=9, 市级=9) == 10
    assert "完成定额（省级 1 篇、市级 2 篇）得 5 分" in rule(only(body))
    assert "“省级”超过 1 篇的部分每篇得 2 分" in rule(only(body))


def test_short_of_a_quota() -> None:
    body = 'deduct = [{ each = "简报", unit = "篇", under = 4, points = 3 }]'
    assert [points(body, 简报=n) for n in (0, 3, 4, 9)] == [0, 7, 10, 10]
    assert "“简报”不到 4 篇的差额每篇扣 3 分" in rule(only(body))


def test_the_whole_row_is_nothing_on_an_event() -> None:
    body = 'zero_if = ["造假", "事故 >= 2"]\nadd = [{ each = "活动", unit = "次", points = 1 }]'
    assert points(body, 造假=False, 事故=1, 活动=4) == 4
    for event in ({"造假": True}, {"事故": 2}):
        found = result(body, event)
        assert (found.points, found.missing) == (0, ())
        assert "本行 0 分" in said(only(body), found)
    assert result(body, {"活动": 4}).points == 0
    assert "“造假”的，本行 0 分；“事故”达到 2 次的，本行 0 分" in rule(only(body))


def test_a_table_from_rank_to_points() -> None:
    body = (
        'by = "信用办"\nadd = [{ rank = "名次", table = [[1, 10], [3, 8], [9, 5]], otherwise = 1 }]'
    )
    assert only(body).input("名次").ask == "“名次”是第几名？"
    assert [points(body, 名次=n) for n in (1, 2, 3, 4, 9, 10)] == [10, 8, 8, 5, 5, 1]
    assert result(body, {}).points == 0
    with pytest.raises(FactsError, match="最小是 1"):
        result(body, {"名次": 0})
    with pytest.raises(FactsError, match="不接受文字"):
        result(body, {"名次": "无"})
    assert "“名次”第 1 名得 10 分、第 2 至 3 名得 8 分" in rule(only(body))


def test_percentage_points_below_a_line_with_a_stated_rounding() -> None:
    body = 'deduct = [{{ rate = "及时率", under = 0.95, per = 0.01, points = 0.05{} }}]'
    for whole, expected in (("up", "9.85"), ("down", "9.9"), (None, "9.875")):
        key = f', whole = "{whole}"' if whole else ""
        assert points(body.format(key), 及时率="92.5%") == Decimal(expected)
    assert points(body.format(""), 及时率="99%") == 10
    words = "“及时率”不到 95%的差额每 1% 扣 0.05 分，不足一档按一档计"
    assert words in rule(only(body.format(', whole = "up"')))


def test_steps_of_a_rate() -> None:
    body = 'add = [{ rate = "办结率", band = [[0.8, 4], [0.95, 10]] }]'
    rates = ("79.99%", "80%", "0.95", 1)
    assert [points(body, 办结率=one) for one in rates] == [0, 4, 10, 10]


def test_a_share_with_a_stated_answer_for_nothing_to_share() -> None:
    body = 'absent = 6\nadd = [{ rate = "完成比例", points = 10 }]'
    assert points(body, 完成比例="45%") == Decimal("4.5")
    found = result(body, {"完成比例": NOT_APPLICABLE})
    assert (found.points, found.missing) == (6, ())
    assert "不适用的按 6 分计" in rule(only(body))
    assert said(only(body), found) == "不适用，按 6 分计；合计 6 分（满分 10 分）"


def test_not_applicable_covers_a_whole_row() -> None:
    body = 'absent = "full"\nadd = [{ if = "甲", points = 6 }, { if = "乙", points = 4 }]'
    assert points(body, 甲=NOT_APPLICABLE, 乙=NOT_APPLICABLE) == 10
    with pytest.raises(FactsError, match="不适用要管整行"):
        points(body, 甲=NOT_APPLICABLE, 乙=True)


def test_the_same_matter_counts_once_at_its_highest() -> None:
    body = 'highest = true\nadd = [{ if = "省级", points = 10 }, { if = "市级", points = 6 }]'
    assert points(body, 省级=True, 市级=True) == 10
    assert points(body, 省级=False, 市级=True) == 6
    assert "只计最高的一项" in said(only(body), result(body, {"省级": True, "市级": True}))


def test_no_full_mark_and_absolute_grade_lines() -> None:
    body = 'add = [{ each = "信息", unit = "条", points = 5 }]'
    one = scheme(body, points='"不限"')
    found = unit(one, 一_1={"信息": 40})
    assert (found.total, grade_of(one, found)) == (200, "优秀")
    assert full_mark(one) == "不设满分"
    assert "不设上限" in rule(one.row("一.1"))
    assert "满分" not in said(one.row("一.1"), found.rows["一.1"])


BONUS = """add = [{ each = "活动", unit = "次", points = 1 }]
[section."二"]
name = "省级奖"
points = 4
bonus = "outside"
capped = true
["二.1"]
name = "甲奖"
points = 3
add = [{ each = "次数", unit = "次", points = 1 }]
["二.2"]
name = "乙奖"
points = 3
add = [{ each = "次数", unit = "次", points = 1 }]
[section."三"]
name = "其他奖"
points = 3
bonus = "outside"
["三.1"]
name = "丙奖"
points = 3
add = [{ each = "次数", unit = "次", points = 1 }]
"""


def with_bonus(base: int, first: int, second: int, third: int, more: str = "") -> Decimal:
    one = scheme(BONUS, more=more)
    counts = {"二_1": first, "二_2": second, "三_1": third}
    given = {row: {"次数": n} for row, n in counts.items()}
    found = unit(one, 一_1={"活动": base}, **given)
    rows = sum(row.points for row in found.rows.values())
    assert rows + sum(step.value for step in found.steps) == found.total
    return found.total


def test_bonus_is_capped_by_group_in_total_and_by_the_total() -> None:
    assert with_bonus(10, 3, 0, 0) == 13
    assert with_bonus(10, 3, 3, 3) == 17
    assert with_bonus(10, 3, 3, 3, "bonus_max = 5") == 15
    assert with_bonus(10, 3, 3, 3, "bonus_max = 5\ntotal_max = 12") == 12
    assert with_bonus(5, 3, 0, 0, "bonus_from = 6") == 5
    assert with_bonus(6, 3, 0, 0, "bonus_from = 6") == 9
    rules = "".join(
        total_rules(scheme(BONUS, more="bonus_max = 5\nbonus_from = 6\ntotal_max = 12"))
    )
    for words in ("在满分之外另加", "合计最多计 4 分", "达到 6 分，才计附加分", "最高计 12 分"):
        assert words in rules


def test_bonus_inside_the_full_mark_is_part_of_it() -> None:
    body = BONUS.replace('"outside"', '"inside"')
    one = scheme(body, full="17")
    assert (one.full, one.reachable) == (17, 17)
    assert scheme(body, full="17", more="bonus_max = 5").reachable == 15
    assert scheme(body, full="17", more="bonus_from = 11").reachable == 10
    assert "计入满分" in "".join(total_rules(one))


APART = """add = [{ each = "活动", unit = "次", points = 1 }]
["一.2"]
name = "湖区"
points = 20
units = ["湖镇"]
classes = ["湖区"]
absent = "%s"
add = [{ rate = "完成比例", points = 20 }]
"""


def apart(absent: str) -> Scheme:
    body = (APART % absent).replace('name = "节"', "")
    return scheme(body, section='defect = "各行合计 30。"', full="10")


def test_rows_for_named_units_or_classes_are_rescaled() -> None:
    one = sample()
    east = assess(one, {"一.4": {"完成比例": 1}}, "东镇")
    north = assess(one, {}, "北乡")
    assert east.rows["一.4"].points == 10
    assert north.rows["一.4"].absent == "rescale"
    assert all(missing.row != "一.4" for missing in north.missing)
    with pytest.raises(FactsError, match="这一行不适用于本单位"):
        assess(one, {"一.4": {"完成比例": 1}}, "北乡")
    full = {
        "一.1": {"已成立": True, "领导": True, "科室": True, "制度": True},
        "一.2": {"省级信息": 3, "市级信息": 2},
        "一.3": {"弄虚作假": False, "错报": 0, "退回": 0, "及时率": 1, "差错率": 0},
    }
    found = assess(one, full, "北乡")
    assert found.regular == Decimal("33.33333333333333333333")
    assert "常规得分 × 100 ÷ 90 折算" in total(one, found)


def test_a_unit_away_may_count_nothing_or_the_full_points() -> None:
    for absent, expected in (("zero", 4), ("full", 24)):
        one = apart(absent)
        assert unit(one, "山镇", 一_1={"活动": 4}).total == expected
        assert unit(one, "湖镇", 一_1={"活动": 4}, 一_2={"完成比例": "50%"}).total == 14
    assert "只适用于湖镇、湖区；不适用的按 0 分计" in rule(apart("zero").row("一.2"))


def test_a_misspelt_class_does_not_take_rows_away() -> None:
    with pytest.raises(FactsError, match="方案里没有“一组”这一类，是不是“一类”？"):
        assess(sample(), {}, "某镇", "一组")
    assert assess(sample(), {}, "某镇", "一类").rows["一.4"].absent is None


def test_a_class_may_come_with_the_unit(shicheng: Scheme) -> None:
    inside = assess(shicheng, {"二.7": {"评定得分": 2}}, "某镇", "湖区乡镇")
    assert inside.rows["二.7"].points == 2
    assert assess(shicheng, {}, "某镇").rows["二.7"].absent == "rescale"


EVENTS = """add = [{ each = "活动", unit = "次", points = 10 }]
effects = [
    { when = "重大事件", effect = "veto" },
    { when = "被通报", effect = "bar" },
    { when = "投诉 >= 2", effect = "drop" },
]
"""


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"重大事件": False, "被通报": False, "投诉": 1}, "优秀"),
        ({"重大事件": False, "被通报": True, "投诉": 0}, "良好"),
        ({"重大事件": False, "被通报": False, "投诉": 2}, "良好"),
        ({"重大事件": True, "被通报": False, "投诉": 0}, "不合格"),
    ],
)
def test_veto_bar_and_drop(facts: dict[str, object], name: str) -> None:
    one = scheme(EVENTS, points="90")
    found = unit(one, 一_1={"活动": 9} | facts)
    assert (found.total, found.provisional) == (90, False)
    assert (grade_of(one, found), rank(one, [found])[0].grade) == (name, name)


def test_an_event_not_told_keeps_the_grade_provisional() -> None:
    found = unit(scheme(EVENTS, points="90"), 一_1={"活动": 9})
    assert found.provisional
    assert [one.input for one in found.missing] == ["重大事件", "被通报", "投诉"]
    row = only(EVENTS, points="90")
    assert "“重大事件”的，一票否决" in rule(row)
    assert "“投诉”达到 2 次的，降一个等次" in rule(row)


def test_who_supplies_and_who_reviews() -> None:
    row = only('by = "工信局"\nreviewer = "信用办"\nadd = [{ if = "好", points = 10 }]')
    assert (row.by, row.reviewer) == ("工信局", "信用办")
    assert rule(row).endswith("数据由工信局提供；由信用办审核。")


def test_a_review_within_a_range() -> None:
    body = 'add = [{ award = "评分", min = 6, max = 10 }]'
    assert points(body, 评分="8.5") == Decimal("8.5")
    assert result(body, {}).points == 0
    with pytest.raises(FactsError, match="要在 6 到 10 分之间"):
        points(body, 评分=5)


def test_below_nothing_only_where_the_scheme_says_so() -> None:
    body = 'deduct = [{ if = "失信", points = 20 }]'
    assert points(body, 失信=True) == 0
    assert points(body + "\nfloor = -10", 失信=True) == -10


def test_what_is_printed_may_be_said_of_cells_or_in_a_sentence() -> None:
    body = 'add = [{ if = "好", points = 10 }]\nprinted = '
    assert only(body + '"郑县工信局提供"').printed == "原文印作“郑县工信局提供”"
    assert only(body + '{ name = "", points = "8" }').printed == "考核指标一格原文为空；分值印作“8”"


def test_what_depends_on_others_is_an_input_the_office_supplies() -> None:
    body = (
        'by = "信用办"\nadd = [{ rate = "占最高的比例", points = 10, compare = "得分最高的乡镇" }]'
    )
    row = only(body)
    assert row.inputs[0].compare == "得分最高的乡镇"
    assert "（按得分最高的乡镇）" in rule(row)


def test_shicheng_is_data_only_and_declares_its_contradictions(shicheng: Scheme) -> None:
    assert (shicheng.full, shicheng.reachable) == (100, 99)
    assert len(shicheng.defects) == 2
    assert full_mark(shicheng) == "满分 100 分，可得上限 99 分"
    reports = {"省级信息": 2, "市级信息": 2, "县级信息": 2, "按时报半年小结和年终总结": False}
    assert assess(shicheng, {"五.24": reports}).rows["五.24"].points == 7
