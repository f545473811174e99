#!/bin/sh
# A workbook saved as “Strict Open XML” (one of Excel's own choices in 另存为) has other namespaces and the
# same names. Seen with openpyxl 3.1.5 on 28 November 2026: it opens with a warning (“File contains an
# invalid specification for 0. This will be removed”) and has no sheet,
#   worksheets: []
# so that the first one cannot be taken; python-calamine 0.9.1 reads the same file: [['x']].
# Exits with 1 when either behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet openpyxl==3.1.5 python-calamine==0.9.1
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import io
import sys
import zipfile

import openpyxl
from python_calamine import CalamineWorkbook

book = openpyxl.Workbook()
book.worksheets[0]["A1"] = "x"
plain = io.BytesIO()
book.save(plain)
with zipfile.ZipFile(plain) as old, zipfile.ZipFile("strict.xlsx", "w") as new:
    for name in old.namelist():
        part = old.read(name)
        for before, after in (
            (b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"),
            (b"schemas.openxmlformats.org/officeDocument/2006/relationships", b"purl.oclc.org/ooxml/officeDocument/relationships"),
        ):
            part = part.replace(before, after)
        new.writestr(name, part)
sheets = openpyxl.load_workbook("strict.xlsx").worksheets
print("openpyxl worksheets:", sheets)
rows = CalamineWorkbook.from_path("strict.xlsx").get_sheet_by_index(0).to_python()
print("calamine:", rows)
sys.exit(0 if sheets == [] and rows == [["x"]] else 1)
PY
