#!/bin/sh
# What a Chinese Excel makes of a typed 3-5 is kept as the number 46086 under the built-in format 58
# (m"月"d"日"; ECMA-376 part 1, 18.8.30, the list for zh-cn). The number alone is in the file, no code.
# Seen with openpyxl 3.1.5 on 28 November 2026: it hands out the plain number and says “General”,
#   58 openpyxl: 46086 int General
# while python-calamine 0.9.1 makes a date of the same cell,
#   58 calamine: 2026-03-05 date
# and both do so under format 14. Who reads with openpyxl has to know the list 27 to 36 and 50 to 58.
# Exits with 1 when either behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet openpyxl==3.1.5 python-calamine==0.9.1
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import sys
import zipfile
from datetime import date, datetime

import openpyxl
from python_calamine import CalamineWorkbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OWN = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(number: int) -> str:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{OWN}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{OWN}/relationships"><Relationship Id="r1" '
        f'Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OWN}/relationships">'
        f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
        f'<xf numFmtId="{number}" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'
        '<c r="A1" s="1"><v>46086</v></c></row></sheetData></worksheet>',
    }
    name = f"format{number}.xlsx"
    with zipfile.ZipFile(name, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return name


def seen(number: int) -> tuple[object, object]:
    name = workbook(number)
    cell = openpyxl.load_workbook(name).worksheets[0]["A1"]
    value = CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()[0][0]
    print(number, "openpyxl:", cell.value, type(cell.value).__name__, cell.number_format)
    print(number, "calamine:", value, type(value).__name__)
    return cell.value, value


usual, (number, day) = seen(14), seen(58)
as_found = all(isinstance(one, (date, datetime)) for one in (*usual, day)) and number == 46086
sys.exit(0 if as_found else 1)
PY
