"""The template of the 通报: the built-in one, and what an office's own must hold.

An office changes the look and the standing sentences of its circular in Word, without code: the
built-in template is written out (``python -m bot template circular``), changed, and named in the
settings. Fields stand in double braces. Filling it in is ``circular``'s.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
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
INSIDE: Final[Mapping[str, str]] = {
    "parts 里的 head": "各部分的标题",
    "paragraphs 里的 head": "各段开头的小标题",
    "paragraphs 里的 text": "各段的文字",
    "tables 里的 title": "附件各表的标题",
    "tables 里的 note": "附件各表的说明",
    "tables 里的 heads": "附件各表的表头",
    "tables 里的 lines": "附件各表的名次、单位、得分",
}
"""What stands in the fields that are lists, as a template names it."""
_TIMES: Final = 2
"""Of everything that comes several times: a template may not stop after the first."""


def _sample() -> dict[str, Any]:
    """What a template is tried on before it is used: every text another one, told by its field."""

    def told(name: str, *which: int) -> str:
        return "示例·" + "·".join([name, *map(str, which)])

    def both(make: Callable[..., Any], *of: int) -> list[Any]:
        return [make(*of, n) for n in range(_TIMES)]

    def paragraph(part: int, n: int) -> dict[str, str]:
        return {key: told(f"paragraphs 里的 {key}", part, n) for key in ("head", "text")}

    return {name: told(name) for name in (*FIELDS, *BESIDE)} | {
        "parts": both(
            lambda a: {"head": told("parts 里的 head", a), "paragraphs": both(paragraph, a)}
        ),
        "tables": both(
            lambda a: {
                "title": told("tables 里的 title", a),
                "note": told("tables 里的 note", a),
                "heads": [told("tables 里的 heads", a, n) for n in range(_COLUMNS)],
                "lines": both(
                    lambda a, b: [told("tables 里的 lines", a, b, n) for n in range(_COLUMNS)], a
                ),
            }
        ),
    }


_COLUMNS: Final = 4
"""名次, 单位, 得分, 等次."""


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
        raise TemplateFault(_wrong(fault)) from None
    except Exception as fault:
        raise TemplateFault("这个文件不是 Word 文档（.docx），或者已经损坏。") from fault
    return paper.docx  # type: ignore[no-any-return] # docxtpl has no types


def _wrong(fault: TemplateError) -> str:
    """What is written wrongly, and near which words of the template."""
    said = fault.message or str(fault)
    if named := re.search(r"no attribute '([^']+)'|'([^']+)' is undefined", said):
        return f"没有 {named[1] or named[2]} 这一项。"
    if named := re.search(r"No (?:filter|test) named '([^']+)'", said):
        return f"不认识竖线后面的 {named[1]}，一般不用写竖线。"
    lines = [re.sub(r"<[^>]*>", "", line).strip() for line in getattr(fault, "docx_context", ())]
    number = min(getattr(fault, "lineno", None) or 0, _BEFORE)  # of a few lines before and after
    return _not_whole(lines[number - 1] if 0 < number <= len(lines) else "")


def _not_whole(near: str) -> str:
    where = f"“{near[:_SHOWN]}”这里" if near else "有一处"
    return f"{where}的花括号或百分号没有写完整，请和内置模板对照。"


def _open(template: bytes) -> str:
    """The paragraph in which a brace is opened and not closed; a field never runs into the next."""
    for one in Document(io.BytesIO(template)).element.body.iter(qn("w:p")):
        text = "".join(part.text or "" for part in one.iter(qn("w:t")))
        if any(text.count(a) != text.count(b) for a, b in (("{{", "}}"), ("{%", "%}"))):
            return text
    return ""


_SHOWN: Final = 60
_BEFORE: Final = 4


def check(template: bytes) -> None:
    """See that a template shows every field, names no other, and can be filled in.

    Raises:
        TemplateFault: it does not; the text names every field concerned.
    """
    try:
        near = _open(template)
        named = set(DocxTemplate(io.BytesIO(template)).get_undeclared_template_variables())
    except TemplateError:
        if not near:
            filled(template, _sample())  # it says where
        raise TemplateFault(_not_whole(near)) from None
    except Exception as fault:
        raise TemplateFault("这个文件不是 Word 文档（.docx），或者已经损坏。") from fault
    if near:
        raise TemplateFault(_not_whole(near))
    unknown = sorted(f"{{{{ {name} }}}}" for name in named - set(FIELDS) - set(BESIDE))
    missing = _missing(template, named) if not unknown else [n for n in FIELDS if n not in named]
    faults = [f"少了 {'、'.join(map(_called, missing))}"] if missing else []
    faults += [f"没有 {'、'.join(unknown)} 这一项"] if unknown else []
    if faults:
        raise TemplateFault("；".join(faults) + "。")


def _missing(template: bytes, named: set[str]) -> list[str]:
    """The fields of which something of a circular would not be seen, whatever stands in braces."""
    shown = _texts(filled(template, _sample()))
    lost = dict.fromkeys(one.split("·")[1] for one in _leaves(_sample()) if one not in shown)
    whole = [name for name in FIELDS if name not in named]
    inside = {"parts": ("parts", "paragraphs"), "tables": ("tables",)}
    known = tuple(f"{one} " for name in whole for one in inside.get(name, ()))
    return [*whole, *(n for n in lost if n not in (*whole, *BESIDE) and not n.startswith(known))]


def _called(name: str) -> str:
    """A field as a fault names it."""
    return f"{{{{ {name} }}}}（{FIELDS[name]}）" if name in FIELDS else f"{name}（{INSIDE[name]}）"


def _leaves(value: object) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in _leaves(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _leaves(one))


def _texts(paper: Doc) -> str:
    """All that can be read in a document: body, boxes, heads and feet of the pages."""
    out = io.BytesIO()
    paper.save(out)
    with zipfile.ZipFile(out) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(r"word/\w+\.xml", name)]
        return "\n".join(re.sub(r"<[^>]*>", "", parts.read(name).decode()) for name in names)
