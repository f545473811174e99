"""Several assessors' marks by their weights; who has not marked is said."""

from decimal import Decimal

import pytest

from scoring.assess import FactsError, assess
from scoring.faults import SchemeError
from scoring.model import Scheme
from scoring.printing import print_scheme
from scoring.scheme import loads
from scoring.sentence import result
from tests.scoring.small import text

WHO = 'assessors = [["领导", 40], ["部门", 30], ["群众", 30]]'


def of(more: str = "", who: str = WHO) -> Scheme:
    return loads(text(f'add = [{{ marks = "测评", {who}{more} }}]'), "小表.toml")


def given(*marks: str | None) -> dict[str, dict[str, object]]:
    names = ("测评（领导）", "测评（部门）", "测评（群众）")
    return {"一.1": {n: x for n, x in zip(names, marks, strict=True) if x is not None}}


def test_marks_count_by_their_weights() -> None:
    assert assess(of(), given("9", "8", "7.5")).total == Decimal("8.25")
    assert assess(of(", out_of = 100"), given("90", "80", "75")).total == Decimal("8.25")


def test_each_is_asked_for_a_mark_within_its_range() -> None:
    asked = of(", out_of = 100").row("一.1").input("测评（领导）").ask
    assert asked == "“测评（领导）”打多少分？0 到 100 分，可以带小数。"
    said = text(f'add = [{{ marks = "测评", {WHO} }}]\nask = {{ "测评（领导）" = "局长打几分？" }}')
    assert loads(said, "小表.toml").row("一.1").input("测评（领导）").ask == "局长打几分？"


def test_who_has_not_marked_brings_nothing_and_is_said() -> None:
    scheme = of(", out_of = 100")
    found = assess(scheme, given("90", None, "80")).rows["一.1"]
    assert found.points == 6
    assert found.missing == ("测评（部门）",)
    said = result(scheme.row("一.1"), found)
    assert said.startswith("测评：领导 90 × 40% + 群众 80 × 30%（部门还没有打分），合成 60 分")


def test_a_mark_is_within_its_bounds() -> None:
    with pytest.raises(FactsError, match="0 到 10"):
        assess(of(), given("11", "8", "8"))


def test_it_is_printed_back_and_the_unit_says_what_it_did() -> None:
    scheme = of(", out_of = 100")
    assert loads(print_scheme(scheme), "again") == scheme
    assert scheme.row("一.1").award


@pytest.mark.parametrize(
    ("who", "sentence"),
    [('assessors = [["领导", 40], ["群众", 50]]', "合计要是 100"), ("points = 10", "必须写")],
)
def test_what_makes_no_sense_is_refused(who: str, sentence: str) -> None:
    with pytest.raises(SchemeError, match=sentence):
        of(who=who)


def test_every_assessor_supplies_its_own_mark() -> None:
    scheme = loads(text(f'by = "各方"\nadd = [{{ marks = "测评", {WHO} }}]'), "小表.toml")
    row = scheme.row("一.1")
    assert row.suppliers == ("领导", "部门", "群众")
    assert row.supplier("测评（部门）") == "部门"
    assert not row.award
    assert loads(print_scheme(scheme), "again") == scheme


def test_only_assessors_supply_each_their_own() -> None:
    with pytest.raises(SchemeError, match="这一行要有几方评委"):
        loads(text('by = "各方"\nadd = [{ if = "已成立", points = 1 }]'), "小表.toml")
