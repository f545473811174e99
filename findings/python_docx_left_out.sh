#!/bin/sh
# A Word paragraph whose parts are seen one behind the other when it is opened: plain words, a tracked insertion, a
# simple field (fldSimple), a date picker (sdt), a smart tag; and a text box hanging on it. Seen with python-docx 1.2.0
# on 28 November 2026: paragraph.text gives the plain words alone,
#   ['plain']
# without a sign that anything was left out. A walk over every w:t of the part finds all of them.
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import sys

import docx
from docx.oxml import parse_xml

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


paragraph = (
    f"<w:p {SPACES}>{run('plain')}"
    f'<w:ins w:id="1" w:author="a">{run(" inserted")}</w:ins>'
    f'<w:fldSimple w:instr="AUTHOR">{run(" field")}</w:fldSimple>'
    f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{run(' 2026-10-30')}</w:sdtContent></w:sdt>"
    f'<w:smartTag w:element="place">{run(" tagged")}</w:smartTag>'
    f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{run(' boxed')}</w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r></w:p>"
)
made = docx.Document()
made.element.body.insert(0, parse_xml(paragraph))
made.save("paper.docx")
opened = docx.Document("paper.docx")
found = [one.text for one in opened.paragraphs if one.text]
walked = "".join(one.text for one in opened.element.body.iter() if one.tag.endswith("}t"))
print("paragraphs:", found)
print("all w:t:", walked)
sys.exit(0 if found == ["plain"] and walked == "plain inserted field 2026-10-30 tagged boxed" else 1)
PY
