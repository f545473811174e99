"""The 通报 as a Word document, laid out as official papers are: A4, 仿宋_GB2312, 28 points a line.

Every sentence comes in finished; here is only where it stands and how it looks. The number is left
to be filled in by hand. Not here: who is praised and what is asked of the units (``bot.words``).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE: Final = ("方正小标宋简体", 22.0)
BODY: Final = ("仿宋_GB2312", 16.0)
FIRST_HEAD: Final = ("黑体", 16.0)
SECOND_HEAD: Final = ("楷体_GB2312", 16.0)
TABLE_HEAD: Final = ("黑体", 14.0)
TABLE_BODY: Final = ("仿宋_GB2312", 14.0)
PAGE_NUMBER: Final = ("宋体", 14.0)
LINE: Final = Pt(28)
INDENT: Final = Pt(32)
"""Two characters of the body."""
WIDTHS: Final = (18, 76, 30, 32)
"""Of a table's columns, in millimetres: they fill the 156 between the margins."""
_DATE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- the date of the document, no moment in time

Font = tuple[str, float]


def make(data: Mapping[str, Any]) -> bytes:
    """The docx of a recipe.

    ``data``: title, number, addressee, lead, parts (head, and paragraphs with or without a run-in
    head), unit, date, annex and tables (title, note, heads, lines); all texts.
    """
    paper = Document()
    _set_page(paper)
    _line(paper, data["number"], BODY, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, "", BODY)
    _line(paper, data["title"], TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, "", BODY)
    _line(paper, data["addressee"], BODY)
    _paragraph(paper, "", data["lead"])
    for part in data["parts"]:
        _indented(_line(paper, part["head"], FIRST_HEAD))
        for head, text in part["paragraphs"]:
            _paragraph(paper, head, text)
    _line(paper, "", BODY)
    _indented(_line(paper, data["annex"], BODY))
    _sign(paper, data["unit"], data["date"])
    for number, table in enumerate(data["tables"]):
        _annex(paper, table, first=number == 0)
    return _bytes(paper)


def _set_page(paper: Doc) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    usual = paper.styles["Normal"]
    usual.font.name, usual.font.size = BODY[0], Pt(BODY[1])
    usual.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY[0])
    usual.paragraph_format.space_after = Pt(0)
    properties = paper.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = _DATE
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", PAGE_NUMBER)
    _page_number(_run(foot, "", PAGE_NUMBER))
    _run(foot, " —", PAGE_NUMBER)


def _page_number(run: Run) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._element.append(mark)  # noqa: SLF001 -- python-docx has no fields of its own


def _run(paragraph: Paragraph, text: str, font: Font) -> Run:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font[0], Pt(font[1])
    # Without this Word takes the Latin font for Chinese as well, and falls back to 宋体.
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font[0])  # noqa: SLF001 -- the only way to name an East Asian font
    return run


def _line(paper: Doc, text: str, font: Font, align: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
    found = paper.add_paragraph()
    if align is not None:
        found.alignment = align
    form = found.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    if text:
        _run(found, text, font)
    return found


def _indented(found: Paragraph) -> Paragraph:
    found.paragraph_format.first_line_indent = INDENT
    return found


def _paragraph(paper: Doc, head: str, text: str) -> None:
    """A paragraph of the body; ``head`` runs in before it, in 楷体."""
    found = _indented(_line(paper, head, SECOND_HEAD))
    _run(found, text, BODY)


def _sign(paper: Doc, unit: str, date: str) -> None:
    for text in ("", unit, date):
        found = _line(paper, text, BODY, WD_ALIGN_PARAGRAPH.RIGHT)
        found.paragraph_format.right_indent = INDENT * 2 if text == date else INDENT


def _annex(paper: Doc, data: Mapping[str, Any], *, first: bool) -> None:
    """One table of results, on a page of its own."""
    head = _line(paper, "附件" if first else "", FIRST_HEAD)
    head.paragraph_format.page_break_before = True
    _line(paper, data["title"], TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    if data["note"]:
        _line(paper, data["note"], TABLE_BODY)
    table = paper.add_table(rows=1, cols=len(data["heads"]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _fill(table.rows[0].cells, data["heads"], TABLE_HEAD)
    _repeat(table)
    for line in data["lines"]:
        _fill(table.add_row().cells, line, TABLE_BODY)


def _fill(cells: Sequence[_Cell], texts: Sequence[str], font: Font) -> None:
    for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        cell.width = Mm(WIDTHS[place])
        found = cell.paragraphs[0]
        if place != 1:
            found.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(found, text, font)


def _repeat(table: Table) -> None:
    """The heads stand on every page the table runs over."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 -- python-docx has no word for it


def _bytes(paper: Doc) -> bytes:
    """The file, the same for the same recipe: a zip otherwise carries the hour it was made."""
    made, out = io.BytesIO(), io.BytesIO()
    paper.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            same = zipfile.ZipInfo(entry.filename, date_time=(2022, 3, 18, 0, 0, 0))
            same.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(same, old.read(entry))
    return out.getvalue()
