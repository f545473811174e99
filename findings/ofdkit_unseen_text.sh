#!/bin/sh
# An OFD file (GB/T 33190) whose page holds one line that is seen, one with Visible="false" and one with Alpha="0",
# and a second document (DocBody) with one line. Seen with ofdkit 0.2.0 on 28 November 2026: text() gives all four,
#   ['seen', 'not visible', 'transparent', 'second document']
# nothing tells apart what a person sees, and the second document follows the first as if it were its next page.
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet ofdkit==0.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PY'
import sys
import zipfile

import ofdkit

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def line(y, words, more=""):
    return (
        f'<ofd:TextObject ID="{y}" Boundary="30 {y} 150 10" Font="1" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="4" DeltaX="g {len(words) - 1} 3">{words}</ofd:TextCode></ofd:TextObject>'
    )


def document(folder, objects):
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    page = '<ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages>'
    layer = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
    return {
        f"{folder}/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData>{area}</ofd:CommonData>{page}</ofd:Document>",
        f"{folder}/Page.xml": f"<ofd:Page {SPACE}>{layer}</ofd:Page>",
    }


bodies = "".join(f"<ofd:DocBody><ofd:DocRoot>Doc_{at}/Document.xml</ofd:DocRoot></ofd:DocBody>" for at in (0, 1))
first = line(40, "seen") + line(60, "not visible", 'Visible="false"') + line(80, "transparent", 'Alpha="0"')
parts = {"OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD">{bodies}</ofd:OFD>'}
parts |= document("Doc_0", first) | document("Doc_1", line(40, "second document"))
with zipfile.ZipFile("paper.ofd", "w") as archive:
    for name, text in parts.items():
        archive.writestr(name, text)
found = [one.strip() for one in ofdkit.open("paper.ofd").text().splitlines() if one.strip()]
print(found)
sys.exit(0 if found == ["seen", "not visible", "transparent", "second document"] else 1)
PY
