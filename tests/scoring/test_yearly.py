"""Sections that count in the year alone: reported in its last period, outside that one's total."""

from decimal import Decimal

import pytest

from scoring.assess import assess
from scoring.faults import SchemeError
from scoring.model import Scheme
from scoring.printing import print_scheme
from scoring.scheme import loads
from scoring.sentence import total, total_rules
from scoring.year import extra_of, in_period, said, with_extra, working
from tests.scoring.small import text

SECOND = """
[section."二"]
name = "年终考核"
points = 100
weight = 30
yearly = true

["二.1"]
name = "总结"
points = 100
add = [{ if = "已总结", points = 60 }, { if = "获表彰", points = 40 }]
{more}
"""
YEAR = '[year]\ncompose = "mean"\nshare = 70'


def scheme(more: str = "", *, year: str = YEAR, head: str = "") -> Scheme:
    body = 'add = [{ each = "活动", unit = "场", points = 2 }]' + SECOND.replace("{more}", more)
    return loads(text(body, more=f"{head}\n{year}"), "小表.toml")


FACTS = {"一.1": {"活动": 4}, "二.1": {"已总结": True, "获表彰": False}}


def test_it_is_shown_and_not_counted_in_its_period() -> None:
    one = scheme()
    found = assess(one, FACTS, "甲镇")
    assert found.total == 8
    assert found.rows["二.1"].points == 60
    assert found.sections["二"] == 18
    assert "第二节 18 分只计入全年（-18 分）" in total(one, found)
    assert one.full == one.reachable == 10


def test_it_is_only_in_the_last_period() -> None:
    one = scheme()
    assert [row.id for row in in_period(one, 3).rows] == ["一.1"]
    assert in_period(one, 4) is one
    assert assess(in_period(one, 1), {"一.1": {"活动": 4}}, "甲镇").provisional is False
    months = scheme(head='period = "month"')
    assert [len(in_period(months, number).rows) for number in (111, 112)] == [1, 2]


def test_the_year_adds_it_to_what_is_composed() -> None:
    one = scheme()
    assert one.year is not None
    extra = extra_of(one, {"一.1": Decimal(8), "二.1": Decimal(60)})
    assert extra == 18
    assert with_extra(one.year, Decimal(8), extra) == Decimal("23.6")
    assert extra_of(one, None) == 0
    totals = {number: Decimal(8) for number in (1, 2, 3, 4)}
    how = "（（8 + 8 + 8 + 8）÷ 4）× 70% + 只计入全年的 18"
    assert working(one.year, totals, extra) == how


def test_it_is_said_and_printed_back() -> None:
    one = scheme()
    assert "合成的得分按 70% 计；另加只计入全年的二、年终考核" in said(one)
    rule = "二、年终考核只计入全年：一年报一次，在最后一个季度报，不计入那个季度的总分。"
    assert rule in total_rules(one)
    assert loads(print_scheme(one), "again") == one


@pytest.mark.parametrize(
    ("more", "year", "head", "sentence"),
    [
        ("", "", "", "要写 [year]"),
        ('effects = [{ when = "造假", effect = "veto" }]', YEAR, "", "管等次的"),
        ("", YEAR, '[ranking]\nbreak_by = ["二"]', "平时没有"),
    ],
)
def test_what_makes_no_sense_is_refused(more: str, year: str, head: str, sentence: str) -> None:
    with pytest.raises(SchemeError) as caught:
        scheme(more, year=year, head=head)
    assert sentence in str(caught.value)


def test_a_share_needs_a_section_of_the_year() -> None:
    body = 'add = [{ each = "活动", unit = "场", points = 2 }]'
    with pytest.raises(SchemeError, match="不写 share"):
        loads(text(body, more=YEAR), "小表.toml")
