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
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import openpyxl

from tests.extraction.making_office import (
    ofd as signed_off,
    text,
    zipped,
)
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
            + body(made)
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


def body(made: Made) -> str:
    """The paragraphs and tables of a word processor's file."""
    return "".join(_body(made))


def _body(made: Made) -> Iterator[str]:
    for rows, blocks in groupby(made.blocks, lambda one: one.align == "row"):
        if rows:
            yield _table([one.text.split("\t") for one in blocks])
        else:
            yield from map(_paragraph, blocks)


def _table(rows: Sequence[Sequence[str]]) -> str:
    """A ruled table: a row with fewer cells has its last one over the rest."""
    wide = max(map(len, rows))
    side = "".join(
        f'<w:{one} w:val="single" w:sz="4" w:color="auto"/>'
        for one in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    each = 8800 // wide
    grid = f'<w:gridCol w:w="{each}"/>' * wide
    lines = "".join(
        "<w:tr>" + "".join(_cell(said, wide - len(row) + 1 if n == len(row) - 1 else 1, each)
                           for n, said in enumerate(row)) + "</w:tr>"
        for row in rows
    )  # fmt: skip
    return f"<w:tbl><w:tblPr><w:tblBorders>{side}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _cell(said: str, over: int, each: int) -> str:
    span = f'<w:gridSpan w:val="{over}"/>' if over > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{each * over}" w:type="dxa"/>{span}</w:tcPr><w:p><w:r><w:rPr>'
        f'<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">{html.escape(said)}</w:t></w:r></w:p></w:tc>'
    )


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
    lines = []
    for block, said, left, top in next(iter(placed(made)), []):
        cells = said.split("\t") if block.align == "row" else [said.replace("\t", "　　")]
        for at, cell in enumerate(cells):
            along = left + at * 435 / len(cells)
            size = (12 if block.align == "row" else block.size) * _MM
            lines.append(
                text(along * _MM, (top - 40) * _MM, html.escape(cell.strip("　")), size=size)
            )
    return signed_off("".join(lines))


_PLACES = {
    "centre": "text-align:center", "right": "text-align:right", "indent": "text-indent:2em",
    "left": "white-space:pre-wrap",
}  # fmt: skip


def page(made: Made) -> str:
    """The paper as a page of the web."""
    parts: list[str] = []
    for rows, blocks in groupby(made.blocks, lambda one: one.align == "row"):
        if rows:
            cells = (
                "".join(f"<td>{html.escape(one)}" for one in row.text.split("\t")) for row in blocks
            )
            parts.append(
                f'<table border=1 width="100%">{"".join(f"<tr>{one}</tr>" for one in cells)}</table>'
            )
        else:
            parts += map(_shown, blocks)
    return f'<meta charset="utf-8"><body style="font-family:serif">{"".join(parts)}'


def _shown(one: Block) -> str:
    left, _, right = map(html.escape, one.text.partition("\t"))
    said = f"<span>{left}</span>　　　　<span>{right}</span>" if right else left
    new = "page-break-before:always" if one.page else ""
    return f'<p style="font-size:{one.size}px;{_PLACES.get(one.align, "")};{new}">{said}</p>'


_DECK = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "text")
) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def deck(made: Made) -> str:
    """Slides as one flat ODP, of which LibreOffice makes those of other programs."""
    slides: list[list[Block]] = []
    for one in made.blocks:
        if one.page or not slides:
            slides.append([])
        slides[-1].append(one)
    sizes = sorted({one.size for one in made.blocks})
    styles = "".join(
        f'<style:style style:name="T{size}" style:family="text"><style:text-properties '
        f'fo:font-size="{size}pt" style:font-size-asian="{size}pt"/></style:style>'
        for size in sizes
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_DECK} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.presentation">'
        '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties '
        f'fo:page-width="25.4cm" fo:page-height="19.05cm"/></style:page-layout>{styles}'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="M" '
        'style:page-layout-name="L"/></office:master-styles><office:body><office:presentation>'
        + "".join(map(_slide, slides))
        + "</office:presentation></office:body></office:document>"
    )


def _slide(blocks: Sequence[Block]) -> str:
    boxes, top = "", 2.0
    for one in blocks:
        boxes += (
            f'<draw:frame svg:x="2cm" svg:y="{top:.2f}cm" svg:width="21cm" svg:height="1.6cm">'
            f'<draw:text-box><text:p><text:span text:style-name="T{one.size}">'
            f"{html.escape(one.text)}</text:span></text:p></draw:text-box></draw:frame>"
        )
        top += one.size / 14
    return f'<draw:page draw:master-page-name="M">{boxes}</draw:page>'


_AT_ONCE: Final = 100
"""Of more than 255 files named at once LibreOffice 7 makes the first 255, and says nothing."""


def pdfs(folder: Path, files: Sequence[Path], kind: str = "pdf") -> list[Path] | None:
    """All papers written by LibreOffice at once, as PDF or as a file of an older program."""
    office = shutil.which("soffice")
    if office is None:
        return None
    for at in range(0, len(files), _AT_ONCE):
        some = map(str, files[at : at + _AT_ONCE])
        subprocess.run(
            [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", str(folder), *some],
            check=True, capture_output=True, timeout=400,
        )  # fmt: skip
    return [folder / f"{one.stem}.{kind}" for one in files]


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
