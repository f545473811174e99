"""The template of the 通报: the built-in one, and what an office's own must hold.

An office changes the look and the standing sentences of its circular in Word, without code: the
built-in template is written out (``python -m bot template circular``), changed, and named in the
settings. Fields stand in double braces. Filling it in is ``circular``'s.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError

from bot.paper.document import (
    BODY,
    FIRST_HEAD,
    SECOND_HEAD,
    TABLE_BODY,
    TABLE_HEAD,
    TITLE,
    Font,
    begin,
    line,
    repeat_heads,
    run,
    saved,
)

LINE: Final = Pt(28)
IMPRINT: Final[Font] = ("仿宋_GB2312", 14.0)
CHECK: Final[Font] = ("仿宋_GB2312", 9.0)
RIGHT: Final = Mm(156) - Pt(14)
"""Where the date of the imprint ends."""
INDENT: Final = Pt(32)
"""Two characters of the body."""
FIELDS: Final[Mapping[str, str]] = {
    "number": "文号",
    "title": "标题",
    "addressee": "主送",
    "lead": "开头一段",
    "parts": "正文各部分",
    "annex": "附件说明",
    "unit": "落款单位",
    "date": "日期",
    "tables": "附件里的表",
    "copies": "抄送",
    "printed_by": "印发单位",
    "printed": "印发日期",
}
"""Every field of the data, as people call it; a template that misses one would drop it unseen."""
BESIDE: Final[Mapping[str, str]] = {"check": "核验用的哈希和留痕锚"}
"""What a template may leave out."""
SAMPLE: Final[Mapping[str, Any]] = {
    **dict.fromkeys((*FIELDS, *BESIDE), "示例"),
    "parts": [{"head": "一、示例", "paragraphs": [{"head": "", "text": "示例"}]}],
    "tables": [{"title": "示例", "note": "示例", "heads": ["名次"], "lines": [["1"]]}],
}
"""What a template is tried on before it is used."""


class TemplateFault(Exception):
    """A template that cannot be used; the text says why, in Chinese."""


def built_in() -> bytes:
    """The template as official papers are laid out: A4, 仿宋_GB2312, 28 points a line."""
    paper = Document()
    _set_page(paper)
    _line(paper, "{{ number }}", BODY, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, "", BODY)
    _line(paper, "{{ title }}", TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, "", BODY)
    _line(paper, "{{ addressee }}", BODY)
    _indented(_line(paper, "{{ lead }}", BODY))
    _line(paper, "{%p for part in parts %}", BODY)
    _indented(_line(paper, "{{ part.head }}", FIRST_HEAD))
    _line(paper, "{%p for one in part.paragraphs %}", BODY)
    run(_indented(_line(paper, "{{ one.head }}", SECOND_HEAD)), "{{ one.text }}", BODY)
    _line(paper, "{%p endfor %}", BODY)
    _line(paper, "{%p endfor %}", BODY)
    _line(paper, "", BODY).paragraph_format.keep_with_next = True
    _indented(_line(paper, "{{ annex }}", BODY)).paragraph_format.keep_with_next = True
    _sign(paper)
    _annex(paper)
    _imprint(paper)
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


def _sign(paper: Doc) -> None:
    for text in ("", "{{ unit }}", "{{ date }}"):
        found = _line(paper, text, BODY, WD_ALIGN_PARAGRAPH.RIGHT)
        last = "date" in text
        found.paragraph_format.keep_with_next = not last
        found.paragraph_format.right_indent = INDENT * 2 if last else INDENT


def _annex(paper: Doc) -> None:
    """Each table of results on a page of its own, with its heads on every page it runs over."""
    _line(paper, "{%p for table in tables %}", BODY)
    head = _line(paper, "{% if loop.first %}附件{% endif %}", FIRST_HEAD)
    head.paragraph_format.page_break_before = True
    _line(paper, "{{ table.title }}", TITLE, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, "{%p if table.note %}", TABLE_BODY)
    _line(paper, "{{ table.note }}", TABLE_BODY)
    _line(paper, "{%p endif %}", TABLE_BODY)
    table = paper.add_table(rows=4, cols=3, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    heads = ("{%tc for head in table.heads %}", "{{ head }}", "{%tc endfor %}")
    cells = ("{%tc for text in line %}", "{{ text }}", "{%tc endfor %}")
    rows = (heads, ("{%tr for line in table.lines %}",), cells, ("{%tr endfor %}",))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            form = cell.paragraphs[0].paragraph_format
            form.space_before = form.space_after = Pt(3)
            run(cell.paragraphs[0], text, TABLE_HEAD if texts is heads else TABLE_BODY)
    repeat_heads(table)
    _line(paper, "{%p endfor %}", BODY)


def _imprint(paper: Doc) -> None:
    """版记: 抄送 and 印发 between rules, at the end of all; below it what proves the figures."""
    _line(paper, "", BODY)
    _ruled(_line(paper, "{{ copies }}", IMPRINT), ("top",))
    last = _ruled(_line(paper, "{{ printed_by }}\t{{ printed }}", IMPRINT), ("top", "bottom"))
    last.paragraph_format.tab_stops.add_tab_stop(RIGHT, WD_TAB_ALIGNMENT.RIGHT)
    _line(paper, "{{ check }}", CHECK)


def _ruled(found: Paragraph, sides: Sequence[str]) -> Paragraph:
    """A rule as wide as the text on these sides; one character free on both ends."""
    form = found.paragraph_format
    form.left_indent = form.right_indent = Pt(IMPRINT[1])
    form.keep_together = form.keep_with_next = True
    border = OxmlElement("w:pBdr")
    for side in sides:
        rule = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "8"), ("space", "1"), ("color", "auto")):
            rule.set(qn(f"w:{key}"), value)
        border.append(rule)
    found._p.get_or_add_pPr().append(border)  # noqa: SLF001 -- python-docx has no word for it
    return found


def filled(template: bytes, data: Mapping[str, Any]) -> Doc:
    """The template with the data in its places.

    Raises:
        TemplateFault: it is no Word document, or names what there is not.
    """
    try:
        paper = DocxTemplate(io.BytesIO(template))
        # Without autoescape docxtpl loses what stands behind an & of the text, without a word.
        paper.render(dict(data), Environment(undefined=StrictUndefined), autoescape=True)  # noqa: S701 -- autoescape is render's own argument
    except TemplateError as fault:
        raise TemplateFault(f"模板里有写错的地方：{fault.message or fault}") from None
    except Exception as fault:
        raise TemplateFault("这个文件不是 Word 文档（.docx），或者已经损坏。") from fault
    return paper.docx  # type: ignore[no-any-return] # docxtpl has no types


def check(template: bytes) -> None:
    """See that a template holds every field, names no other, and can be filled in.

    Raises:
        TemplateFault: it does not; the text names every field concerned.
    """
    try:
        named = set(DocxTemplate(io.BytesIO(template)).get_undeclared_template_variables())
    except TemplateError as fault:
        raise TemplateFault(f"模板里有写错的地方：{fault.message or fault}") from None
    except Exception as fault:
        raise TemplateFault("这个文件不是 Word 文档（.docx），或者已经损坏。") from fault
    missing = [f"{{{{ {name} }}}}（{word}）" for name, word in FIELDS.items() if name not in named]
    unknown = sorted(f"{{{{ {name} }}}}" for name in named - set(FIELDS) - set(BESIDE))
    faults = [f"少了 {'、'.join(missing)}"] if missing else []
    faults += [f"没有 {'、'.join(unknown)} 这一项"] if unknown else []
    if faults:
        raise TemplateFault("；".join(faults) + "。")
    filled(template, SAMPLE)
