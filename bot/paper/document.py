"""What every Word document of ours is made of: fonts of official papers, page numbers, bytes.

Not here: what a document says and how its pages are laid out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

Font = tuple[str, float]
TITLE: Final[Font] = ("方正小标宋简体", 22.0)
BODY: Final[Font] = ("仿宋_GB2312", 16.0)
FIRST_HEAD: Final[Font] = ("黑体", 16.0)
SECOND_HEAD: Final[Font] = ("楷体_GB2312", 16.0)
TABLE_HEAD: Final[Font] = ("黑体", 14.0)
TABLE_BODY: Final[Font] = ("仿宋_GB2312", 14.0)
PAGE_NUMBER: Final[Font] = ("宋体", 14.0)
_DATE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- the date of the document, no moment in time


def begin(paper: Doc) -> None:
    """The usual font, no author, a fixed date, and the page number below every page."""
    usual = paper.styles["Normal"]
    usual.font.name, usual.font.size = BODY[0], Pt(BODY[1])
    usual.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY[0])
    usual.paragraph_format.space_after = Pt(0)
    properties = paper.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = _DATE
    foot = paper.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run(foot, "— ", PAGE_NUMBER)
    _page_number(run(foot, "", PAGE_NUMBER))
    run(foot, " —", PAGE_NUMBER)


def _page_number(run: Run) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._element.append(mark)  # noqa: SLF001 -- python-docx has no fields of its own


def run(paragraph: Paragraph, text: str, font: Font) -> Run:
    """A piece of text in one font, Chinese and Latin alike."""
    found = paragraph.add_run(text)
    found.font.name, found.font.size = font[0], Pt(font[1])
    # Without this Word takes the Latin font for Chinese as well, and falls back to 宋体.
    found._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font[0])  # noqa: SLF001 -- the only way to name an East Asian font
    return found


def line(
    paper: Doc,
    text: str,
    font: Font,
    align: WD_ALIGN_PARAGRAPH | None = None,
    height: Length | None = None,
) -> Paragraph:
    """A paragraph; ``height``: exactly so high is each of its lines."""
    found = paper.add_paragraph()
    if align is not None:
        found.alignment = align
    if height is not None:
        form = found.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, height
    if text:
        run(found, text, font)
    return found


def columns(table: Table, widths: Sequence[int]) -> None:
    """Widths in millimetres, in the table's grid too: WPS and LibreOffice look nowhere else."""
    table.autofit = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)


def repeat_heads(table: Table) -> None:
    """The heads stand on every page the table runs over."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 -- python-docx has no word for it


def saved(paper: Doc) -> bytes:
    """The file, the same for the same recipe: a zip otherwise carries the hour it was made."""
    made, out = io.BytesIO(), io.BytesIO()
    paper.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            same = zipfile.ZipInfo(entry.filename, date_time=(2022, 3, 18, 0, 0, 0))
            same.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(same, old.read(entry))
    return out.getvalue()
