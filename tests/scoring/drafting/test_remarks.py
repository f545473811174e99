"""What stands around the rows: section lines, a column of targets, notes below, a title."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from scoring.cells import Cell
from scoring.drafting import Draft, draft_of, tables_of, understand_row
from scoring.drafting.document import Part
from scoring.drafting.printed_table import PrintedTable
from scoring.drafting.wordings import listed

HEADS = ("考核维度", "考核指标", "目标值", "评分标准", "标准分")


def lines(*rows: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Lines of cells; one text over and over in a line is a merged one."""
    return tuple(
        tuple(
            Cell(text, copied=at > 0 and text == row[at - 1], across=at > 0 and text == row[at - 1])
            for at, text in enumerate(row)
        )
        for row in rows
    )


def table(*rows: tuple[str, ...]) -> PrintedTable:
    (found,) = tables_of((Part("", lines(*rows)),))
    return found


def draft(*rows: tuple[str, ...]) -> Draft:
    return draft_of(table(*rows), "各单位", "细则", date(2027, 1, 1))


def test_a_target_in_its_own_column_is_what_falls_short() -> None:
    (row,) = draft(HEADS, ("质量", "甲级病案率", "≥95%", "每低1%扣1分", "5")).rows
    (one,) = row.understood.readings
    assert listed(one.keys["deduct"])[0]["under"] == Decimal("0.95")
    assert row.sure
    assert row.cells["content"] == "目标值：≥95%"


def test_a_kept_row_is_read_again_with_its_target_and_its_note() -> None:
    aimed = draft(HEADS, ("质量", "甲级病案率", "≥95%", "每低1%扣1分", "5")).rows[0]
    bonus = noted("同一事项被多级表彰的，就高计分，不重复计算。").rows[1]
    for row in (aimed, bonus):
        points, content = Decimal(str(row.cells["points"])), str(row.cells["content"])
        again = understand_row(row.clause, points, str(row.cells["name"]), content, beyond=False)
        assert again == row.understood


@pytest.mark.parametrize("aim", ["按规定", "18项核心制度", ""])
def test_a_target_that_says_no_line_changes_nothing(aim: str) -> None:
    (row,) = draft(HEADS, ("质量", "制度落实", aim, "一处不落实扣1分", "5")).rows
    assert row.sure
    assert "不落实" in str(row.understood.readings[0].keys)


def test_a_target_that_went_nowhere_is_said() -> None:
    clause = "三个时点各得5分，未达到目标的不得该时点分"
    (row,) = draft(HEADS, ("资金", "支付", "6月底50%、9月底75%", clause, "15")).rows
    assert not row.sure
    assert any("6月底50%" in one for one in row.doubts)


def test_lines_of_sections_stand_beside_a_column_of_names() -> None:
    heads = ("考核项目", "考核内容", "计分办法", "考核站所")
    first, second = "一、党的建设（10分）", "二、平安建设（10分）"
    found = draft(
        heads,
        (first,) * 4,
        ("组织生活（4分）", "按期开展", "每少1次扣1分", "党建办"),
        ("村务公开（3分）", "按季公开", "每少1次扣1分", "党建办"),
        ("党风廉政（3分）", "无违纪", "受处分的每人扣1分", "纪检办"),
        (second,) * 4,
        ("信访稳定（10分）", "无上访", "进京上访的，1人次扣4分", "综治办"),
    )
    assert [(one.number, one.keys["name"], one.keys["points"]) for one in found.sections] == [
        ("一", "党的建设", 10),
        ("二", "平安建设", 10),
    ]
    assert [row.id for row in found.rows] == ["一.1", "一.2", "一.3", "二.1"]


HEAD = ("考核项目", "考核指标", "评分标准", "分值")
BONUS = ("加减分项", "加分项", "获国家级表彰的每项加3分，省级每项加2分，市级每项加1分", "最高5")


def noted(*notes: str) -> Draft:
    return draft(HEAD, ("工作", "报送", "每少1次扣1分", "10"), BONUS, *((one,) for one in notes))


def test_a_note_on_all_rows_is_read_with_those_it_speaks_of() -> None:
    reports, bonus = noted("注：1.同一事项被多级表彰的，就高计分，不重复计算。").rows
    (one,) = bonus.understood.readings
    assert "named" in listed(one.keys["add"])[0]
    assert any("同一事项被多级表彰" in said for said in one.notes)
    assert "named" not in str(reports.understood.readings[0].keys)


def test_a_note_that_no_rule_takes_up_is_a_doubt() -> None:
    found = noted(
        "注：1.未承担任务的按其余各项折算。", "2.扣完为止，不计负分。", "3.本表由县办解释。"
    )
    about = [one for one in found.doubts if "说明" in one]
    assert len(about) == 1
    assert "折算" in about[0]


def test_grades_under_the_table_and_a_title_that_is_no_sentence() -> None:
    above = (
        ("云溪县2024年度信用工作考核细则",),
        ("考核时段为1月1日至12月31日，各单位于次年1月报送考核材料。",),
    )
    found = draft(
        *above,
        HEAD,
        ("工作", "报送", "每少1次扣1分", "100"),
        ("考核得分90分以上为优秀，75分以上不足90分为良好，60分以下为不合格。",),
    )
    assert found.header["title"] == "云溪县2024年度信用工作考核细则"
    assert found.header["period"] == "year"
    assert found.header["grades"] == [["优秀", 90], ["良好", 75], ["不合格", 0]]


def test_grades_from_one_mark_to_another() -> None:
    said = (
        "得分95分（含）以上为优秀，85分（含）—95分为良好，70分（含）—85分为合格，70分以下为不合格。"
    )
    found = draft((said,), HEAD, ("工作", "报送", "每少1次扣1分", "100"))
    lines = [["优秀", 95], ["良好", 85], ["合格", 70], ["不合格", 0]]
    assert found.header["grades"] == lines


def test_a_row_that_only_takes_in_a_section_of_both_begins_at_nothing() -> None:
    clause = "被通报批评的每次扣2分，上不封顶"
    found = draft(
        HEAD, ("工作", "报送", "每少1次扣1分", "10"), ("加减分项", "减分项", clause, "扣分")
    )
    row = found.rows[-1]
    assert row.cells["points"] == 0
    assert row.understood.readings[0].keys["floor"] == "不限"


def test_a_veto_has_no_points_and_is_not_left_to_a_reviewer() -> None:
    clause = "发生重大案件的，年度考核直接定为不合格等次。"
    row = draft(
        HEAD, ("工作", "报送", "每少1次扣1分", "10"), ("加减分项", "否决", clause, "—")
    ).rows[-1]
    assert row.cells["points"] == 0
    assert row.sure
