"""A made paper as the file a unit hands in: docx, xlsx, PDF of LibreOffice or a browser, OFD.

What is not installed here makes nothing: `pdfs` and `web` say so with None.
"""

# ruff: noqa: E501 -- markup stands in its lines

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from tests.extraction.making_office import ofd as signed_off, text, zipped
from tests.reading.layout import placed
from tests.reading.made import Block, Made

_MM = 210 / 595
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats"
_TYPES = (
    f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_OFFICE}-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    f'ContentType="{_OFFICE}-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def docx(made: Made) -> bytes:
    """A word processor's file, every paragraph with its place and size."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>'
            + "".join(_paragraph(one) for one in made.blocks)
            + "<w:sectPr/></w:body></w:document>",
        }
    )


def xlsx(made: Made) -> bytes:
    """A workbook: every paragraph a row, what wide blanks part in cells of its own."""
    book = openpyxl.Workbook()
    for one in made.blocks:
        book.active.append(re.split(r"\t|　+| {2,}", one.text.strip("　")))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _paragraph(block: Block) -> str:
    place = {"centre": "center", "right": "right"}.get(block.align, "left")
    indent = f'<w:ind w:firstLine="{block.size * 40}"/>' if block.align == "indent" else ""
    before = "<w:pageBreakBefore/>" if block.page else ""
    said = "</w:t><w:tab/><w:t>".join(html.escape(one) for one in block.text.split("\t"))
    tabs = '<w:tabs><w:tab w:val="right" w:pos="8800"/></w:tabs>' if "\t" in block.text else ""
    return (
        f'<w:p><w:pPr>{before}{tabs}{indent}<w:jc w:val="{place}"/></w:pPr><w:r><w:rPr>'
        f'<w:sz w:val="{block.size * 2}"/></w:rPr><w:t xml:space="preserve">{said}</w:t></w:r></w:p>'
    )


def ofd(made: Made) -> bytes:
    """The first page as OFD."""
    lines = [
        text(left * _MM, (top - 40) * _MM, html.escape(said.replace("\t", "　　").strip("　")), size=block.size * _MM)
        for block, said, left, top in next(iter(placed(made)), [])
    ]  # fmt: skip
    return signed_off("".join(lines))


def page(made: Made) -> str:
    """The paper as a page of the web."""
    places = {
        "centre": "text-align:center",
        "right": "text-align:right",
        "indent": "text-indent:2em",
    }
    parts = [
        f'<p style="font-size:{one.size}px;{places.get(one.align, "")};'
        f'{"page-break-before:always" if one.page else ""}">'
        + (
            f'<span style="float:right">{html.escape(one.text.split(chr(9))[-1])}</span>{html.escape(one.text.split(chr(9))[0])}'
            if "\t" in one.text
            else html.escape(one.text)
        )
        + "</p>"
        for one in made.blocks
    ]  # fmt: skip
    return f'<meta charset="utf-8"><body style="font-family:serif">{"".join(parts)}'


def pdfs(folder: Path, files: Sequence[Path]) -> list[Path] | None:
    """All papers of a word processor printed at once by LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        return None
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=400,
    )  # fmt: skip
    return [folder / f"{one.stem}.pdf" for one in files]


def web(folder: Path, made: Made, name: str) -> Path | None:
    """The paper printed by a browser."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return None
    source, target = folder / f"{name}.html", folder / f"{name}.pdf"
    source.write_text(page(made), encoding="utf-8")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target
