"""Workbooks as many programs write them: what a cell means, and packages unlike Excel's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, time
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from scoring.cells import Cell, Limits, Unreadable, open_book

pytestmark = pytest.mark.slow

LIMITS = Limits("部门数据表")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def read(data: bytes) -> list[list[Cell]]:
    [sheet, *_] = open_book(data, LIMITS).sheets
    return [list(cells) for _, cells in sheet.rows]


def first(data: bytes) -> Cell:
    return read(data)[0][0]


def written(value: Any, code: str = "General", font: Font | None = None) -> bytes:
    book = openpyxl.Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value, cell.number_format = value, code
    if font:
        cell.font = font
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def package(sheet: str, *, more: Mapping[str, str] | None = None, separator: str = "/",
            main: str = MAIN, rels: str = RELS) -> bytes:  # fmt: skip
    """A workbook written by hand: its one sheet, and parts added, replaced or (empty) left out."""
    own = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{own}"><Relationship Id="r1" '
        f'Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{own}"><Relationship Id="r1" '
        f'Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
    } | dict(more or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            if text:
                archive.writestr(name.replace("/", separator), text)
    return out.getvalue()


def test_dates_and_times_say_what_they_are() -> None:
    assert first(written(date(2026, 3, 5), 'm"月"d"日"')) == Cell("3月5日", "date")
    assert first(written(time(1, 30), "h:mm")) == Cell("1:30", "time")


def test_what_is_struck_out_is_not_read() -> None:
    runs = CellRichText(TextBlock(InlineFont(strike=True), "5"), TextBlock(InlineFont(), "3"))
    assert first(written(runs)) == Cell("3")
    assert first(written(5, font=Font(strike=True))).kind == "struck"
    assert first(written("县教育局", font=Font(strike=True))).kind == "struck"
    whole = CellRichText(TextBlock(InlineFont(strike=True), "县教育局"))
    assert first(written(whole)).kind == "struck"


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("县教育局_x000D_", "县教育局"),
        ("县教育局_x000a_", "县教育局"),
        ("县_x0041_局", "县A局"),
        ("县_x005F_x0041_局", "县_x0041_局"),
        ("_x5B58_", "存"),
        ("县_xyz_局", "县_xyz_局"),
    ],
)
def test_escaped_signs_are_the_signs_they_stand_for(stored: str, seen: str) -> None:
    cell = f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{stored}</t></is></c></row>'
    assert first(package(f"{cell}</sheetData>")) == Cell(seen)


def test_phonetic_guides_are_not_text() -> None:
    shared = (
        f'<sst xmlns="{MAIN}"><si><r><t>县教育</t></r><r><rPr><b/></rPr><t>局</t></r>'
        '<rPh sb="0" eb="1"><t>xian</t></rPh><phoneticPr fontId="1"/></si></sst>'
    )
    data = package(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>',
        more={"xl/sharedStrings.xml": shared},
    )
    assert first(data) == Cell("县教育局")


def test_a_formula_is_its_stored_value_and_refused_only_without_one() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1"><f>1+2</f></c>'
        '<c r="C1" t="str"><f>"甲"</f><v>甲</v></c><c r="D1" t="str"><f>""</f><v></v></c>'
        '<c r="E1"><f>1+2</f><v/></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="G1" t="b"><f>1=1</f><v>1</v></c></row>'
    )
    cells = read(package(f"<sheetData>{rows}</sheetData>"))[0]
    assert [(cell.text, cell.kind) for cell in cells] == [
        ("3", "number"),
        ("=1+2", "formula"),
        ("甲", "text"),
        ("", "text"),
        ("=1+2", "formula"),
        ("#DIV/0!", "error"),
        ("TRUE", "bool"),
    ]


def test_a_formula_that_a_program_never_computed_is_not_0() -> None:
    """XlsxWriter stores 0 for a formula, and asks for computing when the file is opened."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+2")
        sheet.write_formula(0, 1, "=1+2", None, 3)
    nothing, value = read(out.getvalue())[0]
    assert nothing.kind == "formula"
    assert (value.text, value.kind) == ("3", "number")


def test_a_picture_in_a_cell_is_said_to_be_one() -> None:
    formula = '_xlfn.DISPIMG("ID_0123",1)'
    rows = (
        f'<row r="1"><c r="A1" t="str"><f>{formula.replace(chr(34), "&quot;")}</f>'
        '<v>=DISPIMG("ID_0123",1)</v></c><c r="B1" t="e" vm="1"><v>#VALUE!</v></c></row>'
    )
    rich = '<rvStructures><s t="_localImage"/></rvStructures>'
    data = package(
        f"<sheetData>{rows}</sheetData>", more={"xl/richData/rdrichvaluestructure.xml": rich}
    )
    assert [cell.kind for cell in read(data)[0]] == ["picture", "picture"]


def test_zeros_that_a_sheet_does_not_show_are_hidden() -> None:
    sheet = '<sheetViews><sheetView showZeros="0"/></sheetViews><sheetData><row r="1">'
    cells = read(package(f'{sheet}<c r="A1"><v>0</v></c><c r="B1"><v>3</v></c></row></sheetData>'))
    assert [(cell.text, cell.kind) for cell in cells[0]] == [("", "hidden"), ("3", "number")]


PLAIN = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>县教育局</t></is></c></row></sheetData>'
)


def test_strict_open_xml_is_read_like_the_other() -> None:
    sheet = f'{PLAIN[:-12]}<row r="2"><c r="A2" t="d"><v>2026-03-05</v></c></row></sheetData>'
    rows = read(package(sheet, main=STRICT, rels=STRICT_RELS))
    assert [row[0].text for row in rows] == ["县教育局", "2026-03-05"]
    assert rows[1][0].kind == "date"


def test_backslashes_part_the_names_as_well() -> None:
    assert first(package(PLAIN, separator="\\")).text == "县教育局"


def test_parts_that_nobody_needs_may_be_missing() -> None:
    """No content types, no styles, no shared strings although a relationship speaks of them."""
    own = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = (
        f'<Relationships xmlns="{own}">'
        f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    )
    data = package(PLAIN, more={"xl/_rels/workbook.xml.rels": rels, "[Content_Types].xml": ""})
    assert first(data).text == "县教育局"


def test_texts_that_are_not_in_the_file_are_said_to_be_missing() -> None:
    data = package('<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>')
    with pytest.raises(Unreadable, match="没有存下单元格的文字"):
        open_book(data, LIMITS)


@pytest.mark.parametrize("style", ["", "7", "x", "-1"])
def test_a_style_without_number_is_the_plain_one(style: str) -> None:
    data = package(f'<sheetData><row><c s="{style}"><v>3</v></c></row></sheetData>')
    assert first(data).text == "3"


def test_rows_and_cells_without_addresses_follow_one_another() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"
    data = package(f"<sheetData>{rows}</sheetData>")
    assert [[cell.text for cell in row] for row in read(data)] == [["1", "2"], ["", "3"]]


@pytest.mark.parametrize(
    "area", ["<mergeCell ref='A1:A2'/>", '<mergeCell ref = "A1:A2"/>', '<x:mergeCell ref="A1:A2"/>']
)
def test_merged_areas_are_found_however_they_are_written(area: str) -> None:
    rows = '<row r="1"><c r="A1"><v>7</v></c></row><row r="2"><c r="B2"><v>8</v></c></row>'
    data = package(f'<sheetData>{rows}</sheetData><mergeCells xmlns:x="{MAIN}">{area}</mergeCells>')
    below = read(data)[1][0]
    assert (below.text, below.copied) == ("7", True)


def test_a_covered_cell_that_is_not_written_still_belongs_to_its_area() -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>一、县直单位</t></is></c></row>'
    data = package(f'<sheetData>{row}</sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>')
    assert [cell.across for cell in read(data)[0]] == [False, True, True]


def test_a_sheet_that_is_not_in_the_file_is_said_to_be_missing() -> None:
    with pytest.raises(Unreadable, match="缺少工作表“表”"):
        open_book(package("", more={"xl/worksheets/sheet1.xml": ""}), LIMITS)


def test_hidden_sheets_are_named_and_not_read() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "看得见"
    for title, state in (("甲", "hidden"), ("乙", "veryHidden")):
        book.create_sheet(title).sheet_state = state
    out = io.BytesIO()
    book.save(out)
    found = open_book(out.getvalue(), LIMITS)
    assert len(found.sheets) == 1
    assert found.hidden == ("甲", "乙")


def test_the_epoch_of_1904_is_heeded() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    cell = book.worksheets[0]["A1"]
    cell.value, cell.number_format = date(2026, 3, 5), "yyyy/m/d"
    out = io.BytesIO()
    book.save(out)
    assert first(out.getvalue()).text == "2026/3/5"
