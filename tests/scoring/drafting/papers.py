"""Documents as offices send them, made for the tests: Word with merged cells, over two pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from docx import Document
from openpyxl import Workbook

from scoring.scheme import Scheme

HEADS = ("序号", "考核指标", "分值", "考核内容", "评分标准", "考核依据", "考核方式")
Cells = tuple[str, ...]


def lines_of(scheme: Scheme) -> list[Cells]:
    """The lines of a scheme's table as it was printed: sections as lines of their own."""
    lines: list[Cells] = []
    for section in scheme.sections:
        lines.append((f"{section.number}、{section.name}（{section.points}分）",))
        for row in section.rows:
            number = "".join(sign for sign in row.id.partition(".")[2] if sign.isdigit())
            cells = (number, row.name, str(row.points), row.content, row.text)
            lines.append((*cells, row.basis, row.method))
    return lines


def word(
    paragraphs: Sequence[str], tables: Sequence[tuple[str, Sequence[Cells]]], *, page: int = 9
) -> bytes:
    """A Word file: paragraphs, then each table under its title, headed again on every page."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for title, lines in tables:
        document.add_paragraph(title)
        for begin in range(0, len(lines), page):
            if begin:
                document.add_paragraph("")
            _table(document, lines[begin : begin + page])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(document: Any, lines: Sequence[Cells]) -> None:
    table = document.add_table(rows=1, cols=len(HEADS))
    for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = text
    for _, group in groupby(lines, key=lambda line: line[:2] if len(line) > 1 else line):
        together = list(group)
        rows = [table.add_row() for _ in together]
        for row, line in zip(rows, together, strict=True):
            if len(line) == 1:
                row.cells[0].merge(row.cells[-1]).text = line[0]
                continue
            for at, text in enumerate(line):
                if row is rows[0] or at > 1:
                    row.cells[at].text = text
        if len(rows) > 1:
            for at in (0, 1):
                rows[0].cells[at].merge(rows[-1].cells[at])


def sheet(title: str, lines: Sequence[Sequence[object]]) -> bytes:
    """An Excel file with a title that runs across, then these lines."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([title])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(lines[0]))
    for line in lines:
        page.append(list(line))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
