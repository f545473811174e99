"""Whole tables as offices lay them out: title, whose points, remarks across, who supplies."""

from __future__ import annotations

from datetime import date

from scoring.cells import Cell
from scoring.drafting import Draft, draft_of, tables_of
from scoring.drafting.document import Line, Part

NOTE = (
    "注：1.考核结果分为好（90分及以上）、较好（80分及以上不足90分）、一般（60分及以上不足80分）、"
    "差（60分以下）四个等次。2.各单位要高度重视。"
)


def across(text: str, many: int) -> Line:
    cell = Cell(text)
    return (cell, *(cell.copy(across=True) for _ in range(many - 1)))


def line(*texts: str | Cell) -> Line:
    return tuple(one if isinstance(one, Cell) else Cell(one) for one in texts)


def below(cell: Cell) -> Cell:
    return cell.copy(across=False)


def drafted(*lines: Line) -> Draft:
    (table,) = tables_of((Part("考核表", lines),))
    return draft_of(table, "乡镇", "某县2027", date(2027, 1, 1))


def test_a_remark_across_the_table_is_beside_it_and_says_the_grades() -> None:
    found = drafted(
        across("某县乡镇安全生产季度考核评分表", 4),
        across("考核对象：各乡镇    考核周期：每季度    满分100分", 4),
        line("一级指标", "二级指标", "分值", "评分标准"),
        line("责任落实（60分）", "党政领导", "60", "每缺一次扣2分。"),
        line("宣传培训（40分）", "宣传教育", "40", "每开展一次得4分，最高40分。"),
        across(NOTE, 4),
    )
    assert found.header["title"] == "某县乡镇安全生产季度考核评分表"
    assert [name for name, _ in found.header["grades"]] == ["好", "较好", "一般", "差"]  # type: ignore[attr-defined]
    assert [row.cells["name"] for row in found.rows] == ["党政领导", "宣传教育"]


def test_points_beside_the_sections_are_theirs_and_not_the_rows() -> None:
    section, weight = Cell("主动公开"), Cell("45")
    found = drafted(
        across("全县政务公开考核指标", 5),
        line("一级指标", "权重", "二级指标", "分值", "评分说明"),
        line(section, weight, "机构职能", "20", "未公开的每项扣1分。"),
        line(below(section), below(weight), "政策文件", "25", "逾期公开的每件扣0.5分。"),
        line("平台建设", "55", "网站", "55", "发现错别字每个扣0.2分。"),
    )
    assert [one.keys["points"] for one in found.sections] == [45, 55]
    assert [row.cells["points"] for row in found.rows] == [20, 25, 55]


def test_an_office_as_the_source_supplies_and_self_assessment_reviews_nothing() -> None:
    points = Cell("6")
    found = drafted(
        across("乡镇考核表", 5),
        line("考核项目", "分值", "评分标准", "数据来源", "考核主体"),
        line("党政领导", points, "每缺一次扣2分。", "县应急局", "单位自评"),
        line(below(Cell("党政领导")), below(points), "未检查的每人扣1分。", "县应急局", "单位自评"),
        line("宣传", "4", "每次得1分，最高4分。", "活动照片、签到表", "县委宣传部"),
    )
    first, second = found.rows
    assert (first.cells["by"], first.cells.get("reviewer")) == ("县应急局", None)
    assert (second.cells.get("by"), second.cells["reviewer"]) == (None, "县委宣传部")
