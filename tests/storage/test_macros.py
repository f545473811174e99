"""A macro is code, not a mark: what only says macroEnabled is kept, what does something is not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlwt
from hypothesis import given, settings, strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from storage import known_kinds as kinds
from storage.containers import CompoundFile
from storage.kinds import Kind, Refusal, RefusalCode, judge
from storage.macros import has_code, unpacked
from tests.scoring.cells.binary import binary_workbook, locked_xls
from tests.storage.projects import CODE, EMPTY, packed, project, with_project
from tests.storage.test_kinds import DOCX, workbook, zipped

SHEETJS = (
    '<Types><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.'
    'macroEnabled.main"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def verdict(tmp_path: Path, data: bytes) -> Kind | Refusal:
    path = tmp_path / "a"
    path.write_bytes(data)
    return judge(path, len(data))


def macro(kind: Kind) -> Refusal:
    return Refusal(RefusalCode.MACRO, kind)


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_every_vue_page_exports_is_no_macro(tmp_path: Path) -> None:
    data = zipped({"[Content_Types].xml": SHEETJS.encode(), "xl/workbook.xml": b"<x/>"})
    assert verdict(tmp_path, data) == kinds.XLSX


def test_a_binary_workbook_is_no_macro_by_its_type(tmp_path: Path) -> None:
    assert verdict(tmp_path, binary_workbook([(1, "General", False)])) == kinds.XLSB


@pytest.mark.parametrize(
    ("texts", "cache", "found"),
    [
        ([EMPTY], 800, False),
        ([EMPTY, EMPTY], 800, False),
        ([EMPTY + "' a remark\r\nRem another\r\n"], 800, False),
        ([EMPTY, CODE], 800, True),
        ([EMPTY], 3000, True),
        (["#If Win64 Then\r\n#End If\r\n"], 800, True),
    ],
)
def test_a_project_counts_by_the_code_in_it(
    tmp_path: Path, texts: list[str], cache: int, found: bool
) -> None:
    """Also code whose text was taken out: the compiled form before it is too long."""
    data = project(*texts, cache=cache)
    assert has_code(CompoundFile(io.BytesIO(data))) is found
    expected = macro(kinds.XLSX) if found else kinds.XLSX
    assert verdict(tmp_path, with_project(data)) == expected


@pytest.mark.parametrize(("text", "expected"), [(EMPTY, kinds.XLS), (CODE, macro(kinds.XLS))])
def test_an_old_workbook_counts_by_the_code_in_it(
    tmp_path: Path, text: str, expected: Kind | Refusal
) -> None:
    data = project(text, above="_VBA_PROJECT_CUR", beside="Workbook")
    assert verdict(tmp_path, data) == expected


def test_a_project_that_cannot_be_read_is_taken_for_code(tmp_path: Path) -> None:
    assert verdict(tmp_path, with_project(b"x")) == macro(kinds.XLSX)
    assert verdict(tmp_path, with_project(project(EMPTY)[:700])) == macro(kinds.XLSX)


def test_macro_sheets_and_scripts_of_wps_are_macros(tmp_path: Path) -> None:
    for part in ("xl/macrosheets/sheet1.xml", "xl/jsaProject.bin"):
        data = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"", part: b"x"})
        assert verdict(tmp_path, data) == macro(kinds.XLSX)


def test_a_renamed_project_is_found_by_its_declared_type(tmp_path: Path) -> None:
    types = (
        '<Types><Override PartName="/word/theme.bin" '
        "ContentType='application/vnd.ms-office.vbaProject'/></Types>"
    )
    parts = {"[Content_Types].xml": types.encode(), "word/document.xml": b"<x/>"}
    assert verdict(tmp_path, zipped(parts | {"word/theme.bin": project(CODE)})) == macro(kinds.DOCX)
    assert verdict(tmp_path, zipped(parts | {"word/theme.bin": project(EMPTY)})) == kinds.DOCX


def test_a_lock_that_nobody_is_asked_for_is_none(tmp_path: Path) -> None:
    assert verdict(tmp_path, locked_xls(old_workbook(), "VelvetSweatshop")) == kinds.XLS
    assert verdict(tmp_path, locked_xls(old_workbook(), "xinkao")) == Refusal(
        RefusalCode.ENCRYPTED, kinds.XLS
    )
    for key, expected in (
        ("VelvetSweatshop", kinds.XLSX),
        ("xinkao", Refusal(RefusalCode.ENCRYPTED)),
    ):
        out = io.BytesIO()
        OOXMLFile(io.BytesIO(workbook())).encrypt(key, out)
        assert verdict(tmp_path, out.getvalue()) == expected


def test_a_workbook_without_its_list_of_types_is_no_archive(tmp_path: Path) -> None:
    assert verdict(tmp_path, zipped({"xl\\workbook.xml": b"<x/>"})) == kinds.XLSX


ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", kinds.PAGE),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><table></table></html>", kinds.PAGE),
        ("<html><table></table></html>".encode("utf-16"), kinds.PAGE),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
         kinds.XMLS),
        (zipped({"mimetype": ODS.encode(), "content.xml": b"<x/>"}), kinds.ODS),
        (b"\x09\x08\x08\x00\x00\x05\x10\x00\x00\x00\x00\x00", kinds.XLS),
        ("单位名称\t迟报\n".encode("gb18030"), kinds.TXT),
    ],
)  # fmt: skip
def test_what_systems_export_as_xls_is_a_table(tmp_path: Path, data: bytes, kind: Kind) -> None:
    found = verdict(tmp_path, data)
    assert found == kind
    assert not kind.inline, "a page is handed out as a file, never shown in a browser"


def test_macros_of_an_open_document_are_macros(tmp_path: Path) -> None:
    parts = {"mimetype": ODS.encode(), "content.xml": b"<x/>", "Basic/script-lc.xml": b"x"}
    assert verdict(tmp_path, zipped(parts)) == macro(kinds.ODS)


def test_a_document_for_word_is_kept_as_before(tmp_path: Path) -> None:
    assert verdict(tmp_path, DOCX) == kinds.DOCX


@given(st.text(st.characters(max_codepoint=255), max_size=9000))
@settings(max_examples=30, deadline=None)
def test_packed_text_is_unpacked_again(text: str) -> None:
    assert unpacked(packed(text)) == text.encode("latin-1")


def test_the_example_of_the_specification_is_unpacked() -> None:
    """[MS-OVBA] 3.2.3: one sign, and a copy of it that reaches as far as can be."""
    assert unpacked(bytes.fromhex("0103b002614500")) == b"a" * 73
