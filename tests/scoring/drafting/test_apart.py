"""Two tables in one sheet or document are two, whatever tells them apart; one table stays one."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import Workbook

from scoring.cells import Cell
from scoring.drafting import Part, open_document, tables_of
from scoring.drafting.apart import ARE_THEY, EACH_ONE, group_in
from scoring.drafting.document import Line
from scoring.drafting.printed_table import PrintedTable

HEAD = ("序号", "考核指标", "分值", "评分标准")
BUREAUS = (
    ("1", "信息报送", "60", "每报送一篇得1分，最高60分。"),
    ("2", "会议", "40", "缺席一次扣5分。"),
)
TOWNS = (
    ("1", "村级宣传", "70", "每开展一次得7分，最高70分。"),
    ("2", "台账", "30", "未建的扣10分。"),
)
TOTAL = ("合计", "", "100", "")


def across(said: str) -> Line:
    cell = Cell(said)
    return (cell, *(cell.copy(across=True) for _ in HEAD[1:]))


def found(*lines: tuple[str, ...] | Line) -> tuple[PrintedTable, ...]:
    made = tuple(
        tuple(Cell(one) if isinstance(one, str) else one for one in line) for line in lines
    )
    return tables_of([Part("", made)])


def people(tables: tuple[PrintedTable, ...]) -> list[list[str]]:
    return [[row.get("name") for row in one.rows] for one in tables]


TWO = [["信息报送", "会议"], ["村级宣传", "台账"]]


@pytest.mark.parametrize(
    "lines",
    [
        (("考核办法",), HEAD, across("县直单位"), *BUREAUS, across("乡镇（街道）"), *TOWNS),
        (
            ("指标",),
            HEAD,
            across("一、县直单位（100分）"),
            *BUREAUS,
            across("二、乡镇（100分）"),
            *TOWNS,
        ),
        (("考核指标",), ("一、县直单位",), HEAD, *BUREAUS, ("二、乡镇街道",), HEAD, *TOWNS),
        (("信用考核",), ("表一",), HEAD, *BUREAUS, ("表二",), HEAD, *TOWNS),
        (("信用考核",), ("表1：县直单位",), HEAD, *BUREAUS, ("表2：乡镇（街道）",), HEAD, *TOWNS),
        (
            ("信用考核",),
            ("附件1",),
            ("县直单位",),
            HEAD,
            *BUREAUS,
            ("附件2",),
            ("乡镇",),
            HEAD,
            *TOWNS,
        ),
        (("信用考核",), HEAD, *BUREAUS, HEAD, *TOWNS),
        (("信用考核",), HEAD, *BUREAUS, TOTAL, *TOWNS, TOTAL),
    ],
)
def test_two_tables_are_two(lines: tuple[tuple[str, ...] | Line, ...]) -> None:
    assert people(found(*lines)) == TWO


def test_a_column_that_says_whom_a_row_is_for_divides_the_table() -> None:
    lines = [("县直单位", *one) for one in BUREAUS] + [("乡镇", *one) for one in TOWNS]
    tables = found(("信用考核",), ("考核对象", *HEAD), *lines)
    assert people(tables) == TWO
    assert [one.title for one in tables] == ["信用考核（县直单位）", "信用考核（乡镇）"]
    assert all(EACH_ONE in one for table in tables for one in table.asked)


@pytest.mark.parametrize(
    "lines",
    [
        # the next page: the heading again, the numbers go on
        (("县直考核细则",), HEAD, *BUREAUS, HEAD, ("3", "档案", "10", "未归档扣1分。")),
        # sections by theme in which units are only spoken of
        (("指标",), HEAD, across("一、县直部门协作"), *BUREAUS, across("二、乡镇工作指导"), *TOWNS),
        (("指标",), HEAD, across("一、组织领导（60分）"), *BUREAUS, across("二、部门联动"), *TOWNS),
    ],
)
def test_one_table_stays_one(lines: tuple[tuple[str, ...] | Line, ...]) -> None:
    assert len(found(*lines)) == 1


def test_what_was_decided_is_not_asked_again() -> None:
    lines = [
        Part(
            "",
            tuple(
                tuple(Cell(one) if isinstance(one, str) else one for one in line)
                for line in (("指标",), HEAD, across("县直单位"), *BUREAUS, across("乡镇"), *TOWNS)
            ),
        )
    ]
    assert people(tables_of(lines)) == TWO
    assert people(tables_of(lines, True)) == TWO
    assert people(tables_of(lines, False)) == [TWO[0] + TWO[1]]
    for apart in (True, False):
        assert not any(one.asked for one in tables_of(lines, apart))


def test_parts_that_come_to_the_full_mark_together_are_asked_about() -> None:
    half = [(one[0], one[1], "30", one[3]) for one in BUREAUS]
    other = [(one[0], one[1], "20", one[3]) for one in TOWNS]
    (table,) = found(("指标",), HEAD, across("县直单位"), *half, across("乡镇街道"), *other)
    assert any(ARE_THEY in one for one in table.asked)


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("一、县直单位（100分）", "县直单位"),
        ("（二）乡镇（街道）考核指标", "乡镇(街道)"),
        ("附件1：市级部门", "市级部门"),
        ("二、部门联动", ""),
        ("乡镇工作指导", ""),
        ("信用宣传", ""),
    ],
)
def test_what_names_a_group_and_nothing_else(said: str, group: str) -> None:
    assert group_in(said) == group


def test_a_sheet_and_a_word_file_with_a_line_across_are_two() -> None:
    book = Workbook()
    sheet = book.active
    lines = [("考核办法",), HEAD, ("县直单位",), *BUREAUS, ("乡镇（街道）",), *TOWNS]
    for line in lines:
        sheet.append(line)
    for at, line in enumerate(lines, 1):
        if len(line) == 1:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=4)
    out = io.BytesIO()
    book.save(out)
    assert people(tables_of(open_document(out.getvalue(), "a.xlsx"))) == TWO
    word = Document()
    word.add_paragraph("考核办法")
    table = word.add_table(rows=0, cols=4)
    for line in lines[1:]:
        cells = table.add_row().cells
        for cell, said in zip(cells, line, strict=False):
            cell.text = said
        if len(line) == 1:
            cells[0].merge(cells[3])
    out = io.BytesIO()
    word.save(out)
    assert people(tables_of(open_document(out.getvalue(), "a.docx"))) == TWO
