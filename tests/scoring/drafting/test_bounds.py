"""Names of what is counted: whole phrases of the clause, or asked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.drafting import OF_A_NAME, understand
from scoring.drafting.bounds import ONE_FIGURE, cut_names
from scoring.drafting.edges import lines_turned
from scoring.row_reading import read_row
from scoring.sentence import rule
from scoring.table import Faults, Table


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("及格率达到80%得6分", "rate", "格率"),
        ("主要领导未到会的每次扣1分", "each", "要领导未到会"),
        ("无消毒池的扣2分", "if", "消毒池"),
        ("防范、处置、控制不力的扣2分", "if", "防范"),
        ("差错率低于1%的得5分", "rate", "差错"),
        ("缺一次会议(党课)扣0.5分", "each", "会议缺少的次数"),
    ],
)
def test_a_name_that_is_cut_is_asked(text: str, verb: str, name: str) -> None:
    keys = {"add": [{verb: name, "points": Decimal(1)}]}
    assert list(cut_names(text, keys, "", "")) == [f"这一项叫“{name}”{OF_A_NAME[0]}"]


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("及格率达到80%得6分", "rate", "及格率"),
        ("主要领导未到会的每次扣1分", "each", "主要领导未到会"),
        ("未建台账的扣2分,迟报的每次扣1分", "if", "未建台账"),
        ("无乱摊派现象的得5分,发现一起扣1分", "each", "乱摊派"),
        ("得分=按期办结率×6", "rate", "按期办结率"),
        ("例会每季度一次,每少一次扣1分", "each", "例会缺少的次数"),
        ("自查率和整改率均达100%的得5分", "rate", "自查率"),
    ],
)
def test_a_whole_name_is_not_asked(text: str, verb: str, name: str) -> None:
    keys = {"add": [{verb: name, "points": Decimal(1)}, {"rate": "整改率", "points": Decimal(1)}]}
    assert f"这一项叫“{name}”{OF_A_NAME[0]}" not in list(cut_names(text, keys, "", ""))


def test_several_who_share_one_count_of_what_is_lacking_are_asked() -> None:
    found = understand(
        "镇级河长每月巡河不少于2次，村级河长每周巡河不少于1次，每少1次扣0.1分。",
        Decimal(5),
        "河道巡查",
    )
    together, apart = found.readings
    assert together.said == (f"“镇级河长、村级河长缺少的次数”{ONE_FIGURE}",)
    assert not together.overlooked
    terms = apart.keys["deduct"]
    assert isinstance(terms, list)
    assert [one["each"] for one in terms] == ["镇级河长缺少的次数", "村级河长缺少的次数"]


def test_a_list_that_has_a_most_of_all_is_still_asked_as_it_is() -> None:
    found = understand("捐款、捐物每1000元得1分。", Decimal(5), "捐赠")
    assert f"“捐款、捐物”{OF_A_NAME[1]}" in found.readings[0].overlooked


@pytest.mark.parametrize(
    ("clause", "points", "sentence"),
    [
        ("感染率不超过1.5%，达标得4分，不达标0分。", 4, "“感染率”超过 1.5%的，本行 0 分"),
        ("甲级率不低于95%，达标得4分，不达标0分。", 4, "须“甲级率”达到 95%，否则本行 0 分"),
        ("录入平台，按录入率计分，得分=6×录入率。", 6, "“录入率” × 6 分计得分"),
        ("辖区未发生命案得6分，发生1起及以上不得分。", 6, "“辖区未发生命案”的得 6 分；本行"),
        (
            "8天以内得5分；8—9天（含）得4分；9—10天（含）得2分；10天以上不得分。",
            5,
            "不超过 8 天的得 5 分、不超过 9 天的得 4 分、不超过 10 天的得 2 分、再多的得 0 分",
        ),
        ("开展周边整治，每开展一次得1分，最多3分。", 3, "“开展周边整治”每次得 1 分"),
        (
            "配备率100%得2分；按时办结率每低于100%一个百分点扣0.2分，3分扣完为止。",
            5,
            "从 3 分起，“配备率”达到 100%的得 2 分，“按时办结率”不到 100%的差额",
        ),
        (
            "注册率达90%得3分；发案数同比下降得3分，持平得1分，上升不得分。",
            6,
            "“发案数同比下降”的得 3 分，“持平”的得 1 分",
        ),
    ],
)
def test_a_line_a_formula_and_the_other_side_of_a_part(
    clause: str, points: int, sentence: str
) -> None:
    found = understand(clause, Decimal(points), "某项")
    faults = Faults("")
    keys = {"name": "某项", "points": Decimal(points), **found.readings[0].keys}
    said = rule(read_row(Table(faults, '["一.1"]', keys), "一.1"))
    assert sentence in said
    assert "上升" not in said


def test_a_gate_on_the_wrong_side_of_a_line_and_a_count_of_nothing_are_asked() -> None:
    turned = {"only_if": ["感染率 >= 1.5%"]}
    assert not understand("80%-90%(含)得3分，90%以上得5分。", Decimal(5), "办结率").sure
    assert list(lines_turned("感染率不超过1.5%,达标得4分", turned))
    assert not list(lines_turned("感染率不低于1.5%,达标得4分", turned))
    found = understand("抽查5份病历，每份符合得0.6分。", Decimal(3), "三级查房")
    assert found.readings[0].keys["add"][0]["each"] == "抽查病历符合"  # type: ignore[index]
    found = understand("聘请得1分；每开展一次讲座得0.5分，最多得2分。", Decimal(3), "法治教育")
    assert found.readings[0].overlooked == ("聘请",)
