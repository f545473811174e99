"""The index of an evidence archive: a page to click through, and a workbook to sort and print.

Every file with its row, receipt and SHA-256, and whether the bytes in the zip are the ones that
were handed in. All cells are text that no program runs. Not here: the zip itself (``archive``).
"""

from __future__ import annotations

import html
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from bot.paper import workbook

if TYPE_CHECKING:
    import xlsxwriter


PAGE: Final = "00 目录.html"
BOOK: Final = "00 目录.xlsx"

State = Literal["kept", "missing", "changed", "link"]
STATES: Final[dict[State, str]] = {
    "kept": "完好",
    "missing": "缺：库里没有这个文件，请联系维护人员",
    "changed": "有异常：内容和登记的校验值不一致",
    "link": "网页链接，没有文件",
}
_HEADS: Final = (
    ("单位", 18),
    ("指标", 26),
    ("文件", 44),
    ("原文件名或标题", 34),
    ("说明", 26),
    ("类型", 8),
    ("大小", 10),
    ("收到时间", 18),
    ("经手人", 10),
    ("回执", 16),
    ("状态", 14),
    ("SHA-256", 68),
)
_SLIPS: Final = (
    ("单位", 18),
    ("回执", 16),
    ("事项", 14),
    ("时间", 18),
    ("经手人", 10),
    ("校验值 SHA-256", 68),
    ("文件", 34),
)
_DATE: Final = datetime(2022, 3, 18)  # noqa: DTZ001 -- the date of the document, no moment in time
_STYLE: Final = (
    "body{font:16px/1.6 'Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:2em auto;"
    "max-width:70em;padding:0 1em;color:#1b2430}table{border-collapse:collapse;width:100%;"
    "margin:.5em 0 2em}td,th{border:1px solid #d9dfe6;padding:.35em .6em;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}th{background:#e8eef4}.bad{color:#a8402a;"
    "font-weight:bold}small{color:#5b6775}h2{margin:1.5em 0 .2em}"
    "@media print{a{color:inherit;text-decoration:none}}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: a file with its path in the zip, or a link (no path, no digest)."""

    unit: str
    row: str
    path: str
    label: str
    caption: str
    kind: str
    """What people call the kind of file."""
    size: int
    digest: str
    url: str
    receipt: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Index:
    """An index under way: the lines with what became of each."""

    title: str
    note: str
    lines: Sequence[Piece]
    states: Sequence[State]

    @property
    def summary(self) -> str:
        """How many files, and how many of them are not what they should be."""
        files = sum(bool(one.path) for one in self.lines)
        links = len(self.lines) - files
        bad = sum(one in ("missing", "changed") for one in self.states)
        text = f"共 {files} 个文件" + (f"、{links} 个链接" if links else "")
        return f"{text}，其中 {bad} 个有问题，见状态一栏。" if bad else f"{text}，全部完好。"

    def files(self, slips: Sequence[Sequence[str]]) -> Iterator[tuple[str, bytes]]:
        """Both forms of the index, each with its name in the zip."""
        yield BOOK, _book(self, slips)
        yield PAGE, _page(self, slips).encode()


def make(title: str, note: str, lines: Sequence[Piece], states: Sequence[State]) -> Index:
    """The index of what was packed."""
    return Index(title, note, lines, states)


def size(number: int) -> str:
    """35 KB, 2.4 MB; nothing for a link."""
    if not number:
        return ""
    if number < 1024 * 1024:
        return f"{max(1, round(number / 1024))} KB"
    return f"{number / 1024 / 1024:.1f} MB"


def _cells(one: Piece, state: State) -> tuple[str, ...]:
    file = one.path or one.url
    return (
        *(one.unit, one.row, file, one.label, one.caption, one.kind, size(one.size)),
        *(one.at, one.by, one.receipt, STATES[state], one.digest),
    )


def _book(index: Index, slips: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    book = workbook.begin(out)
    book.set_properties({"title": index.title, "created": _DATE})
    text = {"font_name": "宋体", "font_size": 11, "num_format": "@", "text_wrap": True}
    text |= {"valign": "top", "border": 1, "border_color": "#B8C0CA"}
    head = {**text, "font_name": "黑体", "bg_color": "#E8EEF4", "valign": "vcenter"}
    forms = (book.add_format(text), book.add_format(head))
    lines = [_cells(*pair) for pair in zip(index.lines, index.states, strict=True)]
    intro = (index.title, f"{index.note}{index.summary}")
    _sheet(book, forms, "目录", _HEADS, lines, intro)
    _sheet(book, forms, "回执", _SLIPS, slips, (f"{index.title}　回执", _HOW_SLIPS))
    book.close()
    return out.getvalue()


_HOW_SLIPS: Final = "“回执”文件夹里是登记的原文；对原文件求 SHA-256，应当等于校验值。"


def _sheet(
    book: xlsxwriter.Workbook,
    forms: tuple[xlsxwriter.format.Format, xlsxwriter.format.Format],
    name: str,
    heads: Sequence[tuple[str, int]],
    lines: Sequence[Sequence[str]],
    intro: tuple[str, str],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    title = book.add_format({"font_name": "黑体", "font_size": 16, "num_format": "@"})
    note = book.add_format({"font_name": "宋体", "font_size": 11, "num_format": "@"})
    sheet.write_string(0, 0, intro[0], title)
    sheet.write_string(1, 0, intro[1], note)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    for column, (head, wide) in enumerate(heads):
        sheet.set_column(column, column, wide)
        sheet.write_string(2, column, head, forms[1])
    for row, line in enumerate(lines, 3):
        for column, value in enumerate(line):
            sheet.write_string(row, column, value, forms[0])
    if lines:
        sheet.autofilter(2, 0, 2 + len(lines), len(heads) - 1)


def _page(index: Index, slips: Sequence[Sequence[str]]) -> str:
    """One page for any browser: unit by unit, each file a link into its folder."""
    parts = [
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_safe(index.title)}</title><style>{_STYLE}</style>",
        f"<h1>{_safe(index.title)}</h1><p>{_safe(index.note)}{_safe(index.summary)}</p>",
    ]
    unit = None
    for one, state in zip(index.lines, index.states, strict=True):
        if one.unit != unit:
            parts.append("</table>" if unit is not None else "")
            unit = one.unit
            parts.append(f"<h2>{_safe(unit)}</h2><table>")
            parts.append("<tr><th>指标<th>材料<th>收到时间、经手人<th>回执<th>状态、SHA-256</tr>")
        parts.append(_page_line(one, state))
    parts.append("</table>" if unit is not None else "")
    if slips:
        parts.append(f"<h2>回执</h2><p>{_HOW_SLIPS}</p><table>")
        parts.append("<tr><th>单位<th>回执<th>事项<th>时间<th>经手人<th>校验值</tr>")
        for slip in slips:
            cells = "".join(f"<td>{_safe(text)}" for text in slip[:6])
            parts.append(f"<tr>{cells}</tr>")
        parts.append("</table>")
    return "\r\n".join(part for part in parts if part) + "</html>\r\n"


def _page_line(one: Piece, state: State) -> str:
    shown = _safe(one.label)
    if one.path and state != "missing":
        shown = f'<a href="{quote(one.path)}">{shown}</a>'
    elif one.url.lower().startswith(("http://", "https://")):
        safe = html.escape(one.url, quote=True)
        shown = f'{shown}<br><a href="{safe}" rel="noreferrer noopener">{safe}</a>'
    about = "，".join(part for part in (one.caption, one.kind, size(one.size)) if part)
    bad = ' class="bad"' if state in ("missing", "changed") else ""
    return (
        f"<tr><td>{_safe(one.row)}<td>{shown}<br><small>{_safe(about)}</small>"
        f"<td>{_safe(one.at)}<br>{_safe(one.by)}<td>{_safe(one.receipt)}"
        f"<td{bad}>{STATES[state]}<br><small>{_safe(one.digest)}</small></tr>"
    )


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
