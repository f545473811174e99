"""A unit's figure among those of the others: places, ties, the mean, shares, who is missing."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO

import pytest

from scoring.assess import assess, room
from scoring.batch import run
from scoring.faults import SchemeError
from scoring.model import Scheme
from scoring.peers import Stands, pools_of, with_pool
from scoring.printing import print_scheme
from scoring.result import Assessment, RowResult
from scoring.scheme import loads
from scoring.sentence import result, rule, total
from scoring.units import Unit
from tests.scoring.small import text

UNIT = 'among = "引资额", unit = "万元"'
PLACED = f"{UNIT}, places = [[1, 10], [3, 6]], otherwise = 2, last = [[1, 0]]"


def of(term: str, side: str = "add", **more: str) -> Scheme:
    return loads(text(f"{side} = [{{ {term} }}]", **more), "小表.toml")


def beside(
    scheme: Scheme,
    figures: Mapping[str, object],
    unit: str,
    *,
    settled: bool = True,
    unseen: tuple[str, ...] = (),
    classes: Mapping[str, str] | None = None,
) -> Assessment:
    """The result of one unit where every unit reported this."""
    named = classes or {}
    stands = [
        Stands(name, named.get(name, ""), facts(raw), ("一.1",) if name in unseen else ())
        for name, raw in figures.items()
    ]
    pooled = with_pool(scheme, pools_of(scheme, stands, settled=settled))
    return assess(pooled, facts(figures.get(unit)), unit, named.get(unit, ""))


def facts(raw: object) -> dict[str, dict[str, object]]:
    return {} if raw is None else {"一.1": {"引资额": raw}}


def said(scheme: Scheme, found: RowResult) -> str:
    return result(scheme.row("一.1"), found)


def points(scheme: Scheme, figures: Mapping[str, object], unit: str) -> Decimal:
    return beside(scheme, figures, unit).total


FIVE = {"甲": "500.5", "乙": "300", "丙": 300, "丁": "80", "戊": "0"}


@pytest.mark.parametrize(
    ("unit", "worth"), [("甲", "10"), ("乙", "6"), ("丙", "6"), ("丁", "2"), ("戊", "0")]
)
def test_places_are_shared_and_the_last_is_counted_from_the_end(unit: str, worth: str) -> None:
    assert points(of(PLACED), FIVE, unit) == Decimal(worth)


def test_what_is_equal_shares_the_better_place_and_says_so() -> None:
    scheme = of(PLACED)
    found = beside(scheme, FIVE, "丙")
    said = result(scheme.row("一.1"), found.rows["一.1"])
    assert said == "引资额：各单位 5 家里第 2 名（与另外 1 家并列），6 分；合计 6 分（满分 10 分）"


def test_two_at_the_end_are_both_the_last() -> None:
    tied = {**FIVE, "丁": "0"}
    assert points(of(PLACED), tied, "丁") == points(of(PLACED), tied, "戊") == 0


def test_where_all_are_equal_all_are_first_and_nobody_is_last() -> None:
    assert points(of(PLACED), {"甲": 5, "乙": 5, "丙": 5}, "丙") == 10


def test_the_last_three_lose_points() -> None:
    scheme = of(f"{UNIT}, last = [[1, 5], [2, 3], [3, 1]]", "deduct", points="5")
    found = [points(scheme, FIVE, unit) for unit in FIVE]
    assert found == [5, 4, 4, 2, 0]


def test_less_may_be_better() -> None:
    scheme = of(f"{UNIT}, places = [[1, 10]], otherwise = 1, less = true")
    assert points(scheme, FIVE, "戊") == 10
    assert points(scheme, FIVE, "甲") == 1


THREE = {"甲": "1", "乙": "1", "丙": "0.9"}


@pytest.mark.parametrize(
    ("mean", "figures", "worth"),
    [
        ("above", {"甲": "2", "乙": "1"}, "10"),
        ("above", {"甲": "1", "乙": "1"}, "0"),
        ("reach", {"甲": "1", "乙": "1"}, "10"),
        ("above", THREE, "10"),
        ("below", THREE, "0"),
        ("below", {"甲": "0.9", "乙": "1"}, "10"),
    ],
)
def test_the_mean_is_met_exactly(mean: str, figures: Mapping[str, object], worth: str) -> None:
    assert points(of(f'{UNIT}, mean = "{mean}", points = 10'), figures, "甲") == Decimal(worth)


def test_a_mean_that_does_not_divide_is_not_rounded_to_decide() -> None:
    scheme = of(f'{UNIT}, mean = "reach", points = 10')
    near = {"甲": "0." + "3" * 25, "乙": "0", "丙": "0." + "6" * 24 + "7"}
    assert points(scheme, near, "甲") == 0


def test_shares_are_of_the_first_or_of_the_mean() -> None:
    scheme = of(f'{UNIT}, share = "first", points = 10')
    assert points(scheme, {"甲": "400", "乙": "300"}, "乙") == Decimal("7.5")
    assert points(scheme, {"甲": "0", "乙": "0"}, "乙") == 10
    scheme = of(f'{UNIT}, share = "first", points = 10, less = true')
    assert points(scheme, {"甲": "4", "乙": "5"}, "乙") == 8
    scheme = of(f'{UNIT}, share = "mean", points = 8, max = 10')
    assert points(scheme, {"甲": "300", "乙": "100"}, "甲") == 10
    assert points(scheme, {"甲": "300", "乙": "100"}, "乙") == 4


def test_nothing_where_less_is_better_is_the_most_and_the_share_is_said_the_right_way() -> None:
    scheme = of(f'{UNIT}, share = "mean", points = 8, max = 10, less = true')
    figures = {"甲": "0", "乙": "10", "丙": "5"}
    assert points(scheme, figures, "甲") == 10
    found = beside(scheme, figures, "甲").rows["一.1"]
    assert "3 家平均 5 万元，本单位 0 万元，平均值比本单位的多，10 分" in said(scheme, found)
    found = beside(scheme, figures, "乙").rows["一.1"]
    assert "本单位 10 万元，平均值是本单位的 50%，4 分" in said(scheme, found)


@pytest.mark.parametrize("more", ["", ', missing = "zero"'])
def test_of_two_figures_the_mean_is_not_said_for_it_tells_the_other(more: str) -> None:
    scheme = of(f'{UNIT}, mean = "above", points = 10{more}')
    silent = {"丙": None} if more else {}
    found = beside(scheme, {"甲": "320", "乙": "500", **silent}, "甲").rows["一.1"]
    assert "家比，本单位 320 万元，" in said(scheme, found)
    assert "家平均" not in said(scheme, found)


def test_classes_are_compared_by_themselves_where_the_scheme_says_so() -> None:
    classes = {"甲": "一类", "乙": "一类", "丙": "二类", "丁": "二类"}
    figures = {"甲": 9, "乙": 8, "丙": 2, "丁": 1}
    scheme = of(f'{UNIT}, places = [[1, 10]], within = "class"')
    assert beside(scheme, figures, "丙", classes=classes).total == 10
    assert beside(of(f"{UNIT}, places = [[1, 10]]"), figures, "丙", classes=classes).total == 0


def test_who_is_missing_is_left_out_or_counts_nothing() -> None:
    some = {"甲": "100", "乙": "60", "丙": None}
    mean = f'{UNIT}, mean = "above", points = 10'
    assert points(of(mean), some, "乙") == 0
    assert points(of(f'{mean}, missing = "zero"'), some, "乙") == 10
    silent = beside(of(mean), some, "丙")
    assert silent.total == 0
    assert silent.missing


def test_it_is_provisional_while_others_are_missing_or_not_reviewed() -> None:
    scheme = of(PLACED)
    some = {"甲": "100", "乙": "60", "丙": None}
    found = beside(scheme, some, "甲", settled=False, unseen=("乙",))
    assert found.total == 10
    assert found.provisional
    assert not found.missing
    row = result(scheme.row("一.1"), found.rows["一.1"])
    assert row.endswith("还有 1 家没报、1 家没审，分数暂定；合计 10 分（满分 10 分）")
    assert "一.1 还要等别的数，分数暂定" in total(scheme, found)
    assert not beside(scheme, some, "甲", settled=True, unseen=("乙",)).provisional


def test_alone_it_earns_nothing_and_waits() -> None:
    found = assess(of(PLACED), facts("100"), "甲")
    assert found.total == 0
    assert found.provisional


def test_another_figure_of_ones_own_is_another_place() -> None:
    scheme = of(PLACED)
    stands = [Stands(name, "", facts(raw)) for name, raw in FIVE.items()]
    pooled = with_pool(scheme, pools_of(scheme, stands, settled=True))
    assert assess(pooled, facts("600"), "戊").total == 10
    assert assess(pooled, facts("500.5"), "甲").total == 10
    assert assess(pooled, facts("1"), "甲").total == 2
    assert [one.points for one in room(pooled, facts("80"), "丁")] == [8]


def test_what_was_sent_back_stands_in_no_comparison() -> None:
    scheme = of(PLACED)
    stands = [Stands(name, "", facts(raw)) for name, raw in FIVE.items()]
    pooled = with_pool(scheme, pools_of(scheme, stands, settled=True))
    found = assess(pooled, facts("500.5"), "甲", returned={"一.1": None})
    assert found.total == 0


def test_a_file_of_units_is_read_whole_before_anybody_is_compared() -> None:
    units = [Unit(name, facts(raw)) for name, raw in FIVE.items()]
    batch = run(of(PLACED), units, BytesIO())
    assert [one["total"] for one in batch.units()] == ["10", "6", "6", "2", "0"]
    assert not batch.faults


def test_it_is_said_and_printed_back() -> None:
    scheme = of(f'{UNIT}, share = "first", points = 10, less = true, within = "class"')
    assert rule(scheme.row("一.1")) == (
        "“引资额”在同类各单位里少的在前，第一名得 10 分，其余按与第一名的比例乘以 10 分"
        "（没报的单位不参加比较）；本行最高 10 分。"
    )
    for term in (PLACED, f'{UNIT}, mean = "reach", points = 10, missing = "zero"'):
        again = of(term)
        assert loads(print_scheme(again), "again") == again


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (UNIT, "只写一种"),
        (f'{PLACED}, mean = "above"', "只写一种"),
        (f"{PLACED}, points = 2", "名次表里已经有分数"),
        (f"{UNIT}, places = [[1.5, 2]]", "1、2、3 这样的整数"),
        (f'{UNIT}, share = "first", points = 10, signed = true', "没有意义"),
        (f'{UNIT}, mean = "above", points = 10, less = true', "below"),
        (f'{UNIT}, mean = "above", points = 10, otherwise = 1', "只和 places"),
        (f'{UNIT}, mean = "high", points = 10', "above"),
    ],
)
def test_what_makes_no_sense_is_refused(term: str, sentence: str) -> None:
    with pytest.raises(SchemeError) as caught:
        of(term)
    assert sentence in str(caught.value)


def test_a_worked_example_says_what_others_reported() -> None:
    body = f"add = [{{ {PLACED} }}]\nexample = [{{ given = {{ '引资额' = 3 }}, score = 6 }}]"
    with pytest.raises(SchemeError, match="others"):
        loads(text(body), "小表.toml")
    told = body.replace(", score", ", others = { '引资额' = [9, 1] }, score")
    assert loads(text(told), "小表.toml")
