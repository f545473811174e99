"""Lists in the shapes offices really keep them: sections, sums, two tables, double headings."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from bot.roster.headings import RosterDraft
from bot.roster.likeness import near_doubles
from bot.roster.reading import read

DEPARTMENTS, TOWNS = "县直单位", "乡镇街道"


def listed(*rows: list[Any], change: Callable[[Any], None] | None = None) -> RosterDraft:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue(), "xlsx")


def groups(draft: RosterDraft) -> list[tuple[str, str]]:
    assert draft.faults == ()
    return [(line.name, line.group) for line in draft.lines]


@pytest.mark.parametrize(
    "sections",
    [
        ("一、县直单位", "二、乡镇（街道）"),
        ("（一）县直单位（1个）", "（二）乡镇街道（1家）"),
        ("县直单位", "乡镇街道"),
        ("附件1 县直部门名单", "附件2 乡镇街道名单"),
        ("第一组：县直单位", "第二组：乡镇"),
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_a_section_is_no_unit_and_says_the_table(sections: tuple[str, str], place: int) -> None:
    first, second = ([None] * place + [one] for one in sections)
    draft = listed(
        ["序号", "单位名称"], first, [1, "县教育局"], second, [1, "冢头镇"], ["合计", "51家"]
    )
    assert groups(draft) == [("县教育局", DEPARTMENTS), ("冢头镇", TOWNS)]
    assert len(draft.notes) == 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["一", "县直单位（3个）"], ["二", "乡镇（街道）（1个）"]),
        (["（一）", "县直单位", None, "45家"], ["（二）", "乡镇街道", None, 1]),
        (["1、", "县直单位"], ["2、", "乡镇"]),
    ],
)
def test_a_section_may_have_its_number_in_a_column_of_its_own(
    first: list[Any], second: list[Any]
) -> None:
    draft = listed(
        ["序号", "单位名称", "联络员", "电话"], first, [1, "县教育局"], second, [1, "冢头镇"]
    )
    assert groups(draft) == [("县教育局", DEPARTMENTS), ("冢头镇", TOWNS)]
    assert first[1] in draft.notes[0]


@pytest.mark.parametrize(
    "below",
    [
        "合计 51家",
        "合计：51",
        "共计51个单位",
        "总计",
        "共 51 家",
        "2026年11月28日",
        "2026.11.28",
        "二〇二六年十一月二十八日",
        "注：以上名单以文件为准",
        "说明 排名不分先后",
        "填表人：张三",
        "以上单位均参加考核",
    ],
)
def test_what_stands_below_a_table_is_no_unit(below: str) -> None:
    draft = listed(["单位名称"], ["县教育局"], [below])
    assert groups(draft) == [("县教育局", "")]
    assert draft.notes == (f"第3行“{below.replace(' ', '')}”不像单位名称，没有导入。",)


def test_a_date_below_a_table_is_no_unit() -> None:
    from datetime import date

    draft = listed(["单位名称"], ["县教育局"], [date(2026, 11, 28)])
    assert groups(draft) == [("县教育局", "")]


@pytest.mark.parametrize(
    "word",
    [
        "成员单位",
        "责任单位",
        "单位（盖章）",
        "单 位",
        "填报单位",
        "考核对象",
        "部门",
        "乡镇（街道）",
        "*单位名称",
    ],
)
def test_the_column_of_names_has_many_names(word: str) -> None:
    assert [line.name for line in listed(["序号", word], [1, "县教育局"]).lines] == ["县教育局"]


def test_a_weak_heading_is_one_only_where_there_is_no_better() -> None:
    draft = listed(["单位名称", "单位类别"], ["县教育局", "部门"], ["冢头镇", "乡镇"])
    assert groups(draft) == [("县教育局", DEPARTMENTS), ("冢头镇", TOWNS)]


def test_two_tables_below_each_other_have_columns_of_their_own() -> None:
    draft = listed(
        ["附件1：县直单位名单"],
        ["序号", "单位名称", "联系电话"],
        [1, "县教育局", "5161234"],
        ["附件2：乡镇（街道）名单"],
        ["序号", "联系电话", "单位名称"],
        [1, "5161235", "冢头镇"],
    )
    assert groups(draft) == [("县教育局", DEPARTMENTS), ("冢头镇", TOWNS)]
    assert [line.phone for line in draft.lines] == ["5161234", "5161235"]


def test_two_tables_beside_each_other_are_both_read() -> None:
    draft = listed(
        ["序号", "单位名称", "电话", "序号", "单位名称", "电话"],
        [1, "县教育局", "5161234", 2, "县财政局", "5161235"],
        [3, "县公安局", "5161236"],
    )
    assert [(line.name, line.phone) for line in draft.lines] == [
        ("县教育局", "5161234"),
        ("县公安局", "5161236"),
        ("县财政局", "5161235"),
    ]
    assert draft.faults == ()


def test_two_columns_of_names_are_headed_by_their_tables() -> None:
    draft = listed(["县直单位", "乡镇（街道）"], ["县教育局", "冢头镇"], ["县财政局", None])
    assert groups(draft) == [
        ("县教育局", DEPARTMENTS),
        ("县财政局", DEPARTMENTS),
        ("冢头镇", TOWNS),
    ]


def test_headings_in_two_rows_are_put_together() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    draft = listed(
        ["单位", "联络员", None],
        [None, "姓名", "电话"],
        ["县教育局", "李敏", 13800000001],
        change=merge,
    )
    assert [(line.name, line.contact, line.phone) for line in draft.lines] == [
        ("县教育局", "李敏", "13800000001")
    ]
    assert draft.notes == ()


def test_a_number_before_the_name_is_not_the_name() -> None:
    draft = listed(["单位名称"], ["1、县教育局"], ["2.县财政局"], ["（3）县公安局"])
    assert [line.name for line in draft.lines] == ["县教育局", "县财政局", "县公安局"]


def test_one_bad_number_does_not_refuse_the_list() -> None:
    draft = listed(
        ["单位名称", "联络员", "联系电话"],
        ["县教育局", "李敏", "待定"],
        ["县财政局", "王强", "0375－5161234"],
    )
    assert [(line.name, line.phone) for line in draft.lines] == [
        ("县教育局", ""),
        ("县财政局", "0375-5161234"),
    ]
    assert draft.faults == ()
    assert draft.notes == ("C2：“待定”看不出是电话，没有记，单位照常导入。",)


def test_a_unit_that_is_struck_out_is_not_imported() -> None:
    from openpyxl.styles import Font

    def strike(sheet: Any) -> None:
        sheet["A2"].font = Font(strike=True)

    draft = listed(["单位名称"], ["县教育局"], ["县财政局"], change=strike)
    assert [line.name for line in draft.lines] == ["县财政局"]
    assert draft.notes == ("第2行的单位名称划掉了，没有导入。",)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("县公安局", "县公安局（交警大队）", True),
        ("县公安局（交警大队）", "县公安局（治安大队）", True),
        ("县教育局", "郏县教育局", True),
        ("县交通运输局", "县交通运榆局", True),
        ("县教育局", "县体育局", False),
        ("县财政局", "县公安局", False),
        ("冢头镇", "堂街镇", False),
    ],
)
def test_names_that_are_nearly_alike_are_pointed_out(one: str, other: str, near: bool) -> None:
    assert bool(near_doubles([one, other])) is near
    assert bool(near_doubles([one], [other])) is near


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("县教育局、县财政局", 2),
        ("冢头镇/龙山街道", 2),
        ("县教育局\n县公安局", 2),
        ("县教育局 县财政局 县公安局", 3),
        ("县发展和\n改革委员会", 0),
        ("县公安局（交警大队、巡警大队）", 0),
        ("县教育局（体育局）", 0),
    ],
)
def test_several_units_in_one_cell_are_pointed_out(name: str, said: int) -> None:
    draft = listed(["单位名称"], [name])
    assert len(draft.lines) == 1
    assert [f"像是 {said} 个单位写在一格里" in note for note in draft.doubts] == [True] * bool(said)
