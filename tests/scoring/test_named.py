"""Named things: each once at its highest level, however its name is written."""

from decimal import Decimal

import pytest

from scoring.assess import assess
from scoring.facts import FactsError
from scoring.faults import SchemeError
from scoring.printing import print_scheme
from scoring.scheme import Scheme, loads
from scoring.sentence import result, rule
from tests.scoring.small import text

LEVELS = 'levels = [["国家级", 5], ["省级", 3], ["市级", 1]]'
BODY = f'add = [{{ named = "表彰", unit = "件", {LEVELS}, max = 7 }}]\ndefect = "最多 7 分"'


@pytest.fixture
def scheme() -> Scheme:
    return loads(text(BODY), "小表.toml")


def points(scheme: Scheme, given: object) -> Decimal:
    return assess(scheme, {"一.1": {"表彰": given}}, "甲镇").rows["一.1"].points


@pytest.mark.parametrize(
    ("given", "worth"),
    [
        ("无", "0"),
        ([], "0"),
        ("甲：市级", "1"),
        ("甲：市级；乙：市级", "2"),
        ("甲：市级；甲：省级；甲：市级", "3"),
        ("信用 街区：市级\n《信用街区》: 国家级", "5"),
        ([["甲", "国家级"], ["乙", "省级"]], "7"),
    ],
)
def test_each_counts_once_at_its_highest(scheme: Scheme, given: object, worth: str) -> None:
    assert points(scheme, given) == Decimal(worth)


def test_it_is_said_and_printed_back(scheme: Scheme) -> None:
    row = scheme.rows[0]
    assert rule(row) == (
        "“表彰”每件按级别：国家级得 5 分、省级得 3 分、市级得 1 分，"
        "同一件只按最高的级别计一次（这一项最多 7 分）；本行最高 10 分。"
    )
    facts = {"一.1": {"表彰": "甲：市级；乙：国家级；甲：省级"}}
    said = result(row, assess(scheme, facts, "甲镇").rows["一.1"])
    assert said == (
        "表彰：甲 省级 3 分、乙 国家级 5 分（“甲”报了 2 次，只按最高的计一次），"
        "合计 8 分，最多 7 分，计 7 分；合计 7 分（满分 10 分）"
    )
    assert loads(print_scheme(scheme), "小表.toml").rows == scheme.rows


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("甲", "要写成“名称：级别”"),
        ("甲：县级", "“甲”的级别只能是国家级、省级、市级"),
        ("：省级", "名称要有 1 到 60 个字"),
        ([["甲", "县级"]], "“甲”的级别只能是"),
        ([["甲"]], "要写成 [["),
        (3, "要写成 [["),
        ([["甲；乙", "省级"]], "不能有冒号和分号"),
    ],
)
def test_another_list_is_refused(scheme: Scheme, given: object, sentence: str) -> None:
    with pytest.raises(FactsError) as refused:
        points(scheme, given)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('add = [{ named = "表彰" }]', "levels：缺少"),
        ('add = [{ named = "表彰", levels = [["省级", 11], ["市级", 1]] }]', "超过了最多能得的分"),
        (f'add = [{{ named = "表彰", {LEVELS} }}]\nonly_if = "表彰 >= 1"', "逐件报的事项"),
        ('add = [{ named = "表彰", levels = [["省：级", 3], ["市级", 1]] }]', "不能有冒号"),
        ('add = [{ named = "表彰", levels = [["省级", 0], ["市级", 1]] }]', "要大于 0"),
    ],
)
def test_a_scheme_that_makes_no_sense_is_refused(body: str, sentence: str) -> None:
    with pytest.raises(SchemeError) as refused:
        loads(text(body), "小表.toml")
    assert sentence in str(refused.value)
