"""Keys that other counties' documents need: each read, counted, said, checked and printed back."""

from decimal import Decimal

import pytest

from scoring.assess import FactsError, assess, room
from scoring.printing import print_scheme
from scoring.ranking import grade_of, rank
from scoring.scheme import Scheme, SchemeError, loads
from scoring.sentence import result as said, rule, total
from tests.scoring.small import only, result, scheme, text, unit


def refused(body: str) -> str:
    with pytest.raises(SchemeError) as caught:
        loads(text(body), "小表.toml")
    return str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        'floor = "不限"\ndeduct = [{ each = "投诉", unit = "起", points = 3 }]',
        'start = 6\nadd = [{ each = "活动", unit = "次", points = 2 }]',
        'add = [{ rate = "错误率", upto = [[0.01, 10], [0.03, 3]], otherwise = 1 }]',
        'deduct = [{ each = "错报", unit = "条", upto = [[0, 0], [3, 2]], otherwise = 10 }]',
        'add = [{ award = "评分", min = 3, max = 10, or_none = true }]',
        'add = [{ amount = "资金", unit = "亩", over = 10, per = 5.5, whole = "up", points = 1 }]',
        'add = [{ amount = "得分", unit = "分", band = [[60, 3], [89.5, 10]] }]',
        'deduct = [{ award = "事故", events = "起", min = 1, max = 3, total = 6 }]',
        'add = [{ award = "创新", events = "件", max = 2.5 }]',
        'add = [{ award = "评议", choice = [["好", 10], ["一般", 4.5], ["差", 0]] }]',
        'deduct = [{ award = "评议", choice = [["没有", 0], ["轻", 1], ["重", 5]] }]',
        'add = [{ if = "好", points = 10 }]\neffects = [{ when = "造假", effect = "zero" }]',
    ],
)
def test_each_is_printed_back_as_it_was_read(body: str) -> None:
    assert loads(print_scheme(scheme(body)), "printed") == scheme(body)


def test_a_deduction_without_a_floor_goes_below_nothing() -> None:
    body = 'floor = "不限"\ndeduct = [{ each = "投诉", unit = "起", points = 3 }]'
    assert result(body, {"投诉": 2}).points == 4
    assert result(body, {"投诉": 20}).points == -50
    assert rule(only(body)) == "从 10 分起，“投诉”每起扣 3 分；扣分没有下限。"


def test_silence_wins_nothing_where_there_is_no_floor() -> None:
    one = scheme('floor = "不限"\ndeduct = [{ each = "投诉", unit = "起", points = 3 }]')
    silent, honest = unit(one, "沉默"), unit(one, "如实", 一_1={"投诉": 200})
    assert [(s.unit, s.rank) for s in rank(one, [silent, honest])] == [("如实", 1), ("沉默", 2)]
    assert silent.total == 0
    assert "排名先按最低可能的算，没有下限" in total(one, silent)


def test_a_row_that_adds_may_begin_with_a_constant() -> None:
    body = 'start = 6\nadd = [{ each = "活动", unit = "次", points = 2 }]'
    assert [result(body, {"活动": n}).points for n in (0, 1, 5)] == [6, 8, 10]
    assert rule(only(body)) == "从 6 分起，“活动”每次得 2 分；本行最高 10 分。"
    assert said(only(body), result(body, {"活动": 1})) == (
        "起算 6 分；活动 1 次 × 2 分 = 2 分；合计 8 分（满分 10 分）"
    )
    assert result(body, {}).points == 0  # nothing reported earns nothing, the constant included
    assert "只扣分的行从满分起算，不写 start" in refused(
        'start = 6\ndeduct = [{ if = "坏", points = 1 }]'
    )


@pytest.mark.parametrize(
    ("given", "points"),
    [("0", 10), ("1%", 10), ("1.01%", 3), ("3%", 3), ("3.0001%", 1), ("100%", 1)],
)
def test_a_band_may_include_its_upper_edge(given: str, points: int) -> None:
    body = 'add = [{ rate = "错误率", upto = [[0.01, 10], [0.03, 3]], otherwise = 1 }]'
    assert result(body, {"错误率": given}).points == points
    assert rule(only(body)) == (
        "“错误率”不超过 1%的得 10 分、不超过 3%的得 3 分、再多的得 1 分；本行最高 10 分。"
    )


def test_bands_that_cannot_be_are_refused() -> None:
    each = 'add = [{ each = "错报", unit = "条", '
    assert "band 和 upto 只能写一个" in refused(each + "band = [[1, 10]], upto = [[1, 10]] }]")
    assert "otherwise：只和 upto 一起写" in refused(each + "band = [[1, 10]], otherwise = 1 }]")
    assert "里已经有分数，不再写 points" in refused(each + "upto = [[1, 10]], points = 1 }]")
    assert "不能是空的" in refused(each + "upto = [] }]")


def test_what_a_band_of_few_may_still_come_to_is_known() -> None:
    body = 'deduct = [{ each = "错报", unit = "条", upto = [[0, 0], [3, 2]], otherwise = 10 }]'
    assert result(body, {"错报": 3}).points == 8
    assert result(body, {"错报": 4}).points == 0
    assert "错报 3 条，扣 2 分" in said(only(body), result(body, {"错报": 3}))
    assert result(body, {}).points == 0


def test_a_reviewer_may_give_nothing_or_at_least_so_much() -> None:
    body = 'add = [{ award = "评分", min = 3, max = 10, or_none = true }]'
    assert result(body, {"评分": 0}).points == 0
    assert result(body, {"评分": "3.5"}).points == Decimal("3.5")
    with pytest.raises(Exception, match="要在 3 到 10 分之间，不给分的填 0"):
        result(body, {"评分": 1})
    assert rule(only(body)) == (
        "“评分”由审核员在 3 至 10 分之间评定，也可以不给分；本行最高 10 分。"
    )
    with pytest.raises(Exception, match="要在 3 到 10 分之间"):
        result('add = [{ award = "评分", min = 3, max = 10 }]', {"评分": 0})


def test_a_reviewer_may_choose_among_grades() -> None:
    body = 'add = [{ award = "评议", choice = [["好", 10], ["一般", 4.5], ["差", 0]] }]'
    assert [result(body, {"评议": said}).points for said in ("好", "一般", "4.5", 0)] == [
        10, Decimal("4.5"), Decimal("4.5"), 0,
    ]  # fmt: skip
    assert rule(only(body)) == (
        "“评议”由审核员评定等次：好得 10 分、一般得 4.5 分、差得 0 分；本行最高 10 分。"
    )
    assert said(only(body), result(body, {"评议": "一般"})) == (
        "评议 一般，4.5 分；合计 4.5 分（满分 10 分）"
    )
    for other in ("较好", 5, "9.5"):
        with pytest.raises(Exception, match=r"只能是好（10 分）、一般（4.5 分）、差（0 分）"):
            result(body, {"评议": other})
    assert result(body, {}).points == 0


def test_grades_that_cannot_be_are_refused() -> None:
    award = 'add = [{ award = "评议", '
    assert "至少写两个等次" in refused(award + 'choice = [["好", 10]] }]')
    assert "同一个等次写了两次" in refused(award + 'choice = [["好", 10], ["好", 5]] }]')
    assert "超过了本行的分值" in refused(award + 'choice = [["好", 12], ["差", 0]] }]')
    assert "不另写最低最高" in refused(award + 'choice = [["好", 10], ["差", 0]], max = 5 }]')
    assert "要写成 [[" in refused(award + "choice = [[1, 10], [2, 0]] }]")


def test_a_deduction_by_grades_is_at_worst_the_gravest() -> None:
    body = 'deduct = [{ award = "情节", choice = [["没有", 0], ["轻", 1], ["重", 5]] }]'
    assert result(body, {"情节": "重"}).points == 5
    assert rule(only(body)) == (
        "从 10 分起，“情节”由审核员评定等次：没有扣 0 分、轻扣 1 分、重扣 5 分；扣到 0 分为止。"
    )


def test_an_event_may_leave_nothing_of_the_total() -> None:
    one = scheme(
        'add = [{ if = "好", points = 10 }]\neffects = [{ when = "造假", effect = "zero" }]'
    )
    caught = unit(one, "造假镇", 一_1={"好": True, "造假": True})
    assert (caught.total, caught.rows["一.1"].points) == (0, 10)
    assert [(step.kind, step.value) for step in caught.steps] == [("void", -10)]
    assert grade_of(one, caught) == "不合格"
    assert "发生了总分记 0 分的事项（-10 分）" in total(one, caught)
    assert "“造假”的，总分记 0 分" in rule(one.row("一.1"))
    clean = unit(one, "清白镇", 一_1={"好": False, "造假": False})
    silent = unit(one, "沉默镇", 一_1={"好": True})
    assert clean.total == 0
    assert silent.total == 10
    ranked = rank(one, [silent, clean, caught])
    assert {s.unit: s.rank for s in ranked} == {"沉默镇": 1, "清白镇": 1, "造假镇": 1}
    assert not room(one, {"一.1": {"好": True, "造假": False}})


def test_an_event_below_nothing_forgives_nothing() -> None:
    one = scheme(
        'floor = -5\ndeduct = [{ each = "投诉", unit = "起", points = 3 }]\n'
        'effects = [{ when = "造假", effect = "zero" }]'
    )
    assert assess(one, {"一.1": {"投诉": 5, "造假": True}}).total == -5


RATIO = 'ratio = ["办结数", "应办结数"], unit = "件"'


@pytest.mark.parametrize(
    ("more", "done", "due", "points"),
    [
        ("points = 10", 9, 10, "9"),
        ("points = 10", 1, 3, "3.3333333333333333333"),
        ("points = 10", 12, 10, "10"),
        ("points = 10", 0, 0, "0"),
        ('points = 10, empty = "full"', 0, 0, "10"),
        ("points = 10, target = 0.95", 19, 20, "10"),
        ("points = 10, target = 0.8", 6, 10, "7.5"),
        ('points = 10, target = 0.8, empty = "full"', 0, 0, "10"),
        ("band = [[0.9, 5], [1, 10]]", 95, 100, "5"),
        ("upto = [[0.01, 10], [0.03, 4]], otherwise = 0", 3, 100, "4"),
        ("over = 0.5, points = 20", 8, 10, "6"),
    ],
)
def test_two_counts_are_divided(more: str, done: int, due: int, points: str) -> None:
    body = f"add = [{{ {RATIO}, {more} }}]"
    found = result(body, {"办结数": done, "应办结数": due}).points
    assert abs(found - Decimal(points)) < Decimal("1e-15")
    assert loads(print_scheme(scheme(body)), "printed") == scheme(body)
    assert "“办结数”占“应办结数”的比例" in rule(only(body))


def test_what_was_due_is_nothing_to_do_more_of() -> None:
    one = scheme(f"add = [{{ {RATIO}, points = 10, target = 0.95 }}]")
    (found,) = room(one, {"一.1": {"办结数": 5, "应办结数": 10}})
    assert found.improvable == ("办结数",)
    assert room(one, {"一.1": {"办结数": 5}})[0].unreported == ("应办结数",)
    assert assess(one, {"一.1": {"办结数": 5}}).total == 0


def test_ratios_that_cannot_be_are_refused() -> None:
    assert "要写成两个不同的输入项" in refused(
        'add = [{ ratio = ["甲"], unit = "件", points = 10 }]'
    )
    assert "要写成两个不同的输入项" in refused(
        'add = [{ ratio = ["甲", "甲"], unit = "件", points = 10 }]'
    )
    assert "不再写 band、upto、over、under" in refused(
        f"add = [{{ {RATIO}, band = [[1, 10]], target = 0.9 }}]"
    )
    assert "target：要大于 0" in refused(f"add = [{{ {RATIO}, points = 10, target = 0 }}]")


def test_an_amount_counts_by_steps_and_refuses_what_it_is_not() -> None:
    body = 'add = [{ amount = "到位资金", unit = "万元", per = 100, whole = "down", points = 2 }]'
    assert result(body, {"到位资金": "340.5"}).points == 6
    assert result(body, {"到位资金": Decimal("99.99")}).points == 0
    assert result(body, {"到位资金": "无"}).points == 0
    assert result(body, {"到位资金": "1000000"}).points == 10
    for wrong in ("-1", "12%", 1.5, True):
        with pytest.raises(FactsError):
            result(body, {"到位资金": wrong})


def test_an_amount_in_bands_and_conditions() -> None:
    body = (
        'add = [{ amount = "测评得分", unit = "分", band = [[70, 6], [80, 8], [90, 10]] }]\n'
        'zero_if = "测评得分 < 60.5 分"'
    )
    assert result(body, {"测评得分": "89.9"}).points == 8
    assert result(body, {"测评得分": "60.4"}).points == 0
    assert "“测评得分”不到 60.5 分的，本行 0 分" in rule(only(body))


def test_an_amount_is_no_share() -> None:
    assert "比率写 rate" in refused('add = [{ amount = "增速", unit = "%", points = 1, max = 10 }]')


EVENTS = 'deduct = [{ award = "事故", events = "起", min = 1, max = 3, total = 6 }]'


@pytest.mark.parametrize(
    ("given", "points"),
    [([2, Decimal("1.5")], "6.5"), ([3, 3, 3], "4"), ([], "10"), ("5.5", "4.5"), ("无", "10")],
)
def test_every_event_is_marked_by_itself(given: object, points: str) -> None:
    assert result(EVENTS, {"事故": given}).points == Decimal(points)


def test_what_events_cannot_come_to_is_refused() -> None:
    for wrong in ([4], [0.5], ["0.5", 2], "0.5", -1, True):
        with pytest.raises(FactsError):
            result(EVENTS, {"事故": wrong})
    assert "逐起评定，每起扣 1 至 3 分，合计最多扣 6 分" in rule(only(EVENTS))
    found = result(EVENTS, {"事故": [3, 3, 1]})
    assert (
        said(only(EVENTS), found) == "起算 10 分；事故 合计 7 分，扣 6 分；合计 4 分（满分 10 分）"
    )
    assert "不写这个键" in refused(
        'add = [{ award = "评", events = "件", max = 5, or_none = true, total = 10 }]'
    )


def weighty(first: str, second: str) -> str:
    """Two sections of 100 points each."""
    rows = "".join(
        f'\n[section."{n}"]\nname = "第{n}部分"\npoints = 100\n{weight}\n["{n}.1"]\nname = "某项"\n'
        f'points = 100\nadd = [{{ each = "事", unit = "件", points = 10 }}]\n'
        for n, weight in (("一", first), ("二", second))
    )
    head = text('add = [{ if = "好", points = 10 }]').split("[section")[0]
    return head.replace("full = 10\n", "full = 100\n") + rows


def test_sections_count_by_their_weights() -> None:
    one = loads(weighty("weight = 40", "weight = 60"), "小表.toml")
    assert loads(print_scheme(one), "printed") == one
    found = assess(one, {"一.1": {"事": 9}, "二.1": {"事": 7}})
    assert found.total == 78
    assert found.sections == {"一": 36, "二": 42}
    assert "第一节 90 分 × 40% = 36 分" in total(one, found)
    assert sum(row.points for row in found.rows.values()) + sum(s.value for s in found.steps) == 78
    assert one.reachable == 100


def test_what_can_still_be_gained_is_said_as_it_counts() -> None:
    one = loads(weighty("weight = 40", "weight = 60"), "小表.toml")
    found = room(one, {"一.1": {"事": 0}, "二.1": {"事": 10}})
    assert [(each.row, each.points) for each in found] == [("一.1", 40)]


def test_weights_that_do_not_come_to_the_full_mark_are_named() -> None:
    with pytest.raises(SchemeError, match="各节分值合计 90，满分写的是 100"):
        loads(weighty("weight = 40", "weight = 50"), "小表.toml")


def test_a_row_that_does_not_apply_leaves_by_its_weight() -> None:
    body = weighty("weight = 40", "weight = 60")
    body = body.replace('["一.1"]\n', '["一.1"]\nabsent = "rescale"\n')
    one = loads(body, "小表.toml")
    found = assess(one, {"一.1": {"事": "不适用"}, "二.1": {"事": 7}})
    assert found.total == 70


AFTER = """
[section."二"]
name = "二"
points = 10
["二.1"]
name = "创新"
points = 10
after = { "一.1" = 6 }
add = [{ each = "创新", unit = "项", points = 5 }]
"""
BASE = 'add = [{ each = "制度", unit = "项", points = 2 }]'


def after(more: str = AFTER) -> Scheme:
    return loads(text(BASE, full="20") + more, "小表.toml")


def test_a_row_waits_for_what_another_brings() -> None:
    one = after()
    assert loads(print_scheme(one), "printed") == one
    assert "一.1 要得到 6 分，否则本行 0 分" in rule(one.row("二.1"))
    enough = assess(one, {"一.1": {"制度": 3}, "二.1": {"创新": 2}})
    assert (enough.total, enough.rows["二.1"].points) == (16, 10)
    short = assess(one, {"一.1": {"制度": 2}, "二.1": {"创新": 2}})
    assert (short.total, short.rows["二.1"].points) == (4, 0)
    words = said(one.row("二.1"), short.rows["二.1"])
    assert "一.1 只得 4 分，不到 6 分，本行 0 分（-10 分）" in words
    steps = short.rows["二.1"].steps
    assert sum(step.value for step in steps) == 0


def test_what_is_not_reported_yet_brings_nothing() -> None:
    found = assess(after(), {"二.1": {"创新": 2}})
    assert (found.total, found.provisional) == (0, True)


def test_a_row_that_does_not_apply_asks_nothing() -> None:
    body = BASE + '\nabsent = "zero"\n'
    one = loads(text(body, full="20") + AFTER, "小表.toml")
    assert assess(one, {"一.1": {"制度": "不适用"}, "二.1": {"创新": 2}}).total == 10


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ('{ "三.1" = 6 }', "没有“三.1”这一行"),
        ('{ "二.1" = 6 }', "或者就是本行"),
        ('{ "一.1" = 60 }', "最多只能得 10 分，到不了 60 分"),
        ('{ "一.1" = 0 }', "要大于 0"),
        ("{}", "行的编号和分数"),
    ],
)
def test_what_no_other_row_can_bring_is_named(keys: str, why: str) -> None:
    with pytest.raises(SchemeError) as caught:
        after(AFTER.replace('{ "一.1" = 6 }', keys))
    assert why in str(caught.value)
