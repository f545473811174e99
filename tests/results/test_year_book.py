"""A year's quarters side by side: each figure in its place, nothing computed, nothing that runs."""

from __future__ import annotations

import io

import openpyxl

from bot.results.sheets.year_book import make

DATA = {
    "title": "2026年各季度考核得分",
    "tables": [
        {
            "group": "县直单位",
            "quarters": ["一季度", "二季度（没公布）"],
            "notes": ["这里只把各季度并列。"],
            "lines": [
                {"name": "=1+1局", "class": "一类", "quarters": [["92.5", "1", "优秀"], [""] * 3]},
                {"name": "县财政局", "class": "", "quarters": [["90", "2", "优秀"], [""] * 3]},
            ],
        },
        {"group": "乡镇[街道]/办", "quarters": [], "notes": [], "lines": []},
    ],
}


def test_every_unit_has_its_line_and_every_quarter_its_columns() -> None:
    """Headings over three columns, below them the figures as they were published."""
    book = openpyxl.load_workbook(io.BytesIO(make(DATA)))
    sheet = book["县直单位"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[2][:3] == ["单位", "类别", "一季度"]
    assert rows[3][2:5] == ["得分", "名次", "等次"]
    assert rows[4][:5] == ["=1+1局", "一类", "92.5", "1", "优秀"]
    assert sheet.freeze_panes == "B5"
    assert sheet.page_setup.paperSize == 9
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert len(book.sheetnames) == 2


def test_the_same_year_is_the_same_bytes() -> None:
    """No hour of making is in it."""
    assert make(DATA) == make(DATA)


def test_the_year_stands_behind_the_quarters_with_how_it_was_worked_out() -> None:
    """Only where the scheme composes one; a unit without a year has empty cells."""
    table = DATA["tables"][0]  # type: ignore[index] # a list
    first, second = table["lines"]
    lines = [{**first, "whole": ["91", "1", "优秀", "（90 + 92）÷ 2"]}, {**second, "whole": []}]
    data = {"title": "2026年", "tables": [{**table, "whole": True, "lines": lines}]}
    sheet = openpyxl.load_workbook(io.BytesIO(make(data)))["县直单位"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[2][8] == "全年"
    assert rows[3][8:] == ["得分", "名次", "等次", "怎样算的"]
    assert rows[4][8:] == ["91", "1", "优秀", "（90 + 92）÷ 2"]
    assert rows[5][8:] == [None] * 4
