"""Any document as lines of cells: what `scoring.drafting` opens itself, and what is only paper.

PDF, OFD and old Word go through `bot.extraction`, whose process a hostile file may end without
harm. Here: which reader, and why a file cannot be read, in words. Not here: tables in the lines.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.extraction.fields import Row, is_figure
from bot.extraction.pages import Closed, Unread
from bot.extraction.tabled import MANY, MOST_PAGES, cells_of, kind_of
from scoring.cells import Cell
from scoring.drafting import Line, NotADocument, Part, open_document

_NAMES: Final = {"pdf": " PDF ", "ofd": " OFD 文件", "doc": "旧版 Word（doc、wps）文件"}
_WHY: Final = {
    Unread.PASSWORD: "加了打开密码。请去掉密码再发。",
    Unread.OLD_FORMAT: "这台机器读不了。请用 Word 或 WPS 另存为 .docx 再发。",
    Unread.NO_OCR: "是扫描件，里面没有文字。请发 Word（docx）、表格（xlsx）或能选中文字的 PDF。",
    Unread.GLYPHS: "里的字没有编码，读不出来。请发 Word（docx）或表格（xlsx）版本。",
    Unread.TOO_LARGE: f"超过 {MOST_PAGES} 页。请只留考核指标表再发。",
    Unread.TIME: "太大，读了两分钟还没有读完。请只留考核指标表再发。",
    Unread.MEMORY: "太大，读不完。请只留考核指标表再发。",
}
_NOT_TOLD_APART: Final = (
    "里的表没有画全框线，哪些字是一行、一格分不准，没有读。"
    "请发 Word（docx）或表格（xlsx），或者给表格加上全部框线再导出。"
)
_BROKEN: Final = "打不开，可能损坏了。请重新导出，或者另存为 Word（docx）再发。"


class Scanned(Exception):
    """Pages of the file are pictures: eyes have to read them (`scanning`).

    The text is a sentence for who sent it where nobody here has eyes; empty: the usual one.
    """


_HEAD: Final = re.compile(r"分\s*值|权\s*重|评分|计分|考核|指\s*标|标\s*准")
_RULE: Final = re.compile(r"[得扣加减]\s*[0-9.]+\s*分")
_FEW: Final = 3
_LONGEST_HEAD: Final = 20
_APART: Final = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：（）]) (?=[0-9A-Za-z])"
    r"|(?<=[0-9A-Za-z%]) (?=[\u4e00-\u9fff，。；：（）])"
)
"""White that typesetting puts between Chinese and figures; nobody wrote it."""


_WRAPPED: Final = re.compile(r"(?<=[^。；;：:\n])\n(?=[×÷/+=%）)，、。；;])")
"""The end of a line inside a formula or before a mark: no sentence begins there."""


_NOTE: Final = re.compile(
    r"(?<=[\u4e00-\u9fff）)])(?=(?:被?考[核评]|评价|适用)(?:对象|范围|周期|时间|方式|单位)[：:])"
)
"""What a note under a title begins with: on paper it stands behind the title without a mark."""


def _lines(row: Row) -> tuple[Row, ...]:
    """A line over a table as it was written: its title, and the note under the title."""
    if len(row) != 1:
        return (row,)
    return tuple((replace(row[0], text=said),) for said in _NOTE.split(row[0].text))


def _close(text: str) -> str:
    return _WRAPPED.sub("", _APART.sub("", text))


def _unsure(rows: Sequence[Row]) -> bool:
    """Whether a table that has points or rules in its heading cannot be counted on."""
    headed: set[int] = set()
    for wide, group in itertools.groupby(rows, key=len):
        own = list(group)
        before = next((at for at, row in enumerate(own) if _is_head(row)), len(own))
        if wide >= _FEW and wide not in headed and sum(map(_counts, own[:before])) >= _FEW:
            return True  # rows whose heading was not told apart from the text
        headed |= {wide} if before < len(own) else set()
        if headed and any(one.unsure for row in own for one in row):
            return True
    return False


def _is_head(row: Row) -> bool:
    short = all(len(one.text) <= _LONGEST_HEAD and not is_figure(one.text) for one in row)
    return short and any(_HEAD.search(one.text) for one in row)


def _counts(row: Row) -> bool:
    """Whether a row looks like one of an assessment: a figure, and a rule that gives points."""
    return any(is_figure(one.text) for one in row) and any(_RULE.search(one.text) for one in row)


def open_paper(data: bytes, name: str) -> tuple[Part, ...]:
    """The parts of a file. Raises NotADocument with a sentence for who sent it."""
    kind = kind_of(data)
    if not kind:
        return open_document(data, name)
    try:
        rows = cells_of(data, kind)
    except Closed as closed:
        if closed.why is Unread.NO_OCR and kind in MANY:
            raise Scanned from closed
        raise NotADocument(f"这份{_NAMES[kind]}{_WHY.get(closed.why, _BROKEN)}") from closed
    if _unsure(rows):
        raise NotADocument(f"这份{_NAMES[kind]}{_NOT_TOLD_APART}")
    return (Part("", lines_of(rows)),)


def lines_of(rows: Sequence[Row]) -> tuple[Line, ...]:
    """Rows on paper as the lines of a document, as they were written; counted from 1."""
    return tuple(
        tuple(
            Cell(_close(one.text), copied=one.copied, across=one.across, line=number) for one in row
        )
        for number, one_row in enumerate(rows, 1)
        for row in _lines(one_row)
    )
