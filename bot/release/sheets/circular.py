"""The 通报 as a Word document, laid out as official papers are: A4, 仿宋_GB2312, 28 points a line.

Every sentence comes in finished; here is only where it stands and how it looks. The number is left
to be filled in by hand. Not here: who is praised and what is asked of the units (``bot.words``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.corridor.recipes import makes
from bot.paper.document import (
    BODY,
    FIRST_HEAD,
    SECOND_HEAD,
    TABLE_BODY,
    TABLE_HEAD,
    TITLE,
    Font,
    begin,
    columns,
    line,
    repeat_heads,
    run,
    saved,
)

LINE: Final = Pt(28)
INDENT: Final = Pt(32)
"""Two characters of the body."""
NAME: Final = 40
"""Millimetres from which a column holds names."""


@makes("circular")
def make(data: Mapping[str, Any]) -> bytes:
    """The docx of a recipe.

    ``data``: title, number, addressee, lead, parts (head, and paragraphs with or without a run-in
    head), unit, date, annex and tables (title, note, heads, lines, and the widths of the columns
    in millimetres, 156 between the margins); all other values are texts.
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
    # Nobody signs an empty page: what is signed goes over with the signature.
    paper.paragraphs[-1].paragraph_format.keep_with_next = True
    _line(paper, "", BODY).paragraph_format.keep_with_next = True
    _indented(_line(paper, data["annex"], BODY)).paragraph_format.keep_with_next = True
    _sign(paper, data["unit"], data["date"])
    for number, table in enumerate(data["tables"]):
        _annex(paper, table, first=number == 0)
    return saved(paper)


def _set_page(paper: Doc) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    begin(paper)


def _line(paper: Doc, text: str, font: Font, align: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
    return line(paper, text, font, align, LINE)


def _indented(found: Paragraph) -> Paragraph:
    found.paragraph_format.first_line_indent = INDENT
    return found


def _paragraph(paper: Doc, head: str, text: str) -> None:
    """A paragraph of the body; ``head`` runs in before it, in 楷体."""
    found = _indented(_line(paper, head, SECOND_HEAD))
    run(found, text, BODY)


def _sign(paper: Doc, unit: str, date: str) -> None:
    for text in ("", unit, date):
        found = _line(paper, text, BODY, WD_ALIGN_PARAGRAPH.RIGHT)
        found.paragraph_format.keep_with_next = text != date
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
    columns(table, data["widths"])
    _fill(table.rows[0].cells, data["heads"], data["widths"], TABLE_HEAD)
    repeat_heads(table)
    for one in data["lines"]:
        _fill(table.add_row().cells, one, data["widths"], TABLE_BODY)


def _fill(cells: Sequence[_Cell], texts: Sequence[str], widths: Sequence[int], font: Font) -> None:
    """A line of a table; long texts, which are names, begin at the left."""
    for cell, text, wide in zip(cells, texts, widths, strict=True):
        cell.width = Mm(wide)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        found = cell.paragraphs[0]
        found.paragraph_format.space_before = found.paragraph_format.space_after = Pt(3)
        if wide < NAME:
            found.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(found, text, font)
