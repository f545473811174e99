"""Clauses that say whose a figure on an edge is, whose mean counts, which rows count together."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from scoring.drafting import draft_of, open_document, tables_of, understand
from scoring.drafting.full_mark import never_reached, whole_mark
from scoring.row_reading import read_row
from scoring.sentence import rule
from scoring.table import Faults, Table
from tests.scoring.drafting.papers import sheet


def said(clause: str, name: str, points: int = 6) -> list[str]:
    """The rule of every reading, in words."""
    found = understand(clause, Decimal(points), name)
    rows = [
        read_row(Table(Faults(""), '["一.1"]', {"name": name, **one.keys}), "一.1")
        for one in found.readings
    ]
    return [rule(one) for one in rows]


@pytest.mark.parametrize(
    ("name", "clause", "sentence"),
    [
        (
            "资产负债率",
            "控制在65%（含）以内的得6分；65%—70%（含）的得2分；超过70%的不得分。",
            "“资产负债率”不超过 65%的得 6 分、不超过 70%的得 2 分、再多的得 0 分",
        ),
        (
            "违法占比",
            "占用面积比例在5%以下的得6分，5%以上10%以下的得3分，10%以上（含本数）的得0分。",
            "达到 0%的得 6 分、达到 5%的得 3 分、达到 10%的得 0 分",
        ),
        (
            "完成率",
            "完成率80%（含）以上得6分，60%（不含）—80%得3分，60%以下不得分。",
            "超过 60%的得 3 分、达到 80%的得 6 分",
        ),
        (
            "水压合格率",
            "不低于97%，每低1个百分点扣0.5分。",
            "“水压合格率”不到 97%的差额每 1% 扣 0.5 分",
        ),
        (
            "管网漏损率",
            "以12%为基准，每升高1个百分点扣1分。",
            "“管网漏损率”超过 12%的部分每 1% 扣 1 分",
        ),
        (
            "党建考核",
            "按集团党委党建考核得分的6%折算计入。",
            "“集团党委党建考核得分”每分得 0.06 分",
        ),
        (
            "田长制",
            "建立两级田长并公示，少一个村扣0.5分，最多扣2分；巡田率达到95%以上得4分，每低1个百分点扣1分。",
            "缺少的村数”每村扣 0.5 分（这一项最多 2 分）",
        ),
        (
            "卫片整改",
            "按时限整改到位的得6分，逾期未整改的，按照未整改图斑占比扣分，占比每1%扣1分。",
            "“未整改图斑占比”超过 0%的部分每 1% 扣 1 分",
        ),
        ("投诉", "有责投诉每件扣1分。", "“有责投诉”每件扣 1 分"),
        (
            "隐患整改",
            "未按期整改的一处扣1分，其中重大隐患未按期整改的一处扣2分。",
            "“重大隐患未按期整改”每处扣 2 分",
        ),
        (
            "发证",
            "按各村发证率的平均值计算，平均值达到90%得6分，每低1个百分点扣0.1分。",
            "各村“发证率”的平均值不到 90%的差额每 1% 扣 0.1 分",
        ),
        (
            "满意度",
            "群众满意度取所辖各社区平均值，90%以上得6分，80%—90%得3分，80%以下不得分。",
            "各社区“群众满意度”的平均值达到 80%的得 3 分",
        ),
    ],
)
def test_a_clause_says_what_it_says(name: str, clause: str, sentence: str) -> None:
    found = said(clause, name)
    assert found
    assert sentence in found[0]


@pytest.mark.parametrize(
    ("name", "clause", "sentence"),
    [
        (
            "盈余率",
            "盈余率不超过3%得6分，3%（不含）以上5%（含）以下得3分，5%以上不得分。",
            "不超过 3%的得 6 分、不超过 5%的得 3 分、再多的得 0 分",
        ),
        (
            "知晓率",
            "知晓率85%以上得6分，85%以下（不含）75%以上（含）得3分，其余不得分。",
            "达到 75%的得 3 分、达到 85%的得 6 分",
        ),
        (
            "管理率",
            "≥90%得6分，85%-89.9%得3分，80%-84.9%得1分，80%以下不得分。",
            "“管理率”达到 80%的得 1 分、达到 85%的得 3 分、达到 90%的得 6 分",
        ),
        (
            "管理率",
            "健康管理率≥72%，得6分；每低于目标值1个百分点扣0.3分。",
            "“健康管理率”不到 72%的差额每 1% 扣 0.3 分",
        ),
        (
            "规范管理率",
            "规范管理率达到64%得6分，未达到的按比例得分（实际值/目标值×分值）。",
            "“规范管理率”超过 0%的部分每 64% 得 6 分",
        ),
        (
            "项目管理",
            "成立领导小组得2分，制定方案得2分，建立制度得2分，每缺一项扣2分。",
            "“成立领导小组”的得 2 分，“制定方案”的得 2 分，“建立制度”的得 2 分；本行最高 6 分",
        ),
        (
            "消防设施",
            "消火栓完好，每损坏1处扣0.5分；占用疏散通道，发现一次不得分。",
            "“占用疏散通道”的，本行 0 分",
        ),
        (
            "明厨亮灶",
            "实现“互联网+明厨亮灶”并正常运行的6分，已建成但运行不正常的3分，正在建设的1分。",
            "“实现“互联网+明厨亮灶”并正常运行”的得 6 分，“已建成但运行不正常”的得 3 分",
        ),
        (
            "特种设备",
            "按期检验的得3分，持证上岗的得3分。无特种设备的学校不扣分。",
            "不适用的按满分计",
        ),
    ],
)
def test_another_order_of_the_same_says_the_same(name: str, clause: str, sentence: str) -> None:
    assert sentence in said(clause, name)[0]


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        (
            "留样不少于125克，留存48小时以上，发现一样不符合要求扣1分。",
            "这一项叫“留存不符合要求”，名称完整吗？",
        ),
    ],
)
def test_a_name_put_together_is_asked(clause: str, asked: str) -> None:
    found = understand(clause, Decimal(6), "留样")
    assert any(asked in one.overlooked for one in found.readings)


def test_a_full_mark_that_no_term_brings_is_asked() -> None:
    flags = {"add": [{"if": "不正常", "points": Decimal(3)}, {"if": "在建", "points": Decimal(1)}]}
    pieces = ["正常运行的6分", "不正常的3分", "在建的1分"]
    assert list(never_reached(pieces, flags, Decimal(6))) == ["正常运行的6分"]
    assert not list(never_reached(pieces, flags, Decimal(4)))


def test_the_third_of_three_columns_names_the_row() -> None:
    lines = [
        ("一级指标", "二级指标", "三级指标", "分值", "评分标准"),
        ("项目执行", "健康档案", "建档率", "5", "每低1个百分点扣1分。"),
        ("项目执行", "健康档案", "使用率", "5", "每低1个百分点扣1分。"),
        ("项目执行", "慢病管理", "管理率", "5", "每低1个百分点扣1分。"),
        ("项目执行", "慢病管理", "控制率", "5", "每低1个百分点扣1分。"),
    ]
    (table,) = tables_of(open_document(sheet("某县绩效评价指标表", lines), "a.xlsx"))
    rows = draft_of(table, "各单位", "某县2027", date(2027, 1, 1)).rows
    assert [one.cells["name"] for one in rows] == ["建档率", "使用率", "管理率", "控制率"]


def test_a_mean_of_which_nothing_is_measured_is_not_understood() -> None:
    found = understand("按各村平均分计入，每报1次得1分。", Decimal(5), "村卫生室")
    assert found.unread or not found.sure


FRAME = re.compile("得|的")
TAKES = {"deduct": [{"each": "材料差错", "unit": "处", "points": Decimal(1)}]}


@pytest.mark.parametrize(
    ("piece", "let_off"),
    [
        ("材料规范完整得10分", True),  # how the material shall be: its mistakes are taken for
        ("按时完成得10分", True),
        ("经专家组论证得10分", False),  # of which nobody is asked
        ("县级以上媒体报道得10分", False),
    ],
)
def test_a_full_mark_is_let_off_where_the_rule_tells_of_it(piece: str, let_off: bool) -> None:
    asked = "材料差错；“材料差错”有多少处？"
    assert whole_mark(piece, TAKES, Decimal(10), asked, FRAME) is let_off


HEADS = ("序号", "考核指标", "分值", "评分标准")


def joined(first: str, second: str) -> tuple[object, ...]:
    """What the second of two rows has as `joint`, and what both are asked."""
    lines = [
        HEADS,
        ("一、日常工作（6分）", "", "", ""),
        ("1", "报表报送", "3", first),
        ("2", "资料归档", "3", second),
    ]
    (table,) = tables_of(open_document(sheet("某县考核指标表", lines), "a.xlsx"))
    rows = draft_of(table, "各单位", "某县2027", date(2027, 1, 1)).rows
    last = rows[1].understood.readings[0].keys.get("joint")
    assert "joint" not in rows[0].understood.readings[0].keys
    assert any("合计" in one for one in rows[1].doubts)
    return last, rows[0].understood.sure


@pytest.mark.parametrize(
    ("first", "second", "bound"),
    [
        ("逾期一次扣0.2分；与下项“资料归档”合计扣分不超过5分。", "缺一份扣1分。", "least 1"),
        ("逾期一次扣0.2分。", "缺一份扣1分，与上项合计扣分不超过4分。", "least 2"),
        ("每报送1篇得1分。", "每归档1卷得1分，与上一项合并计算最高5分。", "most 5"),
        ("每报送1篇得1分。", "每归档1卷得1分，和“报表报送”合计不超过5分。", "most 5"),
    ],
)
def test_rows_that_count_together_are_bound_in_the_later_one(
    first: str, second: str, bound: str
) -> None:
    key, points = bound.split()
    last, _ = joined(first, second)
    assert last == [{"with": ["一.1"], key: Decimal(points)}]
