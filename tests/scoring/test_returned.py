"""退回补正 that never came back: what the row counts then, and that it says why."""

from decimal import Decimal

import pytest

from scoring.assess import FactsError, assess
from scoring.difference import comparable, difference
from scoring.printing import print_scheme
from scoring.scheme import Scheme, SchemeError, loads
from scoring.sentence import if_unanswered, result, returned_rule, rule
from tests.scoring.small import scheme, text

CASES = '{ if = "制度文件", points = 2 }, { each = "案例", unit = "个", points = 4, max = 8 }'
BODY = f"add = [{CASES}]\n"
CLAIMED = {"制度文件": True, "案例": 3}


def said(one: Scheme, accepted: dict[str, object] | None, **facts: object) -> str:
    found = assess(one, {"一.1": facts or CLAIMED}, returned={"一.1": accepted})
    return result(one.row("一.1"), found.rows["一.1"])


def test_a_row_that_needs_papers_counts_nothing_unless_the_scheme_says_otherwise() -> None:
    one = scheme(BODY)
    found = assess(one, {"一.1": CLAIMED}, returned={"一.1": None})
    assert (found.total, found.returned) == (0, ("一.1",))
    assert not found.provisional
    assert sum(step.value for step in found.rows["一.1"].steps) == 0
    assert said(one, None) == (
        "制度文件：是，2 分；案例 3 个 × 4 分，最多 8 分，计 8 分；"
        "退回后没有补正，按 0 分计（-10 分）；合计 0 分（满分 10 分）"
    )


def test_what_others_supply_counts_as_it_was_supplied() -> None:
    one = scheme(BODY + 'by = "县信用办"\n')
    assert assess(one, {"一.1": CLAIMED}, returned={"一.1": None}).total == 10
    assert said(one, None).endswith("退回后没有补正，按自报的数计；合计 10 分（满分 10 分）")


def test_a_row_or_the_scheme_may_say_otherwise() -> None:
    by_scheme = scheme(BODY, more='returned = "claimed"')
    assert assess(by_scheme, {"一.1": CLAIMED}, returned={"一.1": None}).total == 10
    by_row = scheme(BODY + 'returned = "zero"', more='returned = "claimed"')
    assert assess(by_row, {"一.1": CLAIMED}, returned={"一.1": None}).total == 0
    assert "退回后没有补正的，按 0 分计" in rule(by_row.row("一.1"))


def test_what_was_accepted_before_counts_where_so_ruled() -> None:
    one = scheme(BODY + 'returned = "last_accepted"')
    accepted = {"制度文件": True, "案例": 1}
    assert assess(one, {"一.1": CLAIMED}, returned={"一.1": accepted}).total == 6
    assert said(one, accepted).endswith("退回后没有补正，按上次核定的数计；合计 6 分（满分 10 分）")
    assert assess(one, {"一.1": CLAIMED}, returned={"一.1": None}).total == 0
    assert "此前也没有核定过，按 0 分计" in said(one, None)


def test_points_below_nothing_are_not_forgiven() -> None:
    one = scheme(
        'floor = -5\ndeduct = [{ each = "投诉", unit = "起", points = 3 }]\nstart = 0\n'
        'add = [{ if = "好", points = 10 }]'
    )
    found = assess(one, {"一.1": {"投诉": 1, "好": False}}, returned={"一.1": None})
    assert found.total == -3
    assert assess(one, {"一.1": {"投诉": 1, "好": True}}, returned={"一.1": None}).total == 0


def test_open_figures_of_a_row_that_counts_nothing_are_no_longer_waited_for() -> None:
    one = scheme(BODY)
    found = assess(one, {"一.1": {"案例": 3}}, returned={"一.1": None})
    assert (found.total, found.missing) == (0, ())
    kept = scheme(BODY + 'returned = "claimed"')
    assert assess(kept, {"一.1": {"案例": 1}}, returned={"一.1": None}).provisional


def test_a_row_that_does_not_apply_but_went_back_is_not_left_out_of_the_total() -> None:
    body = BODY + 'absent = "rescale"\n'
    given = {"一.1": {"制度文件": "不适用", "案例": "不适用"}}
    found = assess(scheme(body), given, returned={"一.1": None}).rows["一.1"]
    assert (found.points, found.absent, found.returned) == (0, None, "zero")


def test_an_unknown_row_or_a_wrong_figure_is_refused() -> None:
    one = scheme(BODY)
    with pytest.raises(FactsError, match="没有这一行"):
        assess(one, {}, returned={"一.9": None})
    with pytest.raises(FactsError, match="不能是负数"):
        assess(one, {}, returned={"一.1": {"案例": -1}})


def test_it_is_said_at_the_return_and_of_the_whole_scheme() -> None:
    one = scheme(BODY)
    assert if_unanswered(one, one.row("一.1")) == "不补正，本项按 0 分计"
    assert returned_rule(one) == "退回后没有补正的，要佐证的行按 0 分计，其余按自报的数计。"
    other = scheme(BODY, more='returned = "last_accepted"')
    words = "按上次核定的数计，没有核定过的按 0 分计"
    assert if_unanswered(other, other.row("一.1")) == f"不补正，本项{words}"
    assert returned_rule(other) == f"退回后没有补正的，{words}。"


def test_it_is_checked_printed_back_and_told_as_a_change_that_counts() -> None:
    with pytest.raises(SchemeError, match="returned：只能写 zero、last_accepted、claimed"):
        loads(text(BODY + 'returned = "nothing"'), "小表.toml")
    one = scheme(BODY + 'returned = "claimed"', more='returned = "last_accepted"')
    assert loads(print_scheme(one), "printed") == one
    assert [change.what for change in difference(scheme(BODY), one)] == ["退回未补正", "计分规则"]
    assert not comparable(scheme(BODY), scheme(BODY, more='returned = "claimed"'))


def test_both_tables_of_the_document(departments: Scheme, townships: Scheme) -> None:
    """民政局 六.2: returned for missing papers, never supplemented, and published with 10 of 12."""
    facts = {"六.2": {"出台制度文件": True, "出台评价办法": False, "分级分类监管案例": 2}}
    assert assess(departments, facts, "县民政局").rows["六.2"].points == 10
    found = assess(departments, facts, "县民政局", returned={"六.2": None})
    assert found.rows["六.2"].points == 0
    assert {row.id for row in departments.rows if departments.returned_as(row) == "claimed"} == {
        "二.1", "二.2", "三.1a", "三.1c", "四.2", "五.1", "五.2",
    }  # fmt: skip
    assert townships.returned_as(townships.row("四.1")) == "zero"
    assert found.rows["六.2"].max == Decimal(12)
