"""The evidence pack of a unit: figures beside the photos, A4, to be printed and put on a table.

Every sentence comes in finished. Pictures are drawn small from the store, upright and without what
the phone wrote into them; a picture that is missing or cannot be drawn is named in its place. Not
here: which rows and figures (``bot.pages.pack_book``), and the originals (``archive``).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row
from PIL import Image

from bot.corridor.recipes import Open, packs
from bot.paper.document import (
    PAGE_NUMBER,
    TITLE,
    Font,
    begin,
    columns,
    line,
    repeat_heads,
    run,
    saved,
)
from storage.likeness import thumbnail

HEAD: Final[Font] = ("黑体", 14.0)
TEXT: Final[Font] = ("仿宋_GB2312", 12.0)
STRONG: Final[Font] = ("黑体", 12.0)
SMALL: Final[Font] = ("仿宋_GB2312", 10.5)
WIDE: Final = 166
"""Millimetres between the margins."""
LABEL: Final = 24
PICTURE: Final = (79, 100)
"""A picture is at most so wide and high, in millimetres: two stand side by side."""
MOST_BYTES: Final = 14 * 1024 * 1024
"""Pictures of one document together: it must pass through every channel and open on any machine."""
FEW: Final = 48
"""Up to so many pictures are drawn larger."""
BOXES: Final = ((1100, 1400), (720, 920))


@dataclass
class _Album:
    """The store as the document sees it: how much may still go in, and what did not fit."""

    open_bytes: Open
    box: tuple[int, int]
    room: int
    left_out: int = 0

    def draw(self, digest: str) -> bytes | str | None:
        """A JPEG; None where there is no room; a sentence where it cannot be shown."""
        try:
            with self.open_bytes(digest) as file:
                drawn = thumbnail(file, self.box)
        except OSError:
            return "（库里没有这个文件，请联系维护人员）"
        if drawn is None:
            return "（这张图片没能放进来，请看原件）"
        if len(drawn) > self.room:
            self.left_out += 1
            return None
        self.room -= len(drawn)
        return drawn


@packs("evidence pack")
def make(data: Mapping[str, Any], open_bytes: Open) -> bytes:
    """The docx of a recipe.

    ``data``: title, head (of every page), lead (lines), overview (lines of four texts), and
    sections with head and rows; a row has title, score, facts (label, text), pictures (digest and
    caption), papers (lines) and a sentence when it has neither.
    """
    count = sum(len(row["pictures"]) for part in data["sections"] for row in part["rows"])
    album = _Album(open_bytes, BOXES[0] if count <= FEW else BOXES[1], MOST_BYTES)
    paper = Document()
    _set_page(paper, data["head"])
    title = line(paper, data["title"], TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.space_after = Pt(10)
    for text in data["lead"]:
        line(paper, text, TEXT)
    _overview(paper, data["overview"])
    for number, part in enumerate(data["sections"]):
        head = line(paper, part["head"], HEAD)
        head.paragraph_format.space_before = Pt(14)
        head.paragraph_format.keep_with_next = True
        head.paragraph_format.page_break_before = number == 0
        for row in part["rows"]:
            _row(paper, row, album)
    if album.left_out:
        text = f"照片较多，另有 {album.left_out} 张没有排进来，只列了名称；原件在“打包原件”里。"
        line(paper, text, TEXT).paragraph_format.space_before = Pt(12)
    return saved(paper)


def _set_page(paper: Doc, head: str) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(25), Mm(20)
    section.left_margin, section.right_margin = Mm(22), Mm(22)
    begin(paper)
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run(top, head, (PAGE_NUMBER[0], 10.5))


def _overview(paper: Doc, lines: Sequence[Sequence[str]]) -> None:
    """All rows on one sheet: points, and what lies there for them."""
    widths = (82, 18, 18, 48)
    table = _table(paper, widths, rows=1)
    _fill(table.rows[0], ("指标", "分值", "得分", "材料"), widths, STRONG)
    repeat_heads(table)
    for texts in lines:
        _fill(table.add_row(), texts, widths, SMALL)


def _row(paper: Doc, row: Mapping[str, Any], album: _Album) -> None:
    head = line(paper, f"{row['title']}　{row['score']}", STRONG)
    head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(12), Pt(4)
    head.paragraph_format.keep_with_next = True
    widths = (LABEL, WIDE - LABEL)
    table = _table(paper, widths)
    for number, (label, text) in enumerate(row["facts"], 1):
        cells = table.add_row()
        _fill(cells, (label, text), widths, SMALL)
        for cell in cells.cells if number < len(row["facts"]) else ():
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _gap(paper)
    _pictures(paper, row["pictures"], album)
    for text in row["papers"]:
        line(paper, text, SMALL)


def _pictures(paper: Doc, pictures: Sequence[Mapping[str, str]], album: _Album) -> None:
    """Two to a line; a picture never stands on another page than its caption."""
    if not pictures:
        return
    widths = (WIDE // 2, WIDE // 2)
    table = _table(paper, widths, lines=False)
    for start in range(0, len(pictures), 2):
        cells = table.add_row()
        _together(cells)
        for place, one in enumerate(pictures[start : start + 2]):
            cells.cells[place].width = Mm(widths[place])
            _picture(cells.cells[place], one, album)
    _gap(paper)


def _picture(cell: _Cell, one: Mapping[str, str], album: _Album) -> None:
    drawn = album.draw(one["digest"])
    place = cell.paragraphs[0]
    place.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if isinstance(drawn, bytes):
        place.paragraph_format.keep_with_next = True
        wide, high = _size(drawn)
        place.add_run().add_picture(io.BytesIO(drawn), Mm(wide), Mm(high))
    elif drawn is not None:
        run(place, drawn, SMALL)
    below = cell.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below.paragraph_format.space_after = Pt(6)
    run(below, one["caption"], SMALL)


def _size(drawn: bytes) -> tuple[float, float]:
    """Millimetres: as large as its half of the line allows, never out of shape."""
    with Image.open(io.BytesIO(drawn)) as image:
        wide, high = image.size
    factor = min(PICTURE[0] / wide, PICTURE[1] / high)
    return wide * factor, high * factor


def _table(paper: Doc, widths: Sequence[int], *, rows: int = 0, lines: bool = True) -> Any:
    """A table set by hand; python-docx does not type what it makes."""
    table = paper.add_table(rows, len(widths), style="Table Grid" if lines else "Normal Table")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    columns(table, widths)
    return table


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[int], font: Font) -> None:
    _together(row)
    for cell, text, wide in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(wide)
        found = cell.paragraphs[0]
        found.paragraph_format.space_before = found.paragraph_format.space_after = Pt(1.5)
        run(found, text, font)


def _together(row: _Row) -> None:
    """A line of a table is not torn by the end of a page."""
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 -- python-docx has no word for it


def _gap(paper: Doc) -> None:
    """Two tables need a line between them, or Word makes one of them."""
    line(paper, "", SMALL, height=Pt(6))
