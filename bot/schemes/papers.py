"""Any document as lines of cells: what `scoring.drafting` opens itself, and what is only paper.

PDF, OFD and old Word go through `bot.extraction`, whose process a hostile file may end without
harm. Here: which reader, and why a file cannot be read, in words. Not here: tables in the lines.
"""

from __future__ import annotations

import re
from typing import Final

from bot.extraction.pages import Closed, Unread
from bot.extraction.tabled import MOST_PAGES, cells_of, kind_of
from scoring.cells import Cell
from scoring.drafting import NotADocument, Part, open_document

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
_BROKEN: Final = "打不开，可能损坏了。请重新导出，或者另存为 Word（docx）再发。"


_APART: Final = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：（）]) (?=[0-9A-Za-z])"
    r"|(?<=[0-9A-Za-z%]) (?=[\u4e00-\u9fff，。；：（）])"
)
"""White that typesetting puts between Chinese and figures; nobody wrote it."""


def _close(text: str) -> str:
    return _APART.sub("", text)


def open_paper(data: bytes, name: str) -> tuple[Part, ...]:
    """The parts of a file. Raises NotADocument with a sentence for who sent it."""
    kind = kind_of(data)
    if not kind:
        return open_document(data, name)
    try:
        rows = cells_of(data, kind)
    except Closed as closed:
        raise NotADocument(f"这份{_NAMES[kind]}{_WHY.get(closed.why, _BROKEN)}") from closed
    lines = tuple(
        tuple(Cell(_close(one.text), copied=one.copied, across=one.across) for one in row)
        for row in rows
    )
    return (Part("", lines),)
