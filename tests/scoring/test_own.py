"""Figures of a class or of one unit: counted, said, printed back, checked."""

from decimal import Decimal

import pytest

from scoring.assess import assess, room
from scoring.own import own_scheme
from scoring.printing import print_scheme
from scoring.scheme import Scheme, SchemeError, loads
from scoring.sentence import rule
from tests.scoring.small import text

CLASSES = '\n[classes]\n"一类" = ["东镇", "南镇"]\n"二类" = ["西乡"]\n'
BODY = (
    'deduct = [{ rate = "完成率", under = 0.9, per = 0.01, points = 0.5,'
    ' for = { "一类" = { under = 0.95, points = 1 }, "南镇" = { under = 0.8 } } }]'
)


def of(body: str, classes: str = CLASSES) -> Scheme:
    return loads(text(body) + classes, "小表.toml")


@pytest.mark.parametrize(
    ("unit", "points"), [("东镇", 5), ("南镇", 10), ("西乡", 10), ("没有分类的", 10)]
)
def test_each_unit_by_its_own_figures(unit: str, points: int) -> None:
    scheme = of(BODY)
    (row,) = scheme.rows
    assert assess(scheme, {row.id: {"完成率": "90%"}}, unit).total == points


def test_the_class_may_be_the_rosters_and_one_unit_goes_before_its_class() -> None:
    scheme = of(BODY, "")
    (row,) = scheme.rows
    facts = {row.id: {"完成率": "85%"}}
    assert assess(scheme, facts, "某局", "一类").total == 0
    assert assess(scheme, facts, "某局", "").total == Decimal("7.5")
    assert assess(scheme, facts, "南镇", "一类").total == 10
    assert room(scheme, facts, "南镇", "一类") == []


def test_a_unit_reads_its_own_figures_and_the_office_all_of_them() -> None:
    scheme = of(BODY)
    (row,) = scheme.rows
    assert rule(row) == (
        "从 10 分起，“完成率”不到 90%的差额每 1% 扣 0.5 分（一类：“完成率”不到 95%的"
        "差额每 1% 扣 1 分；"
        "南镇：“完成率”不到 80%的差额每 1% 扣 0.5 分）；扣到 0 分为止。"
    )
    (own,) = own_scheme(scheme, "东镇", "一类").rows
    assert rule(own) == "从 10 分起，“完成率”不到 95%的差额每 1% 扣 1 分；扣到 0 分为止。"
    assert own_scheme(scheme, "东镇", "一类") is own_scheme(scheme, "北镇", "一类")
    assert own_scheme(scheme, "东镇", "一类").digest == scheme.digest


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        'add = [{ if = "好", points = 10, for = { "二类" = { points = 12 } } }]',
        (
            'add = [{ quota = { "省级" = 1 }, unit = "篇", points = 10,'
            ' for = { "一类" = { quota = { "省级" = 3 } } } }]'
        ),
        (
            'add = [{ ratio = ["办结", "应办"], unit = "件", points = 10, target = 0.9,'
            ' for = { "西乡" = { target = 0.7 } } }]'
        ),
        (
            'add = [{ amount = "资金", unit = "万元", band = [[10, 10]],'
            ' for = { "一类" = { band = [[50, 10]] } } }]'
        ),
    ],
)
def test_printed_back_as_it_was_read(body: str) -> None:
    assert loads(print_scheme(of(body)), "printed") == of(body)


def test_a_scheme_without_any_is_itself() -> None:
    scheme = of('add = [{ if = "好", points = 10 }]')
    assert own_scheme(scheme, "东镇", "一类") is scheme


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ('{ "三类" = { points = 10 } }', "没有“三类”这一类或这个单位"),
        ('{ "一类" = { points = 5 } }', "“一类”按规则最多只能得 5 分"),
        ('{ "一类" = { if = "坏" } }', "不认识的键"),
        ('{ "一类" = {} }', "没有写什么数不同"),
        ("{}", '要写成 { "一类"'),
        ('{ "一类" = { points = -1 } }', "要大于 0"),
        ('{ "一类" = 5 }', "要写成一个表"),
    ],
)
def test_what_makes_no_sense_is_named(own: str, why: str) -> None:
    with pytest.raises(SchemeError) as caught:
        of(f'add = [{{ if = "好", points = 10, for = {own} }}]')
    assert why in str(caught.value)
