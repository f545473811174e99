"""A figure that is asked in one row and counts in several."""

from decimal import Decimal

import pytest

from scoring.assess import FactsError, assess, room
from scoring.faults import SchemeError
from scoring.model import Scheme
from scoring.peers import pools_of, stand, with_pool
from scoring.printing import print_scheme
from scoring.result import Assessment
from scoring.scheme import loads
from scoring.sentence import result, rule
from tests.scoring.small import text

FIRST = 'add = [{ each = "活动", unit = "场", points = 2 }]'
SECOND = """
["一.2"]
name = "质量"
points = {points}
{body}
"""


def two(body: str, *, first: str = FIRST, points: str = "10") -> Scheme:
    whole = text(first + SECOND.format(points=points, body=body), full="20")
    return loads(whole.replace("points = 10\n\n\n[", "points = 20\n\n\n[", 1), "小表.toml")


TAKES = 'shared = { "活动" = "一.1" }'
TWICE = f'{TAKES}\nadd = [{{ each = "活动", unit = "场", over = 2, points = 5 }}]'


def of(scheme: Scheme, activities: object, **more: object) -> Assessment:
    return assess(scheme, {"一.1": {"活动": activities}}, "甲镇", **more)  # type: ignore[arg-type]


def test_it_is_asked_once_and_counts_twice() -> None:
    scheme = two(TWICE)
    assert scheme.row("一.2").inputs == ()
    found = of(scheme, 3)
    assert [found.rows[id].points for id in ("一.1", "一.2")] == [6, 5]
    assert not found.provisional
    said = result(scheme.row("一.2"), found.rows["一.2"])
    assert said == "活动超出 1 场 × 5 分 = 5 分；合计 5 分（满分 10 分）"


def test_while_it_is_not_reported_only_the_row_that_asks_is_missing() -> None:
    scheme = two(TWICE)
    found = assess(scheme, {}, "甲镇")
    assert [(one.row, one.input) for one in found.missing] == [("一.1", "活动")]
    assert found.rows["一.2"].waiting == "一.1 的“活动”还没有报"
    assert found.total == 0
    said = result(scheme.row("一.2"), found.rows["一.2"])
    assert said == "一.1 的“活动”还没有报，分数暂定；合计 0 分（满分 10 分）"


def test_a_row_does_not_report_what_it_takes() -> None:
    with pytest.raises(FactsError, match=r"取自 一\.1，在那一行报"):
        assess(two(TWICE), {"一.1": {"活动": 3}, "一.2": {"活动": 4}}, "甲镇")


def test_a_wrong_figure_is_said_where_it_stands() -> None:
    with pytest.raises(FactsError) as caught:
        of(two(TWICE), 1.5)
    assert {one.row for one in caught.value.faults} >= {"一.1"}


def test_a_condition_may_be_of_another_rows_figure() -> None:
    own = '{ if = "有总结", points = 10 }'
    scheme = two(f'{TAKES}\nonly_if = "活动 >= 3"\nadd = [{own}]')
    facts = {"一.1": {"活动": 2}, "一.2": {"有总结": True}}
    assert assess(scheme, facts, "甲镇").rows["一.2"].points == 0
    facts["一.1"]["活动"] = 3
    assert assess(scheme, facts, "甲镇").rows["一.2"].points == 10


def test_what_was_sent_back_in_its_own_row_counts_alike_everywhere() -> None:
    scheme = two(TWICE)
    assert of(scheme, 3, returned={"一.1": None}).rows["一.2"].points == 0
    whole = of(scheme, 3, returned={"一.2": None})
    assert [whole.rows[id].points for id in ("一.1", "一.2")] == [6, 0]


def test_a_compared_figure_may_be_taken_too() -> None:
    first = 'add = [{ amount = "引资额", unit = "万元", points = 2 }]'
    taken = 'shared = { "引资额" = "一.1" }\n'
    scheme = two(
        f'{taken}add = [{{ among = "引资额", unit = "万元", places = [[1, 10]] }}]', first=first
    )
    given = {"甲": {"一.1": {"引资额": 3}}, "乙": {"一.1": {"引资额": 2}}}
    stands = [stand(scheme, name, "", facts, {}) for name, facts in given.items()]
    pooled = with_pool(scheme, pools_of(scheme, stands, settled=True))
    found = [assess(pooled, facts, name).rows["一.2"].points for name, facts in given.items()]
    assert found == [10, 0]


def test_a_row_that_does_not_apply_takes_nothing() -> None:
    scheme = two(f'{TWICE}\nunits = ["乙镇"]\nabsent = "zero"')
    assert of(scheme, 3).total == 6
    assert assess(scheme, {"一.1": {"活动": 3}}, "乙镇").total == 11


def test_what_could_be_done_is_known_of_every_row() -> None:
    found = room(two(TWICE), {"一.1": {"活动": 1}}, "甲镇")
    assert [(one.row, one.points) for one in found] == [("一.2", 10), ("一.1", 8)]


def test_it_is_said_and_printed_back() -> None:
    scheme = two(TWICE)
    assert "“活动”取自 一.1，不另报" in rule(scheme.row("一.2"))
    assert loads(print_scheme(scheme), "again") == scheme


def test_its_worked_example_gives_every_figure() -> None:
    example = "\nexample = [{ given = { '活动' = 4 }, score = 10 }]"
    assert two(TWICE + example).row("一.2").examples[0].score == Decimal(10)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (TWICE.replace("一.1", "一.9"), "没有“一.9”这一行"),
        (TWICE.replace('{ "活动" =', '{ "会议" ='), "本行的加扣分和条件里没有“会议”"),
        (TWICE.replace('unit = "场"', 'unit = "次"'), "种类或单位不一样"),
        (TWICE.replace("一.1", "一.2"), "要取自真正报这个数的那一行"),
        (TWICE.replace('{ "活动" = "一.1" }', "{}"), "要写成"),
    ],
)
def test_what_makes_no_sense_is_refused(body: str, sentence: str) -> None:
    with pytest.raises(SchemeError) as caught:
        two(body)
    assert sentence in str(caught.value)


def test_a_row_that_may_not_apply_lends_nothing() -> None:
    with pytest.raises(SchemeError, match="可以不适用"):
        two(TWICE, first=f'{FIRST}\nabsent = "zero"')
