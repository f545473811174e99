"""Figures without a unit, targets of a column of their own, one line of several things."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import Workbook

from scoring.drafting import draft_of, open_document, tables_of, understand, understand_row
from scoring.drafting.aims import cell_of
from scoring.drafting.bare_figures import BARE, with_a_sign
from scoring.drafting.columns import field_of
from scoring.row_reading import read_row
from scoring.sentence import rule
from scoring.table import Faults, Table
from tests.scoring.drafting.papers import sheet
from tests.scoring.drafting.test_edges_and_means import said

SCHOOLS_LAW = (
    "规章制度、经济合同、重要决策法律审核率均达到100%得4分，每有一项低于100%扣1分；"
    "因未审核引发案件的每件扣2分。"
)


@pytest.mark.parametrize(
    ("name", "points", "clause", "sentence"),
    [
        # figures that no unit follows
        (
            "使用强度",
            5,
            "≤40得5分，40—45得3分，＞45不得分。",
            "“使用强度”不超过 40 的得 5 分、不超过 45 的得 3 分、再多的得 0 分",
        ),
        (
            "利用系数",
            3,
            "达到0.65得3分，每低0.01扣0.5分。",
            "“利用系数”不到 0.65 的差额每 0.01 扣 0.5 分",
        ),
        (
            "公众满意度",
            4,
            "满意度调查得分≥90得4分，80（含）—90得3分，70（含）—80得2分，70以下不得分。",
            "达到 70 分的得 2 分、达到 80 分的得 3 分、达到 90 分的得 4 分",
        ),
        # both sides of a span, said once more
        (
            "床位使用率",
            6,
            "85%—93%得6分，高于93%或低于85%的，每偏离1个百分点扣0.5分。",
            "“床位使用率”不到 85%的差额每 1% 扣 0.5 分，“床位使用率”超过 93%的部分每 1% 扣 0.5 分",
        ),
        # points a piece, whichever way they are written
        (
            "信息",
            6,
            "被市级采用0.5分/条、省级1分/条、国家级2分/条，本项最多得6分。",
            "“被市级采用”每条得 0.5 分，“被省级采用”每条得 1 分，“被国家级采用”每条得 2 分",
        ),
        # what is asked how often, and of what
        (
            "总河长部署",
            4,
            "负责同志主持召开总河长会议，全年不少于2次得4分，召开1次得2分，未召开不得分。",
            "“负责同志主持召开总河长会议”达到 1 次的得 2 分、达到 2 次的得 4 分",
        ),
        (
            "招标投标",
            6,
            "设置不合理条件排斥投标人的，发现1个项目扣2分；投诉处理不及时的，1起扣1分。",
            "“设置不合理条件排斥投标人的项目”每个扣 2 分",
        ),
        (
            "第一议题",
            5,
            "严格落实“第一议题”制度，未建立制度的扣2分，未落实的每次扣0.5分。",
            "““第一议题”制度未落实”每次扣 0.5 分",
        ),
        (
            "急难险重",
            3,
            "承担市委、市政府交办的急难险重任务，经认定每项加1分，最多加3分。",
            "“承担市委、市政府交办的急难险重任务”每项得 1 分",
        ),
        # a share that is named before its steps
        (
            "河长巡河",
            8,
            "按巡河完成率计分：完成率达到100%的得8分，每低1个百分点扣0.2分。",
            "“巡河完成率”不到 100%的差额每 1% 扣 0.2 分",
        ),
        # several shares at once
        (
            "信用监管",
            8,
            "及时率、合规率分别达到100%、98%，每低1个百分点各扣0.5分；瞒报的，每条扣0.1分。",
            "“及时率”不到 100%的差额每 1% 扣 0.5 分，“合规率”不到 98%的差额每 1% 扣 0.5 分",
        ),
        (
            "电子证照",
            5,
            "归集率、应用率各2.5分，均以90%为满分值，每降低1个百分点扣0.5分。",
            "“应用率”不到 90%的差额每 1% 扣 0.5 分（这一项最多 2.5 分）",
        ),
        ("法治建设", 4, SCHOOLS_LAW, "重要决策法律审核率低于100%”每项扣 1 分"),
        # a target that is a figure of its own
        (
            "用水总量",
            5,
            "年度用水总量不超过控制指标的得5分；每超过1%扣1分，超过5%的不得分。",
            "“年度用水总量占控制指标的比例”超过 105%的，本行 0 分",
        ),
        # a part of the points that can be lost
        (
            "农村污水",
            6,
            "治理率达到45%得4分，每少1个百分点扣0.5分，扣完4分为止；运行率低于80%的扣2分。",
            "“治理率”不到 45%的差额每 1% 扣 0.5 分（这一项最多 4 分）",
        ),
        # what a reviewer decides
        (
            "民主集中制",
            3,
            "事项未经集体研究的，发现一次扣1分；会议记录不规范的，酌情扣0.5分。",
            "“会议记录不规范评定扣分”由审核员在 0 至 0.5 分之间评定",
        ),
        (
            "党建工作",
            6,
            "按党建考核结果折算：优秀6分，良好5分，合格3分，不合格0分。",
            "“优秀”的得 6 分，“良好”的得 5 分，“合格”的得 3 分；就高不就低",
        ),
        (
            "企业评议",
            6,
            "得分＝（满意票×1＋基本满意票×0.6）÷总票数×6。",
            "“基本满意票”占“总票数”的比例 × 3.6 分计得分",
        ),
    ],
)
def test_kinds_of_four_strangers_tables(name: str, points: int, clause: str, sentence: str) -> None:
    assert any(sentence in one for one in said(clause, name, points)), said(clause, name, points)


@pytest.mark.parametrize(
    ("name", "points", "aim", "clause", "sentence"),
    [
        ("网办率", 6, "95%", "实际完成值/目标值×6，最高不超过6分。", "“网办率”"),
        (
            "时限压缩",
            5,
            "60%",
            "压缩达到目标值得5分，每低1个百分点扣0.2分。",
            "不到 60%的差额每 1% 扣 0.2 分",
        ),
        (
            "研发投入强度",
            8,
            "≥3%",
            "达到目标得8分；2%（含）至3%得5分；不足2%不得分。",
            "达到 2%的得 5 分、达到 3%的得 8 分",
        ),
        (
            "收益率",
            10,
            "5.5%",
            "实际值达到目标值得10分，每低0.1个百分点扣0.2分。",
            "“收益率”不到 5.5%",
        ),
        (
            "营业收入",
            8,
            "18亿元",
            "得分=实际完成值÷目标值×8，最高加至10分。",
            "“营业收入”每 18 亿元得 8 分（这一项最多 10 分）；本行最高 10 分",
        ),
    ],
)
def test_the_figure_of_a_column_of_targets(
    name: str, points: int, aim: str, clause: str, sentence: str
) -> None:
    """目标值 in the clause is the figure beside it, and where it stands is said."""
    found = understand_row(clause, Decimal(points), name, cell_of("", aim, ""), beyond=False)
    keys = found.readings[0].keys
    row = read_row(Table(Faults(""), '["一.1"]', {"name": name, **keys}), "一.1")
    assert sentence in rule(row)
    assert f"目标值看的是目标一栏：{aim}" in found.readings[0].notes


@pytest.mark.parametrize(
    "text", ["排名1-3得5分,4-6得3分", "95%以上得5分,80以上得3分", "每低1个百分点扣1分,低于5不得分"]
)
def test_a_clause_that_says_a_unit_has_no_bare_figures(text: str) -> None:
    assert with_a_sign(text) == text
    assert with_a_sign("90以上得5分,80以上得3分").count(BARE) == 2


def test_each_of_them_is_said_of_both_shares() -> None:
    """各扣1分: nobody has to be asked whether it is of the last share alone."""
    clause = "甲病管理率达到60%得4分，乙病管理率达到60%得4分，每低1个百分点各扣1分。"
    assert understand(clause, Decimal(8), "慢病管理").sure


def test_what_is_over_the_points_of_a_row_is_asked() -> None:
    """每超过目标值1%加0.2分, 最多加3分 of 15 points: 15 or 18 at most."""
    clause = "完成目标值得15分；每超过目标值1%加0.2分，最多加3分；每低于目标值1%扣0.3分，扣完为止。"
    first, second = said(clause, "利润总额", 15)
    assert "本行最高 15 分" in first
    assert "本行最高 18 分" in second


def test_grades_that_one_of_several_things_brings() -> None:
    clause = "发生以下情形之一的，考核等次为“差”：1.发生重大事件；2.发生重大安全责任事故。"
    found = understand(clause, None, "否决情形")
    effects = found.readings[0].keys["effects"]
    assert effects == [
        {"when": "发生重大事件", "effect": "veto"},
        {"when": "发生重大安全责任事故", "effect": "veto"},
    ]


def test_what_a_note_says_of_a_grade_is_of_what_happened() -> None:
    """述职评议为差的, 学校党建考核不得评为好: not of the school."""
    found = understand("述职评议为差的，学校党建考核不得评为好。", None, "说明")
    assert found.readings[0].keys["effects"] == [{"when": "述职评议为差", "effect": "bar"}]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("考核内容及评分办法", "text"),
        ("指标及计分规则", "text"),
        ("年度计划", "target"),
        ("计划数", "target"),
    ],
)
def test_headings_of_strangers_tables(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_a_section_for_each_table_and_the_first_has_its_own() -> None:
    """一、政治建设（20分） stands over the first table, 二、组织建设（10分） over the second."""
    document = Document()
    document.add_paragraph("2027年度党建工作考核表")
    document.add_paragraph("考核分值100分。")
    for section, name, points in (
        ("一、政治建设（20分）", "学习", 20),
        ("二、组织建设（10分）", "换届", 10),
    ):
        document.add_paragraph(section)
        table = document.add_table(rows=0, cols=3)
        for line in (
            ("考核要点", "标准分", "考核内容及评分办法"),
            (name, str(points), "每少1次扣1分。"),
        ):
            for cell, text in zip(table.add_row().cells, line, strict=True):
                cell.text = text
    held = io.BytesIO()
    document.save(held)
    (found,) = tables_of(open_document(held.getvalue(), "党建.docx"))
    assert [(one.name, one.points) for one in found.sections] == [
        ("政治建设", Decimal(20)),
        ("组织建设", Decimal(10)),
    ]
    assert "一、政治建设（20分）" not in found.above
    assert found.asked == []


def test_the_clause_of_a_row_that_only_takes_is_shown_as_it_is_printed() -> None:
    """Its points say how much at most, and are no words of the clause."""
    lines = [
        ("序号", "考核指标", "分值", "评分标准"),
        ("五", "扣分项", "", ""),
        ("1", "通报批评", "5", "被通报批评的，每次扣2分。"),
    ]
    (table,) = tables_of(open_document(sheet("考核指标", lines), "表.xlsx"))
    (row,) = draft_of(table, "乡镇", "表", date(2027, 1, 1)).rows
    assert row.clause == "被通报批评的，每次扣2分。"
    assert row.understood.readings[0].keys["floor"] == Decimal(-5)
    again = understand_row(
        row.clause, Decimal(0), "通报批评", str(row.cells["content"]), beyond=True
    )
    assert again.readings[0].keys == row.understood.readings[0].keys


def test_a_committee_and_its_government_are_no_list() -> None:
    clause = "承担市委、市政府交办的急难险重任务，每项加1分，最多加3分。"
    assert len(understand(clause, Decimal(3), "专项任务").readings) == 1


def test_one_cell_beside_several_rows_is_their_section_whatever_its_column_is_called() -> None:
    """考核内容 left of 考核指标: 产业发展（30分） is a section, and 年度任务 a target."""
    book = Workbook()
    page = book.active
    assert page is not None
    for line in (
        ("考核内容", "考核指标", "年度任务", "分值", "评分办法"),
        ("产业发展（30分）", "集体经济", "10万元", 15, "收入达到目标值得15分，每少1万元扣1分。"),
        (None, "就业", "1200人", 15, "按实际完成人数占任务数的比例×15计分，超额完成不加分。"),
        (
            "人居环境（20分）",
            "改厕",
            None,
            10,
            "完成任务得10分，完成90%以上按比例得分，低于90%不得分。",
        ),
        (None, "保洁", None, 10, "发现1处扣1分。"),
        ("备注：由县委农办负责解释。", None, None, None, None),
    ):
        page.append(line)
    for cells in ("A2:A3", "A4:A5", "A6:E6"):
        page.merge_cells(cells)
    held = io.BytesIO()
    book.save(held)
    (table,) = tables_of(open_document(held.getvalue(), "表.xlsx"))
    drafted = draft_of(table, "乡镇", "表", date(2027, 1, 1))
    assert [one.keys["name"] for one in drafted.sections] == ["产业发展", "人居环境"]
    income, work, toilets, _ = drafted.rows
    assert income.understood.readings[0].keys["deduct"] == [
        {"amount": "收入", "unit": "万元", "under": 10, "points": 1}
    ]
    assert work.understood.sure
    assert toilets.understood.readings[0].keys["only_if"] == ["任务完成比例 >= 90%"]


def test_less_than_a_step_of_several_points_is_said() -> None:
    clause = "整改率每低5个百分点扣0.5分（不足5个百分点按5个百分点计算）。"
    (only,) = said(clause, "审计整改", 3)
    assert "每 5% 扣 0.5 分，不足一档按一档计" in only
