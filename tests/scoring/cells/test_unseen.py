"""Rows and columns that a workbook hides, by hand or by a filter, in every kind of workbook."""

# ruff: noqa: E501 -- markup stands in its lines

from __future__ import annotations

import io
import zipfile

import pytest
import xlwt
from openpyxl import Workbook

from scoring.cells import Limits
from scoring.cells.book import Unseen, filled_lines
from scoring.cells.opening import open_sheets
from tests.scoring.cells.binary import binary_workbook

_LIMITS = Limits()
_ODS = """<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="表"><table:table-column-group><table:table-column
 table:number-columns-repeated="2"/></table:table-column-group><table:table-column
 table:visibility="collapse" table:number-columns-repeated="2"/>
{rows}</table:table></office:spreadsheet></office:body></office:document>"""
_ODS_ROW = (
    "<table:table-row{}><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>"
)
_XML = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>
<Column ss:Index="3" ss:Hidden="1" ss:Span="1"/><Row><Cell><Data ss:Type="String">甲</Data></Cell></Row>
<Row ss:Hidden="1" ss:Span="1"><Cell><Data ss:Type="String">乙</Data></Cell></Row>
<Row ss:Hidden="0"><Cell><Data ss:Type="String">丙</Data></Cell></Row></Table></Worksheet></Workbook>"""


def unseen(data: bytes) -> Unseen:
    [sheet] = open_sheets(data, _LIMITS)
    assert list(filled_lines(sheet, _LIMITS))
    return sheet.unseen


def _new() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(4):
        sheet.append(["甲", "乙", "丙", "丁"])
    for number in (2, 3):
        sheet.row_dimensions[number].hidden = True
    sheet.column_dimensions.group("C", "D", hidden=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _old() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row in range(4):
        for column in range(4):
            sheet.write(row, column, "甲")
    for row in (1, 2):
        sheet.row(row).hidden = True
    for column in (2, 3):
        sheet.col(column).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _open() -> bytes:
    seen, hidden = (_ODS_ROW.format(one) for one in ("", ' table:visibility="{}"'))
    rows = seen + hidden.format("filter") + hidden.format("collapse") + seen
    return _ODS.format(rows=rows).encode()


@pytest.mark.parametrize(
    "data", [_new(), _old(), _open(), _XML.encode()], ids=["xlsx", "xls", "fods", "xml"]
)
def test_hidden_rows_and_columns_are_known(data: bytes) -> None:
    assert unseen(data) == Unseen({2, 3}, {3, 4})


@pytest.mark.parametrize("hidden", [True, False])
def test_a_binary_workbook_says_so_in_its_records(hidden: bool) -> None:
    data = binary_workbook([(3, "General", False), (4, "General", False)], hidden=hidden)
    assert unseen(data) == (Unseen({1}, {1}) if hidden else Unseen())


def test_a_row_or_column_of_no_size_is_not_seen() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["甲", "乙"])
    sheet.row_dimensions[1].height = 77
    sheet.column_dimensions["B"].width = 77
    out = io.BytesIO()
    book.save(out)
    assert unseen(_with_size(out.getvalue(), b"0")) == Unseen({1}, {2})
    assert unseen(_with_size(out.getvalue(), b"7")) == Unseen()


def _with_size(data: bytes, size: bytes) -> bytes:
    """The workbook with another size for 77; openpyxl writes none of 0."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'="77"', b'="' + size + b'"'))
    return out.getvalue()


def test_columns_beyond_what_is_read_are_not_counted() -> None:
    found = Unseen()
    found.hide_columns(59, 16_384, _LIMITS)
    assert found.columns == {59, 60}
