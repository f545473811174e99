#!/bin/sh
# A PDF page with /Rotate 90 (a landscape scan or table) holds three lines of text. Seen with pypdfium2 5.15.2
# on 28 November 2026: get_text_range() and get_text_bounded() give such a page from its last line to its first,
#   0: first second third   90: third second first   180: first second third   270: first second third
# although the text in the file stands in the order it is read. Order by the places of the letters instead.
# Exits with 1 when it behaves otherwise.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pypdfium2==5.15.2
"$folder/venv/bin/python" - <<'PY'
import sys

import pypdfium2


def page(rotate):
    text = b"BT /F1 14 Tf 72 750 Td (first) Tj 0 -40 Td (second) Tj 0 -40 Td (third) Tj ET"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents 4 0 R /Resources"
        b" << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>" % rotate,
        b"<< /Length %d >>\nstream\n" % len(text) + text + b"\nendstream",
    ]
    out, places = bytearray(b"%PDF-1.6\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % one for one in places)
    return bytes(out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


found = {}
for rotate in (0, 90, 180, 270):
    text = pypdfium2.PdfDocument(page(rotate))[0].get_textpage()
    found[rotate] = text.get_text_range().split(), text.get_text_bounded().split()
    print(rotate, *found[rotate])
right = ["first", "second", "third"]
expected = {rotate: (right, right) for rotate in found} | {90: (right[::-1], right[::-1])}
sys.exit(0 if found == expected else 1)
PY
