"""Upload and import agree: a list in any format is kept at the door and read behind it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from tests.roster.test_office_import import ADMIN
from tests.scoring.cells.binary import locked_xls
from tests.scoring.cells.test_other_formats import document, typed, zipped
from tests.stage import stage

ROWS = [["单位名称", "考核表"], ["县数据局", "县直"], ["县档案馆", "县直"]]


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return out.getvalue()


def sheetjs() -> bytes:
    mark = b'<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.'
    mark += b'macroEnabled.main"/></Types>'
    return repacked(lambda name, data: (name, data.replace(b"</Types>", mark)))


def strict() -> bytes:
    def change(name: str, data: bytes) -> tuple[str, bytes]:
        for old, new in (
            (b"schemas.openxmlformats.org/spreadsheetml/2006/main",
             b"purl.oclc.org/ooxml/spreadsheetml/main"),
            (b"schemas.openxmlformats.org/officeDocument/2006/relationships",
             b"purl.oclc.org/ooxml/officeDocument/relationships"),
        ):  # fmt: skip
            data = data.replace(old, new)
        return name, data

    return repacked(change)


def xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    for at, row in enumerate(ROWS):
        for place, text in enumerate(row):
            sheet.write(at, place, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def locked() -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx())).encrypt("VelvetSweatshop", out)
    return out.getvalue()


def ods() -> bytes:
    rows = "".join(
        f"<table:table-row>{''.join(typed('string', '', text) for text in row)}</table:table-row>"
        for row in ROWS
    )
    return document(f'<table:table table:name="名单">{rows}</table:table>')


def page() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS)
    return f"<html><body><table>{rows}</table></body></html>".encode("gb18030")


def xml() -> bytes:
    cells = (
        "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row)
        for row in ROWS
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="a">'
        f"<Table>{''.join(f'<Row>{one}</Row>' for one in cells)}</Table></Worksheet></Workbook>"
    ).encode()


def tabs() -> bytes:
    return "\n".join("\t".join(row) for row in ROWS).encode("gb18030")


FILES: dict[str, Callable[[], bytes]] = {
    "名单.xlsx": xlsx,
    "SheetJS 导出.xlsx": sheetjs,
    "严格.xlsx": strict,
    "反斜杠.xlsx": lambda: repacked(lambda name, data: (name.replace("/", "\\"), data)),
    "默认密钥.xlsx": locked,
    "名单.xls": xls,
    "默认密钥.xls": lambda: locked_xls(xls(), "VelvetSweatshop"),
    "名单.fods": ods,
    "名单.ods": lambda: zipped(ods()),
    "网页.xls": page,
    "二〇〇三.xls": xml,
    "制表符.xls": tabs,
}


@pytest.mark.parametrize("label", FILES)
async def test_a_list_in_any_format_goes_the_whole_way(tmp_path: Path, label: str) -> None:
    async with stage(tmp_path) as play:
        await play.send(ADMIN, "导入名单")
        preview = (await play.send(ADMIN, files=[(label, FILES[label]())]))[-1][1]
        assert preview.title == "请核对，还没有写入", preview.text
        assert preview.text.splitlines()[0] == "新增 2 个：数据局、档案馆"
