"""What a fact may be, what 未报 means, and what is refused."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

import scoring.ready as ready_module
from scoring.assess import (
    NOT_APPLICABLE,
    UNREPORTED,
    FactFault,
    FactsError,
    Missing,
    assess,
    check,
    room,
)
from scoring.model import Row
from scoring.result import RowResult
from scoring.rowwise import TermStep
from scoring.scheme import Scheme
from scoring.terms import Values
from tests.scoring.small import scheme

SIX = ("分管领导", "牵头科室", "工作联络员", "专用电脑", "打印机", "工作制度")


def refusal(scheme: Scheme, row: str, name: str, raw: object) -> str:
    one = scheme.row(row)
    with pytest.raises(FactFault) as caught:
        check(one, one.input(name), raw)
    assert (caught.value.row, caught.value.input) == (row, name)
    return caught.value.sentence


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (-1, "不能是负数"),
        (2.5, "不接受浮点数"),
        (3.0, "不接受浮点数"),
        (float("nan"), "不接受浮点数"),
        (Decimal("2.5"), "不能带小数"),
        (Decimal("3.0"), "不能带小数"),
        (Decimal("NaN"), "这不是一个数"),
        (Decimal("sNaN"), "这不是一个数"),
        (True, "不能填是或否"),
        (False, "不能填是或否"),
        ("3", "不接受文字"),
        ("三", "不接受文字"),
        ("", "不接受文字"),
        (10**9, "数太大"),
        pytest.param(10**5000, "数太大", id="huge"),
        ([3], "不接受文字或其他内容"),
        (Fraction(3), "不接受文字或其他内容"),
    ],
)
def test_a_count_is_a_whole_number_and_nothing_else(
    departments: Scheme, raw: object, words: str
) -> None:
    assert words in refusal(departments, "三.4", "取得成效的应用", raw)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (0.125, "不接受浮点数"),
        (float("inf"), "不接受浮点数"),
        (Decimal("NaN"), "这不是一个数"),
        (Decimal("Infinity"), "这不是一个数"),
        (True, "不能填是或否"),
        ("一成", "看不懂"),
        ("12,5%", "看不懂"),
        ("", "看不懂"),
        ("1e3", "看不懂"),
        ("0x10", "看不懂"),
        ("１２%", "看不懂"),
        (10**9, "数太大"),
        ("0." + "1" * 31, "位数太多"),
        (None.__class__, "不接受其他内容"),
    ],
)
def test_a_rate_is_an_exact_fraction(departments: Scheme, raw: object, words: str) -> None:
    assert words in refusal(departments, "三.1a", "信用贷款规模年增速", raw)


@pytest.mark.parametrize("raw", ["12.5%", "0.125", "+0.125", Decimal("0.125"), "000.1250"])
def test_the_ways_to_write_a_rate_are_one(departments: Scheme, raw: object) -> None:
    row = departments.row("三.1a")
    assert check(row, row.inputs[0], raw) == Decimal("0.125")


def test_a_rate_is_negative_only_where_the_scheme_says_so(
    departments: Scheme, shicheng: Scheme
) -> None:
    row = departments.row("三.1a")
    assert check(row, row.inputs[0], "-3%") == Decimal("-0.03")
    assert "不能是负数" in refusal(shicheng, "四.21", "完成比例", "-3%")


@pytest.mark.parametrize("raw", [1, 0, "是", "true", None.__class__, Decimal(1)])
def test_a_yes_is_only_true(departments: Scheme, raw: object) -> None:
    assert "只能填是或否" in refusal(departments, "一.1", "已成立", raw)


@pytest.mark.parametrize(
    ("raw", "words"), [("10.1", "0 到 10 分之间"), (-1, "负数"), (7.5, "浮点")]
)
def test_an_award_stays_within_its_row(townships: Scheme, raw: object, words: str) -> None:
    assert words in refusal(townships, "四.1", "评定得分", raw)


def test_none_is_an_answer_and_unreported_is_not(departments: Scheme) -> None:
    nil = assess(departments, {"三.1b": {"宣传活动": "无"}})
    zero = assess(departments, {"三.1b": {"宣传活动": 0}})
    assert nil.rows["三.1b"] == zero.rows["三.1b"]
    assert not nil.rows["三.1b"].provisional
    for nothing in ({}, {"宣传活动": None}, {"宣传活动": UNREPORTED}, {"宣传活动": "未报"}):
        assert assess(departments, {"三.1b": nothing}).rows["三.1b"].missing == ("宣传活动",)


def test_every_fault_is_told_with_unit_row_and_input(departments: Scheme) -> None:
    facts = {
        "三.4": {"取得成效的应用": -1, "仅有通知": 1},
        "三.9": {},
        "一.1": {"已成立": 1},
        "二.1": 3,
    }
    with pytest.raises(FactsError) as caught:
        assess(departments, facts, "县教育局")  # type: ignore[arg-type]  # wrong on purpose
    told = str(caught.value).splitlines()
    assert len(told) == len(caught.value.faults) == 5
    assert all(line.startswith("县教育局 ") for line in told)
    assert "县教育局 三.4“仅有通知”：这一行没有这个输入项，是不是“仅有通知或文件的应用”？" in told
    assert any(line.startswith("县教育局 三.9：没有这一行") for line in told)


def test_nothing_reported_earns_nothing_and_names_everything(departments: Scheme) -> None:
    found = assess(departments, {}, "县教育局")
    assert found.total == 0
    assert found.provisional
    inputs = [Missing(row.id, one.name) for row in departments.rows for one in row.inputs]
    assert list(found.missing) == inputs


def test_an_unreported_deduction_does_not_leave_the_full_points(departments: Scheme) -> None:
    found = assess(departments, {"二.1": {"已报送": True}, "五.1": {}})
    assert found.rows["二.1"].points == 0
    assert found.rows["二.1"].missing == ("迟报、错报",)
    assert found.rows["五.1"].points == 0


def test_silence_earns_nothing_even_where_little_can_be_lost() -> None:
    """Four items of one point each cannot cost a row of five points everything; silence can."""
    body = 'deduct = [{ lacking = ["甲", "乙", "丙", "丁"], points = 1 }]'
    one = scheme(body, points="5")
    assert assess(one, {}).rows["一.1"].points == 0
    assert assess(one, {"一.1": {"甲": True}}).rows["一.1"].points == 2
    floored = scheme('floor = 2\ndeduct = [{ each = "错报", unit = "条", points = 1 }]')
    assert assess(floored, {}).rows["一.1"].points == 0
    assert assess(floored, {"一.1": {"错报": 9}}).rows["一.1"].points == 2


def test_an_unreported_item_is_neither_there_nor_lacking(departments: Scheme) -> None:
    facts: dict[str, object] = {"已成立": True} | dict.fromkeys(SIX, True)
    assert assess(departments, {"一.1": facts}).rows["一.1"].points == 5
    del facts["打印机"]
    found = assess(departments, {"一.1": facts}).rows["一.1"]
    assert (found.points, found.missing) == (4, ("打印机",))
    values = [(step.kind, step.value) for step in found.steps]
    assert values == [("start", 5), ("term", 0), ("unreported", -1)]


def test_a_gate_not_met_needs_no_other_answer(departments: Scheme) -> None:
    for row, facts in {"一.1": {"已成立": False}, "三.3": {"应用项数": 0}}.items():
        found = assess(departments, {row: facts}).rows[row]
        assert (found.points, found.missing) == (0, ())


def test_an_open_gate_earns_nothing_yet(departments: Scheme) -> None:
    found = assess(departments, {"一.1": dict.fromkeys(SIX, True)}).rows["一.1"]
    assert (found.points, found.missing) == (0, ("已成立",))
    assert assess(departments, {"三.3": {"已编制承诺书": True}}).rows["三.3"].points == 0


def test_an_unreported_reprimand_does_not_go_below_nothing(shicheng: Scheme) -> None:
    row = "六.25"
    assert assess(shicheng, {}, "镇").rows[row].points == 0
    known = {"被省点名批评或曝光": True}
    assert assess(shicheng, {row: known}, "镇").rows[row].points == -20


def test_not_applicable_is_refused_where_no_rule_says_how_it_counts(departments: Scheme) -> None:
    with pytest.raises(FactsError, match="没有规定这一行“不适用”怎么计分"):
        assess(departments, {"三.1a": {"信用贷款规模年增速": NOT_APPLICABLE}})


def test_points_are_exact_whatever_context_the_caller_has(departments: Scheme) -> None:
    facts = {"三.1a": {"信用贷款规模年增速": "0.1234567890123456789"}, "三.1b": {"宣传活动": 4}}
    with localcontext() as poor:
        poor.prec = 3
        found = assess(departments, facts)
    assert found.total == Decimal("4.8641975230864197523")


def test_room_names_open_answers_first_and_never_an_error_undone(departments: Scheme) -> None:
    facts = {
        "二.1": {"已报送": True, "迟报、错报": 3},
        "三.4": {"取得成效的应用": 3},
        "三.2": {"已出台实施办法": True},
        "五.1": {"被列入失信被执行人或联合惩戒对象": True},
        "六.3": {"制定相关文件": False, "典型案例": 3},
        "一.1": {"已成立": False},
    }
    found = {one.row: one for one in room(departments, facts)}
    assert not {"二.1", "三.2", "五.1"} & set(found)
    assert found["三.4"].points == 4
    assert found["三.4"].unreported == ("仅有通知或文件的应用",)
    assert found["三.4"].improvable == ("取得成效的应用",)
    assert (found["六.3"].points, found["六.3"].improvable) == (2, ("制定相关文件", "典型案例"))
    assert (found["一.1"].points, found["一.1"].improvable) == (5, ("已成立",))
    points = [one.points for one in room(departments, facts)]
    assert points == sorted(points, reverse=True)


def test_room_counts_items_still_to_get(departments: Scheme) -> None:
    items = dict.fromkeys(SIX, True) | {"打印机": False, "工作制度": False}
    (found,) = [
        one for one in room(departments, {"一.1": {"已成立": True} | items}) if one.row == "一.1"
    ]
    assert (found.points, found.improvable) == (2, ("打印机", "工作制度"))


def test_room_of_a_rank_is_a_better_one_and_an_event_leaves_none() -> None:
    ranked = 'by = "信用办"\nadd = [{ rank = "名次", table = [[1, 10], [3, 8]] }]'
    (found,) = room(scheme(ranked), {"一.1": {"名次": 2}})
    assert (found.points, found.improvable) == (2, ("名次",))
    assert room(scheme(ranked), {"一.1": {"名次": 1}}) == []
    zeroed = 'zero_if = "造假"\nadd = [{ each = "活动", unit = "次", points = 1 }]'
    assert room(scheme(zeroed), {"一.1": {"造假": True}}) == []
    assert room(scheme(zeroed), {"一.1": {"造假": False, "活动": 4}})[0].points == 6


def test_a_count_from_the_day_of_issue_says_so_at_the_input(departments: Scheme) -> None:
    marked = [row.id for row in departments.rows if any(one.cumulative for one in row.inputs)]
    assert marked == ["三.1c"]


def test_a_row_is_scored_once_for_the_same_answers_and_anew_for_others(
    departments: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of a row belongs to this row and to exactly these answers."""
    scored: list[str] = []
    score = ready_module.score_row

    def counted(row: Row, values: Values, of_term: TermStep) -> RowResult:
        scored.append(row.id)
        return score(row, values, of_term)

    monkeypatch.setattr(ready_module, "score_row", counted)
    departments.__dict__.pop("prepared", None)
    first = assess(departments, {"三.4": {"取得成效的应用": 1}})
    assert len(scored) == len(departments.rows) + 1
    scored.clear()
    assert assess(departments, {"三.4": {"取得成效的应用": 1}}) == first
    assert scored == []
    other = assess(departments, {"三.4": {"取得成效的应用": 2}})
    assert scored == ["三.4"]
    assert other.rows["三.4"].points == first.rows["三.4"].points + 2


def test_answers_equal_in_python_and_different_on_paper_are_told_apart() -> None:
    """1.0 and 1.00 are one number; the step that is shown for each has its own text."""
    small = scheme('add = [{ rate = "占比", points = 10 }]')
    shown = [
        assess(small, {"一.1": {"占比": Decimal(text)}}).rows["一.1"].steps
        for text in ("0.5", "0.50")
    ]
    assert [str(steps[0].x) for steps in shown] == ["0.5", "0.50"]
